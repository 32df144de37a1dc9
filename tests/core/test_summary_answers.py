"""What the patient said, as the page for the clinician has it."""

from dataclasses import replace
from typing import Any

import pytest

from distressapp.core.answers import DECLINED, Answers, Chosen, Picked, Written
from distressapp.core.instrument import Band
from distressapp.core.sitting import Stop, Who
from distressapp.core.summary import Section
from tests.core.sheets import (
    ORDINARY_ANSWERS,
    PARTICULARS,
    flag,
    hads,
    ordinary,
    page,
    pss,
    sitting,
)
from tests.core.structures import ALL


def words(section: Section) -> list[str]:
    return [f"{line.label}|{line.text}" for line in section.lines]


def test_safety_at_home_is_never_named() -> None:
    marked = sitting(
        {
            "dt/practical": Picked(ids=("practical.safety",)),
            "help/practical.safety": Picked(ids=("talk_today",)),
        }
    )

    summary = page(marked, flag("need.practical.safety", Band.SOON, "ticked safety at home"))

    assert summary.flags[0].reasons == ("Speak privately",)
    assert words(summary.top) == ["1|speak privately"]
    assert "safety" not in repr(summary).lower()


def test_the_phone_number_is_on_the_social_workers_copy_only() -> None:
    asked = sitting(ORDINARY_ANSWERS)

    usual = page(asked)
    copy = page(asked, particulars=replace(PARTICULARS, for_social_worker=True))

    assert "0151 2345678" not in repr(usual)
    assert words(copy.help)[0] == "phone|0151 2345678, in the morning, leave no message"
    assert copy.copy == "Copy for social work"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"phone/may": DECLINED}, "phone|rather not say"),
        ({"phone/may": Picked(ids=("no",))}, "phone|may not phone"),
        (
            {"phone/may": Picked(ids=("yes",)), "phone/message": Picked(ids=("yes",))},
            "phone|may phone, may leave a message",
        ),
    ],
)
def test_the_phone_line_says_what_was_allowed(answers: Answers, said: str) -> None:
    summary = page(sitting(answers))

    assert said in words(summary.help)


def test_help_is_listed_by_what_matters_most_with_wishes_in_bold() -> None:
    summary = ordinary()

    assert words(summary.help)[:3] == [
        "money|talk today, leaflet",
        "worry|phone call",
        "sleep|not now: has help already",
    ]
    assert [line.is_strong for line in summary.help.lines[:3]] == [True, True, False]


def test_a_help_answer_to_a_concern_that_was_outranked_is_kept() -> None:
    answers = {**ORDINARY_ANSWERS, "help/emotional.fear": Picked(ids=("next_visit",))}

    summary = page(sitting(answers))

    assert words(summary.help)[-1] == "fear|talk at the next visit"
    assert summary.sentence.endswith("Wants to talk: today, by phone, at the next visit.")


@pytest.mark.parametrize(
    ("answers", "shown", "sentence"),
    [
        ({}, "nothing", "Was not asked about help."),
        ({}, "help", "Did not ask to talk."),
        ({"talk/again": Picked(ids=("yes",))}, "help", "Wants to talk."),
    ],
)
def test_the_doctor_reads_whether_a_talk_is_wished(
    answers: Answers,
    shown: str,
    sentence: str,
) -> None:
    given = sitting(answers, is_help_reached=shown == "help")

    assert page(given).sentence.endswith(sentence)


def test_help_for_anything_and_declined_help_are_told() -> None:
    anything = page(sitting({"help/any": Picked(ids=("leaflet",)), "talk/again": DECLINED}))
    declined = page(sitting({"help/any": DECLINED}))

    assert words(anything.help) == ["|leaflet", "asked again at the end|rather not say"]
    assert words(declined.help) == ["|rather not say"]


def test_help_that_was_seen_and_left_blank_differs_from_help_not_reached() -> None:
    seen = page(sitting({}))
    unseen = page(sitting({}, is_help_reached=False))

    assert words(seen.help) == ["|asked, not answered"]
    assert words(unseen.help) == ["|not asked: not reached"]


def test_nothing_ticked_is_nothing_marked_and_never_no() -> None:
    given = sitting(
        {
            "dt/physical": Picked(ids=("physical.none",)),
            "dt/emotional": DECLINED,
            "dt/social": Picked(ids=("social.other", "social.other_family")),
        },
        shown=("welcome", "concerns.physical", "concerns.emotional", "concerns.practical"),
    )

    summary = page(given)

    assert words(summary.concerns) == [
        "Physical|none of these",
        "Emotional|rather not say",
        "Social|other family, something else",
        "Practical|nothing marked",
        "Spiritual|not reached",
    ]


def test_what_matters_most_counts_only_when_it_was_chosen() -> None:
    several = {"dt/physical": Picked(ids=ALL[:5])}

    unchosen = page(sitting(several))
    other = page(sitting({"dt/social": Picked(ids=("social.other",))}))
    none = page(sitting({}))
    unseen = page(sitting({}, shown=()))

    assert words(unchosen.top) == ["|5 concerns, none put first"]
    assert words(other.top) == ["1|something else (social)"]
    assert words(none.top) == ["|no concern marked"]
    assert words(unseen.top) == ["|not reached"]


def test_missing_items_are_named_and_declined_ones_told_apart() -> None:
    answers = {
        **hads(None, *[0] * 13),
        "hads/1": DECLINED,
        **pss(0, None, *[0] * 8),
        "dt/rating": DECLINED,
    }

    summary = page(sitting(answers))

    assert (
        "Missing|rating (rather not say); HADS 1 (topic 1, rather not say); PSS-10 2 (topic 2)"
        in words(summary.answered)
    )


def test_items_without_a_label_are_missing_by_number() -> None:
    bare = replace(PARTICULARS, labels={})

    summary = page(sitting(hads(None, *[0] * 13)), particulars=bare)

    assert "Missing|rating; HADS 1; all of PSS-10" in words(summary.answered)


NOT_TODAY: dict[str, Any] = {
    "stop": Stop.NOT_TODAY,
    "shown": ("welcome",),
    "is_help_reached": False,
}


def test_a_patient_who_would_rather_talk_is_heard_by_the_doctor() -> None:
    because = {"sitting/not_today.because": Picked(ids=("rather_talk",))}

    sentence = page(sitting(because, **NOT_TODAY)).sentence

    assert sentence.endswith("nothing was asked. Would rather talk to someone.")


def test_not_today_after_some_answers_says_so() -> None:
    rated = {"dt/rating": Chosen(index=2, value=2)}

    sentence = page(sitting(rated, **NOT_TODAY)).sentence

    assert "The patient said not today; some was answered before." in sentence


def test_a_patient_who_said_not_today_was_asked_nothing() -> None:
    reason = {"sitting/not_today.because": Picked(ids=("unwell",))}

    given = page(sitting(reason, **NOT_TODAY))
    silent = page(sitting({}, **NOT_TODAY))

    assert given.sentence == (
        "No flag by these rules. The patient said not today; nothing was asked."
    )
    assert "Complete|not today: feels unwell" in words(given.answered)
    assert "Complete|not today, no reason given" in words(silent.answered)


def test_who_answered_in_which_language_and_how_is_told() -> None:
    given = sitting({}, who=Who.INTERPRETER, language="xx", steppers_used=True)

    lines = words(page(given).answered)

    assert "Answered by|the patient, through a professional interpreter" in lines
    assert "Language|xx" in lines
    assert "Rating|moved with a little less / a little more" in lines


def test_own_words_are_verbatim_and_those_of_no_known_place_are_kept() -> None:
    text = "<b>tired</b> &amp; \u202egnorw"
    given = sitting(
        {
            "dt/physical.other": Written(text=text, language="en"),
            "later/note": Written(text="y", language="en"),
        },
    )

    summary = page(given)

    assert words(summary.own_words) == [f"Physical|{text}", "later/note|y"]
