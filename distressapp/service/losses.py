"""What a restore could not bring back: numbers that were given, and stand nowhere."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from distressapp.core.frozen import frozen
from distressapp.core.journal import Head
from distressapp.core.stores import StoreError
from distressapp.letterbox import upkeep
from distressapp.paths import Folder
from distressapp.service.archive import in_folder, read_manifest
from distressapp.vault import backups
from distressapp.vault.vault import Vault


@frozen
class Missing:
    """Entries that were known to be written, and are nowhere: a writer, first and last number."""

    writer: str
    first: int
    last: int


def told(folder: Folder, backup: Path, writers: frozenset[str]) -> Iterator[Head]:
    """How far chains are known to go, from every backup of this clinic, and the letterbox."""
    for path in {*in_folder(folder.backups), *in_folder(backup.parent), backup}:
        try:
            manifest = read_manifest(path)
        except StoreError:
            continue
        if any(head.writer in writers for head in manifest.heads):
            yield from (*manifest.heads, manifest.letterbox)
    try:
        yield upkeep.head_of(folder.letterbox)
    except StoreError:
        return


def missing(vault: Vault, known: Iterable[Head], letterbox: Path) -> tuple[Missing, ...]:
    """What should be there and is neither in the vault nor waiting in the letterbox.

    Args:
        known: How far chains are known to go.
    """
    try:
        pending = upkeep.pending(letterbox)
    except StoreError:
        pending = {}
    have = backups.numbers(vault)
    ends: dict[str, int] = {}
    for head in known:
        ends[head.writer] = max(head.number, ends.get(head.writer, 0))
    found: list[Missing] = []
    for writer, end in sorted(ends.items()):
        there = have.get(writer, frozenset()) | pending.get(writer, frozenset())
        found += runs(writer, (n for n in range(1, end + 1) if n not in there))
    return tuple(found)


def runs(writer: str, numbers: Iterable[int]) -> Iterator[Missing]:
    """Numbers in order, as runs."""
    first = last = 0
    for number in numbers:
        if number != last + 1 or first == 0:
            if first:
                yield Missing(writer=writer, first=first, last=last)
            first = number
        last = number
    if first:
        yield Missing(writer=writer, first=first, last=last)
