"""`distressapp kiosk`: the vault opened by a parent without a window, and plain refusals."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import open_house
from distressapp.letterbox.emptying import Emptying
from distressapp.paths import resources
from tests.cli.clinic import answered, descriptor
from tests.clinics import PASSPHRASE, copied
from tests.kiosk.disk import read_only
from tests.kiosk.program import LONGEST_S, ROOT, UNSEEN

WITHOUT_FONTS: Final = """
import sys
from distressapp import paths
paths.__file__ = f"{sys.argv[2]}/distressapp/paths.py"
from distressapp.cli import main
sys.exit(main(["--data", sys.argv[1], "kiosk", "--alone"]))
"""


def entries(root: Path) -> int:
    """How many entries wait in the letterbox."""
    emptying = Emptying(root / "letterbox.db")
    try:
        return len(emptying.batch(100))
    finally:
        emptying.close()


def started(*arguments: str, inherited: tuple[int, ...] = ()) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "distressapp", *arguments],
        cwd=ROOT,
        env=UNSEEN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        pass_fds=inherited,
    )


def refused(root: Path) -> tuple[int, str]:
    """The status and the words of a kiosk that does not open."""
    running = started("kiosk", "--data", str(root))
    out, err = running.communicate(timeout=LONGEST_S)
    assert out == ""
    return running.returncode, err


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_S
    while not is_so():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def until_caught(keeper: subprocess.Popen[str], *, rooms: int) -> None:
    """Until so many of its rooms end as they should when they are told to.

    What catches the signal is in place a moment after the log says that a room has started.
    """
    below = Path(f"/proc/{keeper.pid}/task/{keeper.pid}/children")
    wait_until(lambda: sum(map(_catches, below.read_text().split())) >= rooms)


def _catches(pid: str) -> bool:
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    (mask,) = [line.split()[1] for line in told.splitlines() if line.startswith("SigCgt:")]
    return bool(int(mask, 16) >> (signal.SIGTERM - 1) & 1)


def has_logged(root: Path, event: str) -> bool:
    log = root / "log" / "events.log"
    return log.is_file() and event in log.read_text()


def test_the_parent_opens_the_vault_and_its_end_is_the_kiosks_end(tmp_path: Path) -> None:
    root = tmp_path / "clinic"
    answered(root)
    with descriptor(f"{PASSPHRASE}\n") as number:
        arguments = ("kiosk", "--data", str(root), "--windowed", "--passphrase-fd", number)
        running = started(*arguments, inherited=(int(number),))

        wait_until(lambda: has_logged(root, "started"))
        until_caught(running, rooms=1)
        running.send_signal(signal.SIGTERM)
        out, err = running.communicate(timeout=LONGEST_S)

    assert (running.returncode, out, err) == (0, "", "")
    assert has_logged(root, "stopped")
    assert entries(root) == 0
    open_house(root).close()


def test_a_wrong_passphrase_opens_no_window(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")
    with descriptor("seven grey herons walk on sand\n") as number:
        arguments = ("kiosk", "--data", str(root), "--passphrase-fd", number)
        running = started(*arguments, inherited=(int(number),))
        _out, err = running.communicate(timeout=LONGEST_S)

    assert running.returncode == 1
    assert "does not open the vault" in err
    assert not has_logged(root, "started")


def test_a_folder_without_a_clinic_is_one_plain_sentence(tmp_path: Path) -> None:
    status, words = refused(tmp_path / "nowhere")

    assert status == 1
    assert words == (
        "kiosk.json is not there, so this folder holds no clinic. "
        "Run `distressapp setup` for this folder first, or name another with --data.\n"
    )


def test_a_folder_that_cannot_be_written_is_one_plain_sentence(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with read_only(root):
        status, words = refused(root)

    assert status == 1
    assert "cannot be written" in words
    assert words.count("\n") == 1


@pytest.mark.parametrize("name", ["kiosk.json", "clinic.pub"])
def test_a_damaged_file_is_named_in_one_plain_sentence(tmp_path: Path, name: str) -> None:
    root = copied(tmp_path / "clinic")
    (root / name).write_bytes(b"\x00 not what was written here")

    status, words = refused(root)

    assert status == 1
    assert name in words
    assert words.count("\n") == 1


def test_a_missing_font_is_one_plain_sentence(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")
    bare = tmp_path / "resources-of" / "resources"
    bare.mkdir(parents=True)
    for each in resources().iterdir():
        if each.name != "fonts":
            (bare / each.name).symlink_to(each)

    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_FONTS, str(root), str(bare.parent)],
        cwd=ROOT,
        env=UNSEEN,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )

    assert done.returncode == 1
    assert "font" in done.stderr.lower()
    assert done.stderr.count("\n") == 1
