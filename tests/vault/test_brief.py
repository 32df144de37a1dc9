"""What the lists are made from again is what the entry says, whatever stands in it."""

import json
from typing import Any

import pytest

from distressapp.vault.brief import brief
from distressapp.vault.packing import packed

AT = "2026-03-02T09:00:0{}.250000+00:00"


def stop(*answers: dict[str, Any], **more: object) -> dict[str, Any]:
    """A stop as far as it matters here: its answers, when they were given, and what else it has."""
    keys = [f"dt/{nth}" for nth, _each in enumerate(answers)]
    sitting = {
        "answers": dict(zip(keys, answers, strict=True)),
        "is_help_reached": False,
        "revisions": [
            {"answer": each, "at": AT.format(nth), "key": key}
            for nth, (key, each) in enumerate(zip(keys, answers, strict=True))
        ],
        "shown": ["welcome", "thanks"],
        "started": AT.format(0),
        "stopped": AT.format(9),
    }
    return {"draft": "", "sitting": sitting, **more}


def written(payload: dict[str, Any]) -> bytes:
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


CHOSEN = {"chosen": [2, 1]}
PLAIN = stop(CHOSEN, {"picked": ["physical.pain"]})
WORDS = (
    "so tired",
    'he said "no"',
    "a\\b",
    "line\nline",
    "x],y",
    "{",
    '"revisions":[',
    "\x7f",
    "ünd",
)


def test_revisions_are_cut_out_and_all_else_stays() -> None:
    found = brief(packed(written(PLAIN)))

    assert found["sitting"]["revisions"] == []
    assert found["sitting"]["answers"] == {}
    kept = ("is_help_reached", "shown", "started", "stopped")
    assert [found["sitting"][each] for each in kept] == [PLAIN["sitting"][each] for each in kept]


@pytest.mark.parametrize("words", WORDS)
def test_own_words_are_read_whatever_they_are(words: str) -> None:
    said = stop(CHOSEN, {"written": words, "language": "de"})

    found = brief(packed(written(said)))

    assert found["sitting"]["answers"] == said["sitting"]["answers"]
    assert found["sitting"]["started"] == said["sitting"]["started"]


LOOKALIKE = PLAIN["sitting"]["revisions"]


@pytest.mark.parametrize(
    "more",
    [
        {"aside": {"revisions": LOOKALIKE, "shown": []}},
        {"aside": {"revisions": [[1, 2], {"shown": []}], "shown": []}},
        {"a": {"revisions": [{"x": [1], "shown": [2]}, 3], "shown": [4]}},
        {"flags": [{"because": {"revisions": [1], "shown": [2]}}]},
        {"zz": {"revisions": LOOKALIKE, "shown": []}, "zzz": AT.format(3)},
        {"a": "\x7f", "b": ["revisions", ":["]},
    ],
)
def test_nothing_else_is_cut_out_for_the_revisions(more: dict[str, Any]) -> None:
    said = stop(CHOSEN, {"written": "tired", "language": "en"}, **more)

    found = brief(packed(written(said)))

    assert {name: found[name] for name in more} == more
    assert found["sitting"]["answers"] == said["sitting"]["answers"]
    assert found["sitting"]["shown"] == said["sitting"]["shown"]


def test_a_second_sitting_in_the_same_payload_counts_as_json_has_it() -> None:
    first, second = (written(stop(each)) for each in (CHOSEN, {"written": "b", "language": "en"}))
    both = first[:-1] + b"," + second[1:]

    found = brief(packed(both))

    assert found["sitting"]["answers"] == json.loads(both)["sitting"]["answers"]


def test_a_stop_without_a_sitting_is_read_as_it_is() -> None:
    odd = {"revisions": [AT.format(1), AT.format(2)], "shown": [AT.format(3)]}

    found = brief(packed(written(odd)))

    assert found == odd
