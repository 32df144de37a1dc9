"""Flags of sittings and of calls without one.

What the entry of a sitting's last stop says about its flags is not kept once more: only where
something else is true of them (another stop, a matching, a move), all of them stand beside it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.instrument import Band
from distressapp.core.journal import canonical, parsed
from distressapp.core.record import Payload, flag_from, flag_payload, upcast
from distressapp.core.results import Flag
from distressapp.vault.bands import NO_BAND
from distressapp.vault.packing import packed, unpacked
from distressapp.vault.slim import LAST_STOP

Flags: TypeAlias = Mapping[str, Flag]
"""By rule: a flag stands once for a sitting and rule."""

_OF_SITTING: Final = "SELECT flags, bands FROM sitting WHERE sitting = ?"
_AS_SAID: Final = LAST_STOP.format(columns="j.payload, j.schema")
_OF_CALL: Final = "SELECT flags FROM flag WHERE sitting = ?"
_KEEP_SITTING: Final = "UPDATE sitting SET flags = ?, bands = ?, band = ? WHERE sitting = ?"
_KEEP_CALL: Final = "INSERT OR REPLACE INTO flag (sitting, flags) VALUES (?, ?)"


def bands_of(flags: Iterable[Flag]) -> int:
    """Which bands these flags have: the bit of each band's urgency."""
    found = 0
    for each in flags:
        found |= 1 << each.band.urgency
    return found


def bands_from(bits: int) -> frozenset[Band]:
    """What `bands_of` told."""
    return frozenset(each for each in Band if bits >> each.urgency & 1)


def worst_of(bits: int) -> int:
    """The urgency of the worst of these bands; NO_BAND where there is none."""
    return (bits & -bits).bit_length() - 1 if bits else NO_BAND


def flags_of(db: Database, sitting: str) -> Flags:
    """Every flag of a sitting or a call, of all its stops and of its history."""
    row = db.conn.execute(_OF_SITTING, (sitting,)).fetchone()
    call = db.conn.execute(_OF_CALL, (sitting,)).fetchone()
    found = {} if call is None else _kept(call[0])
    if row is None:
        return found
    if row[0] is not None:
        return raised(found, _kept(row[0]).values())
    said = db.conn.execute(_AS_SAID, (sitting,)).fetchone() if row[1] else None
    if said is None:
        return found
    return raised(found, flags_said(parsed(unpacked(said[0])), schema=said[1]))


def flags_said(payload: Payload, *, schema: int) -> tuple[Flag, ...]:
    """The flags that a stop says it raised.

    Raises:
        StoreTooNewError: A newer version wrote it.
    """
    return tuple(flag_from(each) for each in upcast(payload, schema=schema)["flags"])


def keep(db: Database, sitting: str, flags: Flags, *, is_said: bool = False) -> None:
    """These are the flags of a sitting or a call from now on.

    Args:
        is_said: The entry of the sitting's last stop says just these.
    """
    bits = bands_of(flags.values())
    kept = None if is_said else _packed(flags)
    found = db.conn.execute(_KEEP_SITTING, (kept, bits, worst_of(bits), sitting))
    if found.rowcount == 0 and flags:
        db.conn.execute(_KEEP_CALL, (sitting, _packed(flags)))
    else:
        db.conn.execute("DELETE FROM flag WHERE sitting = ?", (sitting,))


def raise_flags(db: Database, sitting: str, flags: Iterable[Flag]) -> None:
    """A flag stands once for a sitting and rule; a later stop can make it worse, never less."""
    before = flags_of(db, sitting)
    after = raised(before, flags)
    if after != before:
        keep(db, sitting, after)


def raised(before: Flags, flags: Iterable[Flag]) -> Flags:
    """The flags that stood, and these: what is worse takes the place of what was less."""
    found = dict(before)
    for each in flags:
        old = found.get(each.rule)
        if old is None:
            found[each.rule] = each
        elif each.band.urgency < old.band.urgency:
            found[each.rule] = replace(each, trigger=old.trigger)
    return found


def withdraw(db: Database, sitting: str, rules: Collection[str]) -> None:
    """Take the flags of these rules away."""
    before = flags_of(db, sitting)
    after = {rule: flag for rule, flag in before.items() if rule not in rules}
    if after != before:
        keep(db, sitting, after)


def _packed(flags: Flags) -> bytes:
    return packed(canonical({"flags": [flag_payload(each) for each in flags.values()]}))


def _kept(flags: bytes) -> dict[str, Flag]:
    found: Payload = parsed(unpacked(flags))
    return {each["rule"]: flag_from(each) for each in found["flags"]}
