"""A form that is keyed half-way: written down, and gone on with where somebody stopped."""

import pytest

from distressapp.core.half_keyed import counted, is_begun, keying_from, keying_payload
from distressapp.core.journal import canonical, parsed
from distressapp.core.keying import Keying, go
from tests.core.keyed import blank_to, finished, fresh, keyed, plan, sitting
from tests.core.shipped import INSTRUMENTS


def through_the_journal(keying: Keying) -> Keying:
    return keying_from(parsed(canonical(keying_payload(keying))), plan(), INSTRUMENTS)


@pytest.mark.parametrize(
    "marks",
    [
        ("self", "0"),
        ("helped", "?", "", "-"),
        ("?",),
        ("proxy", "", "?"),
        ("not_today", "unwell"),
    ],
)
def test_what_was_keyed_half_way_stands_as_it_was(marks: tuple[str, ...]) -> None:
    keying = keyed(fresh(), *marks)

    again = through_the_journal(keying)

    assert again == keying
    assert finished(again) == finished(keying)


def test_a_whole_form_and_the_question_at_hand_come_back() -> None:
    keying = keyed(blank_to(fresh(), "hads.1"), "3", "2", "?", "-")
    whole = blank_to(keying, "handed_in")
    whole = go(keyed(whole, "called"), "hads.7")

    again = through_the_journal(whole)

    assert again.at == "hads.7"
    assert sitting(again) == sitting(whole)


def test_a_question_that_is_not_asked_any_more_leads_to_the_first_open_one() -> None:
    payload = {**keying_payload(keyed(fresh(), "self")), "at": "hads.99"}

    assert keying_from(payload, plan(), INSTRUMENTS).at == "rating"


def test_a_form_is_begun_once_anything_is_keyed_be_it_a_blank() -> None:
    assert not is_begun(fresh())
    assert is_begun(keyed(fresh(), ""))
    assert is_begun(keyed(fresh(), "self"))


def test_counted_is_what_was_dealt_with_blanks_too() -> None:
    done, asked = counted(keyed(fresh(), "self", "", "?"))

    assert done == 3
    assert asked == len(fresh().questions)
