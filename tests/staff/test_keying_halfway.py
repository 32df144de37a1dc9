"""A form keyed half-way: kept when the screen is left or the room locks, and gone on with."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import sign_in
from distressapp.service import paper
from distressapp.service.shift import IDLE_NS, Shift
from distressapp.staff.desk import Desk, Place
from distressapp.staff.paper.keying import KeyingScreen
from distressapp.vault import forms, lists
from tests.clinics import PASSPHRASE
from tests.staff import room
from tests.staff.papers import (
    answer,
    at,
    begun,
    keying,
    marias,
    notice,
    press,
    press_to,
    read,
    tap_line,
    whole,
    words_of,
)


class Ticks:
    """A clock that stands until somebody moves it."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


def gone_on(desk: Desk, form: forms.PaperForm) -> KeyingScreen:
    """The form once more, where somebody stopped."""
    screen = keying(desk, form)
    assert screen.halfway is not None
    screen.halfway.go_on.click()
    QApplication.processEvents()
    return screen


def test_a_form_that_is_left_half_way_goes_on_where_it_was(desk: Desk) -> None:
    form = marias(desk)
    screen = begun(desk, form)
    press(screen, "18\n")
    stopped_at = at(screen)

    desk.go(Place(screen="paper"))
    QApplication.processEvents()

    assert "is kept" in notice(desk)
    again = keying(desk, form)
    assert f"Go on where {desk.session.member.name} stopped" in words_or_buttons(again)
    assert "Maria Invented" in words_of(again)
    assert again.halfway is not None
    again.halfway.go_on.click()
    QApplication.processEvents()
    assert at(again) == stopped_at
    assert read(again)["Rating"] == "8"
    assert lists.all_sittings(desk.session.vault) == ()


def words_or_buttons(screen: KeyingScreen) -> str:
    assert screen.halfway is not None
    return screen.halfway.go_on.text()


def test_two_idle_minutes_lose_nothing_that_was_keyed(qtbot: QtBot, tmp_path: Path) -> None:
    clock = Ticks()
    desk = room.room(qtbot, tmp_path, clock_ns=clock)
    window = room.window_of(desk)
    form = marias(desk)
    screen = begun(desk, form)
    press_to(screen, "hads.1")
    press(screen, "1234")

    clock.now += IDLE_NS
    qtbot.waitUntil(lambda: not window.is_open)

    shift = Shift(desk.house, sign_in(desk.house, PASSPHRASE), None, clock_ns=clock)
    after = window.enter(shift)
    QApplication.processEvents()
    shell = window.shell
    assert shell is not None
    again = shell.screen_shown
    assert isinstance(again, KeyingScreen)  # the page before came back
    assert again.halfway is not None
    again.halfway.go_on.click()
    assert at(again) == "hads.5"
    assert getattr(answer(again, "hads/4"), "index", None) == 3
    assert forms.out(after.session.vault)[0].kept_by == after.session.member.name


@pytest.mark.parametrize(
    ("question", "keys", "said"),
    [("own_words.practical", "Ask my son", "Ask my son"), ("concerns.practical", "ab", "a  ")],
)
def test_what_stands_under_the_hands_is_kept_too(
    desk: Desk, question: str, keys: str, said: str
) -> None:
    form = marias(desk)
    screen = begun(desk, form)
    press_to(screen, "concerns.practical")
    if question.startswith("own_words"):
        press(screen, "o\n")
        press_to(screen, question)
    press(screen, keys)

    room.window_of(desk).porter.shift.lock()  # type: ignore[union-attr]
    window = room.window_of(desk)
    window.lock()
    entered = window.enter(
        Shift(desk.house, sign_in(desk.house, PASSPHRASE), None, clock_ns=lambda: 0)
    )
    again = gone_on(entered, form)

    assert at(again) == question
    assert again.pad is not None
    if again.pad.line is not None:
        assert again.pad.line.text() == said
    else:
        assert [each.isChecked() for each in list(again.pad.buttons.values())[:3]] == [1, 1, 0]


def test_a_whole_form_that_was_not_kept_comes_back_to_the_second_look(desk: Desk) -> None:
    form = marias(desk)
    screen = begun(desk, form)
    press(screen, "18\n")
    whole(screen)
    desk.go(Place(screen="paper"))

    again = gone_on(desk, form)

    assert again.pad is None
    assert again.keep is not None
    again.keep.click()
    (sitting,) = lists.all_sittings(desk.session.vault)
    assert forms.of_sitting(desk.session.vault, sitting) is not None


def test_a_form_is_begun_anew_with_nothing_on_it(desk: Desk) -> None:
    form = marias(desk)
    screen = begun(desk, form)
    press(screen, "18\n")
    desk.go(Place(screen="paper"))

    again = keying(desk, form)
    assert again.halfway is not None
    again.halfway.anew.click()

    assert again.card is not None
    assert again.card.born.value() is None
    assert again.card.filled.value() is None


def test_a_form_of_which_nothing_was_keyed_is_left_without_a_word(desk: Desk) -> None:
    form = marias(desk)
    begun(desk, form)

    desk.go(Place(screen="paper"))
    QApplication.processEvents()

    assert keying(desk, form).halfway is None


def test_the_list_says_which_forms_are_half_keyed(desk: Desk) -> None:
    form = marias(desk)
    press(begun(desk, form), "1")

    found = room.shown(desk, Place(screen="paper"))

    table = found.table  # type: ignore[attr-defined]
    said = [table.view.model().index(0, column).data() for column in (2, 3)]
    assert said == ["Maria Invented", "half keyed"]


def test_what_is_put_right_is_let_go_of_only_when_asked(desk: Desk) -> None:
    form = marias(desk)
    screen = begun(desk, form)
    whole(screen)
    assert screen.keep is not None
    screen.keep.click()
    (sitting,) = lists.all_sittings(desk.session.vault)
    again = room.shown(desk, Place(screen="keying", subject=sitting, part="again"))
    assert isinstance(again, KeyingScreen)
    tap_line(again, "Rating")
    press(again, "4\n!")

    assert room.window_of(desk).shell.screen_shown is again  # type: ignore[union-attr]
    assert "not kept yet" in notice(desk)
    desk.go(Place(screen="paper"))
    QApplication.processEvents()
    assert room.window_of(desk).shell.screen_shown is not again  # type: ignore[union-attr]
    rating = paper.once_more(desk.house, desk.session, sitting).interview.answers.get("dt/rating")
    assert rating is None
