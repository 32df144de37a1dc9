"""The hospital's own record: the text for it, and whether somebody has put it there."""

from collections.abc import Sequence
from datetime import datetime

from distressapp.core.frozen import frozen
from distressapp.core.hospital import record_text
from distressapp.core.journal import Json, parsed
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may
from distressapp.service.copies import note_page
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.pages import stopped, summary_from
from distressapp.service.posting import News
from distressapp.service.timeline import contacts_since
from distressapp.vault import lists, printed, prints
from distressapp.vault.vault import Vault

COPY = "hospital record"
"""What the journal calls the text that goes to the clipboard."""


@frozen
class Recorded:
    """Who put a sitting into the hospital's record, and when.

    Attributes:
        at: On the clinic's clock.
    """

    by: str
    at: datetime


def text(house: House, session: Session, sitting: str) -> str:
    """The text for the hospital's record; that it was taken is noted first.

    Raises:
        NotAllowedError: The member's role makes no pages.
        NotMatchedError: Nobody has matched the sitting to its patient.
        StoreError: It is not noted; then nothing must be given out.
    """
    check_may(session, Act.PRINT)
    vault = session.vault
    found = record_text(summary_from(house, vault, sitting), contacts_since(house, vault, sitting))
    with session.vault.commit():
        note_page(house, session, sitting, copy=COPY)
    return found


def set_recorded(house: House, session: Session, sitting: str, *, is_recorded: bool = True) -> None:
    """Say that it stands in the hospital's record; or that it does not after all.

    Raises:
        NotAllowedError: The member's role makes no pages.
        ExpectedError: There is no such sitting.
    """
    check_may(session, Act.PRINT)
    stopped(session.vault, sitting)
    member = session.member
    payload: Json = {"is_recorded": is_recorded, "by": member.name, "member": member.id}
    with session.vault.commit():
        append(
            house,
            session.vault,
            News(kind=printed.RECORDED, subject=sitting, payload=payload),
        )


def recorded(house: House, vault: Vault, sitting: str) -> Recorded | None:
    """Who put the latest stop of a sitting into the hospital's record; None while that is open."""
    at_ms = prints.recorded_ms(vault, sitting)
    if at_ms is None:
        return None
    entries = [each.entry for each in lists.about(vault, sitting)]
    last = [each for each in entries if each.kind == printed.RECORDED][-1]
    return Recorded(by=str(parsed(last.payload)["by"]), at=house.local_ms(last.at_ms))


def open_sittings(vault: Vault, sittings: Sequence[str]) -> tuple[str, ...]:
    """Those of these sittings that nobody has put into the hospital's record."""
    return tuple(each for each in sittings if prints.recorded_ms(vault, each) is None)
