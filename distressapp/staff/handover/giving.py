"""The tap that hands over: the vault is shut, the patient sits, and the door tells the word."""

from PySide6.QtWidgets import QWidget

from distressapp.core.errors import ExpectedError
from distressapp.service.handover import Handover, hand_over
from distressapp.service.seating import NotSeatedError
from distressapp.staff.desk import Desk, Place
from distressapp.text import _
from distressapp.ui.front import step_back


def give(
    desk: Desk, handover: Handover, window: QWidget, *, goes_on: bool = False
) -> NotSeatedError | None:
    """Both identifiers were heard: shut the vault and let the patient sit.

    What cannot be done is said in place, or at the door where the vault is shut already.

    Args:
        window: Gives way to the kiosk's.
        goes_on: The sitting of today that was paused goes on.

    Returns:
        Why the kiosk takes nobody, where nothing was written and the list is still open.
    """
    try:
        hand_over(desk.house, desk.shift, handover, goes_on=goes_on)
    except NotSeatedError as error:
        if not desk.shift.is_locked:
            return error
        _leave(desk, str(error))
        return None
    except ExpectedError as error:
        desk.complain(error)
        return None
    paused = handover.paused if goes_on else None
    plan = handover.plan if paused is None else paused.record.sitting.plan
    _leave(desk, _("Handed over. Ticket word: {ticket}.").format(ticket=plan.ticket))
    step_back(window)
    return None


def _leave(desk: Desk, told: str) -> None:
    """The vault is shut: the PIN leads to the day's list, and not to this patient again."""
    desk.stay_at(Place(screen="today"))
    desk.locked.emit(told)
