"""A new recovery code counts only once somebody has it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from distressapp.core.roles import Role
from distressapp.paths import Folder
from distressapp.service.access import sign_in_with_recovery
from distressapp.service.entries import append
from distressapp.service.keyfiles import is_recovery_proven
from distressapp.service.posting import News
from distressapp.service.recovery_code import prove
from distressapp.vault import members
from tests.cli.clinic import TOML, call
from tests.cli.terminal import CODE, at_terminal, shown_code
from tests.cli.test_members import NEW, calls, signs_in, team
from tests.clinics import PASSPHRASE, made_with_code, opened
from tests.service.teams import ANA, FIRST, first

WITH_PASSPHRASE = ("Passphrase: ", PASSPHRASE)
BACK = "from the paper: "


def proven(root: Path) -> str:
    """The code of a clinic that has proven it."""
    code = made_with_code(root)
    house = opened(root, room=None)
    session = first(house)
    prove(house, session, code)
    session.close()
    house.close()
    return code


def opens(root: Path, code: str) -> bool:
    """Whether the clinic lets somebody in with that proven code."""
    house = opened(root, room=None)
    try:
        sign_in_with_recovery(house, code).close()
    finally:
        house.close()
    return is_recovery_proven(Folder(root=root))


@contextmanager
def unread_pipe() -> Iterator[int]:
    """A descriptor that can be written to, with nobody at the other end."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


def test_without_a_terminal_the_code_before_it_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = proven(tmp_path / "clinic")

    status = calls(tmp_path / "clinic", ["recovery", "new"], passphrase_fd=PASSPHRASE)

    assert status == 1
    assert "no terminal to show the recovery code on" in capsys.readouterr().err
    assert opens(tmp_path / "clinic", code)


def test_a_descriptor_that_takes_nothing_leaves_the_code_before_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = proven(tmp_path / "clinic")

    with (tmp_path / "clinic" / "kiosk.json").open("rb") as unwritable, unread_pipe() as unread:
        for number in (unwritable.fileno(), unread, 987, 10**30):
            words = ["recovery", "new", "--recovery-fd", str(number)]
            status = calls(tmp_path / "clinic", words, passphrase_fd=PASSPHRASE)

            assert status == 1
            assert f"Nothing can be written to file descriptor {number}" in capsys.readouterr().err
            assert opens(tmp_path / "clinic", code)


def test_a_set_up_that_could_not_give_its_code_out_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "clinic.toml"
    file.write_text(TOML)

    without = call(tmp_path / "clinic", "setup", "--file", str(file))
    err = capsys.readouterr().err
    with file.open("rb") as unwritable:
        number = str(unwritable.fileno())
        status = call(tmp_path / "clinic", "setup", "--file", str(file), "--recovery-fd", number)

    assert (without, status) == (1, 1)
    assert "no terminal to show the recovery code on" in err
    assert "Nothing can be written to" in capsys.readouterr().err
    assert not (tmp_path / "clinic").exists()


def test_a_set_up_whose_code_was_lost_on_its_way_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "clinic.toml"
    file.write_text(TOML)

    with unread_pipe() as unread:
        words = ("setup", "--file", str(file), "--recovery-fd", str(unread))
        status = call(tmp_path / "clinic", *words)

    assert status == 1
    assert "nobody has its recovery code. `distressapp recovery new`" in capsys.readouterr().err
    assert signs_in(tmp_path / "clinic", "", PASSPHRASE) is Role.ADMINISTRATOR


def test_no_code_goes_into_a_file_by_mistake(tmp_path: Path) -> None:
    code = proven(tmp_path / "clinic")
    file, out = tmp_path / "clinic.toml", tmp_path / "out.log"
    file.write_text(TOML)

    status, shown = at_terminal(tmp_path / "clinic", ["recovery", "new"], [], out=out)
    new_status, _ = at_terminal(tmp_path / "new", ["setup", "--file", str(file)], [], out=out)

    assert (status, new_status) == (1, 1)
    assert "no terminal to show the recovery code on" in shown
    assert not CODE.search(out.read_text())
    assert not (tmp_path / "new").exists()
    assert opens(tmp_path / "clinic", code)


def test_a_code_that_was_not_typed_back_counts_for_nothing(tmp_path: Path) -> None:
    code = proven(tmp_path / "clinic")

    status, shown = at_terminal(
        tmp_path / "clinic", ["recovery", "new"], [WITH_PASSPHRASE, (BACK, code), (BACK, "")]
    )

    assert status == 1
    assert "That is another recovery code" in shown
    assert "counts for nothing" in shown
    assert opens(tmp_path / "clinic", code)


def test_a_code_that_was_typed_back_is_proven_and_ends_the_one_before_it(tmp_path: Path) -> None:
    code = proven(tmp_path / "clinic")

    status, shown = at_terminal(
        tmp_path / "clinic",
        ["recovery", "new"],
        [WITH_PASSPHRASE, (BACK, "0000"), (BACK, lambda screen: shown_code(screen).lower())],
    )

    assert status == 0
    assert "That is not a recovery code" in shown
    assert opens(tmp_path / "clinic", shown_code(shown))
    assert calls(tmp_path / "clinic", ["recovery", "use"], code_fd=code, new_passphrase_fd=NEW) == 1


def test_a_wrong_code_is_not_called_a_passphrase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made_with_code(tmp_path / "clinic")
    other = made_with_code(tmp_path / "other")

    status = calls(tmp_path / "clinic", ["recovery", "use"], code_fd=other, new_passphrase_fd=NEW)

    err = capsys.readouterr().err
    assert status == 1
    assert "That recovery code does not open the vault" in err
    assert "passphrase" not in err


def test_the_code_makes_somebody_an_administrator_where_there_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "clinic"
    code = made_with_code(root)
    house = opened(root, room=None)
    session = first(house)
    demoted = News(
        kind="staff.role_changed", subject=session.member.id, payload={"role": "nurse", "by": ""}
    )
    with session.vault.commit():
        append(house, session.vault, demoted)
    session.close()
    house.close()

    unclear = calls(root, ["recovery", "use"], code_fd=code, new_passphrase_fd=NEW)
    err = capsys.readouterr().err
    status = calls(
        root, ["recovery", "use", FIRST, "--administrator"], code_fd=code, new_passphrase_fd=NEW
    )

    assert (unclear, status) == (1, 0)
    assert f"Name one of: {FIRST}." in err
    assert f"{FIRST} is an administrator now." in capsys.readouterr().out
    assert signs_in(root, FIRST, NEW) is Role.ADMINISTRATOR


def test_two_of_one_name_are_told_apart_by_their_ids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = team(tmp_path / "clinic")
    house = opened(root, room=None)
    session = first(house)
    payload = {"name": ANA.upper(), "role": "manager", "public": "00" * 32, "by": ""}
    with session.vault.commit():
        append(house, session.vault, News(kind="staff.added", subject="0a" * 16, payload=payload))
    session.close()

    refused = calls(root, ["members", "leave", ANA, "--as", FIRST], passphrase_fd=PASSPHRASE)
    err = capsys.readouterr().err
    status = calls(root, ["members", "leave", "0a" * 16, "--as", FIRST], passphrase_fd=PASSPHRASE)

    session = first(house)
    left = [each.id for each in members.members(session.vault) if each.has_left]
    session.close()
    house.close()
    assert (refused, status) == (1, 0)
    assert f"{'0a' * 16} (manager)" in err
    assert left == ["0a" * 16]
