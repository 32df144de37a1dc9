"""Visits to the clinic: planned, changed, and marked with what became of them."""

from datetime import date, time
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.names import tidied
from distressapp.core.roles import Act
from distressapp.core.visiting import Declined, Mark, Unsuited
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.patients import known
from distressapp.service.posting import News
from distressapp.text import _
from distressapp.vault import days
from distressapp.vault.days import Visit
from distressapp.vault.vault import Vault

PLANNED: Final = "visit.planned"
CHANGED: Final = "visit.changed"
MARKED: Final = "visit.marked"
BY_STAFF: Final = "staff"
FROM_LIST: Final = "list"
LONGEST_NOTE: Final = 400


class VisitError(ExpectedError):
    """A visit that cannot be, or a mark that says too little."""


@frozen
class When:
    """A visit as it is planned.

    Attributes:
        at: The clinic's local time; None where only the day is known.
        is_pivotal: Staff mark a visit at which much changes: diagnosis, start or end of
            treatment, relapse. Then the patient is due.
        note: At most 400 characters.
    """

    day: date
    at: time | None = None
    is_pivotal: bool = False
    note: str = ""


def plan(
    house: House, session: Session, *, patient: str, when: When, source: str = BY_STAFF
) -> str:
    """Write a visit down; its random id.

    Args:
        patient: Random id.
        source: `"staff"` or `"list"`.

    Raises:
        NotAllowedError: The role does not do that.
        PatientError: There is no such patient.
        StoreError: Nothing was written.
    """
    check_may(session, Act.REGISTER)
    with session.vault.commit():
        known(session.vault, patient)
        return planned(house, session, patient=patient, when=when, source=source)


def planned(house: House, session: Session, *, patient: str, when: When, source: str) -> str:
    """Write the visit of a patient who is there, inside `commit` and by somebody who may; its id.

    Args:
        source: `"staff"` or `"list"`.
    """
    visit = house.new_id()
    payload = {"visit": visit, "source": source, **_when(when)}
    _write(house, session, kind=PLANNED, subject=patient, payload=payload)
    return visit


def change(house: House, session: Session, visit: str, when: When) -> None:
    """Write another day, time, note or weight of a visit down.

    Raises:
        NotAllowedError: The role does not do that.
        VisitError: There is no such visit.
        StoreError: Nothing was written.
    """
    check_may(session, Act.REGISTER)
    with session.vault.commit():
        found = visit_of(session.vault, visit)
        payload = {"visit": visit, **_when(when)}
        _write(house, session, kind=CHANGED, subject=found.subject, payload=payload)


def mark(  # noqa: PLR0913  (what a mark says)
    house: House,
    session: Session,
    visit: str,
    state: Mark,
    *,
    reason: str = "",
    review: date | None = None,
    note: str = "",
) -> None:
    """Say what became of a visit; a later mark stands in place of the one before.

    Args:
        reason: Of `Declined` or `Unsuited`, as the state asks.
        review: Until when a patient asked not to be asked, not before tomorrow; needed there.

    Raises:
        NotAllowedError: The role does not do that.
        VisitError: There is no such visit, or a reason or its review date is missing.
        StoreError: Nothing was written.
    """
    check_may(session, Act.REGISTER)
    _check(state, reason, review, today=house.today())
    with session.vault.commit():
        found = visit_of(session.vault, visit)
        payload: dict[str, Json] = {
            "visit": visit,
            "state": state.value,
            "reason": reason,
            "review": "" if review is None else review.isoformat(),
            "note": tidied(note)[:LONGEST_NOTE],
        }
        _write(house, session, kind=MARKED, subject=found.subject, payload=payload)


def visit_of(vault: Vault, visit: str) -> Visit:
    """The visit of that id.

    Raises:
        VisitError: There is none.
    """
    found = days.visit(vault, visit)
    if found is None:
        raise VisitError(_("That visit is not on a list"), advice=_("Look at the list again."))
    return found


def when_of(visit: Visit, *, is_pivotal: bool) -> When:
    """The visit as it is planned, with that weight."""
    at = time.fromisoformat(visit.time) if visit.time else None
    return When(day=visit.day, at=at, is_pivotal=is_pivotal, note=visit.note)


def _check(state: Mark, reason: str, review: date | None, *, today: date) -> None:
    if state is Mark.DECLINED and reason not in set(Declined):
        raise VisitError(
            _("It was not said why the patient declined"),
            advice=_("Choose a reason; “not said” is one too."),
        )
    if state is Mark.NOT_SUITABLE and reason not in set(Unsuited):
        raise VisitError(
            _("It was not said why the patient cannot be asked"), advice=_("Choose a reason.")
        )
    if review is not None and review <= today:
        raise VisitError(
            _("The review date is not after today"), advice=_("Choose a day that comes.")
        )
    if reason == Unsuited.ASKS_NOT and review is None:
        raise VisitError(
            _("It was not said until when the patient is not asked"),
            advice=_("Give the day on which it is talked about again."),
        )


def _when(when: When) -> dict[str, Json]:
    return {
        "day": when.day.isoformat(),
        "time": "" if when.at is None else when.at.strftime("%H:%M"),
        "is_pivotal": when.is_pivotal,
        "note": tidied(when.note)[:LONGEST_NOTE],
    }


def _write(
    house: House, session: Session, *, kind: str, subject: str, payload: dict[str, Json]
) -> None:
    by: dict[str, Json] = {"by": session.member.name, "member": session.member.id}
    append(house, session.vault, News(kind=kind, subject=subject, payload={**payload, **by}))
