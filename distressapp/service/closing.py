"""Closing the kiosk where it is all that the screen shows: a member's PIN, and an entry of it."""

from distressapp.core.errors import ExpectedError
from distressapp.log import Event, note
from distressapp.service.house import House
from distressapp.service.memory import Member
from distressapp.service.posting import News, post

KIND = "kiosk.closed"


def close_kiosk(house: House, name: str, pin: str) -> Member:
    """Who lets this kiosk end for good, proved by the PIN; the vault may be shut.

    The entry says who, sealed like every other. A disk that takes none keeps nobody from closing:
    then only the log says that it was closed, without a name.

    Raises:
        NotVouchedError: Name and PIN do not go together, may not be tried now, or the member's
            role does not close a kiosk.
    """
    by = house.memory.close(name, pin)
    note(Event.CLOSED_BY_STAFF)
    try:
        post(house, News(kind=KIND, payload={"by": by.name, "member": by.id}))
    except ExpectedError as error:
        note(Event.NOT_KEPT, error=error)
    return by
