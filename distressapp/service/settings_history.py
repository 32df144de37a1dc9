"""Which setting changed when, by whom, from what to what, and why: read from the journal."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.journal import Json, parsed
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may
from distressapp.service.audit import SETUP
from distressapp.service.changes import CHANGED
from distressapp.service.house import House
from distressapp.service.publishing import PUT_BACK
from distressapp.service.settings_words import LEFT_OUT, flat
from distressapp.text import _
from distressapp.vault import auditing, members
from distressapp.vault.auditing import Found
from distressapp.vault.staffing import RECOVERY

_TESTED: Final = frozenset({"now.tested_by", "now.tested_at"})
"""What may change with the vault shut; everything else that is posted was never accepted."""


@frozen
class Changed:
    """One setting that became another.

    Attributes:
        was, now: As they stand in `kiosk.json`; None where nothing was set.
    """

    key: str
    was: Json
    now: Json


@frozen
class Change:
    """What somebody changed at one time.

    Attributes:
        at: UTC.
        by: Their name; of a test of the call for help, as it was typed.
        reason: Empty where nobody said; older versions of the program did not ask.
        changed: Empty where the published file was put back as it had been.
    """

    at: datetime
    by: str
    reason: str
    changed: tuple[Changed, ...]
    number: int


def history(house: House, session: Session, *, key: str = "") -> tuple[Change, ...]:
    """Every change, the newest first; the first of all is set-up itself.

    Args:
        key: Only of this setting, as `kiosk.json` names it, or of all that begin so where it
            ends in a dot.

    Raises:
        NotAllowedError: The role does not look.
    """
    del house
    check_may(session, Act.VERIFY)
    named = _names(session)
    found: list[Change] = []
    before: dict[str, Json] = {}
    for each in auditing.of_kinds(session.vault, (CHANGED, PUT_BACK)):
        after, payload = _after(each)
        changed = () if after is None else _changed(before, after)
        if after is not None and not _is_accepted(each, changed):
            continue
        before = before if after is None else after
        found.append(_change(each, payload, named, changed))
    return tuple(_only(each, key) for each in reversed(found) if _is_about(each, key))


def _after(found: Found) -> tuple[dict[str, Json] | None, Mapping[str, Json]]:
    payload = parsed(found.linked.entry.payload)
    table = payload.get("settings")
    return ({**LEFT_OUT, **dict(flat(table))} if isinstance(table, Mapping) else None), payload


def _changed(before: Mapping[str, Json], after: Mapping[str, Json]) -> tuple[Changed, ...]:
    keys = dict.fromkeys([*before, *after])
    return tuple(
        Changed(key=key, was=before.get(key), now=after.get(key))
        for key in keys
        if before.get(key) != after.get(key)
    )


def _is_accepted(found: Found, changed: tuple[Changed, ...]) -> bool:
    return found.is_own or {each.key for each in changed} <= _TESTED


def _change(
    found: Found,
    payload: Mapping[str, Json],
    named: Mapping[str, str],
    changed: tuple[Changed, ...],
) -> Change:
    entry = found.linked.entry
    by, reason = payload.get("by"), payload.get("reason")
    said = by if isinstance(by, str) else ""
    return Change(
        at=datetime.fromtimestamp(entry.at_ms / 1000, UTC),
        by=named.get(said, said),
        reason=reason if isinstance(reason, str) else "",
        changed=changed,
        number=entry.number,
    )


def _is_about(change: Change, key: str) -> bool:
    return not key or any(_meets(each, key) for each in change.changed)


def _only(change: Change, key: str) -> Change:
    if not key:
        return change
    return Change(
        at=change.at,
        by=change.by,
        reason=change.reason,
        changed=tuple(each for each in change.changed if _meets(each, key)),
        number=change.number,
    )


def _meets(changed: Changed, key: str) -> bool:
    return changed.key.startswith(key) if key.endswith(".") else changed.key == key


def _names(session: Session) -> dict[str, str]:
    people = {each.id: each.name for each in members.members(session.vault)}
    return {**people, SETUP: _("Set-up"), RECOVERY: _("Recovery code")}
