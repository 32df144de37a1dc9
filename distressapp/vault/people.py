"""Questions to the vault: who is a patient here, found by name, number or date of birth."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, Final

from distressapp.core.frozen import frozen
from distressapp.core.names import are_alike, folded, mistaken_for
from distressapp.vault import headcount
from distressapp.vault.patients import led_to, one_with
from distressapp.vault.vault import Vault

_AT_ONCE: Final = 500
"""Ids in one question; SQLite takes no more than some thousands."""
_BY_NAME: Final = "FROM patient WHERE merged_into IS NULL{where} ORDER BY folded, born, patient"
"""As `tables.by_name` has its index: the order costs nothing."""
_COLUMNS: Final = (
    "patient, name, born, record_number, language, interpreter, phone, may_phone, may_message,"
    " notes, merged_into, died_ms, death_confirmed_ms"
)
# A bare `LIMIT ?` has the statement planned anew each time (SQLite 3.53 with STAT4).
_BEGINNING: Final = f"SELECT {_COLUMNS}, ({headcount.COUNT}) {_BY_NAME.format(where='')} LIMIT +?"
_NAMES: Final = _COLUMNS.split(", ")


@frozen
class Known:
    """A patient with everything that staff wrote down.

    Attributes:
        language, interpreter, phone, notes: Empty where nobody said.
        may_phone, may_message: None where nobody asked.
        merged_into: The id that this record leads to; None where it stands for itself.
        died_ms: When a death was reported; None otherwise.
    """

    id: str
    name: str
    born: date
    record_number: str
    language: str
    interpreter: str
    phone: str
    may_phone: bool | None
    may_message: bool | None
    notes: str
    merged_into: str | None
    died_ms: int | None
    is_death_confirmed: bool


def known(vault: Vault, patient_id: str) -> Known | None:
    """The patient of that id as the record has it, merged or not; None where there is none."""
    with vault.reading() as db:
        row = next(db.query("SELECT * FROM patient WHERE patient = ?", [patient_id]), None)
    return None if row is None else _known(row)


def standing(vault: Vault, patient_id: str) -> Known | None:
    """The patient whom that id leads to through every merge; None where there is none."""
    return known(vault, led(vault, patient_id))


def led(vault: Vault, patient_id: str) -> str:
    """The id that this one leads to through every merge; itself where nobody merged it."""
    with vault.reading() as db:
        return led_to(db, patient_id)


def of_number(vault: Vault, record_number: str) -> Known | None:
    """The patient of that record number, through every merge; None where nobody has it."""
    found = holder(vault, record_number)
    return None if found is None else standing(vault, found)


def holder(vault: Vault, record_number: str) -> str | None:
    """The id of the record that has that number itself, merged or not; None where none has."""
    with vault.reading() as db:
        row = db.execute(
            "SELECT patient FROM patient WHERE record_number = ?", [record_number]
        ).fetchone()
    return None if row is None else str(row[0])


def many(vault: Vault, ids: Iterable[str]) -> Mapping[str, Known]:
    """Those of these ids that are patients, by id."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Known] = {}
    with vault.reading() as db:
        for at in range(0, len(wanted), _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            marks = ", ".join("?" for _ in some)
            # Not by sqlite-utils, which opens a savepoint for each question (sqlite-utils 4.2).
            rows = db.execute(f"SELECT {_COLUMNS} FROM patient WHERE patient IN ({marks})", some)  # noqa: S608  (constants)
            found.update((row[0], _from_columns(row)) for row in rows)
    return found


def everybody(vault: Vault) -> Iterator[Known]:
    """Every patient, in no order; merged records are not among them."""
    with vault.reading() as db:
        for row in db.table("patient").rows_where("merged_into IS NULL"):
            yield _known(row)


def numbers(vault: Vault) -> Mapping[str, str]:
    """Every record number to the id of the patient that it leads to; for a whole day's list."""
    with vault.reading() as db:
        into = {
            row[0]: (row[1], row[2])
            for row in db.execute("SELECT patient, record_number, merged_into FROM patient")
        }
    return {number: _end(patient, into) for patient, (number, _into) in into.items()}


def _end(patient: str, into: Mapping[str, tuple[str, str | None]]) -> str:
    seen = {patient}
    while patient in into:
        further = into[patient][1]
        if further is None or further in seen:
            break
        patient = further
        seen.add(patient)
    return patient


def search(vault: Vault, words: str, *, born: date | None, limit: int) -> tuple[Known, ...]:
    """The first of `meant`, with what staff wrote down about them."""
    ids = meant(vault, words, born=born)[:limit]
    found = many(vault, ids)
    return tuple(found[each] for each in ids)


def meant(vault: Vault, words: str, *, born: date | None) -> tuple[str, ...]:
    """Ids of patients in whose name or record number every word stands, all of them by name.

    Whose record number is what was typed comes first, then whose name begins so. An index alone
    answers, in its own order: neither notes nor a sort of thousands of rows are paid for.

    Args:
        words: As typed; with none of them, everybody.
        born: Those of that date of birth too, whatever the words.
    """
    asked = folded(words).split()
    number = "".join(words.split()).upper()
    first = asked[0] if asked else ""
    clauses = " AND ".join("instr(folded, ?) > 0" for _ in asked) or "0"
    where = f" AND ({clauses} OR instr(record_number, ?) > 0 OR born = ?)"
    values: list[Any] = [number, first, first, *asked, number]
    values.append("" if born is None else born.isoformat())
    with vault.reading() as db:
        if not number:
            return tuple(
                row[0] for row in db.execute(f"SELECT patient {_BY_NAME.format(where='')}")
            )
        rows = db.execute(
            "SELECT patient, CASE WHEN record_number = ? THEN 0"
            " WHEN substr(folded, 1, length(?)) = ? THEN 1 ELSE 2 END"
            f" {_BY_NAME.format(where=where)}",
            values,
        )
        ranked: tuple[list[str], ...] = ([], [], [])
        for patient, rank in rows:
            ranked[rank].append(patient)
    return tuple(chain(*ranked))


def beginning(vault: Vault, most: int) -> tuple[int, tuple[Known, ...]]:
    """How many patients there are, and the first of them by name, in one question.

    Args:
        most: Of those first ones.
    """
    with vault.reading() as db:
        rows = db.conn.execute(_BEGINNING, (most,)).fetchall()
    return (rows[0][-1] if rows else 0), tuple(map(_from_columns, rows))


def count(vault: Vault) -> int:
    """How many patients there are; merged records do not count."""
    with vault.reading() as db:
        return int(db.execute(headcount.COUNT).fetchone()[0])


def alike(vault: Vault, name: str, born: date | None) -> tuple[Known, ...]:
    """Patients who could be held for somebody of that name and date of birth.

    Of that date, or day and month exchanged, with a name like it; or of a like name that shares a
    whole word with it. Who was merged away is not among them.
    """
    spelt = folded(name)
    days = [] if born is None else [each.isoformat() for each in mistaken_for(born)]
    clauses = [f"born IN ({', '.join('?' for _ in days)})"] if days else []
    clauses += ["instr(folded, ?) > 0" for _ in spelt.split()]
    if not clauses:
        return ()
    with vault.reading() as db:
        rows = list(
            db.table("patient").rows_where(
                f"merged_into IS NULL AND ({' OR '.join(clauses)})",
                [*days, *spelt.split()],
                order_by="folded, born, patient",
            )
        )
    return tuple(_known(row) for row in rows if are_alike(spelt, row["folded"]))


def merged_ids(vault: Vault, patient_id: str) -> tuple[str, ...]:
    """Ids that were merged into this one, through every merge; itself is not among them."""
    with vault.reading() as db:
        return tuple(each for each in one_with(db, patient_id) if each != patient_id)


def numbers_of(vault: Vault, patient_id: str) -> Sequence[str]:
    """Every record number that leads to that patient, their own first."""
    with vault.reading() as db:
        ids = one_with(db, patient_id)
        marks = ", ".join("?" for _ in ids)
        rows = db.table("patient").rows_where(f"patient IN ({marks})", list(ids))
        found = {row["patient"]: str(row["record_number"]) for row in rows}
    return [found[each] for each in ids if each in found]


def _known(row: Mapping[str, Any]) -> Known:
    return _from_columns([row[each] for each in _NAMES])


def _from_columns(row: Sequence[Any]) -> Known:
    """Of `_COLUMNS`, without a name for each: a list that scrolls asks for hundreds."""
    return Known(
        id=row[0],
        name=row[1],
        born=date.fromisoformat(row[2]),
        record_number=row[3],
        language=row[4] or "",
        interpreter=row[5] or "",
        phone=row[6] or "",
        may_phone=_said(row[7]),
        may_message=_said(row[8]),
        notes=row[9] or "",
        merged_into=row[10],
        died_ms=row[11],
        is_death_confirmed=row[12] is not None,
    )


def _said(value: int | None) -> bool | None:
    return None if value is None else bool(value)
