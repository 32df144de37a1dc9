"""What is read and packed at once is what would be read and packed one after the other."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.readable import check
from distressapp.vault import posted_stop
from distressapp.vault.packing import packed, unpacked
from distressapp.vault.posted_stop import StopReader

ANSWERS: dict[str, dict[str, Any] | None] = {
    "dt/rating": {"chosen": [7, 7]},
    "dt/physical": {"picked": ["physical.pain", "physical.sleep"]},
    "dt/social": {"declined": True},
    "hads/1": None,
}
AT = "2026-03-02T09:0{}:0{}.250000+00:00"


def stop(answers: dict[str, dict[str, Any] | None] | None = None, **more: object) -> dict[str, Any]:
    given = ANSWERS if answers is None else answers
    plan = {
        "held_back": {},
        "instruments": ["dt"],
        "missing": {},
        "not_offered": {},
        "profile": "classic",
        "sitting": "5" * 32,
        "ticket": "eagle",
        "use": "rehearsal",
    }
    sitting = {
        "answers": {key: each for key, each in given.items() if each is not None},
        "is_help_reached": True,
        "language": "en",
        "now": None,
        "plan": plan,
        "revisions": [
            {"answer": each, "at": AT.format(nth // 10 % 10, nth % 10), "key": key}
            for nth, (key, each) in enumerate(given.items())
        ],
        "shown": ["welcome"],
        "started": AT.format(0, 0),
        "steppers_used": False,
        "stop": "finished",
        "stopped": AT.format(9, 9),
        "who": "self",
    }
    given_by = {"born": None, "record_number": "7"}
    stamped = {"definitions": {}, "program": "1", "settings": "", "wordings": {}}
    start = {"draft": "", "flags": [], "given": given_by, "scored": []}
    return {**start, "sitting": sitting, "stamped": stamped, **more}


def text_of(payload: object) -> bytes:
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def without(payload: dict[str, Any]) -> dict[str, Any]:
    sitting = payload["sitting"]
    said = sitting["answers"] if b'"written"' in text_of(payload) else {}
    return {**payload, "sitting": {**sitting, "answers": said, "revisions": []}}


def test_a_stop_is_read_but_for_its_answers_and_packed_whole() -> None:
    payload = text_of(stop())

    found = StopReader().read(payload)

    assert found is not None
    assert found.payload == without(stop())
    check(found.payload, schema=1)
    assert found.kept == packed(payload)
    assert unpacked(found.kept) == payload


@given(
    st.dictionaries(
        st.text("abz/._1+{\"'é", min_size=1, max_size=9),
        st.none()
        | st.just({"declined": True})
        | st.tuples(st.integers(-3, 10**7), st.integers(0, 9)).map(lambda of: {"chosen": [*of]})
        | st.lists(st.text('abz._1+["é', max_size=9), max_size=3).map(lambda of: {"picked": of})
        | st.text('az "{}[]:,+é\\', max_size=9).map(lambda of: {"written": of, "language": "en"}),
        max_size=12,
    )
)
def test_whatever_was_answered_is_packed_as_ever_or_left(
    answers: dict[str, dict[str, Any] | None],
) -> None:
    said = stop(answers)
    payload = text_of(said)

    found = StopReader().read(payload)

    assert found is None or found.kept == packed(payload)
    assert found is None or unpacked(found.kept) == payload
    assert found is None or found.payload == without(said)


def changed(old: bytes, new: bytes, count: int = 1) -> Callable[[bytes], bytes]:
    return lambda payload: payload.replace(old, new, count)


RATED = b'{"answer":{"chosen":[7,7]},"at":'
ODD = {
    "its answers are not those of its revisions": changed(b'"chosen":[7,7]', b'"chosen":[6,7]'),
    "a revision has no key": changed(b',"key":"dt/rating"}', b"}"),
    "a revision stands before its answer": changed(RATED, b'"x"},' + RATED),
    "a revision is no object": changed(b'"revisions":[{', b'"revisions":[[{'),
    "an answer is of another kind": changed(b'{"declined":true}', b'{"declined":1}', 2),
    "an answer has one number more": changed(b"[7,7]", b"[7,7,7]", 2),
    "a number begins with nothing": changed(b"[7,7]", b"[07,7]", 2),
    "a time is none": changed(b"T09:00:01", b"T09:00:61"),
    "a day is none": changed(b"2026-03-02T09:00:01", b"2026-02-30T09:00:01"),
    "a time is of a whole second": changed(b":01.250000", b":01"),
    "a time has no fraction but zeros": changed(b":01.250000", b":01.000000"),
    "a time is of another zone": changed(b"01.250000+00:00", b"01.250000+01:00"),
    "a time stands before the answers": changed(b'"draft":""', b'"draft":"%b"' % AT.encode()),
    "its start is none": changed(b'"started":"2026', b'"started":"x026'),
    "it is not whole": lambda payload: payload[:-1],
    "something stands behind it": lambda payload: payload + b"]",
    "it has blanks": changed(b'"revisions":[', b'"revisions": ['),
    "somebody is named": changed(b'{"draft"', b'{"by":"A","draft"'),
    "it has a second sitting": changed(b'"stamped":', b'"sitting":{},"stamped":'),
    "its sitting is a list": changed(b'"sitting":{', b'"a":{', 1),
    "answers stand elsewhere before": changed(
        b'{"draft"', b'{"a":{"answers":{},"is_help_reached":1},"draft"'
    ),
    "an answer stands elsewhere": changed(b'{"draft"', b'{"a":{"answer":1},"draft"'),
    "a byte stands in it that JSON has not": changed(b"eagle", b"ea\x02gle"),
    "a byte stands in it that is none": changed(b"eagle", b"ea\xffgle"),
    "a quote stands in it": changed(b"eagle", rb"ea\"gle"),
    "it stands for what is cut out": changed(b'"eagle"', b'"\x7f"'),
    "it nests too deep": changed(b'"scored":[]', b'"scored":' + b"[" * 40 + b"]" * 40),
}


@pytest.mark.parametrize("what", ODD)
def test_whatever_is_otherwise_is_left_to_be_read_as_ever(what: str) -> None:
    payload = ODD[what](text_of(stop()))
    assert payload != text_of(stop())

    assert StopReader().read(payload) is None


def test_own_words_are_read_and_not_held() -> None:
    reader = StopReader()
    said = stop({"dt/other": {"language": "en", "written": "so {tired}"}})

    found = reader.read(text_of(said))

    assert found is not None
    assert found.payload == without(said)
    assert found.kept == packed(text_of(said))
    assert not reader._pieces  # noqa: SLF001  (nothing else tells it)


def test_a_piece_is_proven_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = StopReader()
    reader.read(text_of(stop()))

    monkeypatch.setattr(posted_stop, "_BEGIN", None)

    assert reader.read(text_of(stop())) is not None


def test_no_more_pieces_are_held_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posted_stop, "MOST_PIECES", 2)
    reader = StopReader()

    for nth in range(5):
        payload = text_of(stop({f"hads/{nth}": {"chosen": [nth, 1]}, "a": {"chosen": [1, 1]}}))
        found = reader.read(payload)
        assert found is not None
        assert found.kept == packed(payload)

    assert len(reader._pieces) == 2  # noqa: SLF001  (nothing else tells it)
