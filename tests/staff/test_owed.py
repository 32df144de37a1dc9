"""Whom we owe, through the real window: every outcome in two taps, and what each leaves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from distressapp.core.followup import Mourning
from distressapp.core.followup_steps import RULES, Action, Step
from distressapp.core.instrument import Band
from distressapp.core.roles import Role
from distressapp.core.sitting import NowState
from distressapp.service import followups, staff
from distressapp.service.access import Session, sign_in
from distressapp.service.followup_owners import assign
from distressapp.service.owed import owed
from distressapp.service.publishing import change_settings
from distressapp.settings import FollowUp
from distressapp.staff.desk import Desk, Place
from distressapp.staff.owed.case import CasePanel
from distressapp.staff.owed.outcomes import Act, Other
from distressapp.staff.owed.screen import OwedScreen
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.tickbox import TickBox
from distressapp.vault import lists, owing
from tests.clinics import CHEAP, Clock
from tests.service.following import ANNA, BERTA, case, flagged, line, sat
from tests.service.test_cases_of_persons import called
from tests.service.test_owed import many
from tests.staff import room as rooms

OWLS: Final = "nine small owls sleep in the barn"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(bot: QtBot, tmp_path: Path, clock: Clock) -> Desk:
    found = rooms.room(bot, tmp_path, clock=clock)
    wanted = replace(
        found.house.settings, followup=FollowUp(owner="Ines", cover="Omar", manager="Ada")
    )
    change_settings(found.house, wanted, session=found.session)
    return found


@pytest.fixture
def anna(desk: Desk) -> str:
    return flagged(desk.house, desk.session, ANNA)


@pytest.fixture
def omar(desk: Desk) -> Iterator[Session]:
    staff.add(
        desk.house,
        desk.session,
        name="Omar",
        role=Role.SOCIAL_WORKER,
        passphrase=OWLS,
        cost=CHEAP,
    )
    found = sign_in(desk.house, OWLS, name="Omar")
    yield found
    found.close()


def at(desk: Desk, subject: str = "") -> OwedScreen:
    found = rooms.shown(desk, Place(screen="owed", subject=subject))
    assert isinstance(found, OwedScreen)
    return found


def panel(screen: OwedScreen) -> CasePanel:
    assert screen.panel is not None
    return screen.panel


def tap(button: QAbstractButton | None) -> None:
    assert button is not None
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def outcome(screen: OwedScreen, act: Act) -> None:
    outcomes = panel(screen).outcomes
    assert outcomes is not None
    tap(outcomes.buttons[act])


def button(within: QWidget, words: str) -> QAbstractButton:
    found = [
        each
        for each in within.findChildren(Button)
        if each.words() == words and not each.isHidden()
    ]
    assert found, [each.words() for each in within.findChildren(Button)]
    return found[0]


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def told(desk: Desk) -> str:
    shell = rooms.window_of(desk).shell
    assert shell is not None
    return shell.notice.words.text()


def test_an_empty_list_says_what_will_come(desk: Desk) -> None:
    screen = at(desk)

    assert "Nobody is owed anything here." in words(screen)
    assert "Choose somebody" in words(screen)


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


def test_every_outcome_takes_two_taps_at_most(desk: Desk) -> None:
    for place, step in enumerate(each for each in Step if each not in NOT_TAPPED):
        person = flagged(desk.house, desk.session, replace(ANNA, record_number=f"MRN-1{place}"))
        if step in {Step.WITH_PATIENT, Step.LEFT}:
            followups.observe(desk.house, desk.session, patient=person, words="pale")
        screen = at(desk, person)

        outcome(screen, step)
        if RULES[step].needs_day or RULES[step].needs_reason:
            asking = panel(screen).asking
            assert asking is not None
            tap(asking.chips[0])

        noted = owing.about(desk.session.vault, person).ledger.cases[-1]
        last = owing.about(desk.session.vault, person).said
        assert any(getattr(each.what, "step", None) is step for each in last)
        assert noted.is_open is not RULES[step].settles


NOT_TAPPED: Final = {Step.REOPENED, Step.MAY_CONTACT, Step.BEREAVED}


def test_an_outcome_is_said_and_taken_back(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)

    outcome(screen, Step.NEED_MET)
    assert owed(desk.house, desk.session) == ()
    assert told(desk) == "Noted: Need met."
    shell = rooms.window_of(desk).shell
    assert shell is not None
    tap(button(shell.notice, "Undo"))

    assert case(desk.session, anna).is_open
    assert "Does not count: Need met" in words(panel(screen))


def test_one_flag_of_several_gets_its_outcome(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    ticks = panel(screen).head.ticks
    (talk,) = [flag for flag in ticks if flag.rule == "request.help_not_reached"]
    for flag, tick in ticks.items():
        tick.setChecked(flag == talk)

    outcome(screen, Step.ALREADY_HELPED)

    assert talk not in {each.flag for each in case(desk.session, anna).open_flags}
    assert "Done: not yet asked about help (Already helped)" in words(panel(screen))


def test_an_outcome_about_nothing_is_not_noted(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    for tick in panel(screen).head.ticks.values():
        tick.setChecked(False)

    outcome(screen, Step.NEED_MET)

    assert "Tick at least one flag" in told(desk)
    assert case(desk.session, anna).is_open


def test_a_reason_of_ones_own_and_a_day_are_typed(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    outcome(screen, Step.CALL_BACK)
    asking = panel(screen).asking
    assert asking is not None
    assert asking.day is not None
    tap(asking.note)
    assert asking.day.is_wrong
    asking.day.show_day(date(2026, 3, 20))
    tap(asking.note)
    assert line(desk.house, desk.session, anna).action is Action.CALL

    outcome(screen, Step.DECLINED)
    asking = panel(screen).asking
    assert asking is not None
    assert asking.text is not None
    tap(asking.note)
    assert asking.text.is_wrong
    QTest.keyClicks(asking.text.inputs()[0], "wants to ask <b>her sister</b> first")
    tap(asking.note)

    closed = owing.about(desk.session.vault, anna).ledger.cases[-1]
    assert closed.reason == "wants to ask <b>her sister</b> first"
    assert "<b>her sister</b>" in words(panel(screen))


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


def test_what_is_next_is_planned(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    outcome(screen, Step.REACHED)
    outcome(screen, Other.PLAN)
    asking = panel(screen).asking
    assert asking is not None
    assert asking.choice is not None
    tap(asking.chips[0])
    assert asking.choice.is_wrong
    asking.choice.choose(Action.WARD)
    tap(asking.chips[0])

    found = line(desk.house, desk.session, anna)
    assert (found.action, found.due) == (Action.WARD, date(2026, 3, 3))


def test_a_handover_is_offered_and_accepted_by_name(desk: Desk, anna: str, omar: Session) -> None:
    screen = at(desk, anna)
    outcome(screen, Other.TAKE)
    assert line(desk.house, desk.session, anna).owner_name == "Administrator"
    outcome(screen, Other.HAND_OVER)
    asking = panel(screen).asking
    assert asking is not None
    tap(button(asking, "Omar"))

    assert "offered to Omar, not accepted yet" in words(panel(screen))
    assert line(desk.house, desk.session, anna).offered_to == omar.member.id


@pytest.mark.parametrize(
    ("words_of_button", "owner"), [("Accept it", "Administrator"), ("Not accept it", "Omar")]
)
def test_who_is_asked_accepts_or_does_not(
    desk: Desk, anna: str, omar: Session, words_of_button: str, owner: str
) -> None:
    assign(desk.house, omar, anna, to=omar.member.id)
    assign(desk.house, omar, anna, to=desk.session.member.id)
    screen = at(desk, anna)

    tap(button(panel(screen), words_of_button))

    found = line(desk.house, desk.session, anna)
    assert (found.owner_name, found.offered_to) == (owner, "")


def test_alone_one_hands_over_to_nobody(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)

    outcome(screen, Other.HAND_OVER)

    assert told(desk) == "Nobody else here follows up."


def test_a_concern_needs_words_and_a_band(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    outcome(screen, Other.CONCERN)
    asking = panel(screen).asking
    assert asking is not None
    assert asking.text is not None

    tap(button(asking, "Now"))
    assert asking.text.is_wrong
    QTest.keyClicks(asking.text.inputs()[0], "gave his watch away")
    tap(button(asking, "Now"))

    assert case(desk.session, anna).band is Band.NOW
    said = [each.text() for each in panel(screen).findChildren(TickBox)]
    assert "Now: gave his watch away, today" in said


def test_a_death_is_reported_confirmed_by_another_and_mourned(
    desk: Desk, anna: str, omar: Session
) -> None:
    screen = at(desk, anna)
    outcome(screen, Other.DIED)
    asking = panel(screen).asking
    assert asking is not None
    tap(button(asking, "Yes, the patient died"))

    assert "Death to be confirmed" in words(panel(screen))
    with pytest.raises(AssertionError):
        button(panel(screen), "Confirm the death")
    followups.confirm_death(desk.house, omar, anna)
    screen.refresh()
    tap(button(panel(screen), "Family contacted"))

    ledger = owing.about(desk.session.vault, anna).ledger
    assert ledger.mourning is Mourning.DONE
    assert owed(desk.house, desk.session) == ()


def test_the_second_person_confirms_and_a_death_is_reversed(
    desk: Desk, anna: str, omar: Session
) -> None:
    followups.report_death(desk.house, omar, anna)
    screen = at(desk, anna)
    tap(button(panel(screen), "Confirm the death"))
    tap(button(panel(screen), "Reverse the death …"))
    asking = panel(screen).asking
    assert asking is not None

    tap(button(asking, "Another patient of that name"))

    assert case(desk.session, anna).is_open


def test_a_mistake_is_said_beside_the_line(desk: Desk, anna: str) -> None:
    wrong = followups.note(desk.house, desk.session, anna, Step.NO_ANSWER)
    screen = at(desk, anna)

    tap(panel(screen).history.buttons[wrong])
    asking = panel(screen).asking
    assert asking is not None
    tap(button(asking, "Wrong person"))

    assert "Does not count: No answer" in words(panel(screen))
    assert line(desk.house, desk.session, anna).attempts == 0


def test_a_closed_case_is_shown_and_opened_again(desk: Desk, anna: str) -> None:
    followups.note(desk.house, desk.session, anna, Step.DO_NOT_CONTACT)
    screen = at(desk, anna)
    assert "Nothing is owed here." in words(panel(screen))

    tap(button(panel(screen), "May be contacted again"))
    tap(button(panel(screen), "Open the case again"))

    assert case(desk.session, anna).is_open


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
