"""Whom we owe, through the real window: the list, the ways to look at it, and a case."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from distressapp.core.followup_steps import Step
from distressapp.core.instrument import Band
from distressapp.core.sitting import NowState
from distressapp.service import followups, patients
from distressapp.staff.desk import Desk, Place
from distressapp.staff.owed.outcomes import Other
from distressapp.vault import lists
from tests.service.following import BERTA, case, flagged, line, sat
from tests.service.test_cases_of_persons import called
from tests.service.test_owed import many
from tests.staff import room as rooms
from tests.staff.owed.owing import at, outcome, panel, tap, words


def test_an_empty_list_says_what_will_come(desk: Desk) -> None:
    screen = at(desk)

    assert "Nobody is owed anything." in words(screen)
    assert "Choose somebody" not in words(screen)


def test_nothing_is_shown_of_anybody_before_they_are_chosen(desk: Desk, anna: str) -> None:
    screen = at(desk)

    tap(screen.filters.chips[Band.NOW])

    assert "Choose somebody at the left" in words(screen)
    assert "Nobody by this choice." in words(screen)
    assert lists.kinds_of(desk.session.vault, anna).count("record.viewed") == 0


def test_who_is_chosen_is_shown_at_the_right_and_that_is_noted(desk: Desk, anna: str) -> None:
    screen = at(desk)

    screen.table.select(anna)

    assert "Anna Invented" in words(panel(screen))
    assert "born 1 March 1950, number MRN-4711" in words(panel(screen))
    assert "Next: First contact, today" in words(panel(screen))
    assert "With Ines, until somebody accepts it." in words(panel(screen))
    assert lists.kinds_of(desk.session.vault, anna).count("record.viewed") == 1
    screen.refresh()
    assert lists.kinds_of(desk.session.vault, anna).count("record.viewed") == 1
    assert desk.place == Place(screen="owed", subject=anna)


def test_a_question_is_left_without_a_trace(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    outcome(screen, Step.CLOSED)
    asking = panel(screen).asking
    assert asking is not None

    tap(asking.cancel)

    assert panel(screen).asking is None
    assert panel(screen).outcomes is not None
    assert case(desk.session, anna).is_open


def test_words_that_are_not_noted_keep_one_here_once(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    outcome(screen, Step.CLOSED)
    asking = panel(screen).asking
    assert asking is not None
    assert asking.text is not None
    QTest.keyClicks(asking.text.inputs()[0], "half a sen")

    first, second = screen.may_leave(), screen.may_leave()

    assert (first, second) == (False, True)


def test_before_a_call_one_sees_what_was_allowed(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    nothing = words(panel(screen))
    details = patients.details_of(patients.known(desk.session.vault, anna))
    for may_phone, may_message in ((True, True), (False, None)):
        changed = replace(
            details,
            phone="0170 123",
            may_phone=may_phone,
            may_message=may_message,
            interpreter="Arabic",
            notes="rings <b>twice</b>",
        )
        patients.change(desk.house, desk.session, anna, changed)
        screen.refresh()
        nothing += words(panel(screen))

    assert "No phone number is known." in nothing
    assert "Leave no message: nobody said that one may be left." in nothing
    assert "Phone 0170 123." in nothing
    assert "A message may be left." in nothing
    assert "Does not want to be called." in nothing
    assert "Interpreter for Arabic." in nothing
    assert "Notes: rings <b>twice</b>" in nothing


def test_escape_leaves_a_question_and_not_the_screen(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    outcome(screen, Step.CLOSED)
    asking = panel(screen).asking
    assert asking is not None

    QTest.keyClick(asking.chips[0], Qt.Key.Key_Tab)
    QTest.keyClick(asking.cancel, Qt.Key.Key_Escape)

    assert panel(screen).asking is None
    assert screen.isVisible()


def test_enter_on_a_row_goes_on_to_the_outcomes(desk: Desk, anna: str) -> None:
    screen = at(desk)
    screen.table.view.setFocus()
    QTest.keyClick(screen.table.view, Qt.Key.Key_Down)

    QTest.keyClick(screen.table.view, Qt.Key.Key_Return)
    outcomes = panel(screen).outcomes
    assert outcomes is not None
    assert outcomes.buttons[Step.NO_ANSWER].hasFocus()
    QTest.keyClick(outcomes.buttons[Step.NO_ANSWER], Qt.Key.Key_Return)

    assert line(desk.house, desk.session, anna).attempts == 1


def test_a_long_history_is_shown_when_it_is_asked_for(desk: Desk, anna: str) -> None:
    for _each in range(14):
        followups.note(desk.house, desk.session, anna, Step.NO_ANSWER)
    screen = at(desk, anna)
    history = panel(screen).history
    before = len(history.buttons)

    tap(history.more)

    assert (before, len(history.buttons)) == (12, 14)


def test_the_list_is_looked_at_by_band_by_owner_and_by_need(desk: Desk, anna: str) -> None:
    talk = flagged(desk.house, desk.session, BERTA, value=5)
    food = sat(desk.house, desk.session, replace(BERTA, record_number="MRN-3"), food=True)
    screen = at(desk)

    def shown() -> set[str]:
        return {each.person for each in screen.table.rows}

    tap(screen.filters.chips[Band.TALK])
    assert shown() == {talk}
    tap(screen.filters.chips["overdue"])
    assert shown() == set()
    tap(screen.filters.chips["all"])
    need, owner = screen.filters.need, screen.filters.owner
    assert need is not None
    assert owner is not None
    need.choose("practical")
    need.changed.emit(need.value())
    assert shown() == {food}
    owner.choose("Ines")
    owner.changed.emit(owner.value())
    assert shown() == {food}
    assert anna in {each.person for each in screen.lines}


def test_calls_and_sittings_that_nobody_matched_are_on_the_list(desk: Desk) -> None:
    sitting = sat(desk.house, desk.session)
    call = called(desk.house, desk.session, NowState.SOUNDING)
    screen = at(desk, call)

    assert {each.person for each in screen.table.rows} == {sitting, call}
    assert "call" in words(panel(screen))
    outcomes = panel(screen).outcomes
    assert outcomes is not None
    assert Other.DIED not in outcomes.buttons
    screen.table.select(sitting)
    assert "not matched" in words(panel(screen))


def test_a_patients_name_stands_in_no_title(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)

    assert "Anna" not in screen.title + rooms.window_of(desk).windowTitle()


def test_thousands_of_rows_are_shown_at_once(desk: Desk) -> None:
    many(desk.session, 20_000)

    screen = at(desk)

    assert len(screen.table.rows) == 20_000
    assert len(screen.table.view.findChildren(QWidget)) < 50
