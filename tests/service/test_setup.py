import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from distressapp.core.errors import ExpectedError
from distressapp.core.stores import RoomTakenError
from distressapp.letterbox.lock import RoomLock
from distressapp.service.staff import StaffError
from tests.clinics import Clock, made, making, opened, settings
from tests.house.project import ROOT
from tests.service.teams import first


def contents(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".db-shm"
    }


def left_by_a_killed_set_up(root: Path) -> Path:
    """A folder as it is just before `kiosk.json` is published."""
    made(root)
    (root / "kiosk.json").unlink()
    (root / "setup.unfinished").touch()
    return root


def test_a_set_up_that_was_killed_anywhere_can_be_done_again(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.service.setting_up", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    found: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert len(found) > 20
    assert not found[-1]["is_stopped"]
    assert [each["is_made"] for each in found] == [not each["stands"] for each in found]
    assert sum(each["aside"] for each in found) > 10
    assert not any(each["is_marked"] for each in found)


def test_what_a_killed_set_up_left_is_put_aside_and_not_deleted(tmp_path: Path) -> None:
    root = left_by_a_killed_set_up(tmp_path / "clinic")
    (root / "clinic.pub.new").touch()
    before = (root / "vault.db").read_bytes()

    made(root)

    (aside,) = root.glob("unfinished-*")
    assert (aside / "vault.db").read_bytes() == before
    assert aside.stat().st_mode & 0o777 == 0o700
    assert (root / "vault.db").read_bytes() != before
    assert not (root / "setup.unfinished").exists()


@pytest.mark.parametrize(
    "used", ["vault.lock", "kiosk.lock", "log/events.log", "backups/one.tar", "erased.json"]
)
def test_a_clinic_in_use_is_never_cleared(tmp_path: Path, used: str) -> None:
    root = left_by_a_killed_set_up(tmp_path / "clinic")
    (root / used).touch()
    before = contents(root)

    with pytest.raises(ExpectedError, match="already"):
        made(root)

    assert contents(root) == before


def test_what_libraries_hide_in_the_home_of_an_account_is_no_clinic(tmp_path: Path) -> None:
    root = tmp_path / "home"
    (root / ".cache" / "fontconfig").mkdir(parents=True)

    made(root)

    assert (root / "vault.db").exists()
    assert (root / ".cache" / "fontconfig").is_dir()


def test_a_mark_that_a_power_cut_brought_back_goes_when_the_clinic_opens(tmp_path: Path) -> None:
    root = made(tmp_path / "clinic")
    (root / "setup.unfinished").touch()

    house = opened(root)
    first(house).close()
    house.close()
    (root / "kiosk.json").rename(tmp_path / "kiosk.json")

    assert not (root / "setup.unfinished").exists()
    with pytest.raises(ExpectedError, match="already"):
        made(root)
    assert (root / "vault.db").exists()


def test_two_set_ups_of_one_folder_are_one_after_the_other(tmp_path: Path) -> None:
    root = left_by_a_killed_set_up(tmp_path / "clinic")
    before = contents(root)

    with RoomLock(root / "setup.unfinished", room="set-up"), pytest.raises(RoomTakenError):
        made(root)

    assert contents(root) == before


@pytest.mark.parametrize("name", ["", " ", "\x1b[31mRed", "a\u202eb", "x" * 81, "\udce9lodie"])
def test_the_first_administrator_needs_a_name_like_everybody(tmp_path: Path, name: str) -> None:
    with pytest.raises(StaffError, match="not a name"):
        making(tmp_path / "clinic", settings(), Clock(), administrator=name)

    assert not (tmp_path / "clinic").exists()
