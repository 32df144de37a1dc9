"""Questions to the vault: sittings, patients, history."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band
from distressapp.core.journal import Linked, parsed
from distressapp.core.record import Record, from_payload
from distressapp.core.results import Flag
from distressapp.core.sitting import Stop, Who
from distressapp.core.stores import damaged
from distressapp.vault import erasing, flagging
from distressapp.vault.flagging import bands_from
from distressapp.vault.patients import led_to
from distressapp.vault.rows import linked_from
from distressapp.vault.slim import LAST_STOP, lengthened
from distressapp.vault.vault import Vault


@frozen
class Patient:
    """A patient, matched by a person.

    Attributes:
        id: Random, hexadecimal.
    """

    id: str
    name: str
    born: date
    record_number: str


@frozen
class Stopped:
    """A sitting as the vault has it.

    Attributes:
        record: Of the latest stop.
        linked: The entry of the latest stop.
        day: The clinic's date; of a paper form the day it was filled in.
        patient: None until somebody matched two identifiers.
    """

    record: Record
    linked: Linked
    day: date
    patient: Patient | None

    @property
    def order(self) -> tuple[date, int]:
        """Sorts sittings as they were answered: a form that is keyed later was not filled later."""
        return self.day, self.linked.entry.at_ms


@frozen
class Last:
    """When somebody last sat.

    Attributes:
        subject: The patient's id, or the sitting's where nobody matched it.
        day: The clinic's date of the last sitting; a patient's may be one that nobody has matched
            and that was given under their record number.
        sittings: How many there are; 0 for a patient who never sat.
    """

    subject: str
    day: date
    sittings: int


def sitting(vault: Vault, sitting_id: str) -> Stopped | None:
    """The sitting of that id; None where there is none."""
    with vault.reading() as db:
        row = next(db.table("sitting").rows_where("sitting = ?", [sitting_id]), None)
    return None if row is None else _stopped(vault, row)


@frozen
class Line:
    """A sitting in the list of a patient's, without its answers.

    Attributes:
        scores: As `core.summary_scores.brief` has them.
        bands: Of its flags, in no order.
        recorded_ms: When somebody copied it into the hospital's record; None where nobody did.
    """

    day: date
    at_ms: int
    ticket: str
    who: Who
    scores: str
    stop: Stop | None
    is_paper: bool
    recorded_ms: int | None
    bands: frozenset[Band]


_LINE: Final = (
    "SELECT s.day, s.at_ms, s.ticket, s.who, s.scores, s.stop, s.source, s.recorded_ms, s.bands"
    " FROM sitting s WHERE s.sitting = ?"
)


def line(vault: Vault, sitting_id: str) -> Line | None:
    """The sitting of that id as a list has it; None where there is none."""
    with vault.reading() as db:
        row = db.conn.execute(_LINE, (sitting_id,)).fetchone()
    if row is None:
        return None
    day, at_ms, ticket, who, scores, stop, source, recorded_ms, bands = row
    return Line(
        day=date.fromisoformat(day),
        at_ms=at_ms,
        ticket=ticket,
        who=Who(who),
        scores=lengthened(scores),
        stop=Stop(stop) if stop else None,
        is_paper=source == "paper",
        recorded_ms=recorded_ms,
        bands=bands_from(bands),
    )


def find(vault: Vault, words: str, *, today: date) -> tuple[str, ...]:
    """Ids of the sittings that are meant: by the start of an id, or a ticket word of today."""
    with vault.reading() as db:
        by_ticket = [
            row["sitting"]
            for row in db.table("sitting").rows_where(
                "ticket = ? AND day = ?", [words.casefold(), today.isoformat()]
            )
        ]
        if by_ticket or not _is_hexadecimal(words):
            return tuple(by_ticket)
        return tuple(
            row["sitting"]
            for row in db.table("sitting").rows_where(
                # A range of the index: "g" is behind every hexadecimal digit.
                "sitting >= ? AND sitting < ?",
                [words.casefold(), f"{words.casefold()}g"],
                order_by="sitting",
            )
        )


def all_sittings(vault: Vault) -> tuple[str, ...]:
    """Ids of all sittings, the oldest first."""
    with vault.reading() as db:
        rows = db.table("sitting").rows_where(order_by="at_ms, sitting")
        return tuple(row["sitting"] for row in rows)


def patient_of(vault: Vault, record_number: str) -> Patient | None:
    """The patient of that record number, through every merge; None where nobody has it yet."""
    with vault.reading() as db:
        row = next(db.table("patient").rows_where("record_number = ?", [record_number]), None)
        if row is not None and row["merged_into"] is not None:
            row = db.table("patient").get(led_to(db, row["patient"]))
    return None if row is None else _patient(row)


def patient(vault: Vault, patient_id: str) -> Patient | None:
    """The patient of that random id; None where there is none."""
    with vault.reading() as db:
        row = next(db.table("patient").rows_where("patient = ?", [patient_id]), None)
    return None if row is None else _patient(row)


def sittings_of(vault: Vault, patient_id: str) -> tuple[str, ...]:
    """Ids of a patient's sittings, the oldest first."""
    with vault.reading() as db:
        rows = db.table("sitting").rows_where(
            "patient = ?", [patient_id], order_by="at_ms, sitting"
        )
        return tuple(row["sitting"] for row in rows)


def unmatched(vault: Vault, record_number: str) -> tuple[str, ...]:
    """Ids of sittings given under that record number that nobody has matched, the oldest first."""
    with vault.reading() as db:
        rows = db.table("sitting").rows_where(
            "record_number = ? AND patient IS NULL", [record_number], order_by="at_ms, sitting"
        )
        return tuple(row["sitting"] for row in rows)


def last_days(vault: Vault) -> tuple[Last, ...]:
    """When everybody last sat, the longest ago first; a sitting nobody matched for itself.

    Who never sat counts from their last visit, or from the day they were last written down.
    """
    with vault.reading() as db:
        rows = db.query(
            "SELECT coalesce(s.patient, s.sitting) AS subject, count(*) AS sittings,"
            " max(max(s.day), coalesce((SELECT max(loose.day) FROM patient p JOIN sitting loose"
            " ON loose.record_number = p.record_number AND loose.patient IS NULL"
            " WHERE p.patient = s.patient), '')) AS day"
            " FROM sitting s GROUP BY coalesce(s.patient, s.sitting)"
            " UNION ALL SELECT p.patient, 0, max(date(p.at_ms / 1000, 'unixepoch'),"
            " coalesce((SELECT max(v.day) FROM visit v WHERE v.patient = p.patient), ''))"
            " FROM patient p WHERE p.merged_into IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM sitting s WHERE s.patient = p.patient"
            "  OR (s.patient IS NULL AND s.record_number = p.record_number))"
            " ORDER BY day, subject"
        )
        return tuple(
            Last(
                subject=row["subject"],
                day=date.fromisoformat(row["day"]),
                sittings=row["sittings"],
            )
            for row in rows
        )


def about(vault: Vault, subject: str) -> tuple[Linked, ...]:
    """Every entry about a patient, a sitting or a call that still says something, by time."""
    with vault.reading() as db:
        places = [place for each in erasing.entries_about(db, {subject}) for place in each.entries]
    found = [vault.entry(writer, number) for writer, number in places]
    return tuple(sorted(found, key=lambda each: (each.entry.at_ms, each.entry.number)))


def came_back(vault: Vault, *, start: str = "") -> tuple[str, ...]:
    """Erased patients and sittings about whom something was taken in since, by random id.

    Args:
        start: Only those whose id begins so.
    """
    with vault.reading() as db:
        return erasing.returned(db, start=start)


def sat_again(vault: Vault) -> tuple[str, ...]:
    """Erased sittings that stopped again since, by random id."""
    with vault.reading() as db:
        return erasing.sat_again(db)


def history(vault: Vault, patient_id: str, *, without: str) -> tuple[Stopped, ...]:
    """A patient's other sittings, the oldest first.

    Args:
        without: The sitting that is looked at.
    """
    with vault.reading() as db:
        rows = list(
            db.table("sitting").rows_where(
                "patient = ? AND sitting != ?", [patient_id, without], order_by="day, at_ms"
            )
        )
    return tuple(_stopped(vault, row) for row in rows)


def since(vault: Vault, day: date) -> Iterator[Stopped]:
    """Sittings of that day and later."""
    with vault.reading() as db:
        rows = list(db.table("sitting").rows_where("day >= ?", [day.isoformat()]))
    for row in rows:
        yield _stopped(vault, row)


def has_draft(vault: Vault, draft: str) -> bool:
    """Whether that draft was scored before."""
    with vault.reading() as db:
        return db.table("stop").count_where("draft = ?", [draft]) > 0


def kinds_of(vault: Vault, subject: str) -> tuple[str, ...]:
    """The kinds of all entries about a sitting or patient, in the order they were taken in."""
    with vault.reading() as db:
        rows = db.table("journal").rows_where(
            "subject = ?", [subject], select="kind", order_by="rowid"
        )
        return tuple(row["kind"] for row in rows)


def last_of(vault: Vault, kinds: Sequence[str]) -> Linked | None:
    """The entry of one of these kinds that was written last; None where there is none."""
    marks = ", ".join("?" for _ in kinds)
    with vault.reading() as db:
        rows = db.table("journal").rows_where(
            f"kind IN ({marks})", list(kinds), order_by="rowid DESC", limit=1
        )
        row = next(rows, None)
    return None if row is None else linked_from(row)


def rules_of(vault: Vault, sitting_id: str) -> frozenset[str]:
    """The rules that raised a flag in a sitting."""
    with vault.reading() as db:
        return frozenset(flagging.flags_of(db, sitting_id))


def flags_of(vault: Vault, sitting_id: str) -> tuple[Flag, ...]:
    """Every flag of a sitting, of all its stops and of its history."""
    with vault.reading() as db:
        found = flagging.flags_of(db, sitting_id)
    return tuple(found[rule] for rule in sorted(found))


def settings_hash(vault: Vault) -> str | None:
    """Hash of the settings as the journal last had them."""
    with vault.reading() as db:
        row = next(db.table("setting").rows_where("name = 'kiosk.json'"), None)
    return None if row is None else str(row["hash"])


def _stopped(vault: Vault, row: Mapping[str, Any]) -> Stopped:
    linked = _last_stop(vault, row["sitting"])
    patient = None
    if row["patient"] is not None:
        with vault.reading() as db:
            patient = _patient(db.table("patient").get(row["patient"]))
    return Stopped(
        record=from_payload(parsed(linked.entry.payload), schema=linked.entry.schema),
        linked=linked,
        day=date.fromisoformat(row["day"]),
        patient=patient,
    )


def _last_stop(vault: Vault, sitting_id: str) -> Linked:
    with vault.reading() as db:
        row = next(db.query(LAST_STOP.format(columns="j.*"), [sitting_id]), None)
    if row is None:
        raise damaged("vault.db")
    return linked_from(row)


def _patient(row: Mapping[str, Any]) -> Patient:
    return Patient(
        id=row["patient"],
        name=row["name"],
        born=date.fromisoformat(row["born"]),
        record_number=row["record_number"],
    )


def _is_hexadecimal(words: str) -> bool:
    return bool(words) and set(words.casefold()) <= set("0123456789abcdef")
