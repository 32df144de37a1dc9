"""The examples that ship are those of the tests, and one wrong point is seen."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from distressapp.paths import resources
from distressapp.service.checkup.vectors import tried
from tests.core.shipped import HADS, INSTRUMENTS
from tests.vectors import EXAMPLES

FOLDER = resources() / "vectors"


def shipped(instrument: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{instrument}.json").read_text("utf-8"))[
        "examples"
    ]
    return found


def test_every_shipped_example_scores_as_it_was_worked() -> None:
    found = tried(INSTRUMENTS, FOLDER)

    assert found.failed == ()
    assert found.passed == sum(len(EXAMPLES[each]) for each in INSTRUMENTS)


@pytest.mark.parametrize("instrument", ["hads", "pss10"])
def test_the_shipped_examples_are_those_that_were_worked_twice(instrument: str) -> None:
    letters = {"anxiety": "A", "depression": "D"} if instrument == "hads" else {}

    for ours, worked in zip(shipped(instrument), EXAMPLES[instrument], strict=True):
        given = [ours["index"].get(str(n)) for n in range(1, len(worked["presented"]) + 1)]
        assert given == worked["presented"]
        for scale, said in ours["scales"].items():
            letter = letters.get(scale, "T" if instrument == "hads" else scale)
            assert said["value"] == worked[letter]


def test_a_key_with_another_value_is_seen() -> None:
    first, *rest = HADS.items
    other = replace(HADS, items=(replace(first, values=tuple(reversed(first.values))), *rest))

    found = tried({"hads": other}, FOLDER)

    assert found.failed


def test_a_file_that_is_gone_or_says_something_else_has_failed(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "dt.json", tmp_path)
    (tmp_path / "hads.json").write_text('{"examples": [{"id": "H1"}, {"id": "H2", "index": 7}]}')

    found = tried(INSTRUMENTS, tmp_path)

    assert set(found.failed) == {"hads H1", "hads H2", "pss10"}
    assert found.passed == len(EXAMPLES["dt"])
