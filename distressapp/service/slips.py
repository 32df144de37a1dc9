"""Slips with a ticket word: nameless, at the printer that only staff can reach.

That of a call for help is one voice of the channel beside the sound and the word on the tablet,
and never in their way. Where the clinic wants it, another says that a patient was called away, so
that nobody takes up the wrong tablet. Both are made with the vault shut, noted nowhere, and a slip
that does not come out changes nothing.
"""

from collections.abc import Callable

from distressapp.core.sitting import Use
from distressapp.core.slip import Slip
from distressapp.core.summary_words import REHEARSAL, day
from distressapp.printing import system
from distressapp.report.papers import Paper, paper_named
from distressapp.service.house import House
from distressapp.service.published import STAFF_LANGUAGE
from distressapp.settings import Settings
from distressapp.text import _, speaking

TITLE = "Slip"
"""What the print system is told: the same for every slip."""


def printer_for(settings: Settings) -> str:
    """Where slips come out; empty where no printer was tested to stand where only staff are."""
    printer = settings.slips or settings.printer
    return printer.name if printer is not None and printer.is_staff_only else ""


def paper_for(settings: Settings) -> Paper:
    """What slips come out on."""
    return paper_named(settings.paper if settings.slips is None else settings.slips.paper)


def slip(house: House, ticket: str, *, is_test: bool = False, is_called: bool = False) -> Slip:
    """The slip of a call that sounds just now, in the staff's language.

    Args:
        ticket: The word on the patient's tablet.
        is_test: Nobody asks: the channel is being tested.
        is_called: Nobody asks: the patient was called away in the middle.
    """
    at = house.local(house.clock())
    with speaking(STAFF_LANGUAGE, folder=house.resources / "locale"):
        words = _("Somebody asks to speak to someone now")
        advice = _("Look for this word on a tablet, go there, and answer the call on it.")
        if is_test:
            words = _("This is a test. Nobody asks for help.")
            advice = _("Say at the screen that this slip came.")
        elif is_called:
            words = _("Called away in the middle")
            advice = _(
                "The tablet of this word is put away. To go on today, look for the same word on "
                "the list and ask for both identifiers."
            )
        return Slip(
            title=TITLE,
            language=STAFF_LANGUAGE,
            at=at,
            strip=REHEARSAL if house.settings.use is Use.REHEARSAL else None,
            clinic=house.settings.clinic,
            words=words,
            ticket=ticket,
            time=_("{time}, {day}").format(time=at.strftime("%H:%M"), day=day(at)),
            advice=advice,
        )


def printing(
    house: House, ticket: str, *, is_test: bool = False, is_called: bool = False
) -> Callable[[], str] | None:
    """What prints the slip of a call that sounds just now; None where there are no slips here.

    Args:
        is_test, is_called: As for `slip`.

    Returns:
        To be called away from the windows: it may take as long as printers do, needs nothing of
        the house any more, gives what the print system calls the slip, and raises an
        `ExpectedError` where it was not taken.
    """
    printer = printer_for(house.settings)
    if not printer:
        return None
    found = slip(house, ticket, is_test=is_test, is_called=is_called)
    paper = paper_for(house.settings)

    def act() -> str:
        # Imported late: the page's side is not needed before something is printed.
        from distressapp.service.reports import printable  # noqa: PLC0415  (see above)

        drawn = printable(found, paper=paper)
        return system.submit(drawn, printer=printer, title=TITLE, paper=paper)

    return act
