"""Handing over: two identifiers heard, a plan with history, the vault shut, the patient seated.

The vault is shut before the kiosk hears of it, and the kiosk hears a plan and two identifiers:
never a name, never the vault's key. Where nobody sits down staff hear why, and nothing is lost:
the entry that somebody was admitted, without a sitting, says no more than that they were called.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.roles import Act
from distressapp.core.sitting import Plan, Stop
from distressapp.core.visiting import is_under_age
from distressapp.service.access import Session, check_may
from distressapp.service.admissions import Before, admit
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.identity import record_number as spelt
from distressapp.service.languages import language_meant
from distressapp.service.patients import Similar, similar
from distressapp.service.pauses import state_of
from distressapp.service.posting import News
from distressapp.service.relayed import FREE, PATIENCE_NS, READY, RESUME, SEAT, SEATED
from distressapp.service.reopening import last_step
from distressapp.service.seating import NotSeatedError, Seat, why_from
from distressapp.service.shift import Shift
from distressapp.service.sittings import scored_in
from distressapp.service.takein import take_in
from distressapp.settings import hash_of
from distressapp.text import _
from distressapp.vault import cases, days, lists, people
from distressapp.vault.days import Admitted
from distressapp.vault.lists import Stopped
from distressapp.vault.people import Known
from distressapp.vault.vault import Vault

ADMITTED: Final = "sitting.admitted"
GOES_ON: Final = frozenset({Stop.CALLED, Stop.RESTART})
"""How a sitting stops that may go on the same day."""


class NobodyMeantError(ExpectedError):
    """There is no patient to hand over to."""


@frozen
class Handover:
    """A hand-over as it is about to be; only its ticket word is reserved.

    Attributes:
        patient: Whose two identifiers are to be heard.
        visit: Random id of the visit that it belongs to; empty without one.
        similar: Patients with whom this one could be confused, the likeliest first.
        paused: A sitting of today that can go on; None without one.
        wants_no_contact: The patient asked to be left alone.
        is_under_age: They are younger than 18 today.
    """

    patient: Known
    plan: Plan
    visit: str = ""
    similar: tuple[Similar, ...] = ()
    paused: Stopped | None = None
    wants_no_contact: bool = False
    is_under_age: bool = False

    @property
    def needs_thought(self) -> bool:
        """There is something to read first, so that no single tap hands over."""
        is_as_usual = self.plan.instruments and not self.plan.held_back
        is_open = self.wants_no_contact or self.is_under_age or self.paused is not None
        return bool(self.similar) or is_open or not is_as_usual


def meant(house: House, session: Session, typed: str) -> Known:
    """The patient of a record number that was typed or scanned.

    Raises:
        NotAllowedError: The role does not do that.
        RecordNumberError: It is no number of this clinic.
        NobodyMeantError: Nobody has it.
    """
    check_may(session, Act.CONFIRM)
    found = people.of_number(session.vault, spelt(typed, house.settings))
    if found is None:
        raise NobodyMeantError(
            _("No patient here has that record number"),
            advice=_("Look at the number again, or write the patient down as a new one."),
        )
    return found


def prepare(
    house: House,
    session: Session,
    *,
    patient: str,
    visit: str = "",
    before: Handover | None = None,
) -> Handover:
    """What a hand-over to that patient will be: what is asked, and under which ticket word.

    Args:
        patient: Random id.
        visit: Random id of the visit; empty for the one of today, where there is one.
        before: The same hand-over as it was prepared a moment ago: its word stays.

    Raises:
        NotAllowedError: The role does not do that.
        NobodyMeantError: There is no such patient, or the record says that they died.
        NotReadyError: A clinical folder that is not ready.
        StoreError: A file cannot be used; nothing was written.
    """
    check_may(session, Act.CONFIRM)
    vault = session.vault
    take_in(house, vault)  # what was answered an hour ago counts too
    found = people.standing(vault, patient)
    if found is None:
        raise NobodyMeantError(
            _("That patient is not in the record"), advice=_("Look for the patient again.")
        )
    if found.died_ms is not None:
        raise NobodyMeantError(
            _("The record says that this patient died, so nobody is asked under it"),
            advice=_("Look at the record number; a mistake can be taken back in the ledger."),
        )
    sat = _sittings(vault, found)
    plan = admit(
        house,
        record_number=found.record_number,
        born=found.born,
        last=_last_scored(sat),
        again=_again(house, vault, found, before),
    )
    return Handover(
        patient=found,
        plan=plan,
        visit=visit or _visit_of_today(house, vault, found),
        similar=similar(vault, name=found.name, born=found.born, without=found.id),
        paused=_paused(house, sat),
        wants_no_contact=not cases.ledger(vault.database, found.id).may_contact,
        is_under_age=is_under_age(found.born, today=house.today()),
    )


def check_free(house: House, shift: Shift) -> None:
    """Nothing where somebody can sit down at the kiosk now.

    Raises:
        NotSeatedError: Nobody can, and why.
        KeeperGoneError: The program that looks after both does not answer any more.
    """
    answer = shift.ask_kiosk(READY, name=house.new_id())
    if answer.verb != FREE:
        raise NotSeatedError(why_from(answer.verb, answer.body))


def hand_over(house: House, shift: Shift, handover: Handover, *, goes_on: bool = False) -> None:
    """Write who was admitted, shut the vault, and let the patient sit at the kiosk.

    Called when a member of staff has heard both identifiers and compared them.

    Args:
        goes_on: The sitting of today that was paused goes on, at the step where it stopped.

    Raises:
        NotAllowedError: The role does not do that.
        LockedError: The vault is shut already.
        NotSeatedError: Nobody sits, and why. Where the kiosk said so when it was asked first,
            nothing was written and the vault is still open; else it is shut.
        StoreError: The entry could not be written; the vault is still open.
        KeeperGoneError: The program that looks after both does not answer any more.
    """
    check_free(house, shift)
    session = shift.session
    check_may(session, Act.CONFIRM)
    until_ns = shift.now_ns + PATIENCE_NS
    seat = _seat(house, handover, until_ns, goes_on=goes_on)
    name = _admitted(house, session, handover, goes_on=goes_on)
    shift.lock()
    answer = shift.ask_kiosk(RESUME if goes_on else SEAT, name=name, body=seat.to_bytes())
    if answer.verb != SEATED:
        raise NotSeatedError(why_from(answer.verb, answer.body))


def _seat(house: House, handover: Handover, until_ns: int, *, goes_on: bool) -> Seat:
    state: Mapping[str, Json] | None = None
    if goes_on and handover.paused is not None:
        sitting = handover.paused.record.sitting
        state = state_of(sitting, at=last_step(sitting))
    return Seat(
        record_number=handover.patient.record_number,
        born=handover.patient.born,
        settings=hash_of(house.settings),
        until_ns=until_ns,
        plan=None if goes_on else handover.plan,
        state=state,
        language=language_meant(handover.patient.language, house.settings.languages),
    )


def _admitted(house: House, session: Session, handover: Handover, *, goes_on: bool) -> str:
    """The entry; the id of the sitting."""
    plan = handover.plan
    if goes_on and handover.paused is not None:
        plan = handover.paused.record.sitting.plan
    payload: dict[str, Json] = {
        "patient": handover.patient.id,
        "visit": handover.visit,
        "ticket": plan.ticket,
        "goes_on": goes_on,
        "by": session.member.name,
        "member": session.member.id,
    }
    with session.vault.commit():
        append(house, session.vault, News(kind=ADMITTED, subject=plan.sitting, payload=payload))
    return plan.sitting


def _sittings(vault: Vault, patient: Known) -> tuple[Stopped, ...]:
    """Everything that was answered under this patient's numbers, matched or not, oldest first."""
    found = {_id(each): each for each in lists.history(vault, patient.id, without="")}
    for number in people.numbers_of(vault, patient.id):
        for sitting in lists.unmatched(vault, number):
            each = lists.sitting(vault, sitting)
            if each is not None and each.record.given.born in {None, patient.born}:
                found[sitting] = each
    return tuple(sorted(found.values(), key=lambda each: each.linked.entry.at_ms))


def _visit_of_today(house: House, vault: Vault, patient: Known) -> str:
    """The random id of the patient's first visit of today; empty where there is none."""
    visits = days.visits_of(vault, patient.id)
    return next((each.id for each in visits if each.day == house.today()), "")


def _id(stopped: Stopped) -> str:
    return stopped.record.sitting.plan.sitting


def _last_scored(sat: Iterable[Stopped]) -> Mapping[str, date]:
    last: dict[str, date] = {}
    for each in sat:
        for instrument in scored_in(each.record.outcome):
            last[instrument] = max(each.day, last.get(instrument, each.day))
    return last


def _paused(house: House, sat: Iterable[Stopped]) -> Stopped | None:
    """The last sitting of today, where it is one that can go on; a paper form cannot."""
    today = [each for each in sat if each.day == house.today() and each.record.paper is None]
    if not today or today[-1].record.sitting.stop not in GOES_ON:
        return None
    is_whole = today[-1].record.given.born is not None
    return today[-1] if is_whole else None


def _again(house: House, vault: Vault, patient: Known, before: Handover | None) -> Before | None:
    if before is not None and before.patient.id == patient.id:
        return Before(sitting=before.plan.sitting, ticket=before.plan.ticket)
    return _never_began(house, vault, patient)


def _never_began(house: House, vault: Vault, patient: Known) -> Before | None:
    """The patient's admission of today that led to no sitting: its id and word are used again."""
    start = datetime.combine(house.today(), time(), tzinfo=house.settings.zone)
    for each in days.admitted_on(vault, int(start.timestamp() * 1000)):
        if _is_of(vault, each, patient) and not house.letterbox.is_running(each.sitting):
            return Before(sitting=each.sitting, ticket=each.ticket)
    return None


def _is_of(vault: Vault, admitted: Admitted, patient: Known) -> bool:
    return bool(admitted.ticket) and people.led(vault, admitted.patient) == patient.id
