"""`distressapp staff` and `distressapp kiosk --staff`: real processes on one folder."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_kiosk import has_logged, started, until_caught, wait_until
from tests.clinics import copied
from tests.kiosk.program import LONGEST_S, ROOT, UNSEEN


def staff_logged(root: Path, event: str) -> bool:
    log = root / "log" / "staff.log"
    return log.is_file() and event in log.read_text()


def left(running: subprocess.Popen[str]) -> tuple[int, str, str]:
    """The keeper is asked to end: its status, and what it and its rooms said."""
    running.send_signal(signal.SIGTERM)
    out, err = running.communicate(timeout=LONGEST_S)
    return running.returncode, out, err


def refused(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "distressapp", *arguments],
        cwd=ROOT,
        env=UNSEEN,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_kiosk_and_staffs_window_open_and_end_together(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")
    running = started("kiosk", "--data", str(root), "--windowed", "--staff")

    wait_until(lambda: has_logged(root, "started") and staff_logged(root, "started"))
    until_caught(running, rooms=2)
    status = left(running)

    assert status == (0, "", "")
    assert has_logged(root, "stopped")
    assert staff_logged(root, "stopped")


@pytest.mark.parametrize("alone", [(), ("--alone",)], ids=["below a keeper", "alone"])
def test_a_second_staffs_window_on_one_folder_is_told_so(
    tmp_path: Path, alone: tuple[str, ...]
) -> None:
    root = copied(tmp_path / "clinic")
    running = started("staff", "--data", str(root), "--windowed")
    wait_until(lambda: staff_logged(root, "started"))
    until_caught(running, rooms=1)

    second = refused("staff", "--data", str(root), "--windowed", *alone)
    status = left(running)

    assert second[0] == 1
    assert second[1] == (
        "The staff's window is already open on this data folder. "
        "Use the one that is open, or close it first.\n"
    )
    assert status == (0, "", "")


def test_a_staffs_window_opens_beside_a_kiosk_of_another_keeper(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")
    kiosk = started("kiosk", "--data", str(root), "--windowed")
    wait_until(lambda: has_logged(root, "started"))

    staff = started("staff", "--data", str(root), "--windowed")
    wait_until(lambda: staff_logged(root, "started"))
    until_caught(staff, rooms=1)
    until_caught(kiosk, rooms=1)

    assert left(staff) == (0, "", "")
    assert left(kiosk) == (0, "", "")


def test_a_staffs_window_that_cannot_open_leaves_the_kiosk_open(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")
    first = started("staff", "--data", str(root), "--windowed")
    wait_until(lambda: staff_logged(root, "started"))

    both = started("kiosk", "--data", str(root), "--windowed", "--staff")
    wait_until(lambda: has_logged(root, "started"))
    assert both.stderr is not None
    said = both.stderr.readline()
    until_caught(both, rooms=1)
    runs = both.poll() is None
    left(both)

    assert runs
    assert said.startswith("The staff's window is already open")
    left(first)


def test_without_a_keeper_no_staffs_window_opens_beside_the_kiosk(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    status, words = refused("kiosk", "--data", str(root), "--alone", "--staff")

    assert status == 1
    assert "leave out --staff" in words


def test_a_folder_without_a_clinic_opens_no_staffs_window(tmp_path: Path) -> None:
    status, words = refused("staff", "--data", str(tmp_path / "nowhere"))

    assert status == 1
    assert words.startswith("kiosk.json is not there")
