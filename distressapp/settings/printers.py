"""Where pages and slips come out, to and from plain tables."""

from typing import Final

from distressapp.core.journal import Json
from distressapp.settings.reader import Table
from distressapp.settings.values import Printer, Settings, SlipPrinter

PAPERS: Final = ("a4", "letter")
SLIP_PAPERS: Final = (*PAPERS, "receipt")
"""Slips fit on a roll of 80 mm; pages do not."""


def printer_of(table: Table) -> Printer | None:
    """The printer of the pages; None where the table has none."""
    has_printer = table.has("printer")
    found = table.table("printer")
    if not has_printer:
        return None
    printer = Printer(
        name=found.text("name"), is_staff_only=found.claim("is_staff_only", default=False)
    )
    found.done()
    return printer


def slips_of(table: Table) -> SlipPrinter | None:
    """The printer of the slips; None where they go where the pages go."""
    has_printer = table.has("slips")
    found = table.table("slips")
    if not has_printer:
        return None
    printer = SlipPrinter(
        name=found.text("name"),
        paper=found.one_of("paper", SLIP_PAPERS, "receipt"),
        is_staff_only=found.claim("is_staff_only", default=False),
    )
    found.done()
    return printer


def agree(table: Table, settings: Settings) -> None:
    """Refuse what prints by itself where others than staff could take it."""
    printer, slips = settings.printer, settings.slips or settings.printer
    advice = "Test the printer first, or write false."
    what = "needs a printer that was tested as staff-only"
    if settings.is_printed_at_end and (printer is None or not printer.is_staff_only):
        raise table.refuse("is_printed_at_end", what, advice)
    if settings.is_slip_when_called and (slips is None or not slips.is_staff_only):
        raise table.refuse("is_slip_when_called", what, advice)


def printers_table(settings: Settings) -> dict[str, Json]:
    """The printers as plain tables; what an older version did not know is left out unset."""
    found: dict[str, Json] = {"is_printed_at_end": settings.is_printed_at_end}
    if settings.printer is not None:
        each = settings.printer
        found["printer"] = {"name": each.name, "is_staff_only": each.is_staff_only}
    if settings.slips is not None:
        slips = settings.slips
        found["slips"] = {
            "name": slips.name,
            "paper": slips.paper,
            "is_staff_only": slips.is_staff_only,
        }
    if settings.is_slip_when_called:
        found["is_slip_when_called"] = True
    return found
