"""How somebody may be reached, at the moment somebody is about to call them."""

from distressapp.core.calling import Calling, said_of_calling, together
from distressapp.core.frozen import frozen
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may
from distressapp.vault import lists, people

_LATEST = 5
"""Sittings that are looked through for what was last said about the phone."""


@frozen
class Reaching:
    """How somebody may be reached.

    Attributes:
        language: As staff wrote it; else the BCP 47 tag of the last sitting; empty where unknown.
        interpreter: The language an interpreter is needed for; empty where none is.
        notes: As staff wrote them.
    """

    calling: Calling
    language: str = ""
    interpreter: str = ""
    notes: str = ""


def reaching(session: Session, person: str) -> Reaching:
    """What the patient last said about being called, and what staff wrote down.

    Args:
        person: A patient's id; or a sitting's or a call's that nobody matched.

    Raises:
        NotAllowedError: The role does not look at records.
    """
    check_may(session, Act.VIEW)
    vault = session.vault
    patient = people.standing(vault, person)
    sittings = (person,) if patient is None else lists.sittings_of(vault, patient.id)
    said, language = None, ""
    for each in reversed(sittings[-_LATEST:]):
        found = lists.sitting(vault, each)
        if found is not None and said is None:
            said = said_of_calling(found.record.sitting.answers)
            language = language or found.record.sitting.language
    if patient is None:
        return Reaching(calling=said or Calling(), language=language)
    written = Calling(
        number=patient.phone, may_phone=patient.may_phone, may_message=patient.may_message
    )
    return Reaching(
        calling=together(said, written),
        language=patient.language or language,
        interpreter=patient.interpreter,
        notes=patient.notes,
    )
