"""The end of a shift: everything taken in, a backup made, the PIN forgotten."""

from distressapp.core.errors import ExpectedError
from distressapp.service.backups import end_shift
from distressapp.service.house import House
from distressapp.service.shift import LockedError, Shift
from distressapp.text import _


def sign_out(house: House, shift: Shift) -> tuple[str, ...]:
    """Make the backup of the shift and sign the member out.

    They are signed out whatever becomes of the backup: what went wrong is told, and the next
    shift's end makes another.

    Returns:
        What did not work, a sentence each.

    Raises:
        KeeperGoneError: The keeper does not answer; the vault is shut all the same.
    """
    try:
        troubles = end_shift(house, shift.session).made.warnings
    except LockedError:
        troubles = (_("No backup was made: the vault was shut already."),)
    except ExpectedError as error:
        troubles = (_("No backup was made. {why}").format(why=error),)
    shift.end()
    return troubles
