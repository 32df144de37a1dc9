"""Matching a sitting to its patient by two identifiers, and what only history can tell."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from distressapp.core.battery import longest_repeat_days
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.record import flag_payload
from distressapp.core.results import Flag
from distressapp.core.roles import Act
from distressapp.core.sitting import Who
from distressapp.core.summary import Past
from distressapp.core.trend import worsening
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.identity import record_number as spelt
from distressapp.service.posting import News
from distressapp.service.recent import Recent, recent_of
from distressapp.service.sittings import scored_in
from distressapp.text import _
from distressapp.vault import lists, people
from distressapp.vault.lists import Stopped
from distressapp.vault.vault import Vault

CONFIRMED: Final = "sitting.confirmed"


class NotThisPatientError(ExpectedError):
    """The identifiers do not agree."""


@frozen
class Person:
    """A patient as a member of staff has them in front of them: name and two identifiers."""

    name: str
    born: date
    record_number: str


def confirm(house: House, session: Session, *, sitting: str, patient: Person) -> tuple[Flag, ...]:
    """Confirm whose sitting it is, and raise what only history can tell.

    Both identifiers must be given and agree with what was given at hand-over, and with the
    patient of that record number where there is one already. A date of birth that was not
    given at hand-over is given now, by the person who confirms.

    Returns:
        The flags that are new; each rule raises once for a sitting.

    Raises:
        NotAllowedError: The role does not do that.
        NotThisPatientError: The identifiers do not agree, or it was confirmed before.
        ExpectedError: There is no such sitting, or nobody is named.
    """
    check_may(session, Act.CONFIRM)
    vault = session.vault
    found = lists.sitting(vault, sitting)
    if found is None or not patient.name.strip():
        raise ExpectedError(
            _("No sitting was confirmed"),
            advice=_("Choose a sitting, and give the patient's name."),
        )
    number = spelt(patient.record_number, house.settings)
    known = lists.patient_of(vault, number)
    _check(found, patient, number, known_born=None if known is None else known.born)
    patient_id = house.new_id() if known is None else known.id
    person = Person(name=patient.name.strip(), born=patient.born, record_number=number)
    by: Mapping[str, Json] = {"by": session.member.name, "member": session.member.id}
    with vault.commit():
        return write_match(house, vault, found, patient_id, person, by=by)


def write_match(  # noqa: PLR0913  (what the entry says)
    house: House,
    vault: Vault,
    found: Stopped,
    patient_id: str,
    person: Person,
    *,
    by: Mapping[str, Json],
) -> tuple[Flag, ...]:
    """The entry that makes a sitting the patient's, and the flags of its history that are new.

    Whoever calls has compared the identifiers. Inside `commit`. Where the number is that of a
    record that was merged into the patient's, the entry is about that record: the sitting goes
    with it when the merge is undone.

    Args:
        by: Who matched it, as the entry says.
    """
    before = _before(vault, found, patient_id)
    new = _new_flags(house, vault, found, before)
    repeated = _repeated(house, found, before)
    subject = _named_by(vault, found, patient_id)
    payload: Json = {
        "sitting": found.record.sitting.plan.sitting,
        "name": person.name,
        "born": person.born.isoformat(),
        "record_number": person.record_number,
        "flags": [flag_payload(each) for each in new],
        "repeated": {each: day.isoformat() for each, day in repeated.items()},
        **by,
    }
    append(house, vault, News(kind=CONFIRMED, subject=subject, payload=payload))
    return new


def _named_by(vault: Vault, found: Stopped, patient_id: str) -> str:
    """The record whose number was given, where it leads to that patient; else the patient."""
    holder = people.holder(vault, found.record.given.record_number)
    leads = holder is not None and people.led(vault, holder) == patient_id
    return holder if holder is not None and leads else patient_id


def _check(found: Stopped, patient: Person, number: str, *, known_born: date | None) -> None:
    given = found.record.given
    agree = (
        given.record_number == number
        and given.born in {None, patient.born}
        and known_born in {None, patient.born}
    )
    if not agree or found.patient is not None:
        raise NotThisPatientError(
            _("The two identifiers do not agree with this sitting, or it was confirmed before"),
            advice=_("Ask the patient for name and date of birth again, and look at the number."),
        )


def history_flags(
    house: House, vault: Vault, sitting: str, patient: str, *, without: Iterable[str] = ()
) -> tuple[Flag, ...]:
    """What only the history of that patient tells about a sitting, and was not raised yet.

    Args:
        without: Rules that are taken back in the same breath.
    """
    found = lists.sitting(vault, sitting)
    if found is None:
        return ()
    return _new_flags(house, vault, found, _before(vault, found, patient), without=without)


def _before(vault: Vault, found: Stopped, patient: str) -> list[Stopped]:
    earlier = lists.history(vault, patient, without=found.record.sitting.plan.sitting)
    return [each for each in earlier if each.order < found.order]


def _new_flags(
    house: House,
    vault: Vault,
    found: Stopped,
    before: Iterable[Stopped],
    *,
    without: Iterable[str] = (),
) -> tuple[Flag, ...]:
    record = found.record
    raised = lists.rules_of(vault, record.sitting.plan.sitting) - set(without)
    flags = worsening(
        record.outcome.scored,
        record.sitting,
        [as_past(each) for each in before],
        house.instruments,
    )
    return tuple(each for each in flags if each.rule not in raised)


def _repeated(house: House, found: Stopped, before: Iterable[Stopped]) -> Mapping[str, date]:
    """What was asked although it was too soon, because nobody knew."""
    last: dict[str, date] = {}
    for each in before:
        for instrument in scored_in(each.record.outcome):
            last[instrument] = max(each.day, last.get(instrument, each.day))
    return {
        instrument: last[instrument]
        for instrument in scored_in(found.record.outcome)
        if instrument in last
        and (found.day - last[instrument]).days < house.instruments[instrument].repeat_days
    }


def as_past(stopped: Stopped) -> Past:
    """A sitting as far as a trend needs it.

    What was rated before somebody else took the patient's place is not on the patient's line: a
    proxy's sitting has no scores.
    """
    is_proxy = stopped.record.sitting.who is Who.PROXY
    scored = {} if is_proxy else stopped.record.outcome.scored
    return Past(
        day=stopped.day,
        language=stopped.record.sitting.language,
        who=stopped.record.sitting.who,
        versions={each: result.version for each, result in scored.items()},
        scores={
            f"{each}.{scale}": score
            for each, result in scored.items()
            for scale, score in result.scores.items()
        },
    )


def recent(house: House, vault: Vault) -> Recent:
    """Who answered what lately, for a kiosk that will run with the vault shut."""
    longest = longest_repeat_days(house.instruments.values())
    first = date.fromordinal(house.today().toordinal() - longest)
    return recent_of(
        (stopped.record.given.record_number, instrument, stopped.day)
        for stopped in lists.since(vault, first)
        for instrument in scored_in(stopped.record.outcome)
    )
