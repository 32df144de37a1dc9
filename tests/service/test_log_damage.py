"""A byte that flips in the middle of the vault's log, which a killed process left."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import sign_in
from distressapp.core.stores import StoreError
from distressapp.service.house import House
from distressapp.service.takein import check_agreement, take_in
from distressapp.service.verifying import verify
from distressapp.vault.logs import COMPARED, FOUND, has_lost_commits
from distressapp.vault.vault import Vault
from tests.cli.clinic import call
from tests.clinics import PASSPHRASE, made, opened

ROOT: Final = Path(__file__).resolve().parents[2]
FRAME: Final = 24 + 4096
SIGNS_IN: Final = """
import os, signal, sys
from pathlib import Path
from distressapp.bootstrap import sign_in
from distressapp.service.entries import append
from distressapp.service.posting import News
from tests.clinics import PASSPHRASE, opened
house = opened(Path(sys.argv[1]))
session = sign_in(house, PASSPHRASE)
for number in range(int(sys.argv[2])):
    with session.vault.commit():
        append(house, session.vault, News(kind="tested", payload={"number": number}))
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(root: Path, *, commits: int = 8) -> Path:
    """The log of a vault whose process was killed after so many commits."""
    child = subprocess.run(
        [sys.executable, "-c", SIGNS_IN, str(root), str(commits)], cwd=ROOT, check=False
    )
    assert child.returncode < 0
    return root / "vault.db-wal"


def flipped(log: Path) -> None:
    content = bytearray(log.read_bytes())
    content[32 + (len(content) // FRAME // 2) * FRAME + 200] ^= 1
    log.write_bytes(bytes(content))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A clinic whose vault's log is damaged in its middle."""
    root = made(tmp_path / "clinic")
    flipped(killed(root))
    return root


def kinds(vault: Vault) -> list[str]:
    return [each.entry.kind for each in vault.entries(vault.writer)]


def shut(house: House, vault: Vault) -> None:
    vault.close()
    house.close()


def test_the_log_of_a_killed_process_is_no_damage(tmp_path: Path) -> None:
    root = made(tmp_path / "clinic")
    log = killed(root)

    is_found = has_lost_commits(root / "vault.db")

    assert log.stat().st_size > 8 * FRAME
    assert not is_found
    house = opened(root)
    vault = sign_in(house, PASSPHRASE).vault
    assert kinds(vault).count("tested") == 8
    assert FOUND not in kinds(vault)
    assert take_in(house, vault).mismatches == ()
    shut(house, vault)


def test_damage_in_the_middle_of_the_log_lets_staff_in_and_is_told(root: Path) -> None:
    house = opened(root)

    vault = sign_in(house, PASSPHRASE).vault
    taken = take_in(house, vault)

    assert 0 < kinds(vault).count("tested") < 8
    assert kinds(vault)[-2:] == [FOUND, "staff.signed_in"]
    assert ["log was damaged" in each for each in taken.mismatches] == [True]
    with pytest.raises(StoreError, match="what was written last may be missing"):
        check_agreement(taken)
    vault.verify()
    assert "damage found in the log" in (root / "log" / "events.log").read_text()
    shut(house, vault)


def test_damage_of_the_log_is_found_once_and_told_until_somebody_compared(root: Path) -> None:
    house = opened(root)
    sign_in(house, PASSPHRASE).close()

    session = sign_in(house, PASSPHRASE)
    first, second = verify(house, session), verify(house, session)

    assert kinds(session.vault).count(FOUND) == 1
    assert kinds(session.vault).count(COMPARED) == 1
    assert len(first.taken.mismatches) == 1
    assert second.taken.mismatches == ()
    shut(house, session.vault)


def test_damage_of_the_log_is_found_once_though_the_next_process_is_killed_too(root: Path) -> None:
    killed(root, commits=2)
    house = opened(root)

    vault = sign_in(house, PASSPHRASE).vault

    assert kinds(vault).count(FOUND) == 1
    shut(house, vault)


def test_a_wrong_passphrase_does_not_make_an_end_of_the_damage(root: Path) -> None:
    house = opened(root)
    with pytest.raises(Exception, match="does not open the vault"):
        sign_in(house, "not the passphrase of anybody")

    vault = sign_in(house, PASSPHRASE).vault

    assert FOUND in kinds(vault)
    shut(house, vault)


def test_doctor_says_so_before_anybody_signs_in(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = call(root, "doctor", passphrase=None)

    assert status == 1
    assert "The vault's log was damaged" in capsys.readouterr().out
