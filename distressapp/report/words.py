"""Every string of a summary, and the few words that only the drawn page needs."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final

from distressapp.report.fonts import MISSING

GAPS: Final = f"{MISSING} stands for a character that cannot be drawn here; the app shows it."


def strings(value: object) -> Iterator[str]:
    """The strings in a value of values, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from strings(getattr(value, each.name))
