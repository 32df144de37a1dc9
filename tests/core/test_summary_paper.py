"""The page of a sitting that was a paper form says so, and what could not be read on it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from distressapp.core.conclude import conclude
from distressapp.core.summary import OnPaper, Summary
from distressapp.core.summary_build import build
from tests.core.keyed import blank_to, finished, fresh, keyed
from tests.core.sheets import PARTICULARS
from tests.core.shipped import INSTRUMENTS

PAPER: Final = OnPaper(
    filled=date(2026, 2, 27),
    keyed=datetime(2026, 3, 2, 10, 41, tzinfo=UTC),
    by="Ada Nurse",
    code="K7M4-Q2X9",
    unclear=(
        *("first", "because", "dt/rating", "dt/practical", "dt/practical.other", "dt/top"),
        *("hads/3", "help/practical.money", "phone/number", "talk/again", "other/1"),
    ),
)


def page(paper: OnPaper | None) -> Summary:
    sitting = finished(keyed(blank_to(fresh("dt", "hads"), "hads.1"), "0", "?"))
    made = replace(PARTICULARS, paper=paper)
    return build(sitting, conclude(sitting, INSTRUMENTS), INSTRUMENTS, made)


def labelled(found: Summary, label: str) -> str | None:
    lines = {each.label: each.text for each in (*found.answered.lines, *found.heading.facts)}
    return lines.get(label)


def test_a_page_from_paper_says_who_keyed_it_and_when_it_was_filled_in() -> None:
    found = page(PAPER)

    said = labelled(found, "On paper")
    assert said == "form K7M4-Q2X9, keyed in by Ada Nurse, 2 March 2026, 10:41"
    assert labelled(found, "Filled in on paper") == "27 February 2026"
    assert labelled(found, "Date and time") is None


def test_what_was_unclear_is_named_as_staff_call_it() -> None:
    said = labelled(page(PAPER), "Unclear")

    assert said == (
        "marked twice or not to be read: who filled it in, why not now, the rating, "
        "the list, practical, the list, practical, what matters most, HADS 3, help wanted, "
        "the phone, a wish to talk at the end, other"
    )


def test_who_answered_is_not_said_to_be_the_patient_where_the_form_is_not_clear() -> None:
    clear = replace(PAPER, unclear=("hads/3",))

    assert labelled(page(PAPER), "Answered by") == "not clear on the form"
    assert labelled(page(clear), "Answered by") == "the patient alone"
    assert labelled(page(None), "Answered by") == "the patient alone"


def test_a_form_that_was_keyed_once_more_says_why() -> None:
    found = page(replace(PAPER, because="two pages were swapped", unclear=()))

    assert labelled(found, "Unclear") is None
    assert str(labelled(found, "On paper")).endswith("keyed once more: two pages were swapped")


def test_a_page_from_the_screen_says_nothing_of_paper() -> None:
    found = page(None)

    assert labelled(found, "On paper") is None
    assert labelled(found, "Date and time") is not None
