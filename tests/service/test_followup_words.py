"""Every word of the follow-up is a sentence or a name, and none is missing."""

from datetime import date

import pytest

from distressapp.core.followup import (
    DIED,
    TAKEN_BACK,
    WITHDRAWN,
    Accepted,
    Corrected,
    Death,
    DeathWord,
    Event,
    FlagId,
    Gone,
    Heard,
    Mourning,
    Noted,
    Offered,
    Planned,
    Raised,
    Refused,
    Sounded,
    TookBack,
    What,
)
from distressapp.core.followup_due import Asks
from distressapp.core.followup_steps import RULES, Action, Step
from distressapp.core.instrument import Band, Trigger
from distressapp.core.sitting import NowState
from distressapp.service.followup_words import (
    action_words,
    asks_words,
    band_words,
    mistakes,
    mourning_words,
    need_words,
    outcome_words,
    reasons,
    said_words,
    step_words,
)

FLAG = FlagId(sitting="s1", rule="request.now")
DAY = date(2026, 3, 20)


def test_everything_has_its_own_words() -> None:
    for words in (
        [step_words(each) for each in Step],
        [action_words(each) for each in Action],
        [band_words(each) for each in Band],
        [asks_words(each) for each in Asks],
        [mourning_words(each) for each in Mourning if each is not Mourning.NONE],
        [outcome_words(each) for each in (TAKEN_BACK, WITHDRAWN, DIED, "closed")],
    ):
        assert all(words)
        assert len(set(words)) == len(words)
    assert mourning_words(Mourning.NONE) == outcome_words("") == ""


def test_what_needs_a_reason_has_some_of_one_tap() -> None:
    for step in Step:
        assert bool(reasons(step)) is RULES[step].needs_reason
    assert len(mistakes()) > 1


def test_a_kind_of_need_that_is_not_known_is_told_as_it_is() -> None:
    assert need_words("mood") == "Anxiety or low mood"
    assert need_words("housing") == "Housing"


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (
            Raised(flag=FLAG, band=Band.NOW, trigger=Trigger.REQUEST, because="asked"),
            "Now flag: asked",
        ),
        (Sounded(flag=FLAG), "The call sounded"),
        (TookBack(flag=FLAG), "The patient took the call back"),
        (Gone(sitting="s1"), "A sitting turned out to be somebody else's"),
        (
            Heard(state=NowState.WITH_PATIENT),
            "Call answered at the kiosk, where nothing proves by whom: with patient",
        ),
        (
            Noted(step=Step.DECLINED, reason="Too unwell", words="ask again"),
            "Declined · Too unwell · ask again",
        ),
        (Noted(step=Step.APPOINTMENT, day=DAY), "Appointment made · 2026-03-20"),
        (Planned(action=Action.WARD, day=DAY), "Next: See them on the ward · 2026-03-20"),
        (Offered(to="m2", name="Omar"), "Offered to Omar"),
        (Accepted(), "Case taken"),
        (Refused(reason="away"), "Handover not accepted · away"),
        (Corrected(entry=("w1", 3), words="twice"), "An entry was a mistake · twice"),
        (Death(what=DeathWord.REPORTED), "Reported to have died"),
        (Death(what=DeathWord.CONFIRMED), "Death confirmed"),
        (Death(what=DeathWord.REVERSED), "Death reversed: the patient lives"),
    ],
)
def test_an_event_is_a_line(what: What, words: str) -> None:
    assert said_words(Event(writer="w1", number=1, at_ms=0, what=what)) == words
