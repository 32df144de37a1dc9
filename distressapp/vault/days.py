"""Questions to the vault: what happens on one day, and what waits from earlier ones."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band
from distressapp.core.sitting import Stop
from distressapp.core.visiting import Mark
from distressapp.vault.patients import one_with
from distressapp.vault.vault import Vault


@frozen
class Visit:
    """A visit that was written down.

    Attributes:
        patient: Id of the patient whom it leads to now.
        subject: The id that its entry named.
        time: The clinic's local time, `"09:30"`; empty where only the day is known.
        reason: Of `Declined` or `Unsuited`; empty elsewhere.
        review: Until when the patient asked not to be asked; None elsewhere.
        source: `"staff"` or `"list"`.
    """

    id: str
    patient: str
    subject: str
    day: date
    time: str
    is_pivotal: bool
    state: Mark
    reason: str
    review: date | None
    note: str
    source: str


@frozen
class Course:
    """When a patient sat, as far as it makes them due.

    Attributes:
        sat: Day of the last sitting in which anything was asked; None before the first.
        flagged: Day of the last sitting that raised a flag; None without one.
        review: The patient asked not to be asked until that day; None where they did not, or
            were asked since.
    """

    sat: date | None = None
    flagged: date | None = None
    review: date | None = None


@frozen
class Sat:
    """A sitting in a list.

    Attributes:
        patient: None where nobody matched it.
        stop: How it last stopped.
        band: The worst band of its flags; None without one.
        is_printed: A page was made for staff.
        is_admitted: Staff admitted it from their list.
        visit: Of the hand-over; empty where it came without one.
        is_paper: A form that staff keyed in.
    """

    id: str
    patient: str | None
    record_number: str
    born: date | None
    ticket: str
    day: date
    at_ms: int
    stop: Stop | None
    band: Band | None
    has_unread_text: bool
    is_opened: bool
    is_printed: bool
    visit: str
    is_paper: bool


@frozen
class Admitted:
    """A sitting that staff admitted and that has not stopped yet, as far as the vault knows.

    Attributes:
        ticket: The word on the kiosk's screen, on the slip and on the staff's list.
    """

    sitting: str
    patient: str
    visit: str
    by: str
    member: str
    at_ms: int
    ticket: str = ""


_BANDS: Final = {each.urgency: each for each in Band}
_SAT: Final = (
    "SELECT s.*, coalesce(a.visit, '') AS visit,"
    " EXISTS (SELECT 1 FROM page g WHERE g.sitting = s.sitting AND g.copy != 'patient') AS printed"
    " FROM sitting s LEFT JOIN admitted a ON a.sitting = s.sitting"
)


def visit(vault: Vault, visit_id: str) -> Visit | None:
    """The visit of that id; None where there is none."""
    with vault.reading() as db:
        row = next(db.table("visit").rows_where("visit = ?", [visit_id]), None)
    return None if row is None else _visit(row)


def visits_on(vault: Vault, day: date) -> tuple[Visit, ...]:
    """The visits of that day, by time; those without a time stand last."""
    with vault.reading() as db:
        rows = list(
            db.table("visit").rows_where(
                "day = ?", [day.isoformat()], order_by="time = '', time, at_ms, visit"
            )
        )
    return tuple(_visit(row) for row in rows)


def visits_of(vault: Vault, patient: str) -> tuple[Visit, ...]:
    """A patient's visits, the latest first."""
    with vault.reading() as db:
        rows = list(
            db.table("visit").rows_where(
                "patient = ?", [patient], order_by="day DESC, time DESC, at_ms, visit"
            )
        )
    return tuple(_visit(row) for row in rows)


def courses_of_visitors(vault: Vault, day: date) -> Mapping[str, Course]:
    """The course of everybody who has a visit on that day, by patient."""
    with vault.reading() as db:
        rows = list(
            db.query(
                "SELECT v.patient AS patient,"
                " (SELECT max(s.day) FROM sitting s WHERE s.patient = v.patient"
                "  AND s.stop != 'not_today') AS sat,"
                " (SELECT max(s.day) FROM sitting s WHERE s.patient = v.patient"
                "  AND s.bands != 0) AS flagged,"
                " (SELECT max(r.review) FROM visit r WHERE r.patient = v.patient AND r.day <= v.day"
                "  AND r.state = 'not_suitable' AND r.reason = 'asks_not' AND NOT EXISTS"
                "  (SELECT 1 FROM sitting s WHERE s.patient = r.patient AND s.day >= r.day"
                "   AND s.stop != 'not_today')) AS review"
                " FROM visit v WHERE v.day = ? GROUP BY v.patient",
                [day.isoformat()],
            )
        )
    return {row["patient"]: _course(row) for row in rows}


def flagged_between(vault: Vault, first: date, last: date, *, today: date) -> Mapping[str, date]:
    """Patients who last sat on these days and were flagged then, without a visit from today on.

    Who died is not among them.
    """
    with vault.reading() as db:
        rows = list(
            db.query(
                "SELECT s.patient AS patient, max(s.day) AS day FROM sitting s"
                " JOIN patient p ON p.patient = s.patient AND p.died_ms IS NULL"
                " WHERE s.day BETWEEN ? AND ?"
                " AND s.bands != 0"
                " AND NOT EXISTS (SELECT 1 FROM sitting n WHERE n.patient = s.patient"
                "  AND n.day > s.day AND n.stop != 'not_today')"
                " AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.patient = s.patient AND v.day >= ?)"
                " GROUP BY s.patient ORDER BY day, s.patient",
                [first.isoformat(), last.isoformat(), today.isoformat()],
            )
        )
    return {row["patient"]: date.fromisoformat(row["day"]) for row in rows}


def sat_on(vault: Vault, day: date) -> tuple[Sat, ...]:
    """The sittings of that day, the latest first."""
    return _sat(vault, "s.day = ? ORDER BY s.at_ms DESC, s.sitting", day.isoformat())


def unread(vault: Vault) -> tuple[Sat, ...]:
    """Sittings with words of the patient's own that nobody has opened, the oldest first."""
    return _sat(vault, "s.has_text = 1 AND s.text_read_ms IS NULL ORDER BY s.at_ms, s.sitting")


def unmatched(vault: Vault) -> tuple[Sat, ...]:
    """Sittings that nobody has matched to a patient, the oldest first."""
    return _sat(vault, "s.patient IS NULL ORDER BY s.at_ms, s.sitting")


def sat(vault: Vault, sitting: str) -> Sat | None:
    """One sitting as a list has it; None where there is none."""
    return next(iter(_sat(vault, "s.sitting = ?", sitting)), None)


def sittings_of(vault: Vault, patient: str) -> tuple[Sat, ...]:
    """A patient's sittings, the latest first."""
    return _sat(vault, "s.patient = ? ORDER BY s.at_ms DESC, s.sitting", patient)


def oldest_unopened(vault: Vault) -> Sat | None:
    """The sitting that waits longest for somebody to open it; None where none does."""
    return next(iter(_sat(vault, "s.opened_ms IS NULL ORDER BY s.at_ms, s.sitting LIMIT 1")), None)


def unopened(vault: Vault) -> int:
    """How many sittings nobody has opened since they stopped."""
    with vault.reading() as db:
        return db.table("sitting").count_where("opened_ms IS NULL")


def admitted_on(vault: Vault, first_ms: int) -> tuple[Admitted, ...]:
    """Sittings admitted since then that have not stopped, the latest first."""
    with vault.reading() as db:
        rows = list(
            db.query(
                "SELECT a.* FROM admitted a LEFT JOIN sitting s ON s.sitting = a.sitting"
                " WHERE s.sitting IS NULL AND a.at_ms >= ? ORDER BY a.at_ms DESC, a.sitting",
                [first_ms],
            )
        )
    return tuple(_admitted(row) for row in rows)


def admitted_unmatched(vault: Vault) -> tuple[Admitted, ...]:
    """Sittings that staff admitted, that have stopped and that nobody has matched."""
    with vault.reading() as db:
        rows = list(
            db.query(
                "SELECT a.* FROM admitted a JOIN sitting s ON s.sitting = a.sitting"
                " WHERE s.patient IS NULL ORDER BY s.at_ms, a.sitting"
            )
        )
    return tuple(_admitted(row) for row in rows)


def never_stopped(vault: Vault, patient: str) -> tuple[str, ...]:
    """Sittings that were admitted for a patient, under any of their ids, and that never stopped."""
    with vault.reading() as db:
        rows = db.query(
            "SELECT a.sitting AS sitting FROM admitted a LEFT JOIN sitting s"
            " ON s.sitting = a.sitting WHERE s.sitting IS NULL"
            " AND a.patient IN (SELECT value FROM json_each(?)) ORDER BY a.at_ms, a.sitting",
            [json.dumps(one_with(db, patient))],
        )
        return tuple(row["sitting"] for row in rows)


def resumed(vault: Vault, day: date) -> tuple[str, ...]:
    """Sittings since that day that stopped once more after they were matched."""
    with vault.reading() as db:
        rows = list(
            db.table("sitting").rows_where(
                "day >= ? AND matched_ms < at_ms", [day.isoformat()], order_by="at_ms, sitting"
            )
        )
    return tuple(row["sitting"] for row in rows)


def pages_of(vault: Vault, sitting: str) -> tuple[tuple[int, str], ...]:
    """Every page that was made of a sitting: when, and which copy; the oldest first."""
    with vault.reading() as db:
        rows = db.table("page").rows_where("sitting = ?", [sitting], order_by="at_ms, number")
        return tuple((row["at_ms"], row["copy"]) for row in rows)


def is_recorded(vault: Vault, sitting: str) -> bool:
    """Whether somebody copied it into the hospital's record."""
    with vault.reading() as db:
        where = "sitting = ? AND recorded_ms IS NOT NULL"
        return db.table("sitting").count_where(where, [sitting]) > 0


def _sat(vault: Vault, where: str, *values: str) -> tuple[Sat, ...]:
    with vault.reading() as db:
        rows = list(db.query(f"{_SAT} WHERE {where}", values))
    return tuple(_one_sat(row) for row in rows)


def _one_sat(row: Mapping[str, Any]) -> Sat:
    return Sat(
        id=row["sitting"],
        patient=row["patient"],
        record_number=row["record_number"],
        born=None if row["born"] is None else date.fromisoformat(row["born"]),
        ticket=row["ticket"],
        day=date.fromisoformat(row["day"]),
        at_ms=row["at_ms"],
        stop=Stop(row["stop"]) if row["stop"] else None,
        band=_BANDS.get(row["band"]),
        has_unread_text=bool(row["has_text"]) and row["text_read_ms"] is None,
        is_opened=row["opened_ms"] is not None,
        is_printed=bool(row["printed"]),
        visit=row["visit"],
        is_paper=row["source"] == "paper",
    )


def _visit(row: Mapping[str, Any]) -> Visit:
    return Visit(
        id=row["visit"],
        patient=row["patient"],
        subject=row["subject"],
        day=date.fromisoformat(row["day"]),
        time=row["time"],
        is_pivotal=bool(row["is_pivotal"]),
        state=Mark(row["state"]),
        reason=row["reason"],
        review=date.fromisoformat(row["review"]) if row["review"] else None,
        note=row["note"],
        source=row["source"],
    )


def _course(row: Mapping[str, Any]) -> Course:
    return Course(sat=_day(row["sat"]), flagged=_day(row["flagged"]), review=_day(row["review"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _admitted(row: Mapping[str, Any]) -> Admitted:
    return Admitted(
        sitting=row["sitting"],
        patient=row["patient"],
        visit=row["visit"],
        by=row["by"],
        member=row["member"],
        at_ms=row["at_ms"],
        ticket=row["ticket"],
    )
