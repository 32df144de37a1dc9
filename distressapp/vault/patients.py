"""Patients as they follow from the journal: who they are, which of them are one, whose sitting.

A sitting and a visit keep the id that their entry named (`subject`) beside the one that it leads
to now (`patient`): so a merge can be undone.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.journal import Entry
from distressapp.core.names import folded
from distressapp.core.record import Payload, flag_from
from distressapp.vault.flagging import raise_flags, withdraw

_Project: TypeAlias = Callable[[Database, Entry, Payload], None]

_LED: Final = ("sitting", "visit")
"""The tables whose rows lead to the patient that somebody was merged into."""


def led_to(db: Database, patient_id: str) -> str:
    """The id that this one leads to through every merge; itself where nobody merged it."""
    seen = {patient_id}
    while True:
        found = db.execute(
            "SELECT merged_into FROM patient WHERE patient = ?", [patient_id]
        ).fetchone()
        if found is None or found[0] is None or found[0] in seen:
            return patient_id
        patient_id = str(found[0])
        seen.add(patient_id)


def one_with(db: Database, patient_id: str) -> tuple[str, ...]:
    """That id and every one that was merged into it, through every merge."""
    # One question for each: a recursive one has SQLite make two tables, and wipe them.
    found = {patient_id: None}
    waiting = [patient_id]
    while waiting:
        rows = db.conn.execute(_MERGED, (waiting.pop(),)).fetchall()
        new = [each for (each,) in rows if each not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return tuple(found)


_MERGED: Final = "SELECT patient FROM patient WHERE merged_into = ?"
_REGISTER: Final = (
    "INSERT INTO patient (patient, name, born, record_number, language, interpreter, phone,"
    " may_phone, may_message, notes, folded, at_ms) VALUES (:patient, :name, :born,"
    " :record_number, :language, :interpreter, :phone, :may_phone, :may_message, :notes, :folded,"
    " :at_ms)"
)
_MATCHED: Final = (
    "INSERT OR IGNORE INTO patient (patient, name, born, record_number, language, interpreter,"
    " phone, notes, folded, at_ms) VALUES (?, ?, ?, ?, '', '', '', '', ?, ?)"
)
_BELONGS: Final = "UPDATE sitting SET patient = ?, subject = ?, matched_ms = ? WHERE sitting = ?"
"""Plain SQL: sqlite-utils asks for the shape of the table each time (sqlite-utils 4.2)."""


def _registered(db: Database, entry: Entry, payload: Payload) -> None:
    db.execute(_REGISTER, {"patient": entry.subject, **_details(entry, payload)})


def _changed(db: Database, entry: Entry, payload: Payload) -> None:
    db.table("patient").update(entry.subject, _details(entry, payload))


def _details(entry: Entry, payload: Payload) -> dict[str, Any]:
    return {
        "name": payload["name"],
        "born": payload["born"],
        "record_number": payload["record_number"],
        "language": payload["language"],
        "interpreter": payload["interpreter"],
        "phone": payload["phone"],
        "may_phone": payload["may_phone"],
        "may_message": payload["may_message"],
        "notes": payload["notes"],
        "folded": folded(payload["name"]),
        "at_ms": entry.at_ms,
    }


def _confirmed(db: Database, entry: Entry, payload: Payload) -> None:
    """A matching makes a patient of whom nothing was known; it changes no details."""
    name = payload["name"]
    told = (entry.subject, name, payload["born"], payload["record_number"], folded(name))
    db.conn.execute(_MATCHED, (*told, entry.at_ms))
    if _is_there(db, payload["sitting"]):
        _belongs(db, entry, payload["sitting"])
        flags = [flag_from(each) for each in payload["flags"]]
        raise_flags(db, payload["sitting"], flags)


def _moved(db: Database, entry: Entry, payload: Payload) -> None:
    """Two entries for one move: with the patient whom the sitting leaves, and with its own."""
    sitting = payload["sitting"]
    if payload["side"] == "left" or not _is_there(db, sitting):
        return
    withdraw(db, sitting, list(payload["withdrawn"]))
    _belongs(db, entry, sitting)
    db.table("sitting").update(sitting, {"moved_from": payload["from"]})
    raise_flags(db, sitting, [flag_from(each) for each in payload["flags"]])


def _is_there(db: Database, sitting: str) -> bool:
    """Not where it was erased by itself, by a list from before it came back."""
    found = db.conn.execute("SELECT 1 FROM sitting WHERE sitting = ?", (sitting,))
    return found.fetchone() is not None


def _belongs(db: Database, entry: Entry, sitting: str) -> None:
    patient = led_to(db, entry.subject)
    db.conn.execute(_BELONGS, (patient, entry.subject, entry.at_ms, sitting))


def _merged(db: Database, entry: Entry, payload: Payload) -> None:
    db.table("patient").update(entry.subject, {"merged_into": payload["into"]})
    _lead(db, led_to(db, entry.subject))


def _unmerged(db: Database, entry: Entry, payload: Payload) -> None:
    del payload
    before = led_to(db, entry.subject)
    db.table("patient").update(entry.subject, {"merged_into": None})
    for name in _LED:
        ids = one_with(db, entry.subject)
        marks = ", ".join("?" for _ in ids)
        db.execute(
            f"UPDATE {name} SET patient = ? WHERE patient = ? AND subject IN ({marks})",  # noqa: S608  (constants)
            [entry.subject, before, *ids],
        )


def _lead(db: Database, patient: str) -> None:
    ids = one_with(db, patient)
    marks = ", ".join("?" for _ in ids)
    for name in _LED:
        db.execute(
            f"UPDATE {name} SET patient = ? WHERE subject IN ({marks})",  # noqa: S608  (constants)
            [patient, *ids],
        )


def _died(db: Database, entry: Entry, payload: Payload) -> None:
    del payload
    _set(db, entry, died_ms=entry.at_ms)


def _death_confirmed(db: Database, entry: Entry, payload: Payload) -> None:
    del payload
    _set(db, entry, death_confirmed_ms=entry.at_ms)


def _death_reversed(db: Database, entry: Entry, payload: Payload) -> None:
    del payload
    _set(db, entry, died_ms=None, death_confirmed_ms=None)


def _set(db: Database, entry: Entry, **values: int | None) -> None:
    if db.table("patient").count_where("patient = ?", [entry.subject]):
        db.table("patient").update(entry.subject, values)


PROJECT: Final[Mapping[str, _Project]] = {
    "patient.registered": _registered,
    "patient.changed": _changed,
    "patient.merged": _merged,
    "patient.unmerged": _unmerged,
    "patient.died": _died,
    "patient.death_confirmed": _death_confirmed,
    "patient.death_reversed": _death_reversed,
    "sitting.confirmed": _confirmed,
    "sitting.moved": _moved,
}
