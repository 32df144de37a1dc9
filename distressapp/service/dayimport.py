"""The day's list looked through line by line, and written: what is new, what changes, what not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Final

from distressapp.core.daylist import DayListError, Part, Record, day_of, is_spoilt, time_of
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.names import are_alike, folded
from distressapp.core.roles import Act
from distressapp.core.visiting import Mark
from distressapp.service import patients, visits
from distressapp.service.access import Session, check_may
from distressapp.service.dayfile import Columns, Steps, Table
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.identity import record_number as spelt
from distressapp.service.patients import Details
from distressapp.service.posting import News
from distressapp.service.visits import FROM_LIST, When
from distressapp.text import _
from distressapp.vault import days, people
from distressapp.vault.days import Visit
from distressapp.vault.people import Known

IMPORTED: Final = "list.imported"
_AHEAD_DAYS: Final = 400
_STEP: Final = 500
"""Lines between two looks at the window."""
_BATCH: Final = 100
"""Lines that are written together."""


class Change(StrEnum):
    """What a line does."""

    NEW_PATIENT = "new_patient"
    NEW_VISIT = "new_visit"
    OTHER_TIME = "other_time"
    DETAILS = "details"
    NOTHING = "nothing"
    LEFT_OUT = "left_out"


@frozen
class Row:
    """One line, looked through.

    Attributes:
        line: As an editor counts.
        shown: What names the line to a person: its name and number, as they stand there.
        changes: In the order of `Change`; LEFT_OUT alone where the line is bad.
        why: What is wrong with it; or, beside a change, what to look at.
        details: As they will stand in the record; None where the line is left out.
        patient: Id; empty where the patient is new.
        visit: Id of the visit that gets another time; empty elsewhere.
    """

    line: int
    shown: str
    changes: tuple[Change, ...]
    why: str = ""
    details: Details | None = None
    patient: str = ""
    visit: str = ""
    when: When | None = None

    @property
    def is_left_out(self) -> bool:
        """Nothing of it is written."""
        return Change.LEFT_OUT in self.changes


@dataclass(slots=True, kw_only=True)
class Preview:
    """What an import will change.

    Attributes:
        day: Of the visits, where the list has no column for it.
        rows: Every line, in the order of the file; complete when the steps have ended.
        written: How many lines were written since.
    """

    digest: str
    day: date
    rows: list[Row] = field(default_factory=list)
    written: int = 0

    def count(self, change: Change) -> int:
        """How many lines do that."""
        return sum(change in each.changes for each in self.rows)

    @property
    def to_write(self) -> tuple[Row, ...]:
        """The lines that change something."""
        return tuple(
            each for each in self.rows if not each.is_left_out and each.changes != (Change.NOTHING,)
        )


class _BadRowError(ValueError):
    """Why a line is left out, in words."""


def look_through(
    house: House, session: Session, table: Table, columns: Columns, into: Preview
) -> Steps:
    """Look through every line; nothing is written.

    Args:
        into: Filled line by line.

    Raises:
        NotAllowedError: The role does not import.
    """
    check_may(session, Act.REGISTER)
    reading = _Reading(house, session, table, columns, into.day)
    total = len(table.records)
    for at, record in enumerate(table.records, start=1):
        into.rows.append(reading.row(record))
        if at % _STEP == 0:
            yield at, total
    yield total, total


class _Reading:
    """What is known before, to compare every line with."""

    def __init__(
        self, house: House, session: Session, table: Table, columns: Columns, day: date
    ) -> None:
        self._house, self._columns, self._day = house, columns, day
        self._vault = session.vault
        self._today = house.today()
        self._at = {part: table.titles.index(title) for title, part in columns.parts.items()}
        self._ids = people.numbers(session.vault)
        self._known = {each.id: each for each in people.everybody(session.vault)}
        self._born: dict[date, list[Known]] = {}
        self._new_names: dict[tuple[date, str], Details] = {}
        for each in self._known.values():
            self._born.setdefault(each.born, []).append(each)
        self._visits: dict[date, dict[str, Visit]] = {}
        self._lines: dict[tuple[str, date], tuple[int, str]] = {}
        self._new: dict[str, tuple[int, Details]] = {}

    def row(self, record: Record) -> Row:
        """That line, looked through."""
        shown = self._shown(record)
        try:
            return self._looked_through(record, shown)
        except _BadRowError as bad:
            why = str(bad)
        except ExpectedError as error:
            why = error.message
        return Row(line=record.line, shown=shown, changes=(Change.LEFT_OUT,), why=why)

    def _looked_through(self, record: Record, shown: str) -> Row:
        if not record.cells:
            raise _BadRowError(_("a quotation mark is not closed"))
        number, name = self._number(record), self._name(record)
        born, when = self._born_on(record), self._when(record)
        who = self._ids.get(number, number)
        twice, before = self._lines.get((who, when.day), (0, ""))
        if twice and before != number:
            raise _BadRowError(_("the same patient as line {line}").format(line=twice))
        if twice:
            raise _BadRowError(_("the same record number as line {line}").format(line=twice))
        known = self._known.get(who)
        if known is not None:
            row = self._of_known(record, known, name, born)
        else:
            row = self._of_new(record, number, name, born)
        self._lines[who, when.day] = record.line, number
        return self._with_visit(replace(row, shown=shown), when)

    def _of_known(self, record: Record, known: Known, name: str, born: date | None) -> Row:
        is_same = are_alike(folded(name), folded(known.name)) and born in {None, known.born}
        if not is_same:
            raise _BadRowError(
                _("under this record number the record has another name or date of birth")
            )
        if known.died_ms is not None:
            raise _BadRowError(_("a death was reported of this patient"))
        before = patients.details_of(known)
        filled = replace(
            before,
            language=before.language or self._cell(record, Part.LANGUAGE),
            interpreter=before.interpreter or self._cell(record, Part.INTERPRETER),
            phone=before.phone or self._cell(record, Part.PHONE),
        )
        details = patients.check(self._house, filled)
        changes = (Change.DETAILS,) if details != before else ()
        return Row(line=record.line, shown="", changes=changes, details=details, patient=known.id)

    def _of_new(self, record: Record, number: str, name: str, born: date | None) -> Row:
        earlier = self._new.get(number)
        if born is None and earlier is None:
            raise _BadRowError(_("a new patient, and the date of birth is missing"))
        details = patients.check(
            self._house,
            Details(
                name=name,
                born=born or self._today,
                record_number=number,
                language=self._cell(record, Part.LANGUAGE),
                interpreter=self._cell(record, Part.INTERPRETER),
                phone=self._cell(record, Part.PHONE),
            ),
        )
        if earlier is not None:
            line, first = earlier
            if (details.name, details.born) != (first.name, first.born):
                raise _BadRowError(
                    _("line {line} has this record number with another name").format(line=line)
                )
            return Row(line=record.line, shown="", changes=(), details=first)
        why = self._like(details)
        self._new[number] = record.line, details
        self._new_names.setdefault((details.born, folded(details.name)), details)
        return Row(
            line=record.line,
            shown="",
            changes=(Change.NEW_PATIENT,),
            details=details,
            why=why,
        )

    def _like(self, details: Details) -> str:
        spelt_name = folded(details.name)
        others = self._born.get(details.born, [])
        alike = next((each for each in others if are_alike(spelt_name, folded(each.name))), None)
        # Within the list the whole name counts: a hundred thousand lines may share one date.
        found = alike or self._new_names.get((details.born, spelt_name))
        if found is None:
            return ""
        return _("perhaps the patient who has record number {number}").format(
            number=found.record_number
        )

    def _with_visit(self, row: Row, when: When) -> Row:
        there = self._visits_on(when.day).get(row.patient)
        if there is None:
            return replace(row, changes=(*row.changes, Change.NEW_VISIT), when=when)
        at = "" if when.at is None else when.at.strftime("%H:%M")
        if at and at != there.time and there.state is Mark.EXPECTED:
            kept = replace(when, is_pivotal=there.is_pivotal, note=when.note or there.note)
            return replace(
                row, changes=(*row.changes, Change.OTHER_TIME), when=kept, visit=there.id
            )
        return replace(row, changes=row.changes or (Change.NOTHING,))

    def _visits_on(self, day: date) -> Mapping[str, Visit]:
        if day not in self._visits:
            found = days.visits_on(self._vault, day)
            self._visits[day] = {each.patient: each for each in reversed(found)}
        return self._visits[day]

    def _number(self, record: Record) -> str:
        typed = self._cell(record, Part.NUMBER)
        if not typed:
            raise _BadRowError(_("the record number is empty"))
        if is_spoilt(typed):
            raise _BadRowError(_("the record number was spoilt by a spreadsheet"))
        return spelt(typed, self._house.settings)

    def _name(self, record: Record) -> str:
        parts = (self._cell(record, Part.GIVEN), self._cell(record, Part.FAMILY))
        return self._cell(record, Part.NAME) or " ".join(each for each in parts if each)

    def _born_on(self, record: Record) -> date | None:
        text = self._cell(record, Part.BORN)
        try:
            return day_of(text, self._columns.order) if text else None
        except DayListError as error:
            raise _BadRowError(_("the date of birth cannot be read")) from error

    def _when(self, record: Record) -> When:
        text = self._cell(record, Part.DAY)
        try:
            day = day_of(text, self._columns.order) if text else self._day
        except DayListError as error:
            raise _BadRowError(_("the day of the visit cannot be read")) from error
        if not 0 <= (day - self._today).days <= _AHEAD_DAYS:
            raise _BadRowError(_("the day of the visit is over, or more than a year away"))
        return When(day=day, at=self._time(record), note=self._cell(record, Part.NOTE))

    def _time(self, record: Record) -> time | None:
        try:
            return time_of(self._cell(record, Part.TIME))
        except DayListError as error:
            raise _BadRowError(_("the time cannot be read")) from error

    def _cell(self, record: Record, part: Part) -> str:
        at = self._at.get(part)
        return record.cells[at] if at is not None and at < len(record.cells) else ""

    def _shown(self, record: Record) -> str:
        words = (self._name(record), self._cell(record, Part.NUMBER))
        return " \N{MIDDLE DOT} ".join(each for each in words if each)


def write(house: House, session: Session, preview: Preview) -> Steps:
    """Write what the preview shows, a hundred lines at a time; what is written stands.

    Where it is cancelled, the lines so far are written, and the same file can be imported again.

    Raises:
        NotAllowedError: The role does not import.
        StoreError: A file cannot be written; the lines so far stand.
    """
    check_may(session, Act.REGISTER)
    rows = preview.to_write
    new: dict[str, str] = {}
    try:
        for at in range(0, len(rows), _BATCH):
            some = rows[at : at + _BATCH]
            with session.vault.commit():
                check_may(session, Act.REGISTER)
                for each in some:
                    _write_row(house, session, each, new)
            preview.written = at + len(some)
            yield preview.written, len(rows)
    finally:
        if preview.written:
            _note(house, session, preview, is_whole=preview.written == len(rows))


def _write_row(house: House, session: Session, row: Row, new: dict[str, str]) -> None:
    details = row.details
    if details is None:
        return
    patient = row.patient or new.get(details.record_number, "")
    if Change.NEW_PATIENT in row.changes:
        patient = new[details.record_number] = patients.registered(house, session, details)
    elif Change.DETAILS in row.changes:
        patients.change(house, session, patient, details)
    if row.when is None:
        return
    if Change.NEW_VISIT in row.changes:
        visits.planned(house, session, patient=patient, when=row.when, source=FROM_LIST)
    elif Change.OTHER_TIME in row.changes:
        visits.change(house, session, row.visit, row.when)


def _note(house: House, session: Session, preview: Preview, *, is_whole: bool) -> None:
    """That a list was imported: figures only, and nobody's name."""
    counts: dict[str, Json] = {each.value: preview.count(each) for each in Change}
    payload: dict[str, Json] = {
        "file": preview.digest,
        "lines": len(preview.rows),
        "written": preview.written,
        "is_whole": is_whole,
        "counts": counts,
        "by": session.member.name,
        "member": session.member.id,
    }
    with session.vault.commit():
        append(house, session.vault, News(kind=IMPORTED, payload=payload))


def bad(rows: Iterable[Row]) -> Iterator[Row]:
    """The lines that are left out."""
    return (each for each in rows if each.is_left_out)
