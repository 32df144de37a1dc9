from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.erasure import (
    Erased,
    ErasedListError,
    erased_from,
    erased_payload,
    together,
)
from distressapp.core.journal import canonical, parsed

SUBJECT: Final = "5" * 32
WRITER: Final = "a" * 32

ids = st.text("0123456789abcdef", min_size=32, max_size=32)
lists = st.lists(
    st.builds(
        Erased,
        subject=ids,
        entries=st.lists(st.tuples(ids, st.integers(1, 2**40)), max_size=3).map(tuple),
    ),
    max_size=4,
)


@given(lists)
def test_a_list_is_read_back_as_it_was_written(written: list[Erased]) -> None:
    payload = canonical({"erased": erased_payload(written)})

    assert erased_from(parsed(payload)["erased"]) == tuple(written)


@given(lists, lists)
def test_putting_lists_together_forgets_nothing_and_repeats_nothing(
    one: list[Erased], other: list[Erased]
) -> None:
    both = together([*one, *other])

    named = {(each.subject, place) for each in both for place in each.entries}
    assert named == {(each.subject, place) for each in (*one, *other) for place in each.entries}
    assert len({each.subject for each in both}) == len(both)
    assert together([*other, *one, *both]) == both


@pytest.mark.parametrize(
    "found",
    [
        None,
        "erased",
        {},
        [SUBJECT],
        [{"subject": SUBJECT}],
        [{"subject": SUBJECT, "entries": [], "name": "Anna"}],
        [{"subject": "MRN-4711", "entries": []}],
        [{"subject": 7, "entries": []}],
        [{"subject": SUBJECT, "entries": None}],
        [{"subject": SUBJECT, "entries": [[WRITER]]}],
        [{"subject": SUBJECT, "entries": [[WRITER, 0]]}],
        [{"subject": SUBJECT, "entries": [[WRITER, True]]}],
        [{"subject": SUBJECT, "entries": [[WRITER, "1"]]}],
        [{"subject": SUBJECT, "entries": [["Anna", 1]]}],
        [{"subject": SUBJECT, "entries": [WRITER]}],
    ],
)
def test_anything_else_is_not_taken_for_a_list(found: object) -> None:
    with pytest.raises(ErasedListError):
        erased_from(found)
