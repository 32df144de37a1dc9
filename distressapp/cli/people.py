"""Which member of staff a command means."""

from distressapp.core.errors import ExpectedError
from distressapp.service.access import Session, spelt_name
from distressapp.text import _
from distressapp.vault import members
from distressapp.vault.members import Member


def present(session: Session) -> tuple[Member, ...]:
    """Everybody who has not left, the longest-standing first."""
    return tuple(each for each in members.members(session.vault) if not each.has_left)


def named(session: Session, name: str) -> Member:
    """The one member of that name, or of that id.

    Raises:
        ExpectedError: There is none, or more than one.
    """
    found = [
        each
        for each in present(session)
        if each.id == name or spelt_name(each.name) == spelt_name(name)
    ]
    if not found:
        raise ExpectedError(
            _("There is nobody of that name"),
            advice=_("`distressapp members list` shows who there is."),
        )
    if len(found) > 1:
        raise ExpectedError(
            _("Several members have that name"),
            advice=_("Give one of these instead of the name: {ids}.").format(
                ids=", ".join(f"{each.id} ({each.role.value})" for each in found)
            ),
        )
    return found[0]
