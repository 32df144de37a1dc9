"""Who has a case: taken, offered by name, and accepted or refused by whoever was named."""

from distressapp.core.followup import Case, EntryId
from distressapp.core.roles import Act, may
from distressapp.service.access import Session, check_may
from distressapp.service.followups import NotNotedError, tidy, write_about
from distressapp.service.house import House
from distressapp.text import _
from distressapp.vault import members
from distressapp.vault.members import Member
from distressapp.vault.owing import About


def colleagues(session: Session) -> tuple[Member, ...]:
    """Who may have a case: every member who follows up and is still here."""
    found = members.members(session.vault)
    return tuple(each for each in found if not each.has_left and may(each.role, Act.FOLLOW_UP))


def assign(house: House, session: Session, person: str, *, to: str) -> EntryId:
    """Take the open case oneself, or offer it to a colleague: theirs only once they accept.

    Args:
        to: A member's id; one's own takes it at once.

    Raises:
        NotAllowedError: The role does not follow up.
        NotNotedError: There is no open case, or no such colleague.
    """
    check_may(session, Act.FOLLOW_UP)
    if to == session.member.id:
        return write_about(house, session, person, "case.accepted", {})
    member = next((each for each in colleagues(session) if each.id == to), None)
    if member is None:
        raise NotNotedError(
            _("Nobody was asked to take this case"), advice=_("Choose a colleague who follows up.")
        )
    payload = {"to": member.id, "to_name": member.name}
    return write_about(house, session, person, "case.offered", payload)


def accept(house: House, session: Session, person: str) -> EntryId:
    """Take a case that was offered to oneself.

    Raises:
        NotAllowedError: The role does not follow up.
        NotNotedError: It was offered to nobody, or to somebody else.
    """
    check_may(session, Act.FOLLOW_UP)
    return write_about(
        house, session, person, "case.accepted", {}, check=lambda found: _offered(session, found)
    )


def refuse(house: House, session: Session, person: str, *, reason: str = "") -> EntryId:
    """Not take a case that was offered to oneself; it stays with whom it was.

    Raises:
        NotAllowedError: The role does not follow up.
        NotNotedError: It was offered to nobody, or to somebody else.
    """
    check_may(session, Act.FOLLOW_UP)
    payload = {"reason": tidy(reason)}
    return write_about(
        house,
        session,
        person,
        "case.refused",
        payload,
        check=lambda found: _offered(session, found),
    )


def _offered(session: Session, found: About) -> None:
    case: Case | None = found.ledger.open_case
    if case is None or case.offered_to != session.member.id:
        raise NotNotedError(
            _("This case was not offered to you"), advice=_("Take it over instead.")
        )
