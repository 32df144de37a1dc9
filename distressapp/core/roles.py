"""Who may do what: rules that the service keeps. They are not cryptography.

Whoever holds the vault's key can read all of it; a role only says what the program does for them.
Who may do what is this project's judgement.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody is here for."""

    NURSE = "nurse"
    SOCIAL_WORKER = "social_worker"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """What the program is asked to do with the vault open."""

    VIEW = "view"
    """Look at a sitting, a page or a list."""
    PRINT = "print"
    """Make a page of a sitting."""
    CONFIRM = "confirm"
    """Say whose sitting it is."""
    REGISTER = "register"
    """Write down a patient, a visit or the day's list; merge two records of one patient."""
    ANSWER = "answer"
    """Answer a call for help."""
    FOLLOW_UP = "follow_up"
    """Acknowledge a flag, note an attempt, close a follow-up."""
    CONCERN = "concern"
    """Raise a concern of one's own, note a talk of the same day, say that a patient died."""
    VERIFY = "verify"
    """Check the journal."""
    BACK_UP = "back_up"
    """Make a copy."""
    EXPORT = "export"
    """Give out all that is known of one patient."""
    ERASE = "erase"
    """Erase one patient for ever, or what is older than the clinic keeps."""
    SETTINGS = "settings"
    """Change what the kiosk asks and when."""
    AUDIT = "audit"
    """Look through what everybody did, and give that out."""
    RESTORE = "restore"
    """Put a copy in the place of what is there."""
    STAFF = "staff"
    """Add a member, change a role, reset a passphrase, let a member leave."""
    RECOVERY = "recovery"
    """Prove the recovery code, or make a new one."""
    CLOSE = "close"
    """Close the kiosk, where nothing else can be reached on its screen."""


_CARE: Final = frozenset(
    {
        Act.VIEW,
        Act.PRINT,
        Act.CONFIRM,
        Act.REGISTER,
        Act.ANSWER,
        Act.FOLLOW_UP,
        Act.CONCERN,
        Act.VERIFY,
        Act.BACK_UP,
    }
)
_MAY: Final[Mapping[Role, frozenset[Act]]] = {
    Role.NURSE: _CARE - {Act.FOLLOW_UP},
    Role.SOCIAL_WORKER: _CARE | {Act.EXPORT},
    Role.MANAGER: _CARE | {Act.EXPORT, Act.ERASE, Act.SETTINGS, Act.AUDIT, Act.RESTORE, Act.CLOSE},
    Role.ADMINISTRATOR: frozenset(Act),
}


def may(role: Role, act: Act) -> bool:
    """Whether the program does that for somebody of this role."""
    return act in _MAY[role]
