from contextlib import nullcontext
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.journal import (
    MOST_NESTED,
    ChainError,
    Entry,
    Gap,
    Head,
    Json,
    Linked,
    canonical,
    erased,
    head_after,
    header,
    leaf,
    link,
    parsed,
    seal_of,
    short_hash,
    verify_chain,
)

WRITER: Final = "a" * 32

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def entry(number: int, payload: bytes = b"{}", *, writer: str = WRITER) -> Entry:
    return Entry(
        writer=writer,
        number=number,
        at_ms=1_000 + number,
        offset_min=60,
        kind="sitting.stopped",
        schema=1,
        subject="b" * 32,
        salt=bytes(16),
        payload=payload,
    )


def chain(payloads: list[bytes]) -> tuple[list[Linked], Head]:
    head = Head(writer=WRITER)
    found = []
    for number, payload in enumerate(payloads, start=1):
        linked = link(head, entry(number, payload))
        head = head_after(linked)
        found.append(linked)
    return found, head


@given(values)
def test_canonical_bytes_are_read_back_as_they_were(value: Json) -> None:
    payload = canonical({"it": value})

    assert parsed(payload)["it"] == value
    assert canonical(parsed(payload)) == payload


def test_the_order_of_keys_does_not_change_the_bytes() -> None:
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1}) == b'{"a":1,"b":2}'


def test_words_are_neither_escaped_nor_normalised() -> None:
    decomposed = "e\N{COMBINING ACUTE ACCENT}"

    assert canonical([decomposed]) == f'["{decomposed}"]'.encode()


def test_half_a_character_is_kept_too() -> None:
    assert parsed(canonical({"it": "\ud83d"}))["it"] == "\ud83d"


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), float("inf"), [0.5], {"a": {"b": 2.5}}, b"bytes", {1: "a"}]
)
def test_a_payload_refuses_what_is_not_exact(value: Json) -> None:
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("payload", [b"[]", b"{", b"\xff\xff"])
def test_a_payload_that_is_no_object_is_not_read(payload: bytes) -> None:
    with pytest.raises(ChainError):
        parsed(payload)


def test_an_entry_follows_only_its_own_writer_and_number() -> None:
    with pytest.raises(ValueError, match="follows"):
        link(Head(writer=WRITER), entry(2))
    with pytest.raises(ValueError, match="follows"):
        link(Head(writer=WRITER), entry(1, writer="c" * 32))


def test_the_salt_keeps_a_guess_from_being_confirmed() -> None:
    one = entry(1, b'{"rating":7}')

    assert leaf(one) != leaf(replace(one, salt=b"1" * 16))


def edits(was: Entry) -> list[Entry]:
    return [
        replace(was, payload=b"other payload"),
        replace(was, salt=b"x" * 16),
        replace(was, at_ms=5),
        replace(was, offset_min=0),
        replace(was, kind="other"),
        replace(was, schema=9),
        replace(was, subject="d" * 32),
        replace(was, writer="d" * 32),
        replace(was, number=99),
    ]


payloads = st.lists(st.binary(max_size=5), min_size=1, max_size=6)


@given(payloads)
def test_an_untouched_chain_is_whole(written: list[bytes]) -> None:
    found, head = chain(written)

    verify_chain(found, head=head)


@given(payloads, st.data())
def test_any_edit_is_convicted(written: list[bytes], data: st.DataObject) -> None:
    found, head = chain(written)
    place = data.draw(st.integers(0, len(found) - 1))
    edited = data.draw(st.sampled_from(edits(found[place].entry)))
    found[place] = replace(found[place], entry=edited)

    with pytest.raises(ChainError):
        verify_chain(found, head=head)


@given(payloads, st.data())
def test_a_deletion_is_convicted(written: list[bytes], data: st.DataObject) -> None:
    found, head = chain(written)
    del found[data.draw(st.integers(0, len(found) - 1))]

    with pytest.raises(ChainError):
        verify_chain(found, head=head)


@given(payloads, st.data())
def test_an_insertion_is_convicted(written: list[bytes], data: st.DataObject) -> None:
    found, head = chain(written)
    place = data.draw(st.integers(0, len(found)))
    found.insert(place, Linked(entry=entry(place + 1, b"planted"), chain=b"c" * 32))

    with pytest.raises(ChainError):
        verify_chain(found, head=head)


@given(st.lists(st.binary(max_size=5), min_size=2, max_size=6), st.data())
def test_a_reordering_is_convicted(written: list[bytes], data: st.DataObject) -> None:
    found, head = chain(written)
    order = data.draw(st.permutations(range(len(found))))

    if list(order) == list(range(len(found))):
        verify_chain([found[n] for n in order], head=head)
    else:
        with pytest.raises(ChainError):
            verify_chain([found[n] for n in order], head=head)


@given(payloads, st.data())
def test_a_truncation_is_convicted_by_the_head_that_was_printed(
    written: list[bytes], data: st.DataObject
) -> None:
    found, head = chain(written)
    left = data.draw(st.integers(0, len(found) - 1))

    with pytest.raises(ChainError):
        verify_chain(found[:left], head=head)


def test_a_chain_made_again_from_the_start_has_another_head() -> None:
    _, head = chain([b"1", b"2", b"3"])
    forged, _ = chain([b"1", b"x", b"3"])

    with pytest.raises(ChainError):
        verify_chain(forged, head=head)


def test_the_short_hash_is_printed_in_groups() -> None:
    assert short_hash(bytes(range(32))) == "0001-0203-0405"


def emptied(linked: Linked) -> Linked:
    return replace(linked, entry=erased(linked.entry))


@given(payloads, st.data())
def test_erasing_any_of_the_entries_keeps_the_chain_whole(
    written: list[bytes], data: st.DataObject
) -> None:
    found, head = chain(written)
    chosen = data.draw(st.sets(st.integers(0, len(found) - 1)))

    left = [emptied(each) if n in chosen else each for n, each in enumerate(found)]

    verify_chain(left, head=head)
    assert [each.entry.is_erased for each in left] == [n in chosen for n in range(len(left))]


@given(st.binary())
def test_nothing_but_header_and_leaf_is_left_of_an_erased_entry(payload: bytes) -> None:
    was = entry(1, payload)

    left = erased(was)

    assert (left.payload, left.salt) == (b"", b"")
    assert (header(left), leaf(left)) == (header(was), leaf(was))
    assert erased(left) == left


@given(payloads, st.data())
def test_any_edit_of_an_erased_entry_is_convicted(
    written: list[bytes], data: st.DataObject
) -> None:
    found, head = chain(written)
    place = data.draw(st.integers(0, len(found) - 1))
    left = erased(found[place].entry)
    crimes = [*edits(left), replace(left, kept_leaf=None), replace(left, kept_leaf=bytes(32))]
    found[place] = replace(found[place], entry=data.draw(st.sampled_from(crimes)))

    with pytest.raises(ChainError):
        verify_chain(found, head=head)


@given(payloads, st.data())
def test_a_leaf_kept_beside_its_payload_is_convicted(
    written: list[bytes], data: st.DataObject
) -> None:
    found, head = chain(written)
    place = data.draw(st.integers(0, len(found) - 1))
    was = found[place].entry
    found[place] = replace(found[place], entry=replace(was, kept_leaf=leaf(was)))

    with pytest.raises(ChainError):
        verify_chain(found, head=head)


@given(payloads, st.data())
def test_an_erased_entry_that_is_taken_out_is_convicted(
    written: list[bytes], data: st.DataObject
) -> None:
    found, head = chain(written)
    left = [emptied(each) for each in found]
    del left[data.draw(st.integers(0, len(left) - 1))]

    with pytest.raises(ChainError):
        verify_chain(left, head=head)


def test_an_entry_can_follow_an_erased_one() -> None:
    found, head = chain([b"1", b"2"])
    later = link(head, entry(3, b"3"))

    verify_chain([*map(emptied, found), later], head=head_after(later))


def with_gap(written: list[bytes], first: int, last: int) -> tuple[list[Linked], Head, Gap]:
    """A chain without the entries of these numbers, and the gap as it would be accepted."""
    found, head = chain(written)
    behind = seal_of(found[last]) if last < len(found) else b""
    left = [each for each in found if not first <= each.entry.number <= last]
    return left, head, Gap(writer=WRITER, first=first, last=last, behind=behind)


many = st.lists(st.binary(max_size=5), min_size=4, max_size=7)


@given(many, st.data())
def test_an_accepted_gap_is_passed_and_any_other_is_not(
    written: list[bytes], data: st.DataObject
) -> None:
    first = data.draw(st.integers(1, len(written) - 1))
    last = data.draw(st.integers(first, len(written) - 1))
    left, head, gap = with_gap(written, first, last)

    verify_chain(left, head=head, gaps=[gap])

    others = [
        replace(gap, first=first + 1),
        replace(gap, writer="d" * 32),
        replace(gap, last=last - 1),
    ]
    for each in ([], *([other] for other in others)):
        with pytest.raises(ChainError):
            verify_chain(left, head=head, gaps=each)


@given(many, st.data())
def test_behind_an_accepted_gap_every_edit_deletion_and_truncation_is_convicted(
    written: list[bytes], data: st.DataObject
) -> None:
    left, head, gap = with_gap(written, 2, 2)
    place = data.draw(st.integers(0, len(left) - 1))
    edited = list(left)
    edited[place] = replace(left[place], entry=data.draw(st.sampled_from(edits(left[place].entry))))
    deleted = left[:place] + left[place + 1 :]

    for crime in (edited, deleted, left[:-1]):
        with pytest.raises(ChainError):
            verify_chain(crime, head=head, gaps=[gap])


def test_the_entry_behind_a_gap_may_be_erased_and_hides_no_words() -> None:
    left, head, gap = with_gap([b"1", b"2", b"3"], 2, 2)
    left[1] = emptied(left[1])

    verify_chain(left, head=head, gaps=[gap])

    left[1] = replace(left[1], entry=replace(left[1].entry, payload=b"planted"))
    with pytest.raises(ChainError):
        verify_chain(left, head=head, gaps=[gap])


def test_an_entry_of_another_writer_stands_behind_no_gap() -> None:
    left, head, gap = with_gap([b"1", b"2", b"3"], 2, 2)
    left[1] = replace(left[1], entry=replace(left[1].entry, writer="c" * 32))

    with pytest.raises(ChainError):
        verify_chain(left, head=head, gaps=[replace(gap, behind=seal_of(left[1]))])


def test_a_gap_of_nothing_lets_no_forged_entry_pass() -> None:
    found, head = chain([b"1", b"2"])
    forged = replace(found[1], entry=replace(found[1].entry, payload=b"x"))
    nothing = Gap(writer=WRITER, first=2, last=1, behind=seal_of(forged))

    with pytest.raises(ChainError):
        verify_chain([found[0], forged], head=head, gaps=[nothing])


@pytest.mark.parametrize("deep", [MOST_NESTED, 100_000])
def test_what_nests_too_deep_is_not_read(deep: int) -> None:
    nested = b'{"a":' + b"[" * deep + b"]" * deep + b"}"

    with pytest.raises(ChainError):
        parsed(nested)


def test_what_nests_as_deep_as_it_may_is_read() -> None:
    deep = MOST_NESTED - 1

    assert parsed(b'{"a":' + b"[" * deep + b"]" * deep + b"}")


BRACKETS: Final = st.text(st.sampled_from('[]{}",\\a'), max_size=12)
NESTED: Final = st.recursive(
    st.none() | st.integers() | BRACKETS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(BRACKETS, inner, max_size=3),
    max_leaves=12,
)


@given(value=NESTED, deep=st.integers(MOST_NESTED - 4, MOST_NESTED + 1))
def test_no_text_hides_or_feigns_how_deep_something_nests(value: Json, deep: int) -> None:
    for _ in range(deep):
        value = [value]
    whole: Json = {"a": value, "]}": '[{"'} if _depth(value) % 2 else {"a": value}
    payload = canonical(whole)

    with pytest.raises(ChainError) if _depth(whole) > MOST_NESTED else nullcontext():
        parsed(payload)


def _depth(value: object) -> int:
    """How many lists and objects stand around the innermost of them, itself counted."""
    if isinstance(value, dict):
        return 1 + max((_depth(each) for each in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_depth(each) for each in value), default=0)
    return 0
