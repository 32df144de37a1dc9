"""The page that the kiosk prints by itself at the end of a sitting, while the vault is shut.

It is nameless, and goes only where a printer was tested to stand where only staff can reach it.
While staff work, their own room prints it, with the name: who prints holds a lock.
"""

from collections.abc import Callable
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import BY_ITSELF, Json
from distressapp.core.sitting import Stop
from distressapp.letterbox.lock import RoomLock
from distressapp.printing import system
from distressapp.service.house import House
from distressapp.service.posting import News, post
from distressapp.service.sittings import Closed

_ROOM: Final = "printing"


def printing_lock(house: House) -> RoomLock | None:
    """Held by who prints pages of sittings that ended; None where another process does."""
    try:
        return RoomLock(house.folder.lock(_ROOM), room=_ROOM)
    except ExpectedError:
        return None


@frozen
class Leaving:
    """A page that is about to leave.

    Attributes:
        act: Draws it and hands it over; takes seconds, needs nothing of the house any more, gives
            what the print system calls it, and raises an `ExpectedError` where it was not taken.
    """

    job: str
    sitting: str
    printer: str
    act: Callable[[], str]
    lock: RoomLock


def leaving(house: House, closed: Closed) -> Leaving | None:
    """The page of a sitting that was just closed; that it leaves is noted before it does.

    Returns:
        None where the clinic does not want it, staff's own room prints it, or it cannot be noted:
        then it is printed once the vault is opened.
    """
    printer, sitting = house.settings.printer, closed.record.sitting
    is_safe = printer is not None and printer.is_staff_only
    is_wanted = house.settings.is_printed_at_end and sitting.stop is not Stop.NOT_TODAY
    if printer is None or not (is_safe and is_wanted):
        return None
    lock = printing_lock(house)
    if lock is None:
        return None
    # Imported late: the page's side is not needed before something is printed.
    from distressapp.service.reports import nameless, page  # noqa: PLC0415  (see above)

    job, paper, name = house.new_id(), house.settings.paper, printer.name
    found = nameless(house, closed)

    def act() -> str:
        pdf = page(found, paper=paper)
        return system.submit(pdf, printer=name, title=f"Page {job[:8]}", paper=paper)

    begun = Leaving(job=job, sitting=sitting.plan.sitting, printer=name, act=act, lock=lock)
    try:
        _post(house, begun)
    except ExpectedError:
        lock.release()
        return None
    return begun


def left(house: House, gone: Leaving, *, request: str = "", why: str = "") -> None:
    """Note what became of it; where that cannot be noted, somebody must look for the page.

    Args:
        request: What the print system calls it.
        why: Why it was not taken; empty where it was.
    """
    try:
        _post(house, gone, request=request, why=why)
    except ExpectedError:
        return
    finally:
        gone.lock.release()


def _post(house: House, gone: Leaving, *, request: str = "", why: str = "") -> None:
    payload: dict[str, Json] = {
        "job": gone.job,
        "printer": gone.printer,
        "request": request,
        "why": why,
    }
    post(house, News(kind=BY_ITSELF, subject=gone.sitting, payload=payload))
