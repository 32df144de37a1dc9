import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from distressapp.bootstrap import sign_in
from distressapp.service.admissions import admit
from distressapp.service.posting import News, post
from distressapp.service.sittings import Running
from distressapp.settings import Backup, Retention, Settings
from distressapp.vault import lists
from tests.cli.clinic import call
from tests.clinics import NUMBER, PASSPHRASE, Clock, closed, made, opened, settings
from tests.service.patients import ANNA, matched, sat

Types: TypeAlias = Callable[..., None]
REASON: Final = ("--reason", "asked for in writing")


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Types:
    """What is piped to the next command, a line each."""

    def piped(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{each}\n" for each in lines)))

    return piped


def clinic(root: Path, wanted: Settings | None = None, *, years_ago: int = 0) -> str:
    """A clinic with one matched patient; the sitting's id."""
    clock = Clock(at=datetime.now(UTC) - timedelta(days=366 * years_ago))
    house = opened(made(root, wanted, clock), clock)
    session = sign_in(house, PASSPHRASE)
    sitting = matched(house, session.vault)
    session.close()
    house.close()
    return sitting


def sittings(root: Path) -> tuple[str, ...]:
    house = opened(root)
    session = sign_in(house, PASSPHRASE)
    found = lists.all_sittings(session.vault)
    session.close()
    house.close()
    return found


def test_a_patient_is_erased_when_the_record_number_is_typed_again(
    tmp_path: Path, types: Types, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = clinic(tmp_path / "clinic")
    types("mrn-4711")

    status = call(tmp_path / "clinic", "erase", sitting[:8], *REASON)

    captured = capsys.readouterr()
    assert status == 0
    assert "Erased: 3 entries" in captured.out
    assert "for at most 35 days" in captured.out
    assert ANNA.name not in captured.out + captured.err
    assert NUMBER not in captured.out + captured.err
    assert sittings(tmp_path / "clinic") == ()
    assert len(list((tmp_path / "clinic" / "backups").glob("backup-*"))) == 1


def test_what_an_erasure_leaves_to_a_person_is_said(
    tmp_path: Path, types: Types, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    sitting = clinic(tmp_path / "clinic", replace(settings(), backup=Backup(place=str(stick))))
    (tmp_path / "clinic" / "quarantine" / "2026-01-02").mkdir(parents=True)
    types(NUMBER)

    status = call(tmp_path / "clinic", "erase", sitting, *REASON)

    err = capsys.readouterr().err
    assert status == 0
    assert f"{stick} lacks the newest list of what was erased" in err
    assert "2026-01-02 was put away" in err


def test_a_list_that_cannot_be_read_is_told_from_one_that_is_not_there(
    tmp_path: Path, types: Types, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = clinic(tmp_path / "clinic")
    damaged = tmp_path / "clinic" / "backups" / "erased.json"
    damaged.write_text("no list")
    types(NUMBER)

    status = call(tmp_path / "clinic", "erase", sitting, *REASON)

    err = capsys.readouterr().err
    assert status == 0
    assert f"{damaged} cannot be read, and a restore stops there" in err
    assert "lacks the newest list" not in err


def test_a_patient_is_found_by_a_record_number_that_is_piped(tmp_path: Path, types: Types) -> None:
    clinic(tmp_path / "clinic")
    types(NUMBER, NUMBER)

    assert call(tmp_path / "clinic", "erase", *REASON) == 0
    assert sittings(tmp_path / "clinic") == ()


@pytest.mark.parametrize(
    ("lines", "said"),
    [(["MRN-4712"], "not the same"), ([], "Nothing was typed")],
    ids=["another", "none"],
)
def test_without_the_same_number_nothing_is_erased(
    tmp_path: Path,
    types: Types,
    capsys: pytest.CaptureFixture[str],
    lines: list[str],
    said: str,
) -> None:
    sitting = clinic(tmp_path / "clinic")
    types(*lines)

    status = call(tmp_path / "clinic", "erase", sitting, *REASON)

    assert status == 1
    assert said in capsys.readouterr().err
    assert sittings(tmp_path / "clinic") == (sitting,)


@pytest.mark.parametrize(
    ("number", "said"),
    [("MRN-1", "Nothing is known"), (NUMBER, "2 sittings bear it")],
    ids=["unknown", "unmatched"],
)
def test_a_number_that_means_nobody_says_what_to_do(
    tmp_path: Path,
    types: Types,
    capsys: pytest.CaptureFixture[str],
    number: str,
    said: str,
) -> None:
    house = opened(made(tmp_path / "clinic"))
    session = sign_in(house, PASSPHRASE)
    for _ in range(2):
        sat(house, session.vault)
    session.close()
    house.close()
    types(number)

    status = call(tmp_path / "clinic", "erase", *REASON)

    assert status == 1
    assert said in capsys.readouterr().err


def test_a_sitting_that_nobody_matched_is_erased_by_its_number(
    tmp_path: Path, types: Types, capsys: pytest.CaptureFixture[str]
) -> None:
    house = opened(made(tmp_path / "clinic"))
    session = sign_in(house, PASSPHRASE)
    sat(house, session.vault)
    session.close()
    house.close()
    types(NUMBER, NUMBER)

    status = call(tmp_path / "clinic", "erase", *REASON)

    assert status == 0
    assert "One sitting that nobody matched" in capsys.readouterr().err


def test_what_came_in_after_an_erasure_is_shown_and_erased_by_its_id(
    tmp_path: Path, types: Types, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = clinic(tmp_path / "clinic")
    types(NUMBER)
    call(tmp_path / "clinic", "erase", sitting, *REASON)
    house = opened(tmp_path / "clinic")
    plan = replace(admit(house, record_number=NUMBER), sitting=sitting)
    closed(house, Running.open(house, plan, NUMBER))
    house.close()
    capsys.readouterr()

    shown = call(tmp_path / "clinic", "verify")
    said = capsys.readouterr().out
    types(NUMBER)
    erased = call(tmp_path / "clinic", "erase", sitting[:8], *REASON)

    assert (shown, erased) == (1, 0)
    assert f"Taken in about somebody who was erased: {sitting[:8]}" in said
    assert call(tmp_path / "clinic", "verify") == 0


def test_a_call_that_came_in_after_an_erasure_is_shown_and_erased_by_its_id(
    tmp_path: Path, types: Types, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = clinic(tmp_path / "clinic")
    types(NUMBER)
    call(tmp_path / "clinic", "erase", sitting, *REASON)
    house = opened(tmp_path / "clinic")
    post(house, News(kind="now.left", subject=sitting, payload={"ticket": "fern", "by": "B"}))
    house.close()
    shown = call(tmp_path / "clinic", "verify")
    said = capsys.readouterr().out
    types(sitting[:8])

    erased = call(tmp_path / "clinic", "erase", sitting[:8], *REASON)

    assert (shown, erased) == (1, 0)
    assert f"Taken in about somebody who was erased: {sitting[:8]}" in said
    assert call(tmp_path / "clinic", "verify") == 0


def test_a_patient_is_exported_into_a_folder(
    tmp_path: Path, types: Types, capsys: pytest.CaptureFixture[str]
) -> None:
    clinic(tmp_path / "clinic")
    (tmp_path / "out").mkdir()
    types(NUMBER)

    status = call(tmp_path / "clinic", "export-patient", "--out", str(tmp_path / "out"))

    captured = capsys.readouterr()
    record, answers = map(Path, captured.out.splitlines())
    assert status == 0
    assert json.loads(record.read_bytes())["patient"]["name"] == ANNA.name
    assert answers.read_text().startswith('"sitting"')
    assert "Hand them over" in captured.err
    assert ANNA.name not in captured.out + captured.err


def test_an_export_says_which_sittings_nobody_matched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = clinic(tmp_path / "clinic")
    house = opened(tmp_path / "clinic")
    session = sign_in(house, PASSPHRASE)
    loose = sat(house, session.vault)
    session.close()
    house.close()

    status = call(tmp_path / "clinic", "export-patient", sitting, "--out", str(tmp_path))

    assert status == 0
    assert loose[:8] in capsys.readouterr().err


def kept(years: int) -> Settings:
    return replace(settings(), retention=Retention(years=years))


def test_retention_shows_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = clinic(tmp_path / "clinic", kept(5), years_ago=6)

    status = call(tmp_path / "clinic", "retention")

    out = capsys.readouterr().out
    assert status == 0
    assert out.splitlines()[0].endswith(": 1")
    assert "1 sittings" not in out
    assert sittings(tmp_path / "clinic") == (sitting,)


def test_retention_erases_once_their_number_is_typed(
    tmp_path: Path, types: Types, capsys: pytest.CaptureFixture[str]
) -> None:
    clinic(tmp_path / "clinic", kept(5), years_ago=6)
    types("1")

    status = call(tmp_path / "clinic", "retention", "--apply")

    assert status == 0
    assert "Erased: 1." in capsys.readouterr().out
    assert sittings(tmp_path / "clinic") == ()


def test_retention_with_another_number_erases_nobody(
    tmp_path: Path, types: Types, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = clinic(tmp_path / "clinic", kept(5), years_ago=6)
    types("2")

    status = call(tmp_path / "clinic", "retention", "--apply")

    assert status == 1
    assert "nothing was erased" in capsys.readouterr().err
    assert sittings(tmp_path / "clinic") == (sitting,)


def test_retention_without_a_figure_says_how_to_set_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clinic(tmp_path / "clinic")

    status = call(tmp_path / "clinic", "retention")

    assert status == 1
    assert "retention.years" in capsys.readouterr().err
