"""Checking the journal against itself, against the backups, and against printed pages.

A whole file that was put back in time is sound in itself: only what stands elsewhere convicts it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Gap, Head, Json, seal_of, short_hash
from distressapp.core.roles import Act
from distressapp.core.stores import StoreError
from distressapp.letterbox.rows import SetAside
from distressapp.letterbox.upkeep import begin_writer
from distressapp.service import damage
from distressapp.service.access import Session, check_may
from distressapp.service.archive import in_folder, read_manifest
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News
from distressapp.service.shelf import second_place
from distressapp.service.takein import TakenIn, take_in
from distressapp.text import _
from distressapp.vault import backups, gaps, lists
from distressapp.vault.vault import Vault

_PRINTED: Final = re.compile(
    r"([0-9a-f]{0,32}):(\d{1,12}):([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})"
)
_PLACE: Final = re.compile(r"([0-9a-f]{4,32}):(\d{1,12})")


@frozen
class Printed:
    """What a page or somebody's note says of one entry.

    Attributes:
        writer: How the writer's id begins; empty where the page does not say.
        hash: As `short_hash` prints it.
    """

    writer: str
    number: int
    hash: str


@frozen
class Verified:
    """What a check found.

    Attributes:
        entries: How many there are, each as it was written.
        accepted: Gaps that somebody accepted.
        unaccepted: What lies aside and belongs to no accepted gap.
        came_back: Random ids of the erased about whom anything was taken in since.
        problems: What does not agree with backups or pages, a sentence each.
    """

    entries: int
    heads: tuple[Head, ...]
    taken: TakenIn
    accepted: tuple[Gap, ...]
    unaccepted: tuple[SetAside, ...]
    came_back: tuple[str, ...]
    problems: tuple[str, ...]


def printed(words: str) -> Printed:
    """`WRITER:NUMBER:HASH`; the writer may be left out, as pages do not print it.

    Raises:
        ExpectedError: It is not of that shape.
    """
    found = _PRINTED.fullmatch(words.strip().casefold())
    if found is None:
        raise ExpectedError(
            _("{words} is not the number and hash of an entry").format(words=words),
            advice=_("Write it like 3fa9c2d1:17:ab12-cd34-ef56, or :17:ab12-cd34-ef56."),
        )
    return Printed(
        writer=found.group(1), number=int(found.group(2)), hash="-".join(found.groups()[2:])
    )


def verify(house: House, session: Session, pages: Iterable[Printed] = ()) -> Verified:
    """Take the letterbox in and check everything.

    Raises:
        ChainError: An entry is not as it was written.
        StoreError: A file is damaged.
    """
    check_may(session, Act.VERIFY)
    vault = session.vault
    taken = take_in(house, vault)
    entries = vault.verify()
    with vault.reading() as db:
        accepted, lost = gaps.accepted(db), gaps.lost(db)
    aside = [each for each in taken.set_aside if not _is_in(each.writer, each.number, accepted)]
    known_gaps = (*accepted, *lost)
    asides = {(each.writer, each.number) for each in taken.set_aside}
    problems = [
        *_against_backups(house, vault, known_gaps, asides),
        *(problem for page in pages for problem in _against_page(vault, page)),
    ]
    damage.compared(house, vault, by=session.member.id)
    heads = tuple(sorted(vault.heads().values(), key=lambda each: each.writer))
    return Verified(
        entries=entries,
        heads=heads,
        taken=taken,
        accepted=accepted,
        unaccepted=tuple(aside),
        came_back=lists.came_back(vault),
        problems=tuple(dict.fromkeys(problems)),
    )


def accept_gap(house: House, session: Session, writer: str, number: int) -> Gap:
    """Accept that an entry is lost, and those beside it; from then on `verify` says so.

    The letterbox begins a new chain where the gap is in its own.

    Args:
        writer: How its id begins, as `verify` prints it.

    Raises:
        NotAllowedError: The role does not do that.
        ExpectedError: There is no such gap.
        StoreError: A file cannot be used; nothing was accepted.
    """
    check_may(session, Act.RESTORE)
    vault = session.vault
    taken = take_in(house, vault)
    asides = {(each.writer, each.number) for each in taken.set_aside if each.number > 0}
    gap = _missing(house, vault, asides, writer, number)
    payload: Json = {
        "writer": gap.writer,
        "first": gap.first,
        "last": gap.last,
        "behind": gap.behind.hex(),
        "by": session.member.id,
    }
    with vault.commit():
        append(house, vault, News(kind=gaps.ACCEPTED, payload=payload))
    if house.letterbox.head.writer == gap.writer:
        begin_writer(house.folder.letterbox, house.new_id())
    return gap


def place(words: str) -> tuple[str, int]:
    """`WRITER:NUMBER`.

    Raises:
        ExpectedError: It is not of that shape.
    """
    found = _PLACE.fullmatch(words.strip().casefold())
    if found is None:
        raise ExpectedError(
            _("{words} does not name an entry").format(words=words),
            advice=_("Write it like 3fa9c2d1:17: the writer and the number that verify names."),
        )
    return found.group(1), int(found.group(2))


def _missing(
    house: House, vault: Vault, asides: set[tuple[str, int]], writer: str, number: int
) -> Gap:
    whole = _writer(vault, house.letterbox.head, asides, writer)
    there = backups.numbers(vault).get(whole, frozenset())
    known = {each for of, each in asides if of == whole} | there
    if house.letterbox.head.writer == whole:
        known |= {house.letterbox.head.number}
    with vault.reading() as db:
        known |= {each.last for each in gaps.lost(db) if each.writer == whole}
    if number in there or not 1 <= number <= max(known, default=0):
        raise ExpectedError(
            _("Entry {number} of writer {writer} is not missing").format(
                number=number, writer=whole[:8]
            ),
            advice=_("`distressapp verify` names what is missing."),
        )
    return _gap(vault, whole, number, there, max(known))


def _gap(vault: Vault, writer: str, number: int, there: frozenset[int], end: int) -> Gap:
    first = max((each for each in there if each < number), default=0) + 1
    last = min((each for each in there if each > number), default=end + 1) - 1
    behind = seal_of(vault.entry(writer, last + 1)) if last + 1 in there else b""
    return Gap(writer=writer, first=first, last=last, behind=behind)


def _writer(vault: Vault, letterbox: Head, asides: set[tuple[str, int]], start: str) -> str:
    known = {*vault.heads(), letterbox.writer, *(writer for writer, _number in asides)}
    found = [each for each in known if each.startswith(start.casefold())]
    if len(found) != 1:
        raise ExpectedError(
            _("No one writer is called {writer}").format(writer=start),
            advice=_("Use the name that `distressapp verify` prints."),
        )
    return found[0]


def _is_in(writer: str, number: int, known: Iterable[Gap]) -> bool:
    return any(each.writer == writer and each.first <= number <= each.last for each in known)


def _against_backups(
    house: House, vault: Vault, known_gaps: Iterable[Gap], asides: set[tuple[str, int]]
) -> Iterator[str]:
    writers, there = frozenset(vault.heads()), backups.numbers(vault)
    second = second_place(house)
    folders = [house.folder.backups, *([] if second is None else [second])]
    for path in (each for folder in folders for each in in_folder(folder)):
        try:
            manifest = read_manifest(path)
        except StoreError:
            yield _("{name} is not a whole backup.").format(name=path.name)
            continue
        if not any(head.writer in writers for head in manifest.heads):
            continue
        for head in (*manifest.heads, manifest.letterbox):
            if head.number == 0 or _is_in(head.writer, head.number, known_gaps):
                continue
            if head.number in there.get(head.writer, frozenset()):
                is_same = vault.entry(head.writer, head.number).chain == head.chain
            else:
                is_same = (head.writer, head.number) in asides
            if not is_same:
                yield _(
                    "{name} knows entry {number} of writer {writer}, and the vault has another "
                    "or none: a file was put back in time."
                ).format(name=path.name, number=head.number, writer=head.writer[:8])


def _against_page(vault: Vault, page: Printed) -> Iterator[str]:
    writers = [each for each in vault.heads() if each.startswith(page.writer)]
    there = backups.numbers(vault)
    found = {
        short_hash(vault.entry(each, page.number).chain)
        for each in writers
        if page.number in there.get(each, frozenset())
    }
    if page.hash not in found:
        yield _(
            "The vault has no entry {number} with {hash}: a file was put back in time, or the "
            "page is of another clinic."
        ).format(number=page.number, hash=page.hash)
