"""Plain sheets for staff through the print system: the test page, and the recovery code.

The print system keeps what it printed for a while. So the sheet with the recovery code is purged
from it as soon as somebody has typed the code back, and writing it by hand is always offered.
"""

from textwrap import wrap
from typing import Final

from distressapp.printing import system
from distressapp.text import _

_ROLL_LETTERS: Final = 26
"""So many letters of ten to the inch stand on a roll of 80 mm."""


def printers() -> tuple[str, ...]:
    """The printers that are set up on this computer, by name; none where there is no system."""
    if not system.is_there():
        return ()
    return tuple(each.name for each in system.queues())


def print_test_page(clinic: str, *, printer: str, paper: str) -> str:
    """Hand a test page, or on a roll a test slip, to the printer; what the print system calls it.

    Raises:
        PrintError: It was not taken.
    """
    lines: tuple[str, ...] = (
        _("Test page of {clinic}").format(clinic=clinic),
        _("Pages with patients' names and answers will come out here."),
        _("Can only staff reach this printer? Then say so in set-up or in the settings."),
        _("If a patient or visitor could take this page away, choose another printer."),
    )
    if paper == "receipt":
        lines = (
            _("Test slip of {clinic}").format(clinic=clinic),
            _("Slips with ticket words will come out here."),
            _("Can only staff reach this printer? Then say so in set-up or in the settings."),
        )
    return _submit(lines, printer=printer, paper=paper)


def print_recovery_code(clinic: str, code: str, *, printer: str, paper: str) -> str:
    """Hand a sheet with the recovery code to the printer; what the print system calls it.

    Raises:
        PrintError: It was not taken.
    """
    lines = (
        _("Recovery code of {clinic}").format(clinic=clinic),
        code,
        _("It opens everything. Lock this paper away, and do not copy it."),
        _("Without it, and without any passphrase, nobody can open the answers again."),
    )
    return _submit(lines, printer=printer, paper=paper)


def purge(request: str) -> bool:
    """Have the print system delete what it kept of a sheet.

    Returns:
        Whether nothing of it is kept any more. Where something is, because a page still waits
        there, the staff's room asks again at every sign-in and unlock (`prints.printers`).

    Raises:
        PrintError: It does not answer.
    """
    return system.purge(request)


def _submit(lines: tuple[str, ...], *, printer: str, paper: str) -> str:
    # A line feed alone leaves some printers where they are in the line.
    if paper == "receipt":
        lines = tuple("\r\n".join(wrap(each, _ROLL_LETTERS)) for each in lines)
    text = "\r\n" * 3 + "\r\n\r\n".join(lines) + "\r\n"
    return system.submit(text.encode(), printer=printer, title="notice", paper=paper)
