"""The kiosk's process is killed under a patient, again and again: the same question each time.

The keeper is real, and so are the kiosk below it, its window and its letterbox. Before every
tap the patient's side says what will stand after it, and then what stands. What the kiosk shows
after a kill must be the one or the other, question and answers both, and nothing else.
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

import pytest

from distressapp.bootstrap import open_house, open_vault
from distressapp.core.sitting import NowState
from distressapp.service.takein import take_in
from distressapp.vault import lists
from tests.clinics import PASSPHRASE, copied
from tests.kiosk.program import LONGEST_S, ROOT, UNSEEN
from tests.rigs.rounds import rounds

LONGEST_LIFE_S: Final = 0.5
START: Final = '{"kind": '

KIOSK: Final = """
import json
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from distressapp.cli import main
from distressapp.core import interview as core
from distressapp.core.answers import Chosen, Picked
from distressapp.core.course import StepKind
from distressapp.ui.application import application
from distressapp.kiosk.screens.choosing import OptionScreen
from distressapp.kiosk.screens.rating import RatingScreen
from distressapp.kiosk.stage import Phase
from distressapp.kiosk.window import KioskWindow
from tests.kiosk.day import Day, tap

LOSES

def stands(interview):
    return {
        "step": interview.at,
        "answers": {key: repr(each) for key, each in interview.answers.items()},
    }

def say(kind, day, **more):
    conductor = day.window.conductor
    found = {"kind": kind, "phase": day.window.phase.value, "call": day.window.calls.state, **more}
    if conductor is not None:
        found |= {"sitting": conductor.interview.plan.sitting, **stands(conductor.interview)}
    print(json.dumps(found), flush=True)

def option(screen, number):
    rows = list(screen.options.rows)
    row = rows[number % len(rows)]
    if screen._values is None:
        return row, Picked(ids=(row,))
    return row, Chosen(index=int(row), value=screen._values[int(row)])

def go_on(day, taps):
    screen, here = day.room.screen_shown, day.window.conductor.interview
    taps[0] += 1
    number = taps[0]
    if isinstance(screen, RatingScreen) and number % 7:
        answer = Chosen(index=number % 11, value=number % 11)
        say("will", day, then=stands(core.say(here, "dt/rating", answer)[0]))
        day.rate(number % 11)
    elif isinstance(screen, OptionScreen) and number % 3:
        row, answer = option(screen, number)
        say("will", day, then=stands(core.say(here, screen._key, answer)[0]))
        tap(screen.options.rows[row])
    elif number % 19 == 0 or core.forward(here).step.kind is StepKind.THANKS:
        say("will", day, then=stands(core.back(here)))
        day.back()
    else:
        say("will", day, then=stands(core.forward(here)))
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

LOSES: Final = """
from distressapp.letterbox.letterbox import Letterbox
rows = Letterbox.rows
Letterbox.rows = lambda self, sitting: rows(self, sitting)[:-3]
"""
"""A kiosk that loses what was kept last when it goes on; one row may hold no answer."""

FORGETFUL: Final = "Slots.put = lambda self, name, content: None"


@contextmanager
def looked_after(
    root: Path, *, calls: bool = False, forgets: str = "", loses: str = ""
) -> Iterator[subprocess.Popen[str]]:
    """A keeper and its kiosk; both are gone afterwards."""
    kiosk = KIOSK.replace("CALLS", str(calls)).replace("LOSES", loses)
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


def said_in(line: str) -> list[dict[str, Any]]:
    """What is said in a line; a kiosk that is killed may leave out the end of its last one."""
    found = []
    for piece in line.split(START)[1:]:
        try:
            found.append(json.loads(START + piece))
        except json.JSONDecodeError:
            continue
    return found


class Ear:
    """Hears what the kiosk says, one thing after the other."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self._running = running
        self._waiting: list[dict[str, Any]] = []

    def hear(self) -> dict[str, Any]:
        """The next thing it says."""
        assert self._running.stdout is not None
        while not self._waiting:
            line = self._running.stdout.readline()
            assert line, "the kiosk says nothing more"
            self._waiting = said_in(line)
        return self._waiting.pop(0)

    def hear_out(self) -> list[dict[str, Any]]:
        """Everything it said before it was gone."""
        assert self._running.stdout is not None
        lines = self._running.stdout.read().splitlines()
        return [*self._waiting, *(each for line in lines for each in said_in(line))]


def kiosk_of(running: subprocess.Popen[str]) -> int:
    """The process below the keeper."""
    path = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    return int(path.read_text().split()[0])


def stood(said: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """What may stand after a kill: what was said last, or what the tap was to bring."""
    found = [said, *([said["then"]] if "then" in said else [])]
    return [(each["step"], each["answers"]) for each in found]


def lives(
    running: subprocess.Popen[str], ear: Ear, count: int, dice: random.Random
) -> tuple[list[str], dict[str, Any]]:
    """That many kills, each at a moment of its own.

    Returns:
        What was not as it should be, and what was said last.
    """
    wrong: list[str] = []
    last = ear.hear()
    while last["kind"] != "did":
        last = ear.hear()
    for number in range(count):
        end = time.monotonic() + dice.uniform(0.01, LONGEST_LIFE_S)
        while time.monotonic() < end:
            last = ear.hear()
        os.kill(kiosk_of(running), signal.SIGKILL)
        found = ear.hear()
        while found["kind"] != "begins":
            last, found = found, ear.hear()
        is_same = found.get("sitting") == last["sitting"]
        if not is_same or (found["step"], found["answers"]) not in stood(last):
            wrong.append(f"kill {number}: {last} became {found}")
            break
        last = found
    return wrong, last


def test_a_killed_kiosk_is_at_the_same_question_with_every_answer(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")
    count = rounds(fast=10, full=100)

    with looked_after(root) as running:
        ear = Ear(running)
        wrong, last = lives(running, ear, count, random.Random(4711))  # noqa: S311  (a seed)
        os.kill(running.pid, signal.SIGSTOP)
        os.kill(kiosk_of(running), signal.SIGKILL)
        os.killpg(running.pid, signal.SIGKILL)
        last = [last, *ear.hear_out()][-1]

    assert wrong == []
    assert answers_of(root, last["sitting"]) in [answers for _step, answers in stood(last)]


def test_whoever_asked_for_now_is_still_heard_after_each_kill(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")

    with looked_after(root, calls=True) as running:
        ear = Ear(running)
        found = ear.hear()
        while found["kind"] != "called":
            found = ear.hear()
        calls = []
        for _ in range(rounds(fast=2, full=20)):
            os.kill(kiosk_of(running), signal.SIGKILL)
            found = ear.hear()
            while found["kind"] != "begins":
                found = ear.hear()
            calls.append(found["call"])
            time.sleep(0.1)

    assert set(calls) == {NowState.SOUNDING.value}


@pytest.mark.parametrize(
    "spoilt", [{"forgets": FORGETFUL}, {"loses": LOSES}], ids=["forgets", "loses"]
)
def test_control_what_loses_anything_is_convicted(tmp_path: Path, spoilt: dict[str, str]) -> None:
    root = copied(tmp_path / "clinic")

    kills = 20  # it ends with the first that is convicted; where nothing was answered none is

    with looked_after(root, **spoilt) as running:  # type: ignore[arg-type]  # a word each
        wrong, _last = lives(running, Ear(running), kills, random.Random(4711))  # noqa: S311  (a seed)

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
