"""The slip that a patient takes home: what it says, and what it never does."""

from collections.abc import Mapping, Sequence

import pytest

from distressapp.core.answers import Answer, Picked
from distressapp.core.own_answers import SAFETY, OwnAnswers
from distressapp.core.take_home import KINDS, take_home
from distressapp.paths import resources
from distressapp.service.take_home import phrases
from distressapp.text import speaking
from tests.core.copies import LANGUAGES, ORDINARY, all_ticked, copy

NUMBERS = (("Night line", "0151 700"), ("Hospital", "0151 800"))


def slip(
    answers: Mapping[str, Answer],
    *,
    language: str = "en",
    numbers: Sequence[tuple[str, str]] = NUMBERS,
    gone: Sequence[str] = (),
) -> OwnAnswers:
    found = copy(answers, name=None, language=language, kinds=KINDS, gone=gone)
    with speaking(language, folder=resources() / "locale"):
        return take_home(found, phrases("brass", "22 November 2026"), numbers)


def words(found: OwnAnswers) -> str:
    lines = [found.title, found.heading, *found.warm, *found.notes, *found.closing]
    lines += [f"{each.label} {each.text}" for each in found.facts]
    for part in found.parts:
        lines.append(part.title)
        for each in part.asked:
            lines += [each.before, each.question, each.lead, *each.said]
    return "\n".join(lines)


def test_it_says_what_mattered_what_was_asked_for_and_whom_to_ring() -> None:
    said = words(slip(ORDINARY))

    for each in (
        "Phone me",
        "Talk to someone today",
        "What happens next",
        "Night line",
        "0151 700",
        "This is not an emergency service.",
        "brass",
    ):
        assert each in said


def test_it_says_no_rating_no_answer_no_own_words_and_no_name() -> None:
    found = slip(ORDINARY)

    said = words(found)
    parts = [each.title for each in found.parts]
    for each in ("Maria", "6 (", "burn", "0151 2345678", "Rating", "Past week", "Tap"):
        assert each not in said
    assert parts == ["What you told us", "What happens next", "How to reach someone now"]


def test_safety_at_home_leaves_no_trace_on_it() -> None:
    with_it = {
        **ORDINARY,
        "dt/practical": Picked(ids=(SAFETY, "practical.money")),
        "dt/top": Picked(ids=(SAFETY, "practical.money", "physical.sleep")),
        f"help/{SAFETY}": Picked(ids=("talk_today",)),
    }

    assert "afe" not in words(slip(with_it)).replace("afety", "afe")
    assert "practical.safety" not in words(slip(with_it))


def test_what_was_not_answered_is_not_on_it() -> None:
    found = slip({"talk/again": Picked(ids=("yes",))})

    assert [len(each.asked) for each in found.parts][:1] == [1]
    assert "not answered" not in words(found)


def test_a_sitting_that_said_nothing_of_it_still_tells_what_happens() -> None:
    found = slip({}, numbers=())

    assert [each.title for each in found.parts] == ["What happens next"]
    assert found.notes == ()


def test_words_that_are_gone_are_said_to_be_gone() -> None:
    assert slip(ORDINARY, gone=("dt",)).notes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_of_its_own(language: str) -> None:
    found, english = slip(all_ticked("x"), language=language), slip(all_ticked("x"))

    same = set(words(found).splitlines()) & set(words(english).splitlines())
    mine = {"", "Night line", "0151 700", "Hospital", "0151 800"}
    assert (language == "en") or not {each for each in same - mine if len(each) > 30}
    assert found.language == language
