"""The ledger: what follows from everything that happened about a person."""

from typing import Final

import pytest

from distressapp.core.followup import (
    CONCERN,
    TAKEN_BACK,
    WITHDRAWN,
    Accepted,
    Corrected,
    Event,
    FlagId,
    Gone,
    Ledger,
    Offered,
    Planned,
    Refused,
    Sounded,
    TookBack,
    need_of,
)
from distressapp.core.followup_fold import fold, in_order, may_be_corrected
from distressapp.core.followup_steps import RULES, Action, Step
from distressapp.core.instrument import Band, Trigger
from tests.core.ledgers import FOOD, KIOSK, LATER, MOOD, STAFF, TALK, minutes, noted, raised, staff

CALL: Final = FlagId(sitting="s3", rule="request.now")


def outcomes(ledger: Ledger) -> dict[FlagId, str]:
    return {each.flag: each.outcome for case in ledger.cases for each in case.flags}


def test_a_flag_opens_a_case() -> None:
    ledger = fold([raised()])

    case = ledger.open_case
    assert case is not None
    assert (case.nth, case.band, case.since_ms, case.stage) == (1, Band.SOON, 0, None)
    assert case.needs == ("mood",)


def test_nothing_happened_is_no_case() -> None:
    assert fold([]) == Ledger()
    assert Ledger().open_case is None


def test_flags_join_the_open_case_and_the_worst_band_and_the_oldest_clock_rule() -> None:
    events = [raised(TALK, Band.TALK, at=1), raised(FOOD, Band.SOON, at=5)]

    (case,) = fold(events).cases

    assert case.band is Band.SOON
    assert case.since_ms == minutes(1)
    assert case.needs == ("mood", "practical")


def test_later_low_scores_close_nothing() -> None:
    without = [raised(at=1), noted(Step.REACHED, at=2)]

    case = fold(without).open_case

    assert case is not None
    assert case.open_flags[0].flag == MOOD


def test_each_flag_gets_its_own_outcome() -> None:
    events = [raised(MOOD), raised(FOOD, at=1), noted(Step.NEED_MET, FOOD, at=2)]

    ledger = fold(events)

    assert outcomes(ledger) == {MOOD: "", FOOD: "need_met"}
    assert ledger.open_case is not None


def test_a_case_closes_with_the_last_open_flag_and_the_next_flag_opens_another() -> None:
    events = [
        raised(MOOD),
        noted(Step.CLOSED, at=2, reason="moved in with her daughter"),
        raised(FOOD, at=5),
    ]

    first, second = fold(events).cases

    assert (first.is_open, first.reason, first.closed_ms) == (
        False,
        "moved in with her daughter",
        minutes(2),
    )
    assert (first.band, first.since_ms) == (Band.SOON, 0)
    assert (second.nth, second.is_open) == (2, True)


def test_a_flag_that_came_in_after_the_closing_is_still_owed() -> None:
    closed = noted(Step.CLOSED, MOOD, at=10, reason="nothing owed")

    ledger = fold([raised(MOOD), closed, raised(FOOD, at=5)])

    assert outcomes(ledger) == {MOOD: "closed", FOOD: ""}
    assert ledger.open_case is not None
    assert ledger.open_case.unanswered == {Band.SOON: minutes(5)}


def test_a_flag_stands_once_for_a_sitting_and_a_rule() -> None:
    (case,) = fold([raised(at=0), raised(at=7)]).cases

    assert [each.raised_ms for each in case.flags] == [0]


def test_an_outcome_counts_for_a_flag_whose_kiosk_was_ahead_of_its_time() -> None:
    ledger = fold([raised(at=90), noted(Step.NEED_MET, at=2)])

    assert outcomes(ledger) == {MOOD: "need_met"}


def test_who_saw_one_flag_of_a_sitting_saw_them_all() -> None:
    one, other = raised(MOOD, at=90), raised(TALK, Band.TALK, at=90)

    (case,) = fold([one, other, noted(Step.TALKED, TALK, at=2)]).cases

    assert [each.is_open for each in case.flags] == [True, False]


def test_at_one_time_patients_come_before_staff() -> None:
    note = noted(Step.NO_ANSWER, FOOD, at=1)

    assert in_order([note, raised(at=1)]) == (raised(at=1), note)
    assert STAFF < KIOSK


def test_a_clock_set_back_does_not_reorder_what_one_writer_wrote() -> None:
    closed = staff(noted(Step.CLOSED, at=10, reason="x").what, at=10, number=1)
    reopened = staff(noted(Step.REOPENED, at=4).what, at=4, number=2)

    ledger = fold([raised(), reopened, closed])

    assert outcomes(ledger) == {MOOD: ""}


@pytest.mark.parametrize("step", [each for each in Step if RULES[each].settles])
def test_an_outcome_settles_what_it_names(step: Step) -> None:
    ledger = fold([raised(), noted(step, at=1, reason="because")])

    (case,) = ledger.cases
    assert not case.is_open
    assert case.flags[0].outcome == step.value
    assert case.flags[0].by == "Ines"


@pytest.mark.parametrize("step", [each for each in Step if not RULES[each].settles])
def test_what_is_no_outcome_leaves_the_flag_open(step: Step) -> None:
    ledger = fold([raised(), noted(step, at=1)])

    assert outcomes(ledger) == {MOOD: ""}


def test_the_nurses_talk_closes_a_talk_and_nothing_else() -> None:
    ledger = fold([raised(MOOD), raised(TALK, Band.TALK), noted(Step.TALKED, MOOD, TALK, at=1)])

    assert outcomes(ledger) == {MOOD: "", TALK: "talked"}
    assert ledger.open_case is not None
    assert ledger.open_case.unanswered == {Band.SOON: 0}
    assert ledger.open_case.stage is None


def test_a_step_answers_what_it_names_and_its_stage_shows() -> None:
    case = fold([raised(MOOD), raised(FOOD), noted(Step.WAITING_LIST, MOOD, at=1)]).open_case

    assert case is not None
    assert case.stage is Step.WAITING_LIST
    assert [each.flag for each in case.flags if each.is_answered] == [MOOD]
    assert case.unanswered == {Band.SOON: 0}


def test_the_oldest_unanswered_flag_of_a_band_counts() -> None:
    case = fold([raised(MOOD, at=3), raised(FOOD, at=1)]).open_case

    assert case is not None
    assert case.unanswered == {Band.SOON: minutes(1)}


def test_the_third_attempt_in_vain_asks_for_a_letter_until_there_is_one() -> None:
    vain = [noted(Step.NO_ANSWER, at=each) for each in (1, 2, 3)]

    asked = fold([raised(), *vain]).open_case
    sent = fold([raised(), *vain, noted(Step.LETTER_SENT, at=4)]).open_case
    visit = staff(Planned(action=Action.NEXT_VISIT, day=LATER), at=4)
    planned = fold([raised(), *vain, visit]).open_case
    call = staff(Planned(action=Action.CALL, day=LATER), at=4)
    called = fold([raised(), *vain, call]).open_case
    after = fold([raised(), *vain, noted(Step.EXPLAINED, at=4)]).open_case

    assert asked is not None
    assert (asked.attempts, asked.asks_letter) == (3, True)
    assert sent is not None
    assert (sent.attempts, sent.asks_letter) == (0, False)
    assert planned is not None
    assert not planned.asks_letter
    assert called is not None
    assert called.asks_letter
    assert after is not None
    assert after.asks_letter


def test_reaching_the_patient_ends_the_row_of_attempts() -> None:
    vain = [noted(Step.NO_ANSWER, at=each) for each in (1, 2)]

    case = fold([raised(), *vain, noted(Step.REACHED, at=3), noted(Step.NO_ANSWER, at=4)]).open_case

    assert case is not None
    assert (case.attempts, case.asks_letter) == (1, False)


def test_a_step_brings_what_is_next_and_a_plan_replaces_it() -> None:
    step = noted(Step.NO_ANSWER, at=1, action=Action.CALL, day=LATER)
    plan = staff(Planned(action=Action.WARD, day=LATER.replace(day=25)), at=2)

    first = fold([raised(), step]).open_case
    second = fold([raised(), step, plan]).open_case

    assert first is not None
    assert (first.action, first.next_day) == (Action.CALL, LATER)
    assert second is not None
    assert (second.action, second.next_day) == (Action.WARD, LATER.replace(day=25))


def test_a_case_is_handed_over_only_when_it_is_accepted_by_name() -> None:
    offered = staff(Offered(to="omar", name="Omar"), at=1)
    accepted = staff(Accepted(), at=2, by="Omar")
    refused = staff(Refused(reason="away"), at=2, by="Omar")

    waiting = fold([raised(), offered]).open_case
    taken = fold([raised(), offered, accepted]).open_case
    declined = fold([raised(), offered, refused]).open_case

    assert waiting is not None
    assert (waiting.owner, waiting.offered_to) == ("", "omar")
    assert taken is not None
    assert (taken.owner_name, taken.offered_to) == ("Omar", "")
    assert declined is not None
    assert (declined.owner, declined.offered_name) == ("", "")


def test_a_mistake_is_corrected_by_a_further_entry() -> None:
    wrong = noted(Step.CLOSED, at=1, reason="wrong patient")
    correction = staff(Corrected(entry=wrong.entry, words="wrong line"), at=2)
    again = staff(Corrected(entry=correction.entry, words="it was right"), at=3)

    assert outcomes(fold([raised(), wrong, correction])) == {MOOD: ""}
    assert outcomes(fold([raised(), wrong, correction, again])) == {MOOD: "closed"}


def test_a_flag_is_never_taken_away_by_a_correction() -> None:
    flag = raised()

    ledger = fold([flag, staff(Corrected(entry=flag.entry, words="no"), at=1)])

    assert outcomes(ledger) == {MOOD: ""}
    assert not may_be_corrected(flag)


def test_a_flag_is_reopened_in_its_case() -> None:
    events = [raised(), noted(Step.NEED_MET, at=1), noted(Step.REOPENED, at=2)]

    (case,) = fold(events).cases

    assert case.is_open
    assert (case.closed_ms, case.reason) == (None, "")


def test_a_reopened_flag_joins_the_open_case() -> None:
    events = [
        raised(),
        noted(Step.NEED_MET, at=1),
        raised(FOOD, at=2),
        noted(Step.REOPENED, MOOD, at=3),
    ]

    (case,) = fold(events).cases

    assert case.nth == 2
    assert {each.flag for each in case.open_flags} == {MOOD, FOOD}


def test_what_never_was_cannot_be_reopened() -> None:
    assert fold([noted(Step.REOPENED, at=3), noted(Step.REACHED, at=4)]).cases == ()
    assert fold([staff(Accepted(), at=1)]).cases == ()


def test_a_call_taken_back_before_it_sounded_is_settled() -> None:
    back = Event(writer=KIOSK, number=50, at_ms=minutes(1), what=TookBack(flag=CALL))
    heard = Event(writer=KIOSK, number=40, at_ms=minutes(1), what=Sounded(flag=CALL))

    assert outcomes(fold([raised(CALL, Band.NOW), back])) == {CALL: TAKEN_BACK}
    assert outcomes(fold([raised(CALL, Band.NOW), heard, back])) == {CALL: ""}


def test_the_flags_of_a_sitting_that_is_somebody_elses_are_withdrawn_and_stay() -> None:
    events = [raised(), raised(FOOD), staff(Gone(sitting="s1"), at=3)]

    assert outcomes(fold(events)) == {MOOD: WITHDRAWN, FOOD: ""}


def test_a_patient_who_asks_not_to_be_contacted_is_left_alone_until_they_say_otherwise() -> None:
    left = noted(Step.DO_NOT_CONTACT, at=1)

    assert not fold([raised(), left]).may_contact
    assert fold([raised(), left, noted(Step.MAY_CONTACT, at=2)]).may_contact


@pytest.mark.parametrize(
    ("rule", "need"),
    [
        ("hads.depression.11", "mood"),
        ("need.practical.food", "practical"),
        ("need.practical_help", "practical"),
        ("need.physical_top", "physical"),
        (CONCERN, "concern"),
    ],
)
def test_a_rule_tells_the_kind_of_need(rule: str, need: str) -> None:
    assert need_of(rule, Trigger.MOOD) == need


def test_every_step_has_its_rule() -> None:
    assert set(RULES) == set(Step)
