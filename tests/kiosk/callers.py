"""Patients who press the button for help, and staff who answer."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from distressapp.kiosk.answering import NAME, Answer
from distressapp.kiosk.calling import SILENCE_S
from distressapp.kiosk.plain import Act
from distressapp.letterbox.rows import Urgency
from tests.kiosk.day import CHANNEL, SHORT, Day, day, ring_out, tap

ASKS = "Shall we ask someone to come?"
CALLS = "We are calling staff."
COMES = "Someone is coming."
STAFFED = replace(SHORT, now=CHANNEL)


def sitting(bot: QtBot, tmp_path: Path) -> Day:
    here = day(bot, tmp_path / "clinic", STAFFED)
    here.hand_over()
    here.go_to("rating")
    return here


def pressed(bot: QtBot, tmp_path: Path) -> Day:
    here = sitting(bot, tmp_path)
    tap(here.room.foot.now)
    return here


def silence(here: Day) -> None:
    assert here.window.calls.calling is not None
    ring_out(here.window.calls.calling, SILENCE_S * 1000)


def answer(here: Day, how: Answer, name: str = "Ana Ito") -> None:
    """Staff answer on the page of the call."""
    here.act(Act.STAFF)
    here.form.fields[NAME].show_text(name)
    tap(here.form.buttons[how])


def urgency(here: Day) -> list[Urgency]:
    return [each.urgency for each in here.calls()]
