"""A sitting that stands under the wrong patient: moved to its rightful one, with what follows."""

from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.names import tidied
from distressapp.core.record import flag_payload
from distressapp.core.results import Flag
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.matching import history_flags
from distressapp.service.patients import known
from distressapp.service.posting import News
from distressapp.text import _
from distressapp.vault import days, lists, people
from distressapp.vault.days import Sat
from distressapp.vault.people import Known

MOVED: Final = "sitting.moved"
_OF_HISTORY: Final = "change."
"""How the rules begin that compare a sitting with the ones before."""


class NotMovedError(ExpectedError):
    """The sitting stays where it is."""


@frozen
class Page:
    """A page that may lie in the wrong record.

    Attributes:
        copy: `"clinician"`, `"social work"` or `"patient"`.
    """

    at_ms: int
    copy: str


@frozen
class Moving:
    """What a move does, or did.

    Attributes:
        sitting: As it stands before.
        origin: Whom it stands under now; None where nobody was matched to it.
        rightful: Whose it is.
        goes: Every flag that leaves the first record with the sitting.
        withdrawn: Those of them that only compared it with that record's other sittings.
        raised: What the rightful patient's other sittings tell.
        retrieve: Pages that were made of it, the oldest first; somebody takes them back.
        is_recorded: It was copied into the hospital's record, and must be taken out there.
    """

    sitting: Sat
    origin: Known | None
    rightful: Known
    goes: tuple[Flag, ...]
    withdrawn: tuple[Flag, ...]
    raised: tuple[Flag, ...]
    retrieve: tuple[Page, ...]
    is_recorded: bool


def moving(house: House, session: Session, *, sitting: str, to: str) -> Moving:
    """What follows when that sitting is moved to that patient; nothing is written.

    Raises:
        NotAllowedError: The role does not say whose a sitting is.
        NotMovedError: There is no such sitting, or it stands there already.
        PatientError: There is no such patient.
    """
    check_may(session, Act.CONFIRM)
    vault = session.vault
    found = days.sat(vault, sitting)
    rightful = known(vault, people.led(vault, to))
    if found is None or found.patient == rightful.id:
        raise NotMovedError(
            _("The sitting stands there already, or there is none"),
            advice=_("Choose another patient, or look for the sitting again."),
        )
    flags = lists.flags_of(vault, sitting)
    withdrawn = tuple(each for each in flags if each.rule.startswith(_OF_HISTORY))
    return Moving(
        sitting=found,
        origin=None if found.patient is None else people.known(vault, found.patient),
        rightful=rightful,
        goes=flags,
        withdrawn=withdrawn,
        raised=history_flags(
            house, vault, sitting, rightful.id, without={each.rule for each in withdrawn}
        ),
        retrieve=tuple(Page(at_ms=at, copy=copy) for at, copy in days.pages_of(vault, sitting)),
        is_recorded=days.is_recorded(vault, sitting),
    )


def move(house: House, session: Session, *, sitting: str, to: str, reason: str) -> Moving:
    """Move a sitting to its rightful patient, and say so in both records.

    Whoever does it has heard both identifiers of the rightful patient. Moving it back is another
    move.

    Args:
        reason: How it came to stand there, in words that name nobody.

    Raises:
        As `moving`; also NotMovedError where no reason was given.
        StoreError: Nothing was written.
    """
    said = tidied(reason)
    if not said:
        raise NotMovedError(
            _("It was not said why the sitting is moved"),
            advice=_("Say how it came to stand there, without a name."),
        )
    with session.vault.commit():
        found = moving(house, session, sitting=sitting, to=to)
        for subject, payload in _entries(found, said):
            _write(house, session, subject, payload)
    return found


def _entries(moving: Moving, reason: str) -> list[tuple[str, dict[str, Json]]]:
    """One entry about each of the two: what is said of one goes when that one is erased.

    The first record says nothing of what somebody else answered.
    """
    sitting = moving.sitting.id
    origin = "" if moving.origin is None else moving.origin.id
    entries: list[tuple[str, dict[str, Json]]] = []
    if origin:
        left: dict[str, Json] = {
            "sitting": sitting,
            "side": "left",
            "to": moving.rightful.id,
            "retrieve": [[each.at_ms, each.copy] for each in moving.retrieve],
            "is_recorded": moving.is_recorded,
            "reason": reason,
        }
        entries.append((origin, left))
    joined: dict[str, Json] = {
        "sitting": sitting,
        "side": "joined",
        "from": origin,
        "withdrawn": [each.rule for each in moving.withdrawn],
        "flags": [flag_payload(each) for each in moving.raised],
        "reason": reason,
    }
    return [*entries, (moving.rightful.id, joined)]


def _write(house: House, session: Session, subject: str, payload: dict[str, Json]) -> None:
    by: dict[str, Json] = {"by": session.member.name, "member": session.member.id}
    append(house, session.vault, News(kind=MOVED, subject=subject, payload={**payload, **by}))
