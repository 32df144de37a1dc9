"""The program itself, in a process of its own, with an invented patient inside."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
LONGEST_S: Final = 120
UNSEEN: Final = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONFAULTHANDLER": "1"}

SCRIPT: Final = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from distressapp.cli import main
from distressapp.ui.application import application
from distressapp.kiosk.window import KioskWindow
from tests.kiosk.day import Day

def kiosk():
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, KioskWindow))
    return Day(house=window.house, window=window, clock=window.house.clock)

def sit():
    day = kiosk()
    day.hand_over()
    plan = day.window.conductor.interview.plan
    day.go_to("rating")
    day.rate(9)
    {then}

application()
QTimer.singleShot(300, sit)
sys.exit(main(["--data", sys.argv[1], "kiosk", "--windowed", "--alone", *sys.argv[2:]]))
"""
"""The kiosk as its command opens it, and a patient who taps 9; what comes then is put in."""

READY: Final = "print(plan.sitting, flush=True)"


@contextmanager
def kiosk(
    root: Path,
    then: str = READY,
    *arguments: str,
    inherited: tuple[int, ...] = (),
    quick: bool = False,
) -> Iterator[subprocess.Popen[str]]:
    """The kiosk with a patient who rated 9; it is gone afterwards.

    Args:
        then: What the patient does next.
        inherited: File descriptors it gets.
        quick: Nothing watches the hands before the kiosk has its window.
    """
    script = SCRIPT.replace("{then}", then.strip())
    if quick:
        script = script.replace("application()\n", "application(is_quick=True)\n")
    running = subprocess.Popen(
        [sys.executable, "-c", script, str(root), *arguments],
        cwd=ROOT,
        env=UNSEEN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        pass_fds=inherited,
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            running.kill()
        running.communicate()


def line(running: subprocess.Popen[str]) -> str:
    """The next thing it says; what it complained of where it says nothing more."""
    assert running.stdout is not None
    said = running.stdout.readline().strip()
    if not said:
        running.kill()
        raise AssertionError(running.communicate()[1])
    return said


def left(running: subprocess.Popen[str]) -> tuple[int, str]:
    """It is asked to end: its status, and what it complained of."""
    running.send_signal(signal.SIGTERM)
    _out, err = running.communicate(timeout=LONGEST_S)
    return running.returncode, err
