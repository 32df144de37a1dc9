"""The papers, and what is asked of the child that draws; light enough for whoever asks."""

from typing import Final, Literal, TypeAlias

Paper: TypeAlias = Literal["a4", "letter", "receipt"]
"""Slips, and what a patient takes home, fit on a roll of 80 mm; pages do not."""

PAPERS: Final[tuple[Paper, ...]] = ("a4", "letter", "receipt")

SECOND: Final = "second"
"""What asks the child for the score receipt behind a page."""


def paper_named(name: str) -> Paper:
    """The paper of that name; A4 where there is none of it."""
    return next((each for each in PAPERS if each == name), "a4")
