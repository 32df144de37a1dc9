from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.hospital import NotMatchedError, record_text
from distressapp.core.sitting import Stop, Use, Who
from distressapp.core.summary import Identity
from tests.core.sheets import (
    HISTORY,
    ORDINARY_ANSWERS,
    ORDINARY_FLAGS,
    PARTICULARS,
    PLAN,
    page,
    sitting,
)

ANNA = Identity(
    name="Anna Invented", born=date(1950, 3, 1), record_number="MRN-4711", is_confirmed=True
)
NAMED = replace(PARTICULARS, identity=ANNA, history=HISTORY)


def test_the_text_begins_with_both_identifiers() -> None:
    summary = page(sitting(ORDINARY_ANSWERS), *ORDINARY_FLAGS, particulars=NAMED)

    first = record_text(summary).splitlines()[0]

    assert first == "Anna Invented, born 1 March 1950, record number MRN-4711"


@given(st.text(min_size=1, max_size=200))
def test_no_name_pushes_the_other_identifiers_out_of_the_first_line(name: str) -> None:
    identity = replace(ANNA, name=name)
    summary = page(sitting({}), particulars=replace(PARTICULARS, identity=identity))

    first, _rest = record_text(summary).split("\n", maxsplit=1)

    assert first.endswith(", born 1 March 1950, record number MRN-4711")


def test_without_a_match_there_is_no_text() -> None:
    nobody = replace(ANNA, is_confirmed=False)
    summary = page(sitting({}), particulars=replace(PARTICULARS, identity=nobody))

    with pytest.raises(NotMatchedError, match="not matched"):
        record_text(summary)


def test_flags_scores_and_help_stand_in_it_and_the_phone_number_does_not() -> None:
    summary = page(sitting(ORDINARY_ANSWERS), *ORDINARY_FLAGS, particulars=NAMED)

    text = record_text(summary)

    assert "SOON: HADS-A 12 [classic/1]" in text
    assert "- HADS-A 12: " in text
    assert "Help wanted:" in text
    assert "does not rule it out. Ask." in text
    assert "0151" not in text


def test_what_would_arrive_as_a_question_mark_is_written_plainly() -> None:
    summary = page(sitting(ORDINARY_ANSWERS), *ORDINARY_FLAGS, particulars=NAMED)

    text = record_text(summary)

    assert text.isascii()
    assert "-" in text


def test_no_flag_is_never_no_distress() -> None:
    summary = page(sitting({}), particulars=NAMED)

    text = record_text(summary)

    assert "No flag by these rules." in text
    assert "no distress" not in text.casefold()


def test_an_unfinished_and_rehearsed_sitting_says_so() -> None:
    plan = replace(PLAN, use=Use.REHEARSAL)
    of = sitting({}, plan=plan, stop=Stop.CALLED)

    text = record_text(page(of, particulars=NAMED))

    assert "REHEARSAL" in text
    assert "UNFINISHED: called in" in text


def test_a_proxys_sitting_has_no_scores_and_says_so() -> None:
    text = record_text(page(sitting({}, who=Who.PROXY), particulars=NAMED))

    assert "- No scores: someone else answered for the patient." in text


def test_what_was_not_asked_is_said_once() -> None:
    plan = replace(PLAN, instruments=("dt",))

    text = record_text(page(sitting({}, plan=plan), particulars=NAMED))

    assert "- PSS-10 -: not asked\n" in text


def test_a_form_filled_in_on_paper_has_the_day_it_was_filled_in() -> None:
    summary = page(sitting({}), particulars=NAMED)
    facts = tuple(
        replace(each, label="Filled in on paper", text="1 October 2026")
        if each.label == "Date and time"
        else each
        for each in summary.heading.facts
    )

    text = record_text(replace(summary, heading=replace(summary.heading, facts=facts)))

    assert "filled in on paper 1 October 2026" in text


def test_what_was_done_since_stands_at_the_end() -> None:
    text = record_text(page(sitting({}), particulars=NAMED), ["3.3.2026: No\nanswer (Ana)"])

    assert "Since then:\n- 3.3.2026: No answer (Ana)\n" in text


def test_a_sitting_that_used_an_instrument_on_suicide_says_nothing_of_silence() -> None:
    summary = replace(page(sitting({}), particulars=NAMED), suicide=None)

    assert "suicide" not in record_text(summary)


def test_no_sign_in_a_name_turns_the_order_of_both_identifiers() -> None:
    identity = replace(ANNA, name="Zoë\u202e سارة\u2067")
    summary = page(sitting({}), particulars=replace(PARTICULARS, identity=identity))

    first = record_text(summary).splitlines()[0]

    assert first == "Zoë سارة, born 1 March 1950, record number MRN-4711"
