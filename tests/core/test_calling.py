"""How somebody may be called: the patient's word, staff's, and the stricter of the two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.answers import Answer, Declined, Picked, Written
from distressapp.core.calling import Calling, said_of_calling, together

callings = st.builds(
    Calling,
    number=st.sampled_from(["", "1", "2"]),
    may_phone=st.none() | st.booleans(),
    may_message=st.none() | st.booleans(),
)


def test_what_was_not_asked_says_nothing() -> None:
    assert said_of_calling({}) is None


def test_everything_that_was_said_is_there() -> None:
    answers: dict[str, Answer] = {
        "phone/may": Picked(ids=("yes",)),
        "phone/number": Written(text="0170 1", language="en"),
        "phone/time": Picked(ids=("morning",)),
        "phone/message": Picked(ids=("no",)),
    }

    assert said_of_calling(answers) == Calling(
        number="0170 1", may_phone=True, may_message=False, times=("morning",)
    )


@pytest.mark.parametrize("answer", [Declined(), Picked(ids=())])
def test_who_would_rather_not_say_did_not_say_yes(answer: Answer) -> None:
    assert said_of_calling({"phone/may": answer}) == Calling()


@given(callings)
def test_without_the_patients_word_staffs_stands(written: Calling) -> None:
    assert together(None, written) == written


@given(callings, callings)
def test_a_no_of_either_is_a_no(said: Calling, written: Calling) -> None:
    found = together(said, written)

    for one, other, both in (
        (said.may_phone, written.may_phone, found.may_phone),
        (said.may_message, written.may_message, found.may_message),
    ):
        assert (both is False) is (False in {one, other})
        assert (both is None) is (one is None and other is None)
    assert found.number == (said.number or written.number)
