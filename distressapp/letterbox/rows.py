"""What stands in the letterbox: a few clear columns, and sealed bytes."""

from enum import IntEnum

from distressapp.core.frozen import frozen
from distressapp.core.journal import Head


class Urgency(IntEnum):
    """The clear bit of "I need to speak to someone now", with what became of it.

    It says nothing about whom; it must be readable with the vault shut, and after a restart.
    Asked means that the patient has not said yet whether somebody shall come: it sounds by itself
    once the time for an answer is over, in whichever room is still there.
    """

    WITHDRAWN = 0
    SOUNDING = 1
    SILENCED = 2
    ENDED = 3
    ASKED = 4


@frozen
class Opening:
    """A sitting that runs, or that a crash left.

    Attributes:
        day: The clinic's date, ISO.
        key_id: Of the clinic key that `sealed` opens with.
        sealed: The sitting's key and plan, sealed to the clinic's key.
    """

    sitting: str
    ticket: str
    day: str
    key_id: str
    sealed: bytes


@frozen
class Row:
    """One answer or revision; which one is inside the seal."""

    number: int
    sealed: bytes


@frozen
class Posted:
    """One journal entry on its way to the vault.

    Attributes:
        sitting: The sitting or press it belongs to; empty for anything else.
        head: The writer, number and chain value of this entry.
        sealed: The entry, sealed to the clinic's key.
    """

    head: Head
    sitting: str
    ticket: str
    day: str
    key_id: str
    sealed: bytes


@frozen
class Call:
    """A press of "I need to speak to someone now".

    Attributes:
        id: The sitting's id, or a random one where nobody was sitting.
    """

    id: str
    ticket: str
    day: str
    urgency: Urgency


@frozen
class SetAside:
    """What could not be taken in, and why; shown to staff, never dropped.

    Attributes:
        reason: `"unopenable"` or `"conflict"`.
        number: Of the entry; 0 for the draft of a sitting.
        writer: Of the entry; empty for a draft.
    """

    reason: str
    sitting: str
    day: str
    key_id: str
    number: int
    writer: str = ""
