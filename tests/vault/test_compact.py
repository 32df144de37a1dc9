"""A big vault: what is packed reads back to the byte, and what is counted adds up."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.stores import StoreDamagedError
from distressapp.vault.brief import brief
from distressapp.vault.packing import packed, unpacked
from distressapp.vault.said_by import who_says


@given(st.binary())
def test_any_payload_reads_back_to_the_byte(payload: bytes) -> None:
    kept = packed(payload)

    assert unpacked(kept) == payload
    assert len(kept) <= len(payload) + 1


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_what_an_older_program_kept_as_it_was_reads_as_it_is(said: dict[str, object]) -> None:
    payload = json.dumps(said).encode()

    assert unpacked(payload) == payload


def revised(at: list[datetime], answers: list[str]) -> bytes:
    """A sitting's answers and revisions as an entry has them, as far as they are packed apart."""
    revisions = [
        {"answer": {"written": text}, "at": each.isoformat(), "key": f"dt/{nth % 3}"}
        for nth, (each, text) in enumerate(zip(at, answers, strict=True))
    ]
    last = {each["key"]: each["answer"] for each in revisions}
    began = min(at, default=datetime(2026, 3, 2, tzinfo=UTC)).isoformat()
    sitting = {"answers": last, "is_help_reached": True, "revisions": revisions, "shown": []}
    found = {"sitting": {**sitting, "started": began}}
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@given(
    st.lists(
        st.tuples(
            st.datetimes(timezones=st.just(UTC)),
            st.text(st.characters(exclude_categories=["Cs"])),
        ),
        max_size=40,
    )
)
def test_whatever_was_said_whenever_reads_back_to_the_byte(
    said: list[tuple[datetime, str]],
) -> None:
    payload = revised([at for at, _text in said], [text for _at, text in said])

    kept = packed(payload)

    assert unpacked(kept) == payload
    short, sitting = brief(kept)["sitting"], json.loads(payload)["sitting"]
    assert short["revisions"] in ([], sitting["revisions"])
    assert short["started"] == sitting["started"]
    assert short["answers"] == sitting["answers"]


def test_times_that_nobody_could_guess_take_little_room() -> None:
    steps = [timedelta(microseconds=5_000_000 + 977_351 * nth) for nth in range(40)]
    began = datetime(2026, 3, 2, 9, tzinfo=UTC)
    at = [began + sum(steps[: nth + 1], timedelta()) for nth in range(40)]
    payload = revised(at, [f"{nth}" for nth in range(40)])

    kept = packed(payload)

    assert unpacked(kept) == payload
    assert len(kept) < 12 * len(at)


@pytest.mark.parametrize("end", [2, 5, 30, -1, -3])
def test_times_that_are_cut_off_are_damaged(end: int) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    kept = packed(revised([at, at + timedelta(seconds=3), at + timedelta(seconds=9)], ["a"] * 3))
    assert kept[:1] == b"\x02"

    for read in (unpacked, brief):
        with pytest.raises(StoreDamagedError):
            read(kept[:end])


def test_an_erased_payload_stays_empty() -> None:
    assert packed(b"") == b""
    assert unpacked(b"") == b""


def test_what_does_not_unpack_is_damaged() -> None:
    with pytest.raises(StoreDamagedError):
        unpacked(b"\x01" + bytes(range(100, 200)))


def test_whoever_cannot_be_read_is_nobody() -> None:
    told = (b'{"by":"A","member":"b"}', b'{"by":"A","member":""}', b'{"by":7}', b'"by"', b"{}")

    assert [who_says(each) for each in told] == ["b", "A", None, None, None]
