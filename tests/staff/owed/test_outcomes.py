"""Every outcome in two taps, and what each leaves: plans, handovers, deaths, mistakes."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import monotonic_ns
from distressapp.core.followup import Mourning
from distressapp.core.followup_steps import RULES, Action, Step
from distressapp.core.instrument import Band
from distressapp.core.roles import Role
from distressapp.service import followups
from distressapp.service.access import Session
from distressapp.service.followup_owners import assign
from distressapp.service.owed import owed
from distressapp.service.shift import Shift
from distressapp.staff.desk import Desk
from distressapp.staff.owed.case import CasePanel
from distressapp.staff.owed.outcomes import Other
from distressapp.staff.widgets.tickbox import TickBox
from distressapp.vault import owing
from tests.service.following import ANNA, case, flagged, line
from tests.service.patients import colleague
from tests.staff import room as rooms
from tests.staff.owed.owing import at, button, outcome, panel, tap, told, words


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


def test_a_nurse_is_offered_what_a_nurse_does(desk: Desk, bot: QtBot, anna: str) -> None:
    nurse = colleague(desk.house, desk.session, Role.NURSE)
    shift = Shift(desk.house, nurse, None, clock_ns=monotonic_ns)
    theirs = Desk(desk.house, desk.look, shift, desk.background)

    shown = CasePanel(theirs, owing.about(nurse.vault, anna), None)
    bot.addWidget(shown)

    assert shown.outcomes is not None
    assert set(shown.outcomes.buttons) <= {Step.TALKED, Other.DIED, Other.CONCERN, Other.RECORD}
    shift.lock()


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
