"""Posting: one journal entry, sealed to the clinic's key, into the letterbox."""

from datetime import datetime
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.journal import (
    SALT_BYTES,
    Entry,
    Head,
    Json,
    canonical,
    head_after,
    link,
    parsed,
)
from distressapp.keys.sitting import random_bytes
from distressapp.letterbox.letterbox import Build
from distressapp.letterbox.rows import Call, Posted
from distressapp.service.house import House

NOBODY: Final = "0" * 32
"""The subject of an entry that is about the clinic and no patient."""


_MOST: Final = 2**63 - 1
_LATEST_MS: Final = 253_370_764_800_000
"""The first of January 9999: what the calendar can still move by any offset."""
_DAY_MIN: Final = 24 * 60


@frozen
class News:
    """What an entry will say, before it has a place in a chain.

    Attributes:
        schema: Of the payload.
        subject: The sitting or patient it is about.
    """

    kind: str
    payload: Json
    schema: int = 1
    subject: str = NOBODY


def entry_after(head: Head, news: News, *, at: datetime, house: House) -> Entry:
    """The news as the next entry of that writer."""
    offset = house.local(at).utcoffset()
    return Entry(
        writer=head.writer,
        number=head.number + 1,
        at_ms=int(at.timestamp() * 1000),
        offset_min=0 if offset is None else int(offset.total_seconds()) // 60,
        kind=news.kind,
        schema=news.schema,
        subject=news.subject,
        salt=random_bytes(SALT_BYTES),
        payload=canonical(news.payload),
    )


def building(house: House, news: News, *, sitting: str = "", ticket: str = "") -> Build:
    """What the letterbox calls, inside its transaction, to have the entry made and sealed."""

    def build(head: Head) -> Posted:
        linked = link(head, entry_after(head, news, at=house.clock(), house=house))
        return Posted(
            head=head_after(linked),
            sitting=sitting,
            ticket=ticket,
            day=house.today().isoformat(),
            key_id=house.public.id,
            sealed=house.public.seal(to_envelope(linked.entry)),
        )

    return build


def post(house: House, news: News, *, call: Call | None = None) -> Posted:
    """Append the news to the letterbox, in one commit with what became of a call.

    Raises:
        StoreError: It is not appended.
    """
    if call is None:
        return house.letterbox.post(building(house, news))
    build = building(house, news, sitting=call.id, ticket=call.ticket)
    return house.letterbox.post(build, call=call)


def to_envelope(entry: Entry) -> bytes:
    """What is sealed: the whole entry, its payload as the exact text that was hashed."""
    return canonical(
        {
            "writer": entry.writer,
            "number": entry.number,
            "at_ms": entry.at_ms,
            "offset_min": entry.offset_min,
            "kind": entry.kind,
            "schema": entry.schema,
            "subject": entry.subject,
            "salt": entry.salt.hex(),
            "payload": entry.payload.decode("utf-8", "surrogatepass"),
        }
    )


def unread_envelope(plain: bytes) -> Entry:
    """The entry that was sealed; nobody has read its payload yet.

    Raises:
        ChainError: It is not one.
        LookupError: Something is missing.
        ValueError: A number is none that this program writes.
    """
    found = parsed(plain)
    return Entry(
        writer=str(found["writer"]),
        number=_whole(found["number"], 1, _MOST),
        at_ms=_whole(found["at_ms"], 0, _LATEST_MS),
        offset_min=_whole(found["offset_min"], -_DAY_MIN, _DAY_MIN),
        kind=str(found["kind"]),
        schema=_whole(found["schema"], 1, _MOST),
        subject=str(found["subject"]),
        salt=bytes.fromhex(str(found["salt"])),
        payload=str(found["payload"]).encode("utf-8", "surrogatepass"),
    )


def _whole(value: Json, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError("a number of an entry is out of its range")
    return value
