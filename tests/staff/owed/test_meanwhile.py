"""What comes in while somebody looks at a case; prompts, deaths and wishes that are answered."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from distressapp.core.followup import Mourning
from distressapp.core.followup_steps import RULES, Action, Step
from distressapp.core.instrument import Band
from distressapp.service import followups
from distressapp.service.access import Session
from distressapp.staff.desk import Desk
from distressapp.staff.owed.case import CasePanel
from distressapp.staff.owed.outcomes import Other
from distressapp.vault import owing
from tests.clinics import Clock
from tests.service.following import BERTA, case, flagged, last, line
from tests.staff import room as rooms
from tests.staff.owed.owing import at, button, outcome, panel, tap, told, words


def test_an_outcome_settles_no_flag_that_came_in_behind_the_screen(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    seen = {each.flag for each in case(desk.session, anna).open_flags}
    followups.observe(desk.house, desk.session, patient=anna, words="pale", band=Band.NOW)

    outcome(screen, Step.ALREADY_HELPED)

    (left,) = case(desk.session, anna).open_flags
    assert left.band is Band.NOW
    assert left.flag not in seen


def test_the_only_flag_of_a_case_is_settled_alone_too(desk: Desk) -> None:
    person = flagged(desk.house, desk.session, BERTA, value=1)
    screen = at(desk, person)
    followups.observe(desk.house, desk.session, patient=person, words="pale", band=Band.NOW)

    outcome(screen, Step.ALREADY_HELPED)

    assert [each.band for each in case(desk.session, person).open_flags] == [Band.NOW]


def test_what_was_written_stays_when_something_comes_in(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    outcome(screen, Step.DECLINED)
    asking = panel(screen).asking
    assert asking is not None
    assert asking.text is not None
    QTest.keyClicks(asking.text.inputs()[0], "wants to ask her sister")

    followups.observe(desk.house, desk.session, patient=anna, words="pale", band=Band.NOW)
    desk.told()
    assert panel(screen).asking is asking
    assert screen.lines[0].band is Band.NOW
    tap(asking.note)

    assert [each.band for each in case(desk.session, anna).open_flags] == [Band.NOW]
    assert "Now: pale" in words(panel(screen))


def test_what_came_in_meanwhile_is_shown_once_the_question_is_left(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    outcome(screen, Step.DECLINED)
    asking = panel(screen).asking
    assert asking is not None
    followups.observe(desk.house, desk.session, patient=anna, words="pale", band=Band.NOW)
    desk.told()

    tap(asking.cancel)

    assert len(panel(screen).head.ticks) == len(case(desk.session, anna).open_flags)


def test_a_question_that_is_left_brings_the_outcomes_back(desk: Desk, anna: str) -> None:
    screen = at(desk, anna)
    before = panel(screen)
    outcome(screen, Step.DECLINED)
    assert before.asking is not None

    tap(before.asking.cancel)

    assert panel(screen) is before
    assert before.outcomes is not None
    assert before.outcomes.isVisible()


def test_the_third_attempt_in_vain_offers_a_letter_and_the_next_visit(
    desk: Desk, anna: str
) -> None:
    screen = at(desk, anna)
    for _attempt in range(3):
        outcome(screen, Step.NO_ANSWER)

    tap(button(panel(screen).head, "Letter sent"))
    assert last(desk.session, anna).stage is Step.LETTER_SENT
    assert panel(screen).head.prompt is None

    for _attempt in range(3):
        outcome(screen, Step.NO_ANSWER)
    tap(button(panel(screen).head, "Plan next visit …"))
    asking = panel(screen).asking
    assert asking is not None
    tap(asking.chips[1])

    assert line(desk.house, desk.session, anna).action is Action.NEXT_VISIT
    assert panel(screen).head.prompt is None


def test_a_death_is_reversed_although_a_flag_came_in_after_it(
    desk: Desk, anna: str, omar: Session, clock: Clock
) -> None:
    followups.report_death(desk.house, omar, anna)
    clock.forward(hours=1)
    followups.observe(desk.house, desk.session, patient=anna, words="came in person")
    screen = at(desk, anna)
    outcomes = panel(screen).outcomes
    assert outcomes is not None
    assert Other.DIED not in outcomes.buttons
    assert "then a flag came in" in words(panel(screen))
    assert button(panel(screen), "Confirm the death")

    tap(button(panel(screen), "Reverse the death …"))
    asking = panel(screen).asking
    assert asking is not None
    tap(asking.chips[0])

    assert owing.about(desk.session.vault, anna).ledger.mourning is Mourning.NONE


def test_who_asked_not_to_be_contacted_is_not_called_until_they_say_otherwise(
    desk: Desk, anna: str
) -> None:
    screen = at(desk, anna)
    assert shown(panel(screen)).isdisjoint({Step.MAY_CONTACT})
    outcome(screen, Step.DO_NOT_CONTACT)
    followups.observe(desk.house, desk.session, patient=anna, words="pale")
    desk.told()
    outgoing = {step for step, rule in RULES.items() if rule.is_outgoing}
    assert shown(panel(screen)).isdisjoint(outgoing)

    outcome(screen, Step.MAY_CONTACT)

    assert told(desk) == "Noted: May be contacted again."
    assert outgoing <= shown(panel(screen))


def shown(found: CasePanel) -> set[object]:
    assert found.outcomes is not None
    return set(found.outcomes.buttons)


@pytest.mark.parametrize("band", [Band.SOON, Band.NOW])
def test_attempts_and_reached_are_seen_without_scrolling_on_a_tablet(
    desk: Desk, anna: str, clock: Clock, band: Band
) -> None:
    clock.forward(days=9)
    flagged(desk.house, desk.session, value=5)
    followups.observe(desk.house, desk.session, patient=anna, words="pale", band=band)
    screen = at(desk, anna)
    screen.window().resize(rooms.SIZES["tablet"])
    QApplication.processEvents()

    found = panel(screen)
    assert len(found.head.ticks) > 3
    assert found.outcomes is not None
    for step in (Step.NO_ANSWER, Step.MESSAGE_LEFT, Step.WRONG_NUMBER, Step.REACHED):
        each = found.outcomes.buttons[step]
        foot = each.mapTo(screen.window(), QPoint(0, each.height())).y()
        assert foot <= rooms.SIZES["tablet"].height()


def test_a_flag_of_many_words_is_cut_in_the_head_and_whole_below(desk: Desk, anna: str) -> None:
    long = "<b>very</b> " * 150
    followups.observe(desk.house, desk.session, patient=anna, words=long, band=Band.NEED)

    screen = at(desk, anna)

    ticks = [each for each in panel(screen).head.ticks.values() if "very" in each.text()]
    assert [each.height() >= each.heightForWidth(each.width()) for each in ticks] == [True]
    assert all(len(each.text()) < 200 for each in ticks)
    assert long.strip() in words(panel(screen).history)


def test_who_wants_no_contact_is_prompted_for_no_letter(desk: Desk, anna: str) -> None:
    for _attempt in range(3):
        followups.note(desk.house, desk.session, anna, Step.NO_ANSWER)
    (one, *_rest) = case(desk.session, anna).open_flags

    followups.note(desk.house, desk.session, anna, Step.DO_NOT_CONTACT, flags=(one.flag,))

    assert panel(at(desk, anna)).head.prompt is None
