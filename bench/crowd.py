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
_STEP: Final = 7919
"""A prime, so that neighbours by number are none by name."""


def fill(vault: Vault, count: int) -> None:
    """That many patients, past the journal: who rebuilds the vault has none of them.

    Their names sort as their numbers do not; the same ones each time.
    """
    with vault.commit():
        vault.database.table("patient").insert_all(_rows(count))


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
