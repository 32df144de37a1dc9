"""Invented patients by the thousand, written into the vault's table at once."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from distressapp.core.names import folded
from distressapp.vault.vault import Vault

_GIVEN: Final = ("Ada", "Ben", "María", "Thomas", "Hermine", "Şule", "Johannes", "Łukasz", "Grete")
_PARTS: Final = (
    *("ador", "berg", "celik", "dunk", "erik", "fors", "gant", "hollo", "imre", "jans", "kowal"),
    *("lund", "mire", "nowak", "ostro", "petr", "quist", "rado", "silv", "tamm", "ulrik", "vand"),
    *("wisni", "xand", "yilma", "zubi", "strøm", "ğan"),
)
_FIRST: Final = date(1930, 1, 1)
_DAY_MS: Final = 24 * 60 * 60 * 1000
_SINCE_MS: Final = 1_772_442_000_000
_STEP: Final = 7919
"""A prime, so that neighbours by number are none by name."""


def fill(vault: Vault, count: int) -> None:
    """That many patients, past the journal: who rebuilds the vault has none of them.

    Their names sort as their numbers do not; the same ones each time.
    """
    with vault.commit():
        vault.database.table("patient").insert_all(_rows(count))


def owe(vault: Vault, count: int) -> None:
    """An open case of each of so many of them, past the journal too."""
    with vault.commit():
        vault.database.table("followup").insert_all(_case(at) for at in range(count))


def _case(at: int) -> dict[str, Any]:
    since = _SINCE_MS - at % 200 * _DAY_MS
    words = ("stage", "owner", "owner_name", "offered_to", "offered_name", "action", "next_day")
    return {
        "person": f"{at:032x}",
        "nth": 1,
        "is_open": 1,
        "band": "soon",
        "urgency": 1,
        "since_ms": since,
        "changed_ms": 0,
        "attempts": 0,
        "asks_letter": 0,
        "may_contact": 1,
        "needs": "mood",
        "unanswered": f'{{"soon": {since}}}',
        "reason": "",
        **dict.fromkeys(words, ""),
    }


def _family(nth: int) -> str:
    """Another one for each of 20,000."""
    first, rest = nth % len(_PARTS), nth // len(_PARTS)
    second, third = rest % len(_PARTS), rest // len(_PARTS)
    return f"{_PARTS[first]}{_PARTS[second]}{_PARTS[third % len(_PARTS)]}".title()


def _rows(count: int) -> Iterator[dict[str, Any]]:
    for at in range(count):
        mixed = at * _STEP % count
        name = f"{_family(mixed)} {_GIVEN[at % len(_GIVEN)]}"
        yield {
            "patient": f"{at:032x}",
            "name": name,
            "born": (_FIRST + timedelta(days=at % 25_000)).isoformat(),
            "record_number": f"MRN-{at:05d}",
            "language": "English",
            "interpreter": "",
            "phone": "+49 30 5550100",
            "may_phone": 1,
            "may_message": None,
            "notes": "Comes by bus. " * (at % 9),
            "folded": folded(name),
            "merged_into": None,
            "at_ms": 1,
        }
