"""The code on a form: one wrong character, or two swapped ones, is never another form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.form_code import (
    ALPHABET,
    PLACES,
    FormCodeError,
    code_of,
    looks_like_code,
    read,
    spelt,
)

forms = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")


@given(forms)
def test_a_code_reads_as_itself_however_it_is_typed(form: str) -> None:
    code = code_of(form)

    assert read(spelt(code)) == code
    assert read(f" {code.lower()} ") == code
    assert len(code) == PLACES + 1
    assert looks_like_code(spelt(code))


@given(forms, st.integers(0, PLACES), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(form: str, place: int, other: str) -> None:
    code = code_of(form)
    wrong = code[:place] + other + code[place + 1 :]

    if wrong != code:
        with pytest.raises(FormCodeError):
            read(wrong)


@given(forms, st.integers(0, PLACES), st.integers(0, PLACES))
def test_two_characters_that_changed_places_are_found(form: str, one: int, other: int) -> None:
    swapped = list(code_of(form))
    swapped[one], swapped[other] = swapped[other], swapped[one]

    if "".join(swapped) != code_of(form):
        with pytest.raises(FormCodeError):
            read("".join(swapped))


@pytest.mark.parametrize(
    "typed", ["", "MRN-4711", "2222222", "222222222", "0OIL1YZ2", "\N{FULLWIDTH DIGIT TWO}"]
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(FormCodeError, match="eight letters"):
        read(typed)


def test_no_character_is_one_that_is_taken_for_another() -> None:
    assert not set("0O1ILYZ") & set(ALPHABET)
    assert len(set(ALPHABET)) == 29
