"""A sitting that stops more than once, or turns out to be somebody else's, and its flags."""

from typing import Final

import pytest

from distressapp.core import followup_fold
from distressapp.core.followup import DIED, WITHDRAWN, DeathWord, Event, Gone, Raised
from distressapp.core.followup_fold import fold
from distressapp.core.followup_steps import Step
from distressapp.core.instrument import Band, Trigger
from tests.core.ledgers import FOOD, MOOD, STAFF, TALK, minutes, noted, raised
from tests.core.ledgers import staff as by_staff
from tests.core.test_followup import outcomes
from tests.core.test_followup_deaths import death

PAUSED: Final = raised(TALK, Band.TALK)


def test_a_later_stop_of_a_sitting_makes_a_flag_worse() -> None:
    case = fold([PAUSED, raised(TALK, Band.SOON, at=9)]).open_case

    assert case is not None
    assert (case.band, case.since_ms) == (Band.SOON, 0)


@pytest.mark.parametrize(
    "stop",
    [
        (raised(TALK),),
        (raised(TALK, Band.TALK), raised(MOOD, Band.NOW), raised(FOOD)),
        (raised(FOOD, at=9), raised(MOOD, at=9)),
    ],
)
def test_one_stop_is_folded_as_it_would_be_among_others(
    stop: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    sooner = fold(stop)

    monkeypatch.setattr(followup_fold, "_of_one_stop", lambda _ordered: None)

    assert fold(stop) == sooner


def test_a_later_stop_makes_no_flag_less() -> None:
    case = fold([raised(TALK), raised(TALK, Band.TALK, at=9)]).open_case

    assert case is not None
    assert case.band is Band.SOON


def test_a_flag_that_got_worse_waits_for_an_answer_again() -> None:
    reached = noted(Step.REACHED, TALK, at=5)

    case = fold([PAUSED, reached, raised(TALK, Band.SOON, at=9)]).open_case

    assert case is not None
    assert case.unanswered == {Band.SOON: 0}


def test_a_talk_does_not_settle_what_got_worse_after_it() -> None:
    talked = noted(Step.TALKED, TALK, at=5)

    ledger = fold([PAUSED, talked, raised(TALK, Band.SOON, at=9)])

    assert outcomes(ledger) == {TALK: ""}
    assert ledger.open_case is not None
    assert (ledger.open_case.nth, ledger.open_case.closed_ms) == (1, None)


def test_what_got_worse_joins_the_case_that_is_open() -> None:
    talked = noted(Step.TALKED, TALK, at=5)

    ledger = fold([PAUSED, talked, raised(FOOD, at=7), raised(TALK, Band.SOON, at=9)])

    assert len(ledger.cases) == 1
    assert outcomes(ledger) == {TALK: "", FOOD: ""}


def test_a_sitting_that_went_owes_nothing_here_any_more() -> None:
    gone = by_staff(Gone(sitting="s1"), at=3)

    ledger = fold([PAUSED, gone, raised(TALK, Band.SOON, at=8), raised(MOOD, at=9)])

    assert outcomes(ledger) == {TALK: WITHDRAWN, MOOD: WITHDRAWN}


def test_what_was_answered_before_a_death_rests_although_it_was_matched_after_it() -> None:
    what = Raised(
        flag=MOOD,
        band=Band.TALK,
        trigger=Trigger.MOOD,
        because="HADS-A up by 4",
        answered_ms=minutes(1),
    )
    matched = Event(writer=STAFF, number=8, at_ms=minutes(8), what=what, by="Ines", member="ines")

    ledger = fold([raised(FOOD), death(DeathWord.REPORTED, at=2), matched])

    assert outcomes(ledger) == {FOOD: DIED, MOOD: DIED}
