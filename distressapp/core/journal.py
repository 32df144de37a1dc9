"""The journal as values: entries, their exact bytes, and the chain that convicts a change.

`leaf = BLAKE2b-256(16 random bytes, payload)` and `chain = BLAKE2b-256(previous, header, leaf)`.
The salt keeps a guessable payload from being confirmed by its leaf, and lets a payload be
erased one day while the chain stays valid.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any, Final, TypeAlias

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen

Json: TypeAlias = bool | int | str | Sequence["Json"] | Mapping[str, "Json"] | None
"""What a payload may hold. Numbers are whole: an exact value travels as `"28/3"`."""

GENESIS: Final = bytes(32)
"""What stands before the first entry of a writer."""

SALT_BYTES: Final = 16
MOST_NESTED: Final = 32
"""How deep a payload may nest; what this program writes stays under ten."""

SHORT_HASH: Final = 12
"""Hexadecimal digits of a chain value that are printed on a page."""

BY_ITSELF: Final = "page.sent"
"""Kind of an entry: the kiosk printed a page with the vault shut. Anybody can post that: so it
never says that a page came out, and touches no page that staff asked for."""


class ChainError(ExpectedError):
    """The journal is not what was written."""


@frozen
class Entry:
    """One thing that happened.

    Attributes:
        writer: Random 128-bit id of the room that wrote it, hexadecimal.
        number: 1 for the writer's first entry, then one more each.
        at_ms: Milliseconds since 1970, UTC.
        offset_min: What the clinic's clock was ahead of UTC, in minutes.
        schema: Version of the payload's shape for this kind.
        subject: Random 128-bit id of the sitting or patient it is about, hexadecimal.
        salt: 16 random bytes.
        payload: Canonical JSON, see `canonical`.
        kept_leaf: None, unless the payload was erased: then salt and payload are empty, and
            this is what their leaf was.
    """

    writer: str
    number: int
    at_ms: int
    offset_min: int
    kind: str
    schema: int
    subject: str
    salt: bytes
    payload: bytes
    kept_leaf: bytes | None = None

    @property
    def is_erased(self) -> bool:
        """Whether only the header and the leaf are left of it."""
        return self.kept_leaf is not None


@frozen
class Linked:
    """An entry and the chain value that was written beside it."""

    entry: Entry
    chain: bytes


@frozen
class Head:
    """How far a writer's chain goes; number 0 and GENESIS before the first entry."""

    writer: str
    number: int = 0
    chain: bytes = GENESIS


@frozen
class Gap:
    """Entries that are missing, and that somebody accepted as lost.

    Attributes:
        first, last: Numbers of the writer's entries, both included.
        behind: `seal_of` the entry behind the gap; empty where none stood there.
    """

    writer: str
    first: int
    last: int
    behind: bytes = b""


def canonical(value: Json) -> bytes:
    """The one way to write that value: UTF-8 JSON, sorted keys, no blanks.

    Raises:
        TypeError: There is a float in it, or something JSON does not know.
    """
    _refuse_floats(value)
    return _WRITER.encode(value).encode("utf-8", "surrogatepass")


_WRITER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
"""Made once: `json.dumps` makes one for each value."""


_PLAIN: Final = frozenset({type(None), bool, int, str})


def _refuse_floats(value: object) -> None:
    if type(value) in _PLAIN or isinstance(value, int | str):
        return
    if isinstance(value, Mapping):
        for key, each in value.items():
            if not isinstance(key, str):
                raise TypeError("a key of a payload is a string")
            _refuse_floats(each)
    elif isinstance(value, list | tuple):
        for each in value:
            if type(each) not in _PLAIN:
                _refuse_floats(each)
    else:
        raise TypeError(f"a payload holds no {type(value).__name__}")


def parsed(payload: bytes) -> dict[str, Json]:
    """The object whose canonical bytes these are.

    Raises:
        ChainError: The bytes are not a JSON object, or one that nests deeper than MOST_NESTED.
    """
    try:
        found = json.loads(payload.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or (not nests_little(payload) and _nests_deeper(found)):
        raise ChainError(
            "An entry of the journal cannot be read", advice="Run `distressapp verify`."
        )
    return found


_NO_BRACKETS: Final = bytes(set(range(256)) - set(b'"{}[]'))


def nests_little(payload: bytes) -> bool:
    """Whether JSON surely nests no deeper than MOST_NESTED, told by its brackets; no, where unsure.

    Where no text has a bracket in it, the quotes of each text stand side by side once all else is
    taken away. Each turn takes one or two levels.
    """
    if b"\\" in payload:
        return False
    left = payload.translate(None, _NO_BRACKETS).replace(b'""', b"")
    for _ in range(MOST_NESTED // 2):
        if not left:
            return True
        left = left.replace(b"{}", b"").replace(b"[]", b"")
    return not left


_NESTS: Final = frozenset({dict, list})
"""What `json` makes, exactly: each value of a payload is asked, and a set answers fastest."""


def _nests_deeper(value: dict[str, Any] | list[Any]) -> bool:
    """Level by level: what nests too deep to be walked from within is refused here."""
    level: list[Any] = [value]
    for _ in range(MOST_NESTED):
        if not level:
            return False
        level = [
            within
            for each in level
            for within in (each.values() if type(each) is dict else each)
            if type(within) in _NESTS
        ]
    return bool(level)


def header(entry: Entry) -> bytes:
    """Everything of the entry but its payload and salt, as canonical bytes."""
    return canonical(
        [
            entry.writer,
            entry.number,
            entry.at_ms,
            entry.offset_min,
            entry.kind,
            entry.schema,
            entry.subject,
        ]
    )


def leaf(entry: Entry) -> bytes:
    """What the payload is, without telling it; of an erased entry, what it was."""
    if entry.kept_leaf is not None:
        return entry.kept_leaf
    return blake2b(entry.salt + entry.payload, digest_size=32).digest()


def erased(entry: Entry) -> Entry:
    """What is left of the entry when its payload is erased; erasing twice changes nothing."""
    return replace(entry, salt=b"", payload=b"", kept_leaf=leaf(entry))


def link(head: Head, entry: Entry) -> Linked:
    """The entry as the next one after `head`.

    Raises:
        ValueError: The entry is of another writer, or not the next number.
    """
    if entry.writer != head.writer or entry.number != head.number + 1:
        raise ValueError("an entry follows its own writer's last one")
    return Linked(entry=entry, chain=_chain(head.chain, entry))


def head_after(linked: Linked) -> Head:
    """How far the chain goes once that entry stands."""
    entry = linked.entry
    return Head(writer=entry.writer, number=entry.number, chain=linked.chain)


def _hides(entry: Entry) -> bool:
    """A payload beside a kept leaf: the leaf would vouch for words that nobody wrote."""
    return entry.is_erased and bool(entry.payload or entry.salt)


def _chain(previous: bytes, entry: Entry) -> bytes:
    return blake2b(previous + header(entry) + leaf(entry), digest_size=32).digest()


def seal_of(linked: Linked) -> bytes:
    """An entry and its chain value in 32 bytes, to hold it to them where the one before is lost."""
    entry = linked.entry
    return blake2b(linked.chain + header(entry) + leaf(entry), digest_size=32).digest()


def verify_chain(linked: Iterable[Linked], *, head: Head, gaps: Iterable[Gap] = ()) -> None:
    """Convict any edit, deletion, insertion, reordering or truncation of a writer's entries.

    Args:
        linked: All entries of the writer, in the order of their numbers.
        head: How far the chain is known to go, from a page, a backup or the store itself.
        gaps: What is missing and was accepted; those of other writers do not count.

    Raises:
        ChainError: They are not the entries that were written.
    """
    behind = {gap.last + 1: gap for gap in gaps if gap.writer == head.writer}
    before = Head(writer=head.writer)
    for each in linked:
        if not _follows(each, before) and not _is_behind(each, before, behind):
            raise ChainError(
                f"Entry {before.number + 1} of writer {head.writer[:8]} is not as it was written",
                advice="Keep the data folder as it is, and compare it with the newest backup.",
            )
        before = head_after(each)
    if before != head:
        raise ChainError(
            f"The journal of writer {head.writer[:8]} ends at {before.number}, "
            f"and should end at {head.number}",
            advice="Keep the data folder as it is, and compare it with the newest backup.",
        )


def _follows(linked: Linked, before: Head) -> bool:
    entry = linked.entry
    is_next = entry.writer == before.writer and entry.number == before.number + 1
    return is_next and not _hides(entry) and linked.chain == _chain(before.chain, entry)


def _is_behind(linked: Linked, before: Head, behind: Mapping[int, Gap]) -> bool:
    """Whether it stands behind an accepted gap that begins here, and is what stood there then."""
    entry = linked.entry
    gap = behind.get(entry.number)
    if gap is None or entry.writer != before.writer or gap.first != before.number + 1:
        return False
    return gap.first <= gap.last and gap.behind == seal_of(linked) and not _hides(entry)


def short_hash(chain: bytes) -> str:
    """The chain value as printed on a page: 12 hexadecimal digits in groups of four."""
    digits = chain.hex()[:SHORT_HASH]
    return "-".join(digits[at : at + 4] for at in range(0, SHORT_HASH, 4))
