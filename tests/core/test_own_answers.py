"""The patient's own copy: their words and answers, and nothing that is not theirs to take home."""

import re

import pytest

from distressapp.core.answers import Answer, Chosen, Picked
from distressapp.core.own_answers import Asked, OwnAnswers
from distressapp.core.sitting import Use
from distressapp.core.summary import Line
from tests.core.copies import ORDINARY, WORDINGS, all_ticked, copy, seen

SAFETY = "practical.safety"


def asked(page: OwnAnswers, question: str) -> Asked:
    return next(each for part in page.parts for each in part.asked if each.question == question)


def questions(page: OwnAnswers) -> list[str]:
    return [each.question for part in page.parts for each in part.asked]


def test_each_answer_stands_in_the_words_of_the_screen() -> None:
    page = copy(ORDINARY)

    assert asked(page, WORDINGS["dt"].items["rating"]).said == (
        "6 (from 0: No distress, to 10: The most distress I can imagine)",
    )
    assert asked(page, "My body").said == ("Pain", "Sleeping", "Something else")
    assert asked(page, "Something else: My body").said == ("My feet <b>burn</b>",)
    assert asked(page, "People in my life").said == ("None of these",)
    assert asked(page, "Which three matter most to you?").said == ("1. Money", "2. Sleeping")
    assert asked(page, "Money").said == ("Talk to someone today", "Phone me")
    assert asked(page, "That is fine. May we ask why?").said == ("I have help already",)
    assert asked(page, "May we phone you?").said == ("Yes, you may phone me",)
    assert asked(page, "Who is with you?").said == ("A trained interpreter is with me.",)
    first = WORDINGS["hads"].items["1"]
    assert asked(page, first).said == (WORDINGS["hads"].options["1"][0],)


def test_parts_come_in_the_order_of_the_course() -> None:
    titles = [part.title for part in copy(ORDINARY).parts]

    assert titles == [
        "At the start",
        "Rating",
        "List",
        "Help",
        "Past week",
        "Past month",
        "At the end",
    ]


def test_blank_nothing_marked_and_rather_not_say_are_told_apart() -> None:
    page = copy(ORDINARY)

    blank = asked(page, WORDINGS["hads"].items["3"])
    assert (blank.said, blank.is_said) == (("not answered",), False)
    assert asked(page, "My feelings").said == ("nothing marked",)
    declined = asked(page, "Faith and meaning")
    assert (declined.said, declined.is_said) == (("rather not say",), True)


def test_a_question_that_was_not_seen_is_not_on_the_copy() -> None:
    page = copy({"dt/rating": Chosen(index=0, value=0)}, shown=("welcome", "why", "rating"))

    assert questions(page) == [WORDINGS["dt"].items["rating"]]
    assert page.notes == ()


def test_a_copy_without_questions_says_so() -> None:
    page = copy({}, shown=("welcome",))

    assert page.parts == ()
    assert page.notes == ("There are no answers in this sitting.",)


def test_not_today_keeps_its_reason() -> None:
    answers: dict[str, Answer] = {
        "sitting/not_today": Picked(ids=("yes",)),
        "sitting/not_today.because": Picked(ids=("unwell",)),
    }

    page = copy(answers, is_help_reached=False)

    (only,) = page.parts[0].asked
    assert only.said == ("I don't feel well enough",)
    assert only.lead.startswith("If you like")


def test_a_sentence_that_every_screen_repeats_stands_once() -> None:
    page = copy(ORDINARY)

    said = [each.before for part in page.parts for each in part.asked if each.before]

    assert len(said) == 3
    assert WORDINGS["hads"].intro in said[1]


def test_the_name_stands_only_where_the_identity_is_confirmed() -> None:
    named, nameless = copy(ORDINARY), copy(ORDINARY, name=None)

    assert named.facts[0] == Line(label="Name", text="Maria Invented")
    assert [each.label for each in nameless.facts] == ["Clinic", "Date", "Ticket word"]
    assert "Maria" not in repr(nameless)
    assert named.title == "Your answers, sitting brass, 22 November 2026"


def test_the_phone_number_is_not_on_the_copy() -> None:
    page = copy(ORDINARY)

    assert "2345678" not in repr(page)
    assert asked(page, "Which number may we phone?").said == (
        "You gave a number. It is not printed here.",
    )


def test_rehearsal_is_marked_and_clinical_use_is_not() -> None:
    strip = copy({}, use=Use.REHEARSAL).strip

    assert strip is not None
    assert "REHEARSAL" in strip
    assert "practice wording" in strip
    assert copy({}).strip is None


def test_no_copy_says_a_score_a_band_or_a_flag() -> None:
    said = repr(copy(all_ticked("so tired"))).lower()

    words = r"\b(scores?|total|band|flag|cut-off|soon|hads|pss|anxiety|depress\w*|classic)\b"
    assert not re.search(words, said)


def test_words_that_are_gone_give_way_to_numbers_and_the_copy_says_so() -> None:
    page = copy(ORDINARY, gone=("hads", "pss10"))

    assert "no longer on this computer" in page.notes[0]
    week = next(part for part in page.parts if part.title == "Past week")
    assert (week.asked[0].question, week.asked[0].said) == ("Question 1", ("answer 1 of 4",))
    assert week.asked[1].said == ("rather not say",)
    assert asked(page, "My body").said == ("Pain", "Sleeping", "Something else")


def test_a_list_whose_words_are_gone_is_told_by_page_and_number() -> None:
    page = copy(ORDINARY, gone=("dt",))

    assert asked(page, "The number you chose").said == ("6 (from 0 to 10)",)
    assert asked(page, "Page 3 of the list").said == ("None of these",)
    assert asked(page, "Page 1 of the list").said[0] == "number 1 on page 1 of the list"


def test_words_that_are_gone_and_were_not_seen_need_no_note() -> None:
    page = copy(ORDINARY, shown=(), gone=("dt",))

    assert page.notes != ()
    rating = {"dt/rating": ORDINARY["dt/rating"]}
    assert copy(rating, shown=("rating",), gone=("hads", "pss10")).notes == ()


@pytest.mark.parametrize("others", [0, 1, 3, 4])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_copy_with_safety_is_the_copy_of_a_sitting_without_it(
    others: int, *, is_first: bool
) -> None:
    rest = ("physical.pain", "physical.sleep", "emotional.worry", "practical.money")[:others]
    every = {SAFETY, *rest}
    top = (SAFETY, *rest[:2]) if is_first else (*rest[:2], SAFETY)
    ways: dict[str, Answer] = {f"help/{each}": Picked(ids=("leaflet",)) for each in rest[:2]}
    without: dict[str, Answer] = {**ticked(set(rest)), **ways}
    with_it: dict[str, Answer] = {
        **ticked(every),
        **ways,
        f"help/{SAFETY}": Picked(ids=("phone", "not_now")),
        f"help/{SAFETY}.because": Picked(ids=("have_help",)),
        "phone/may": Picked(ids=("yes",)),
    }
    if others >= 3:
        with_it["dt/top"] = Picked(ids=top)
    if others > 3:
        without["dt/top"] = Picked(ids=rest[:2])

    page = copy(with_it)

    assert page == copy(without)
    assert "afe" not in repr(page)


def ticked(ids: set[str]) -> dict[str, Answer]:
    domains = sorted({each.partition(".")[0] for each in ids})
    return {
        f"dt/{domain}": Picked(
            ids=tuple(sorted(each for each in ids if each.startswith(f"{domain}.")))
        )
        for domain in domains
    }


def test_safety_alone_among_what_matters_most_leaves_the_question_unanswered() -> None:
    answers = {
        **ticked({SAFETY, "physical.pain", "physical.sleep", "social.children", "social.family"}),
        "dt/top": Picked(ids=(SAFETY,)),
    }

    page = copy(answers)

    assert asked(page, "Which three matter most to you?").said == ("not answered",)
    assert asked(page, "Would any of these help you?").said == ("not answered",)
    assert "afe" not in repr(page)


def test_a_sitting_that_ended_in_the_list_gains_no_help_question() -> None:
    answers = ticked({SAFETY, "practical.money"})
    shown = [each for each in seen(answers) if each.startswith("concerns.")]

    page = copy(answers, shown=shown, is_help_reached=False)

    assert [part.title for part in page.parts] == ["List"]
    assert asked(page, "Daily life").said == ("Money",)
