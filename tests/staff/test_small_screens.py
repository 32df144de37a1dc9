"""Every screen of staff on the two smallest screens: a low one, and a tablet held upright."""

from collections.abc import Iterator
from typing import Final

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from distressapp.service.owed import owed
from distressapp.staff.desk import Desk, Place
from distressapp.staff.patient.screen import TABS
from distressapp.staff.places import PLACES
from distressapp.staff.settings.parts import kinds
from distressapp.staff.today.screen import TodayScreen
from distressapp.staff.today.sections import sections
from distressapp.vault import lists
from tests.staff import room as rooms
from tests.staff.days import clock_of, full_day
from tests.staff.fitting import LOW, UPRIGHT, cut, sized
from tests.staff.papers import begun, marias, pad, press, printed
from tests.staff.people import four_sittings

SIZES: Final = (LOW, UPRIGHT)


def places(desk: Desk) -> Iterator[Place]:
    """Every place that there is, with somebody there."""
    four_sittings(desk, clock_of(desk))
    found = full_day(desk)
    form = printed(desk, found["Greta Ostrowska"])
    desk.told()
    who = max(lists.last_days(desk.session.vault), key=lambda each: each.sittings).subject
    yield from (Place(screen=each) for each in PLACES if each not in {"keying", "settings"})
    yield Place(screen="keying", subject=form.form)
    yield Place(screen="owed", subject=owed(desk.house, desk.session)[0].person)
    yield from (Place(screen=each, subject=who) for each in ("patient", "handover", "patients"))
    yield from (Place(screen="patient", subject=who, part=each) for each in TABS)
    yield Place(screen="patients", part="new")
    yield from (
        Place(screen="patients", subject=who, part=each) for each in ("edit", "visit", "merge")
    )
    yield from (Place(screen="today", part=each.id) for each in sections())
    yield from (Place(screen="settings", part=each.id) for each in kinds())


@pytest.mark.parametrize("size", SIZES, ids=["low", "upright"])
def test_nothing_is_cut_on_any_screen_of_staff(desk: Desk, size: QSize) -> None:
    window = rooms.window_of(desk)
    found: dict[Place, list[str]] = {}

    for place in places(desk):
        if place.screen != "patient" or place.subject:
            rooms.shown(desk, place)
            sized(window, size)
            found[place] = cut(window)

    assert {place: said for place, said in found.items() if said} == {}
    assert window.size() == size


def test_the_navigation_goes_on_top_of_a_tablet_held_upright_and_back(desk: Desk) -> None:
    shell = rooms.window_of(desk).shell
    assert shell is not None
    rail = shell.rail
    was_beside = rail.width() < rail.height()
    rail.buttons["owed"].setFocus()

    sized(rail, UPRIGHT)
    is_on_top = rail.width() == UPRIGHT.width()
    focused = QApplication.focusWidget()
    rail.buttons["paper"].click()
    sized(rail, LOW)

    assert (was_beside, is_on_top) == (True, True)
    assert focused is rail.buttons["owed"]
    assert desk.place == Place(screen="paper")
    assert rail.buttons["paper"].isChecked()
    assert not rail.buttons["owed"].isChecked()
    assert rail.width() < rail.height()


def test_a_tablet_that_is_turned_leaves_the_keys_where_they_were(desk: Desk) -> None:
    screen = begun(desk, marias(desk))
    shell = rooms.window_of(desk).shell
    assert shell is not None
    shell.rail.lock.setFocus()
    pad(screen).setFocus()

    sized(screen, UPRIGHT)
    sized(screen, LOW)

    assert QApplication.focusWidget() is pad(screen)


def test_a_low_window_leaves_out_the_lists_in_which_nobody_is_but_the_one_that_is_shown(
    desk: Desk,
) -> None:
    screen = rooms.shown(desk, Place(screen="today", part="declined"))
    assert isinstance(screen, TodayScreen)
    all_of_them = {name for name, each in screen.chips.buttons.items() if each.isVisible()}

    sized(screen, LOW)
    low = {name for name, each in screen.chips.buttons.items() if each.isVisible()}
    sized(screen, UPRIGHT)

    assert all_of_them == set(screen.chips.buttons)
    assert low == {"declined"}
    assert all(each.isVisible() for each in screen.chips.buttons.values())


@pytest.mark.parametrize("size", SIZES, ids=["low", "upright"])
def test_nothing_is_cut_while_a_form_is_keyed_in_and_a_sentence_stands_at_the_foot(
    desk: Desk, size: QSize
) -> None:
    window = rooms.window_of(desk)
    screen = begun(desk, marias(desk))
    found: dict[str, list[str]] = {}

    while screen.pad is not None:
        at = screen.pad.question.id
        desk.say("It is written down that somebody rang, and nobody answered.", undo=lambda: None)
        sized(window, size)
        found[at] = cut(window)
        press(screen, "1" if at == "handed_in" else "\n" if pad(screen).line is not None else "-")
    sized(window, size)
    found["checked"] = cut(window)

    assert len(found) > 30
    assert {at: said for at, said in found.items() if said} == {}
