"""Somebody else's words in a sentence of ours."""

from typing import Final

LONGEST: Final = 120


def shown(words: str) -> str:
    """The words cut short, with a sign in place of whatever is not seen."""
    cut = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in cut)
