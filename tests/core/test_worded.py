"""What a sitting asks in the language that was chosen."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.answers import Answer, Chosen, Picked
from distressapp.core.conclude import conclude
from distressapp.core.interview import Interview, say
from distressapp.core.record import plan_from, plan_payload
from distressapp.core.sitting import Plan, Sitting, Stop, Use
from distressapp.core.worded import asked_in, settled, whole
from tests.core.shipped import INSTRUMENTS

ORDER: Final = ("dt", "hads", "pss10")
PLAN: Final = Plan(
    sitting="s",
    ticket="fern",
    use=Use.REHEARSAL,
    instruments=ORDER,
    not_offered={"moca": "it is not installed"},
    unworded={"el": ("hads",), "ar": ("hads", "pss10")},
)
BEGUN: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)


def sitting(language: str, **answers: Answer) -> Sitting:
    """One that was stopped at its end, in that language."""
    return Sitting(
        plan=PLAN,
        language=language,
        answers={key.replace("_", "/"): answer for key, answer in answers.items()},
        shown=("hads.1", "hads.2"),
        stop=Stop.FINISHED,
        started=BEGUN,
        is_help_reached=True,
    )


def test_an_instrument_without_words_is_left_out_and_the_reason_is_kept() -> None:
    found = asked_in(PLAN, "el")

    assert found.instruments == ("dt", "pss10")
    assert found.not_offered == {"moca": "it is not installed", "hads": "no words in Greek"}


def test_a_language_with_all_words_changes_nothing() -> None:
    assert asked_in(PLAN, "en") is PLAN


def test_a_sitting_without_the_words_is_neither_scored_zero_nor_broken_off() -> None:
    outcome = conclude(settled(sitting("el")), INSTRUMENTS)

    assert "hads" not in outcome.scored
    assert not [flag for flag in outcome.flags if flag.rule.startswith("hads")]


def test_what_was_answered_before_the_language_was_changed_still_counts() -> None:
    found = settled(sitting("el", hads_1=Chosen(index=0, value=3)))

    assert found.plan.instruments == ORDER
    assert conclude(found, INSTRUMENTS).scored["hads"].scores["anxiety"].given == 3


def test_the_course_follows_the_language_that_is_chosen() -> None:
    interview = Interview(plan=PLAN, instruments=INSTRUMENTS, languages=("en", "el", "ar"))
    english = {step.instrument for step in interview.course}

    greek, _changes = say(interview, "sitting/language", Picked(ids=("el",)))
    arabic, _changes = say(interview, "sitting/language", Picked(ids=("ar",)))

    assert english == {None, *ORDER}
    assert {step.instrument for step in greek.course} == {None, "dt", "pss10"}
    assert [step.id for step in arabic.course if step.id == "checkpoint"] == []


def test_the_first_language_counts_until_another_is_chosen() -> None:
    interview = Interview(plan=PLAN, instruments=INSTRUMENTS, languages=("el", "en"))

    assert interview.language == "el"
    assert "bridge.hads" not in [step.id for step in interview.course]


def test_a_plan_of_before_languages_were_looked_at_is_read() -> None:
    older = replace(PLAN, unworded={})

    assert "unworded" not in plan_payload(older)
    assert plan_from(plan_payload(older)) == older


@given(
    unworded=st.dictionaries(
        st.sampled_from(("el", "ar", "es")),
        st.lists(st.sampled_from(ORDER), unique=True).map(tuple),
        max_size=3,
    ),
    language=st.sampled_from(("en", "el", "ar", "es")),
)
def test_a_sitting_that_goes_on_has_its_whole_plan_again(
    unworded: dict[str, tuple[str, ...]], language: str
) -> None:
    plan = replace(PLAN, unworded={each: out for each, out in unworded.items() if out})

    narrow = plan_from(plan_payload(asked_in(plan, language)))

    assert whole(narrow, order=ORDER) == plan


def test_an_instrument_that_the_clinic_asks_no_more_goes_on_last() -> None:
    narrow = asked_in(PLAN, "el")

    assert whole(narrow, order=("pss10", "dt")).instruments == ("pss10", "dt", "hads")
