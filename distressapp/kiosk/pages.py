"""The words of the pages outside the questions."""

from collections.abc import Sequence

from distressapp.kiosk.button_words import (
    room_words,
)
from distressapp.kiosk.plain import Act, PlainPage
from distressapp.settings import LocalNumber
from distressapp.text import _
from distressapp.ui.look import Look


def resting(look: Look, *, now: str, mark: str | None, has_staffs_room: bool = False) -> PlainPage:
    """After a sitting: nothing of the patient is on the screen."""
    room = {Act.ROOM: room_words()} if has_staffs_room else {}
    return PlainPage(
        _("Thank you."),
        _("Please give this tablet to staff."),
        look,
        acts={Act.STAFF: _("I am staff")},
        aside={Act.NOW: now, **room},
        mark=mark,
        has_main=False,
    )


def unclosed(look: Look, *, now: str, mark: str | None) -> PlainPage:
    """The sitting is over for the patient, but not stored yet."""
    return PlainPage(
        _("Thank you."),
        _(
            "Please give this tablet to staff. "
            "For staff: the answers cannot be stored just now and are held in memory. "
            "Leave the tablet on, and make room on its disk; it tries again by itself."
        ),
        look,
        aside={Act.NOW: now},
        mark=mark,
    )


def asking_now(look: Look, *, mark: str | None) -> PlainPage:
    """The first thing after the press."""
    return PlainPage(
        _("Shall we ask someone to come?"),
        _("If you do nothing, we will ask someone."),
        look,
        acts={Act.YES: _("Yes, please"), Act.NO: _("No, go back")},
        mark=mark,
    )


def calling(
    look: Look, ticket: str, *, has_sitting: bool, backup: str | None, mark: str | None
) -> PlainPage:
    """Staff are being called."""
    again = _("We are calling again: {name}").format(name=backup)
    lines = () if backup is None else (again if backup else _("We are calling again."),)
    acts = {Act.GO_ON: _("Go on with the questions")} if has_sitting else {}
    return PlainPage(
        _("We are calling staff."),
        _("If you feel ill or nobody comes, tell the desk."),
        look,
        acts=acts,
        aside={Act.STAFF: _("For staff: answer this call")},
        ticket=ticket,
        lines=lines,
        mark=mark,
    )


def coming(look: Look, *, has_sitting: bool, mark: str | None) -> PlainPage:
    """Somebody acknowledged the call."""
    acts = {Act.GO_ON: _("Go on with the questions")} if has_sitting else {}
    return PlainPage(
        _("Someone is coming."),
        _("If you feel ill, tell the desk."),
        look,
        acts=acts,
        aside={Act.STAFF: _("For staff: answer this call")},
        mark=mark,
    )


def numbers(look: Look, local: Sequence[LocalNumber], *, mark: str | None) -> PlainPage:
    """Outside opening hours: whom one can reach now."""
    lines = [f"{each.label}: {each.number}" for each in local]
    return PlainPage(
        _("The clinic is closed now."),
        _("You can reach someone here:") if lines else _("Please tell someone near you."),
        look,
        acts={Act.BACK: _("Back")},
        lines=lines,
        mark=mark,
    )


def are_you_there(look: Look, *, now: str, mark: str | None) -> PlainPage:
    """Nobody has touched the screen for a while."""
    return PlainPage(
        _("Are you still there?"),
        _("If nobody answers, we keep what you told us and clear the screen."),
        look,
        acts={Act.YES: _("Yes, go on")},
        aside={Act.NOW: now},
        mark=mark,
    )


def aloud(look: Look, *, now: str, mark: str | None) -> PlainPage:
    """Before the first reading without headphones: whoever is near hears it."""
    return PlainPage(
        _("Play it aloud in this room?"),
        _("There are no headphones. Others can hear the questions, but never your answers."),
        look,
        acts={Act.YES: _("Yes, play it aloud"), Act.NO: _("No, go back")},
        aside={Act.NOW: now},
        mark=mark,
    )


def broken(look: Look, *, now: str, mark: str | None) -> PlainPage:
    """Something went wrong inside; everything that was kept is safe."""
    return PlainPage(
        _("Something went wrong here."),
        _("What you told us so far is safe. Please give this tablet to staff."),
        look,
        acts={Act.STAFF: _("I am staff")},
        aside={Act.NOW: now},
        mark=mark,
        has_main=False,
    )


def ticket_page(look: Look, ticket: str, *, mark: str | None) -> PlainPage:
    """Before the tablet changes hands."""
    return PlainPage(
        _("Hand the tablet over"),
        _(
            "Let the patient say their name and date of birth, and compare both. "
            "This is their ticket word:"
        ),
        look,
        acts={Act.HAND_OVER: _("Both are right: hand over"), Act.BACK: _("Back")},
        ticket=ticket,
        mark=mark,
    )
