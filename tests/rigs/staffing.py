"""Staff who lead from any page back to their own, and a patient whose words are known."""

from typing import Final

from PySide6.QtTest import QTest

from distressapp.kiosk.answering import NAME, Answer
from distressapp.kiosk.form import FormPage
from distressapp.kiosk.handover import Desk, HandoverPage
from distressapp.kiosk.plain import Act, PlainPage
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.screens.choosing import TileScreen
from distressapp.kiosk.screens.writing import WritingScreen
from tests.kiosk.day import Day, settle, tap

MOST_TAPS: Final = 60
FAR_ON: Final = "hads.3"
TO_THE_DESK: Final = (Act.CLEAN, Act.STAFF, Act.YES, Act.BACK, Act.NO, Act.GO_ON)
"""On a page outside the questions: the first of these that is there."""


def bring_to_desk(here: Day) -> None:
    """From whatever is up to an empty start page, as staff do it."""
    if here.window.size().toTuple() != (1280, 800):
        here.window.resize(1280, 800)
        settle()
    for _tap in range(MOST_TAPS):
        page = here.window.page
        if isinstance(page, HandoverPage) and not here.window.calls.must_be_answered:
            here.window.show_desk()
            settle()
            return
        _one_further(here)
    raise AssertionError(f"staff are stuck on {type(here.window.page).__name__}")


def _one_further(here: Day) -> None:
    page = here.window.page
    if isinstance(page, HandoverPage):
        tap(page.buttons[Desk.ANSWER])
    elif isinstance(page, FormPage):
        end_call(page)
    elif isinstance(page, PatientRoom):
        tap(page.foot.next if here.window.conductor is None else page.foot.called)
        if here.window.page is page:
            tap(page.foot.next)
    elif isinstance(page, PlainPage):
        acts = {**page.buttons, **page.aside}
        tap(next(acts[each] for each in TO_THE_DESK if each in acts and acts[each].isEnabled()))


def end_call(form: FormPage) -> None:
    """A member of staff says to be with the patient; a test of the channel is left."""
    if Answer.WITH_PATIENT in form.buttons:
        form.fields[NAME].show_text("Ana Ito")
        tap(form.buttons[Answer.WITH_PATIENT])
    else:
        tap(form.buttons[Answer.BACK])


def sit(here: Day, number: str, words: str) -> None:
    """A patient of that number has the tablet and has written those words."""
    here.hand_over(number)
    here.go_to("concerns.physical")
    screen = here.room.screen_shown
    assert isinstance(screen, TileScreen)
    while not screen.grid.tiles["physical.other"].isVisible():
        here.next()
    here.tick("physical.other")
    here.go_to("own_words.physical")
    writing = here.room.screen_shown
    assert isinstance(writing, WritingScreen)
    QTest.keyClicks(writing.field, words)


def sit_somewhere(here: Day, number: str, words: str, *, place: int) -> None:
    """One in three is at the start and has written nothing yet, one in six is far on."""
    if place % 3 == 0:
        here.hand_over(number)
        return
    sit(here, number, words)
    if place % 6 == 1:
        here.go_to(FAR_ON)
