"""The audit: what everybody did, by day, person, kind and patient; and giving it out.

The journal is the audit trail. It is shown without answers and free text, and what is given out
is itself an entry.
"""

import csv
import io
from collections.abc import Generator
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Final

from distressapp.core.cells import cell
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json, parsed, short_hash
from distressapp.core.roles import Act
from distressapp.paths import is_folder
from distressapp.service.access import Session, check_may
from distressapp.service.audit_words import GROUPS, details, kind_words
from distressapp.service.choosing import by_record_number, of_subject
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import NOBODY, News
from distressapp.service.views import viewed
from distressapp.settings.file import write_whole
from distressapp.text import _
from distressapp.vault import auditing, members
from distressapp.vault.auditing import Asked, Found, Place
from distressapp.vault.members import Member
from distressapp.vault.staffing import RECOVERY
from distressapp.vault.vault import Vault

EXPORTED: Final = "audit.exported"
PAGE: Final = 200
"""Entries on a page (this project's judgement)."""
COLUMNS: Final = (
    *("local time", "UTC", "who", "is signed in", "what", "details", "patient", "subject"),
    *("kind", "writer", "number", "hash"),
)
_STEP: Final = 500
_FIRST_DAY: Final = date(1970, 1, 2)
SETUP: Final = "setup"


@frozen
class Filter:
    """Which entries are looked for; what is not set leaves nothing out.

    Attributes:
        first, last: The clinic's local days, both included.
        member: Id of a member of staff.
        group: One of `audit_words.GROUPS`; empty for every kind.
        patient: Random id of a patient, or of a sitting that nobody matched; empty for everybody.
    """

    first: date | None = None
    last: date | None = None
    member: str = ""
    group: str = ""
    patient: str = ""


@frozen
class Line:
    """One entry, to be read.

    Attributes:
        at: On the clock of the clinic then.
        who: Name of whoever did it; empty where nobody says.
        is_signed_in: A member who was signed in; else the name was only given.
        details: Without answers, free text or a patient's name.
        patient: Record number of whom it is about; empty where there is none.
    """

    at: datetime
    who: str
    is_signed_in: bool
    what: str
    details: str
    patient: str
    subject: str
    kind: str
    writer: str
    number: int
    hash: str


@frozen
class Page:
    """A page of the audit, the newest first.

    Attributes:
        older: Where the next page begins; None at the end.
    """

    lines: tuple[Line, ...]
    older: Place | None


@frozen
class Step:
    """How far an export is."""

    done: int
    of: int


def audit(house: House, session: Session, wanted: Filter, *, behind: Place | None = None) -> Page:
    """A page of entries.

    Args:
        behind: `older` of the page before; None for the newest.

    Raises:
        NotAllowedError: The role does not audit.
        ExpectedError: The filter cannot be used.
    """
    check_may(session, Act.AUDIT)
    if wanted.patient and behind is None:
        viewed(house, session, wanted.patient, what="audit")
    asked = _asked(house, session.vault, wanted)
    found = auditing.entries(session.vault, asked, most=PAGE + 1, behind=behind)
    shown = found[:PAGE]
    return Page(
        lines=_lines(session.vault, shown),
        older=shown[-1].place if len(found) > PAGE else None,
    )


def export(
    house: House, session: Session, wanted: Filter, into: Path
) -> Generator[Step, None, None]:
    """Write what the filter leaves as a table of comma-separated values, step by step.

    The entry that says so is written first: whoever cancels or fails afterwards has asked for it.
    Nothing stands in the folder before the last step; a spreadsheet finds no formula in it.

    Args:
        into: A folder outside the clinic's own.

    Raises:
        NotAllowedError: The role does not audit.
        ExpectedError: The folder is not there or the clinic's own, or the filter cannot be used.
        StoreError: It cannot be written; nothing stands there.
    """
    check_may(session, Act.AUDIT)
    _check_folder(house, into)
    asked = _asked(house, session.vault, wanted)
    total = auditing.count(session.vault, asked)
    name = f"audit-{house.clock():%Y%m%dT%H%M%SZ}.csv"
    _tell(house, session, wanted, name, total)
    return _export(session.vault, asked, into / name, total)


def whose(house: House, session: Session, typed: str) -> str:
    """The random id to filter by, for a record number as typed.

    Raises:
        NotAllowedError: The role does not audit.
        ExpectedError: Nobody has that number.
    """
    check_may(session, Act.AUDIT)
    return by_record_number(house, session.vault, typed).subject


def people(session: Session) -> tuple[Member, ...]:
    """Everybody who is or was a member, to filter by.

    Raises:
        NotAllowedError: The role does not audit.
    """
    check_may(session, Act.AUDIT)
    return members.members(session.vault)


def _export(vault: Vault, asked: Asked, path: Path, total: int) -> Generator[Step, None, None]:
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    behind, done = None, 0
    yield Step(done=0, of=total)
    while found := auditing.entries(vault, asked, most=_STEP, behind=behind):
        writer.writerows([cell(each) for each in _row(line)] for line in _lines(vault, found))
        behind, done = found[-1].place, done + len(found)
        yield Step(done=min(done, total), of=total)
    write_whole(path, table.getvalue().encode("utf-8", "backslashreplace"))
    yield Step(done=total, of=total)


def _row(line: Line) -> tuple[str, ...]:
    utc = line.at.astimezone(UTC).isoformat(timespec="milliseconds")
    is_signed_in = _("yes") if line.is_signed_in else _("no")
    return (
        *(f"{line.at:%Y-%m-%d %H:%M:%S}", utc, line.who, is_signed_in, line.what, line.details),
        *(line.patient, line.subject, line.kind, line.writer, str(line.number), line.hash),
    )


def _asked(house: House, vault: Vault, wanted: Filter) -> Asked:
    if wanted.first is not None and wanted.last is not None and wanted.last < wanted.first:
        raise ExpectedError(
            _("The last day is before the first"), advice=_("Exchange the two days.")
        )
    last = wanted.last
    until = None if last is None or last == date.max else last + timedelta(days=1)
    member = members.member(vault, wanted.member) if wanted.member else None
    if wanted.member and member is None:
        raise ExpectedError(
            _("There is no such member of staff"), advice=_("Choose one from the list.")
        )
    return Asked(
        from_ms=_midnight_ms(house, wanted.first),
        until_ms=_midnight_ms(house, until),
        kinds=GROUPS[wanted.group] if wanted.group else (),
        member=member,
        subjects=_subjects(vault, wanted.patient) if wanted.patient else None,
    )


def _subjects(vault: Vault, patient: str) -> frozenset[str]:
    """Every random id of that patient; the one alone where the vault knows no more of it."""
    try:
        return of_subject(vault, patient).subjects
    except ExpectedError:
        return frozenset({patient})


def _midnight_ms(house: House, day: date | None) -> int | None:
    if day is None:
        return None
    # No clinic kept a journal before: and the first of all days has no midnight in the east.
    at = datetime.combine(max(day, _FIRST_DAY), time(0), house.settings.zone)
    return int(at.timestamp()) * 1000


def _lines(vault: Vault, found: tuple[Found, ...]) -> tuple[Line, ...]:
    named = {each.id: each.name for each in members.members(vault)} | {
        RECOVERY: _("Recovery code"),
        SETUP: _("Set-up"),
    }
    numbers = auditing.record_numbers(vault, {each.linked.entry.subject for each in found})
    return tuple(_line(each, named, numbers) for each in found)


def _line(found: Found, named: dict[str, str], numbers: dict[str, str]) -> Line:
    entry = found.linked.entry
    payload = {} if entry.is_erased else parsed(entry.payload)
    who, is_signed_in = _who(found, payload, named)
    return Line(
        at=_local(entry.at_ms, entry.offset_min),
        who=who,
        is_signed_in=is_signed_in,
        what=kind_words(entry.kind),
        details=_("erased") if entry.is_erased else details(entry.kind, payload),
        patient=numbers.get(entry.subject, ""),
        subject="" if entry.subject == NOBODY else entry.subject,
        kind=entry.kind,
        writer=entry.writer,
        number=entry.number,
        hash=short_hash(found.linked.chain),
    )


def _who(found: Found, payload: dict[str, Json], named: dict[str, str]) -> tuple[str, bool]:
    """The name, and whether the vault itself wrote it for somebody who was signed in."""
    entry = found.linked.entry
    if entry.kind == "staff.signed_in":
        return named.get(entry.subject, named[RECOVERY]), found.is_own
    member = payload.get("member") or payload.get("by")
    if isinstance(member, str) and member in named:
        return named[member], found.is_own
    said = payload.get("by")
    return (said if isinstance(said, str) else ""), False


def _local(at_ms: int, offset_min: int) -> datetime:
    at = datetime.fromtimestamp(at_ms // 1000, UTC).replace(microsecond=at_ms % 1000 * 1000)
    return at.astimezone(timezone(timedelta(minutes=offset_min)))


def _tell(house: House, session: Session, wanted: Filter, name: str, total: int) -> None:
    payload: dict[str, Json] = {
        "file": name,
        "entries": total,
        "first": None if wanted.first is None else wanted.first.isoformat(),
        "last": None if wanted.last is None else wanted.last.isoformat(),
        "of": wanted.member,
        "group": wanted.group,
        "by": session.member.name,
        "member": session.member.id,
    }
    news = News(kind=EXPORTED, subject=wanted.patient or NOBODY, payload=payload)
    with session.vault.commit():
        check_may(session, Act.AUDIT)
        append(house, session.vault, news)


def _check_folder(house: House, into: Path) -> None:
    if not is_folder(into):
        raise ExpectedError(
            _("The folder to export into is not there"), advice=_("Make it first, or name another.")
        )
    if into.resolve().is_relative_to(house.folder.root.resolve()):
        raise ExpectedError(
            _("An export does not go into the clinic's own folder"),
            advice=_("Name a folder that only those who need the export can read."),
        )
