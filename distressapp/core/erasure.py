"""What was lawfully erased, by random ids alone: no name, no record number, no answer."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json

ERASED: Final = "patient.erased"
"""The kind of the entry that names what was emptied."""

SUBJECT: Final = "0" * 32
"""Of that entry: nobody's. Its payload names random ids."""

_ID: Final = re.compile("[0-9a-f]{32}")


class ErasedListError(ExpectedError):
    """A list of what was erased does not read as one."""


@frozen
class Erased:
    """One patient's or sitting's random id, and the entries about it that were emptied.

    Attributes:
        subject: 128 random bits, hexadecimal.
        entries: Writer and number of each, in that order.
    """

    subject: str
    entries: tuple[tuple[str, int], ...] = ()


def together(erased: Iterable[Erased]) -> tuple[Erased, ...]:
    """The same without repeats, by subject, writer and number."""
    found: dict[str, set[tuple[str, int]]] = {}
    for each in erased:
        found.setdefault(each.subject, set()).update(each.entries)
    return tuple(
        Erased(subject=subject, entries=tuple(sorted(entries)))
        for subject, entries in sorted(found.items())
    )


def erased_payload(erased: Iterable[Erased]) -> list[Json]:
    """The list as it stands in an entry and in `erased.json`."""
    return [
        {"subject": each.subject, "entries": [[writer, number] for writer, number in each.entries]}
        for each in erased
    ]


def erased_from(found: object) -> tuple[Erased, ...]:
    """The list that `erased_payload` wrote.

    Raises:
        ErasedListError: It is none.
    """
    return tuple(_erased(each) for each in _listed(found))


def _erased(found: object) -> Erased:
    if not isinstance(found, dict) or set(found) != {"subject", "entries"}:
        raise _not_a_list()
    return Erased(
        subject=_id(found["subject"]),
        entries=tuple(_place(each) for each in _listed(found["entries"])),
    )


def _place(found: object) -> tuple[str, int]:
    match found:
        case [writer, int() as number] if not isinstance(number, bool) and number >= 1:
            return _id(writer), number
    raise _not_a_list()


def _id(found: object) -> str:
    if not isinstance(found, str) or _ID.fullmatch(found) is None:
        raise _not_a_list()
    return found


def _listed(found: object) -> Sequence[object]:
    if not isinstance(found, list):
        raise _not_a_list()
    return found


def _not_a_list() -> ErasedListError:
    return ErasedListError(
        "The list of what was erased cannot be read",
        advice="Keep the folder as it is, and ask whoever looks after this program.",
    )
