"""Where each copy of a page comes out, and on what paper."""

from collections.abc import Sequence

from distressapp.core.errors import ExpectedError
from distressapp.service.copies import HOME_SLIP
from distressapp.service.house import House
from distressapp.text import _
from distressapp.vault.prints import Job


def printer_for(house: House, copy: str) -> str:
    """Where that copy comes out, if nobody says otherwise.

    Raises:
        ExpectedError: No printer is set up for it.
    """
    slips = house.settings.slips
    return slips.name if copy == HOME_SLIP and slips is not None else clinic_printer(house)


def printers_for(house: House, job: Job, names: Sequence[str]) -> tuple[str, ...]:
    """The printers of those names that a page may be sent to instead: no page fits on a roll."""
    slips = house.settings.slips
    is_roll = slips is not None and slips.paper == "receipt" and job.copy != HOME_SLIP
    roll = slips.name if slips is not None and is_roll else ""
    return tuple(each for each in names if each not in {job.printer, roll})


def clinic_printer(house: House) -> str:
    """The printer of this clinic.

    Raises:
        ExpectedError: None is set up.
    """
    if house.settings.printer is None:
        raise ExpectedError(
            _("No printer is set up for this clinic"),
            advice=_("Set one up under Settings. Until then a page can be saved as a file."),
        )
    return house.settings.printer.name


def paper_of(house: House, copy: str, *, printer: str = "") -> str:
    """The paper that a copy comes out on.

    Args:
        printer: Where; empty for where such a copy comes out here.
    """
    slips = house.settings.slips
    if copy == HOME_SLIP and slips is not None and printer in {"", slips.name}:
        return slips.paper
    return house.settings.paper
