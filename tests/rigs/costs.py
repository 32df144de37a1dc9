"""What each answer of a recorded sitting cost at the disk."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tests.rigs.disk import Operation, Said, Sync, Write

KEPT: Final = "kept"
SETTLED: Final = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One answer, from the promise before it to its own.

    Attributes:
        syncs: How often the program waited for the disk.
        bytes: Written, those of the log's own headers too.
        is_first: The log of commits was truncated before it.
    """

    syncs: int
    bytes: int
    is_first: bool


def costs(operations: Iterable[Operation]) -> tuple[Cost, ...]:
    """Each answer of the scene `whole`, in order."""
    found: list[Cost] = []
    since: list[Operation] = []
    is_first = False
    for each in operations:
        if not isinstance(each, Said):
            since.append(each)
            continue
        if each.line.startswith(KEPT):
            found.append(_cost(since, is_first=is_first))
        is_first = each.line.strip() == SETTLED
        since = []
    return tuple(found)


def _cost(operations: Iterable[Operation], *, is_first: bool) -> Cost:
    held = list(operations)
    return Cost(
        syncs=sum(isinstance(each, Sync) for each in held),
        bytes=sum(len(each.content) for each in held if isinstance(each, Write)),
        is_first=is_first,
    )
