"""The kiosk is split off from its keeper's process, and each is looked after as ever."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import pytest

from tests.clinics import copied
from tests.kiosk.program import LONGEST_S, ROOT, UNSEEN
from tests.patience import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no keeper elsewhere")

SPLITS: Final = """
import os, signal, subprocess, sys, time
from distressapp.channel import Message
from distressapp.fork import split
sys.stdout.write("once ")
process, ends = split()
if process is None:
    {kiosk}
    sys.exit(7)
{keeper}
"""


@contextmanager
def started(root: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program as a clinic starts it; all of it is gone afterwards."""
    running = subprocess.Popen(
        [sys.executable, "-m", "distressapp", "kiosk", "--data", str(root), "--windowed"],
        cwd=ROOT,
        env=UNSEEN,
        start_new_session=True,
    )
    try:
        yield running
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait(LONGEST_S)


def below(number: int) -> list[int]:
    """What that process started."""
    told = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
    return [int(each) for each in told.split()]


def words(number: int) -> bytes:
    return Path(f"/proc/{number}/cmdline").read_bytes()


def is_open(root: Path) -> bool:
    """A kiosk of this folder has written that it began."""
    log = root / "log" / "events.log"
    return log.exists() and "started" in log.read_text(encoding="utf-8")


def split(kiosk: str, keeper: str) -> subprocess.CompletedProcess[str]:
    """Two processes that do so."""
    return subprocess.run(
        [sys.executable, "-c", SPLITS.replace("{kiosk}", kiosk).replace("{keeper}", keeper)],
        cwd=ROOT,
        env=UNSEEN,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_S,
    )


def test_the_first_kiosk_is_split_off_and_the_next_is_started(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with started(root) as keeper:
        until(lambda: is_open(root))
        (first,) = below(keeper.pid)
        was = words(first)
        os.kill(first, signal.SIGKILL)
        until(lambda: first not in below(keeper.pid) and bool(below(keeper.pid)))
        (second,) = below(keeper.pid)
        until(lambda: b"--keeper-fd" in words(second))

    assert was == words_of_keeper(root)


def words_of_keeper(root: Path) -> bytes:
    parts = (sys.executable, "-m", "distressapp", "kiosk", "--data", str(root), "--windowed")
    return "".join(f"{each}\0" for each in parts).encode()


def test_a_kiosk_without_its_keeper_ends(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with started(root) as keeper:
        until(lambda: is_open(root))
        (kiosk,) = below(keeper.pid)
        keeper.kill()
        keeper.wait(LONGEST_S)
        until(lambda: not Path(f"/proc/{kiosk}").exists())


def test_a_keeper_that_is_ended_ends_its_kiosk(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with started(root) as keeper:
        until(lambda: is_open(root))
        (kiosk,) = below(keeper.pid)
        keeper.terminate()
        status = keeper.wait(LONGEST_S)

        assert not Path(f"/proc/{kiosk}").exists()
    assert status == 0


def test_what_waited_to_be_written_is_written_once_and_both_can_speak() -> None:
    done = split(
        'ends.asking.send(Message(verb="hello", body=b"from below"))',
        "print(ends.asking.receive().body.decode(), process.wait(30), process.wait())",
    )

    assert (done.stdout, done.stderr) == ("once from below 7 7\n", "")


def test_how_it_ended_is_told_as_of_any_process() -> None:
    done = split(
        "time.sleep(60)",
        """
print(process.poll())
try:
    process.wait(0.05)
except subprocess.TimeoutExpired:
    print("it still runs")
process.kill()
print(process.wait(30))
process.terminate()
""",
    )

    assert done.stdout.split("\n") == ["once None", "it still runs", "-9", ""]


def test_each_end_closes_with_its_own_process_alone() -> None:
    """Had one kept a copy of the other's end, it would wait for ever."""
    done = split(
        "ends.asking.receive() is None or os._exit(3)",
        "ends.asking.close(); ends.telling.close(); print(process.wait(30))",
    )

    assert done.stdout == "once 7\n"
