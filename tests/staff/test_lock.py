"""While the room is locked nothing of a patient stands in any widget, whoever locked it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from distressapp.core.errors import ExpectedError
from distressapp.core.pin import SHIFT_NS
from distressapp.service.shift import LockedError
from distressapp.staff.desk import Desk, Done, Place
from distressapp.staff.widgets.pieces import Words
from distressapp.ui import guard
from tests.keeper.beside import Monotonic
from tests.staff import room as rooms
from tests.staff.probe import NAME, ProbeScreen, words_of_all_widgets
from tests.staff.room import window_of
from tests.ui.hands import press, tap, write

HERE: Final = Place(screen="today")


def settled() -> None:
    """What was to be deleted is."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_no_widget_holds_a_word_of_a_patient_while_it_is_locked(
    desk: Desk, probe: ProbeScreen
) -> None:
    window = window_of(desk)
    write(probe.field.line, " and what was typed")
    desk.say(f"{NAME} was phoned", undo=lambda: None)
    before = words_of_all_widgets()

    window.lock()
    settled()

    assert NAME in before
    assert "Canaryname" not in words_of_all_widgets()
    assert "what was typed" not in words_of_all_widgets()


def test_the_title_of_the_window_names_no_patient(desk: Desk, probe: ProbeScreen) -> None:
    assert probe.isVisible()

    assert window_of(desk).windowTitle() == "Staff: Clinic of the tests"


def test_a_slot_that_finds_the_vault_shut_leads_to_the_door(
    bot: QtBot, desk: Desk, probe: ProbeScreen
) -> None:
    window = window_of(desk)
    guard.set_handler(window.take_error)
    type(probe).on_tap = lambda desk: desk.session.vault.heads()  # type: ignore[assignment]  # for its error
    desk.shift.lock()

    try:
        tap(probe.button)
    finally:
        guard.set_handler(None)

    bot.waitUntil(lambda: not window.is_open)


def test_a_screen_that_complains_of_a_lock_leads_to_the_door(
    desk: Desk, probe: ProbeScreen
) -> None:
    assert probe.isVisible()

    desk.complain(LockedError("The list is locked", advice="Type your PIN."))

    assert not window_of(desk).is_open


def test_a_screen_that_cannot_look_because_it_is_locked_leads_to_the_door(
    desk: Desk, probe: ProbeScreen
) -> None:
    assert probe.isVisible()
    desk.shift.lock()

    desk.told()

    assert not window_of(desk).is_open


def test_the_keys_lock_too(bot: QtBot, desk: Desk, probe: ProbeScreen) -> None:
    window = window_of(desk)
    window.activateWindow()

    press(probe, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    bot.waitUntil(lambda: not window.is_open)


def test_a_lock_in_the_middle_of_work_cancels_it(
    bot: QtBot, desk: Desk, probe: ProbeScreen
) -> None:
    told: list[str] = []
    assert probe.isVisible()

    def steps() -> Iterator[Done]:
        try:
            while True:
                yield Done(done=1, of=2)
                told.append("step")
        finally:
            told.append("closed")

    desk.work(steps(), "Reading", lambda: told.append("then"))
    bot.waitUntil(lambda: "step" in told)
    window_of(desk).lock()

    assert told[-1] == "closed"
    assert "then" not in told


@pytest.mark.parametrize("how", ["lock", "shift over", "end of shift", "closed"])
def test_work_puts_right_what_it_must_while_the_vault_is_still_open(
    bot: QtBot, tmp_path: Path, how: str
) -> None:
    time = Monotonic()
    desk = rooms.room(bot, tmp_path, clock_ns=time)
    window = window_of(desk)
    session, told = desk.session, list[str]()

    def steps() -> Iterator[Done]:
        try:
            while True:
                yield Done(done=1, of=2)
                told.append("step")
        finally:
            told.append(session.vault.writer)

    desk.work(steps(), "Writing", lambda: told.append("then"))
    bot.waitUntil(lambda: "step" in told)
    writer = session.vault.writer

    if how == "lock":
        window.lock()
    elif how == "shift over":
        time.ns += SHIFT_NS
        bot.waitUntil(lambda: not window.is_open)
    elif how == "end of shift":
        assert window.shell is not None
        tap(window.shell.rail.end)
    else:
        window.close()

    assert told[-1] == writer
    assert "then" not in told


def test_work_that_locks_in_the_middle_of_a_step_is_closed_after_it(
    bot: QtBot, desk: Desk, probe: ProbeScreen
) -> None:
    told: list[str] = []
    window = window_of(desk)
    assert probe.isVisible()

    def steps() -> Iterator[Done]:
        try:
            window.lock()
            told.append("locked")
            yield Done(done=1, of=2)
            told.append("went on")
        finally:
            told.append("closed")

    desk.work(steps(), "Writing", lambda: told.append("then"))
    bot.waitUntil(lambda: "closed" in told)

    assert told == ["locked", "closed"]
    assert not window.is_open


@pytest.mark.parametrize("is_end", [False, True])
def test_the_screen_may_keep_what_stands_only_there_before_the_vault_is_shut(
    desk: Desk, probe: ProbeScreen, monkeypatch: pytest.MonkeyPatch, *, is_end: bool
) -> None:
    kept: list[str] = []
    window = window_of(desk)
    monkeypatch.setattr(probe, "before_lock", lambda session: kept.append(session.vault.writer))
    writer = desk.session.vault.writer
    assert window.shell is not None

    tap(window.shell.rail.end if is_end else window.shell.rail.lock)

    assert kept == [writer]


def test_an_error_with_words_is_said_in_place(desk: Desk, probe: ProbeScreen) -> None:
    window = window_of(desk)
    assert probe.isVisible()

    window.take_error(ExpectedError("The printer is gone", advice="Look at its cable."))

    assert window.shell is not None
    assert window.shell.notice.words.text() == "The printer is gone. Look at its cable."
    assert window.is_open


def test_escape_goes_back_and_enter_presses_the_main_button(desk: Desk, probe: ProbeScreen) -> None:
    taps: list[Desk] = []
    type(probe).on_tap = taps.append

    press(probe, Qt.Key.Key_Return)
    press(probe, Qt.Key.Key_Escape)

    assert len(taps) == 1
    assert desk.place == HERE


def test_words_that_were_not_kept_hold_one_back_once(desk: Desk, probe: ProbeScreen) -> None:
    probe.is_kept = False

    desk.go(HERE)
    first = desk.place
    desk.go(HERE)

    assert first != HERE
    assert desk.place == HERE


def test_enter_and_escape_in_a_field_are_the_screens(desk: Desk, probe: ProbeScreen) -> None:
    taps: list[Desk] = []
    type(probe).on_tap = taps.append

    press(probe.field.line, Qt.Key.Key_Return)
    press(probe.field.line, Qt.Key.Key_Escape)

    assert len(taps) == 1
    assert desk.place == HERE


def test_hot_keys_go_to_the_entries_of_the_navigation(
    bot: QtBot, desk: Desk, probe: ProbeScreen
) -> None:
    window_of(desk).activateWindow()

    press(probe, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)

    bot.waitUntil(lambda: desk.place == HERE)


def test_a_name_of_two_hundred_letters_pushes_nothing_out(desk: Desk, probe: ProbeScreen) -> None:
    window = window_of(desk)
    words = Words("W" * 200, desk.look)
    layout = probe.layout()
    assert layout is not None
    layout.addWidget(words)
    desk.say("W" * 200)
    window.grab()

    assert words.text() == "W" * 200
    assert probe.width() <= window.width()
    assert words.minimumSizeHint().width() < window.width() // 2
