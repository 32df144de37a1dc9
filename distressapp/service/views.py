"""Whoever looks at a record leaves an entry: who, at what, when.

One entry for each opening, before anything is shown. What is printed or exported leaves an entry
of its own beside it.
"""

from typing import Final

from distressapp.core.journal import Json
from distressapp.core.roles import Act
from distressapp.service.access import Session, check_may
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News

VIEWED: Final = "record.viewed"


def viewed(house: House, session: Session, subject: str, *, what: str) -> None:
    """Note that the member opens a record; call it before the record is shown.

    Args:
        subject: Random id of the sitting or the patient.
        what: What is opened: the copy of a page (`"clinician"`, `"social work"`, `"patient"`), or
            a list or screen by its name.

    Raises:
        NotAllowedError: The member's role does not look at records.
        StoreError: It is not noted; then nothing must be shown.
    """
    check_may(session, Act.VIEW)
    member = session.member
    payload: Json = {"what": what, "by": member.name, "member": member.id}
    with session.vault.commit():
        append(house, session.vault, News(kind=VIEWED, subject=subject, payload=payload))
