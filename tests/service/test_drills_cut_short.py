"""A copy that a killed drill leaves is found, told, and removed; one that is tried now is not."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import sign_in
from distressapp.cli.restoration import drill
from distressapp.service.access import Session
from distressapp.service.backups import make_backup
from distressapp.service.house import House
from distressapp.service.shelf import due
from distressapp.service.staging import Wanted
from distressapp.service.workroom import clear_drills, cut_short, drill_room
from tests.clinics import PASSPHRASE
from tests.house.project import ROOT

DRILLS: Final = """
import os, signal, sys
from pathlib import Path
from distressapp.cli import restoration
from distressapp.service.staging import Wanted
from tests.clinics import PASSPHRASE
restoration.all_sittings = lambda vault: os.kill(os.getpid(), signal.SIGKILL)
backup = Path(sys.argv[1])
restoration.drill(backup.parent, Wanted(backup=backup, passphrase=PASSPHRASE))
"""


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = sign_in(house, PASSPHRASE)
    yield found
    found.close()


@pytest.fixture
def backup(house: House, session: Session) -> Path:
    """With what a killed drill left beside it."""
    made = make_backup(house, session).path
    command = [sys.executable, "-c", DRILLS, str(made)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    (left,) = made.parent.glob(".drill-*")
    assert (left / "clinic" / "vault.db").is_file()
    return made


def test_the_next_backup_removes_it(house: House, session: Session, backup: Path) -> None:
    told = due(house)

    make_backup(house, session)

    assert any("drill was cut short" in each for each in told)
    assert list(backup.parent.glob(".drill-*")) == []
    assert due(house) == ()


def test_the_next_drill_removes_it(backup: Path) -> None:
    drill(backup.parent, Wanted(backup=backup, passphrase=PASSPHRASE))

    assert list(backup.parent.glob(".drill-*")) == []


def test_a_copy_whose_lock_is_gone_is_removed_too(backup: Path) -> None:
    (left,) = cut_short(backup.parent)
    (left / "drill.lock").unlink()

    clear_drills(backup.parent)

    assert list(backup.parent.glob(".drill-*")) == []


def test_a_drill_that_goes_on_is_left_alone(tmp_path: Path) -> None:
    with drill_room(tmp_path, "now") as room:
        clear_drills(tmp_path)
        (tmp_path / ".drill-begun").mkdir()
        found = cut_short(tmp_path)

        assert room.is_dir()

    assert found == ()
    assert [each.name for each in tmp_path.iterdir()] == [".drill-begun"]
