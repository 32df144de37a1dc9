"""The kiosk's process is killed under a patient, again and again: the same question each time.

The keeper is real, and so are the kiosk below it, its window and its letterbox. Before and after
every tap the patient's side says what stands; what the kiosk shows after a kill must be that, or
the one tap further that was made when it died.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from distressapp.bootstrap import open_house, open_vault
from distressapp.core.sitting import NowState
from distressapp.service.takein import take_in
from distressapp.vault import lists
from tests.clinics import PASSPHRASE, made
from tests.kiosk.program import LONGEST_S, ROOT, UNSEEN
from tests.rigs.rounds import rounds

LONGEST_LIFE_S: Final = 0.5

KIOSK: Final = """
import json
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from distressapp.cli import main
from distressapp.core.answers import Chosen
from distressapp.desktop import application
from distressapp.kiosk.screens.choosing import OptionScreen
from distressapp.kiosk.screens.rating import RatingScreen
from distressapp.kiosk.stage import Phase
from distressapp.kiosk.window import KioskWindow
from tests.kiosk.day import Day, tap

def state(day):
    conductor = day.window.conductor
    if conductor is None:
        return {"phase": day.window.phase.value}
    return {
        "phase": day.window.phase.value,
        "sitting": conductor.interview.plan.sitting,
        "step": conductor.interview.at,
        "ids": [each.id for each in conductor.interview.course],
        "answers": {key: repr(each) for key, each in conductor.interview.answers.items()},
        "call": day.window.calls.state,
    }

def say(kind, day):
    print(json.dumps({"kind": kind, **state(day)}), flush=True)

def go_on(day, taps):
    screen = day.room.screen_shown
    taps[0] += 1
    if isinstance(screen, RatingScreen) and taps[0] % 7:
        day.rate(taps[0] % 11)
    elif isinstance(screen, OptionScreen) and taps[0] % 3:
        tap(day.tap_answer())
    elif day.step == "checkpoint" or taps[0] % 19 == 0:
        day.back()
    else:
        day.next()
    say("did", day)

def begin():
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, KioskWindow))
    day = Day(house=window.house, window=window, clock=window.house.clock)
    say("begins", day)
    if window.phase is Phase.DESK:
        day.hand_over()
        say("did", day)
    if CALLS:
        tap(day.room.foot.now)
        say("called", day)
        return
    taps = [0]
    timer = QTimer(window)
    timer.timeout.connect(lambda: go_on(day, taps))
    timer.start(1)

application()
QTimer.singleShot(0, begin)
sys.exit(main(["--data", sys.argv[1], "kiosk", "--windowed", "--alone", *sys.argv[2:]]))
"""

KEEPER: Final = """
import os
import sys
from distressapp.bootstrap import monotonic_ns
from distressapp.keeper import Commands, Keeper
from distressapp.keeper.slots import Slots
FORGETS
# Its minutes are short, so that as many deaths as we want are never too many.
sys.exit(Keeper(
    Commands(kiosk=(sys.executable, "-c", *sys.argv[1:]), environment=os.environ),
    clock_ns=lambda: 1000 * monotonic_ns(),
    is_member=lambda member: True,
).run())
"""

FORGETFUL: Final = "Slots.put = lambda self, name, content: None"


@contextmanager
def looked_after(
    root: Path, *, calls: bool = False, forgets: str = ""
) -> Iterator[subprocess.Popen[str]]:
    """A keeper and its kiosk; both are gone afterwards."""
    kiosk = KIOSK.replace("CALLS", str(calls))
    running = subprocess.Popen(
        [sys.executable, "-c", KEEPER.replace("FORGETS", forgets), kiosk, str(root)],
        cwd=ROOT,
        env=UNSEEN,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate(timeout=LONGEST_S)


def heard(running: subprocess.Popen[str]) -> dict[str, Any]:
    assert running.stdout is not None
    line = running.stdout.readline()
    assert line, "the kiosk says nothing more"
    found: dict[str, Any] = json.loads(line)
    return found


def kiosk_of(running: subprocess.Popen[str]) -> int:
    """The process below the keeper."""
    path = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    return int(path.read_text().split()[0])


def is_same_or_one_tap_on(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether a patient who saw the first would know the second again."""
    if after.get("sitting") != before["sitting"]:
        return False
    ids = before["ids"]
    at = ids.index(before["step"])
    if after["step"] not in ids[max(0, at - 1) : at + 2]:
        return False
    changed = {
        key
        for key in before["answers"].keys() | after["answers"].keys()
        if before["answers"].get(key) != after["answers"].get(key)
    }
    return len(changed) <= 1


def lives(
    running: subprocess.Popen[str], count: int, dice: random.Random
) -> tuple[list[str], dict[str, Any]]:
    """That many kills, each at a moment of its own.

    Returns:
        What was not as it should be, and what stood last.
    """
    wrong: list[str] = []
    last = heard(running)
    while last["kind"] != "did":
        last = heard(running)
    for number in range(count):
        end = time.monotonic() + dice.uniform(0.01, LONGEST_LIFE_S)
        while time.monotonic() < end:
            last = heard(running)
        os.kill(kiosk_of(running), signal.SIGKILL)
        found = heard(running)
        while found["kind"] != "begins":
            last, found = found, heard(running)
        if not is_same_or_one_tap_on(last, found):
            wrong.append(f"kill {number}: {last} became {found}")
            break
        last = found
    return wrong, last


def test_a_killed_kiosk_is_at_the_same_question_with_every_answer(tmp_path: Path) -> None:
    root = made(tmp_path / "clinic")
    count = rounds(fast=10, full=100)

    with looked_after(root) as running:
        wrong, last = lives(running, count, random.Random(4711))  # noqa: S311  (a seed)
        running.terminate()
        running.wait(LONGEST_S)

    assert wrong == []
    assert (
        answers_of(root, last["sitting"]).items()
        >= {key: each for key, each in last["answers"].items() if key != "dt/rating"}.items()
    )


def test_whoever_asked_for_now_is_still_heard_after_each_kill(tmp_path: Path) -> None:
    root = made(tmp_path / "clinic")

    with looked_after(root, calls=True) as running:
        found = heard(running)
        while found["kind"] != "called":
            found = heard(running)
        calls = []
        for _ in range(rounds(fast=2, full=20)):
            os.kill(kiosk_of(running), signal.SIGKILL)
            found = heard(running)
            while found["kind"] != "begins":
                found = heard(running)
            calls.append(found["call"])
            time.sleep(0.1)

    assert set(calls) == {NowState.SOUNDING.value}


def test_control_a_keeper_that_forgets_is_convicted(tmp_path: Path) -> None:
    root = made(tmp_path / "clinic")

    with looked_after(root, forgets=FORGETFUL) as running:
        wrong, _last = lives(running, 1, random.Random(4711))  # noqa: S311  (a seed)

    assert len(wrong) == 1


def answers_of(root: Path, sitting: str) -> dict[str, str]:
    """What staff find of that sitting."""
    house = open_house(root, room=None)
    vault = open_vault(house, PASSPHRASE)
    try:
        take_in(house, vault)
        found = lists.sitting(vault, sitting)
        assert found is not None
        return {key: repr(each) for key, each in found.record.sitting.answers.items()}
    finally:
        vault.close()
        house.close()
