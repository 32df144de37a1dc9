"""`distressapp wording` as a person calls it."""

import codecs
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from distressapp.core.sitting import Use
from distressapp.settings import read
from tests.cli.clinic import call
from tests.clinics import Clock, made, settings
from tests.instruments.packs import rows, table
from tests.service.test_packs import pack

PERMISSION = ("--holder", "Clinic", "--reference", "L-1")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made(tmp_path / "clinic", settings(Use.CLINICAL), Clock())


def test_the_list_says_what_is_offered_and_why_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(root, "wording", "list", passphrase=None) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "dt: offered"
    assert lines[1].startswith("  en: our own wording, ")
    assert lines[2] == (
        "hads: not offered: no licensed wording with the owner's permission is installed"
    )
    assert lines[3] == "  en: no words that may be shown here"


def test_a_pack_is_installed_with_its_permission_and_stands_in_the_list(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = call(
        root, "wording", "install", str(pack(tmp_path)), *PERMISSION, "--until", "2999-12-31"
    )

    said = capsys.readouterr().out
    call(root, "wording", "list", passphrase=None)
    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert said.startswith("hads.en, ")
    assert "hads: offered" in lines
    assert "  permission L-1, given to Clinic, until 2999-12-31 (clinical)" in lines
    assert read(root / "kiosk.json").permissions[0].reference == "L-1"


def test_a_pack_is_checked_without_a_clinic_and_nothing_is_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "nothing"

    statuses = [
        call(root, "wording", "check", str(pack(tmp_path)), passphrase=None),
        call(root, "wording", "check", str(pack(tmp_path, kind="practice")), passphrase=None),
        call(root, "wording", "check", str(tmp_path / "nowhere.toml"), passphrase=None),
    ]

    found = capsys.readouterr()
    assert statuses == [0, 1, 1]
    assert "can be installed: hads.en" in found.out
    assert "is not licensed wording" in found.err
    assert "is not a wording pack" in found.err
    assert not root.exists()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--holder", " ", "--reference", "L-1"), 1),
        ((*PERMISSION, "--until", "2001-01-01"), 1),
        ((*PERMISSION, "--until", "tomorrow"), 2),
        (("--holder", "Clinic"), 2),
    ],
)
def test_a_permission_that_does_not_hold_installs_nothing(
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    status: int,
) -> None:
    found = call(root, "wording", "install", str(pack(tmp_path)), *words)

    assert found == status
    assert capsys.readouterr().err
    assert read(root / "kiosk.json").packs == {}


def test_a_permission_says_from_when_and_for_what_it_is(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uses = ("--use", "training", "--use", "clinical")

    call(
        root, "wording", "install", str(pack(tmp_path)), *PERMISSION, "--since", "2001-02-03", *uses
    )

    (found,) = read(root / "kiosk.json").permissions
    capsys.readouterr()
    call(root, "wording", "list", passphrase=None)
    assert found.since == date(2001, 2, 3)
    assert found.uses == ("training", "clinical")
    said = "permission L-1, given to Clinic, without an end (since 2001-02-03, training, clinical)"
    assert f"  {said}" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("form", ["csv", "toml"])
def test_a_template_is_written_to_a_file_that_is_not_there_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    out = tmp_path / f"hads.en.{form}"
    words = ["wording", "template", "hads", "en", *(["--csv"] if form == "csv" else [])]

    first = call(tmp_path, *words, "--out", str(out), passphrase=None)
    again = call(tmp_path, *words, "--out", str(out), passphrase=None)

    found = capsys.readouterr()
    assert (first, again) == (0, 1)
    assert out.read_bytes().startswith(codecs.BOM_UTF8) is (form == "csv")
    assert f"Keep the name hads.en.{form}" in found.out
    assert "cannot be written" in found.err


def test_a_filled_template_is_shown_beside_the_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hads.en.csv").write_bytes(table(rows()))

    status = call(tmp_path, "wording", "check", str(tmp_path / "hads.en.csv"), passphrase=None)

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert lines[1].startswith("written by A. Secretary; owner: Nobody")
    assert lines[2].startswith("1. 1 (HADS-A): ")
    assert [line[:7] for line in lines[3:7]] == ["    3  ", "    2  ", "    1  ", "    0  "]


@pytest.mark.parametrize(("instrument", "language"), [("moca", "en"), ("hads", "EN")])
def test_there_is_no_template_of_what_nobody_knows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], instrument: str, language: str
) -> None:
    status = call(tmp_path, "wording", "template", instrument, language, passphrase=None)

    assert status == 1
    assert f"There is no {instrument} in {language}" in capsys.readouterr().err


def test_doctor_tells_sixty_days_before_a_permission_ends_and_what_is_not_asked(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    soon = datetime.now(UTC).date() + timedelta(days=30)
    call(root, "wording", "install", str(pack(tmp_path)), *PERMISSION, "--until", soon.isoformat())
    capsys.readouterr()

    status = call(root, "doctor", passphrase=None)

    said = capsys.readouterr().out.splitlines()
    assert status == 1
    assert any(line.startswith("Permission L-1 for HADS ends in ") for line in said)
    assert any(line.startswith("PSS-10 is not offered: no licensed wording") for line in said)
    assert not any(line.startswith("HADS is not") for line in said)
