"""No sentence of an instrument's owner stands in this repository.

The owners' sentences cannot be written here to be looked for. What is kept of them is the
SHA-256 of a few runs of five words, in `data/owned_shingles.txt`; from these no sentence can be
read.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from tests.house.project import texts

WORDS_IN_A_RUN: Final = 5
OWNED: Final = frozenset(
    (Path(__file__).parent / "data" / "owned_shingles.txt").read_text(encoding="utf-8").split()
)


def runs(text: str) -> Iterator[str]:
    """The hash of every five words in a row, whatever stands between the words."""
    words = re.sub(r"[^a-z0-9]+", " ", re.sub(r"['\u2019]", "", text.lower())).split()
    for first in range(len(words) - WORDS_IN_A_RUN + 1):
        yield sha256(" ".join(words[first : first + WORDS_IN_A_RUN]).encode()).hexdigest()


def test_no_file_holds_a_sentence_of_an_owner() -> None:
    found = {
        f"{path}: {run}"
        for path, text in texts()
        if path.suffix != ".lock" and path.name != "owned_shingles.txt"
        for run in OWNED.intersection(runs(text))
    }

    assert found == set()


def test_a_sentence_is_found_across_lines_quotes_and_capitals() -> None:
    plain = set(runs("we don't ask who has been here"))

    broken = set(runs('_("We don\u2019t ask "\n    "who has BEEN here.")'))

    assert plain == broken


def test_the_list_of_owned_runs_is_not_empty() -> None:
    assert len(OWNED) > 50
    assert all(re.fullmatch("[0-9a-f]{64}", run) for run in OWNED)
