"""Questions to the vault: which paper forms are out, which came back, and whose they are."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from distressapp.core.frozen import frozen
from distressapp.core.journal import parsed
from distressapp.core.record import Payload
from distressapp.vault.patients import led_to, one_with
from distressapp.vault.vault import Vault


@frozen
class PaperForm:
    """One form that was printed.

    Attributes:
        form: Random id.
        code: As kept; see `core.form_code`.
        patient: Random id of whose it is now, through every merge; empty on a form that was
            printed for nobody.
        ticket: The ticket word on it.
        day: The clinic's day of printing.
        by: Who printed it.
        sitting: What it became; empty while it is out.
        returned_by: Who keyed it in; empty while it is out.
        returned_ms: When; None while it is out.
        kept_by: Who keyed it half-way, and was the last one to; empty where nobody did.
        kept_ms: When; None where nobody did.
    """

    form: str
    code: str
    patient: str
    ticket: str
    day: date
    by: str
    at_ms: int
    sitting: str
    returned_by: str
    returned_ms: int | None
    kept_by: str
    kept_ms: int | None

    @property
    def is_out(self) -> bool:
        """Nobody has keyed it in."""
        return not self.sitting


def form(vault: Vault, form_id: str) -> PaperForm | None:
    """The form of that id; None where there is none."""
    return _one(vault, "form = ?", form_id)


def of_code(vault: Vault, code: str) -> PaperForm | None:
    """The form of that code; None where there is none."""
    return _one(vault, "code = ?", code)


def of_sitting(vault: Vault, sitting: str) -> PaperForm | None:
    """The form that became that sitting; None where it was no form, or that is erased."""
    return _one(vault, "sitting = ?", sitting)


def out(vault: Vault, *, most: int = 500) -> tuple[PaperForm, ...]:
    """Forms that nobody has keyed in, the newest first."""
    with vault.reading() as db:
        rows = list(
            db.table("form").rows_where(
                "sitting IS NULL", order_by="at_ms DESC, number DESC", limit=most
            )
        )
        return tuple(_form(row, led_to(db, row["subject"])) for row in rows)


def of_patient(vault: Vault, patient: str) -> tuple[PaperForm, ...]:
    """Forms of a patient, through every merge, the newest first."""
    with vault.reading() as db:
        ids = one_with(db, patient)
        marks = ", ".join("?" for _ in ids)
        rows = db.table("form").rows_where(
            f"subject IN ({marks})", list(ids), order_by="at_ms DESC, number DESC"
        )
        return tuple(_form(row, patient) for row in list(rows))


def said(vault: Vault, found: PaperForm) -> Payload:
    """What the entry of its printing says.

    Raises:
        KeyError: There is no such form; a bug of the caller.
    """
    with vault.reading() as db:
        row = db.table("form").get(found.form)
    return parsed(vault.entry(row["writer"], row["number"]).entry.payload)


def kept(vault: Vault, found: PaperForm) -> Payload | None:
    """What the last entry says that somebody keyed half-way; None where nobody did."""
    with vault.reading() as db:
        row = db.table("form").get(found.form)
    if row["kept_ms"] is None:
        return None
    return parsed(vault.entry(row["kept_writer"], row["kept_number"]).entry.payload)


def kept_about(vault: Vault, patient: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """Ids under which forms of that patient are kept half-keyed.

    Args:
        numbers: The patient's record numbers: of forms that were printed for nobody.
    """
    with vault.reading() as db:
        ids = one_with(db, patient)
        marks, others = (", ".join("?" for _ in each) for each in (ids, numbers))
        rows = db.table("form").rows_where(
            f"kept_subject IS NOT NULL AND (subject IN ({marks})"
            f" OR (is_blank AND kept_of IN ({others})))",
            [*ids, *numbers],
            order_by="kept_ms",
            select="kept_subject",
        )
        return tuple(row["kept_subject"] for row in rows)


def _one(vault: Vault, where: str, value: str) -> PaperForm | None:
    with vault.reading() as db:
        row = next(db.table("form").rows_where(where, [value]), None)
        return None if row is None else _form(row, led_to(db, row["subject"]))


def _form(row: Mapping[str, Any], patient: str) -> PaperForm:
    return PaperForm(
        form=row["form"],
        code=row["code"],
        patient="" if row["is_blank"] else patient,
        ticket=row["ticket"],
        day=date.fromisoformat(row["day"]),
        by=row["by"],
        at_ms=row["at_ms"],
        sitting=row["sitting"] or "",
        returned_by=row["returned_by"] or "",
        returned_ms=row["returned_ms"],
        kept_by=row["kept_by"] or "",
        kept_ms=row["kept_ms"],
    )
