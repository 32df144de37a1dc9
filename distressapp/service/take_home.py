"""The slip that a patient takes home, of a sitting that the vault has."""

from distressapp.core.own_answers import OwnAnswers, Screens, build
from distressapp.core.take_home import KINDS, HomePhrases
from distressapp.core.take_home import take_home as cut
from distressapp.service.house import House
from distressapp.service.own_answers import made, not_given
from distressapp.service.pages import stopped
from distressapp.text import _, speaking
from distressapp.vault.vault import Vault


def take_home(house: House, vault: Vault, sitting: str, screens: Screens) -> OwnAnswers:
    """The slip as a value, in the language of the sitting; it names nobody.

    Args:
        screens: What the kiosk says; the kiosk's own words, so that they are those that were seen.

    Raises:
        ExpectedError: There is no such sitting, or this clinic gives nothing to take home.
    """
    if house.settings.take_home == "nothing":
        raise not_given()
    found = stopped(vault, sitting).record
    numbers = [(each.label, each.number) for each in house.settings.now.local_numbers]
    with speaking(found.sitting.language, folder=house.resources / "locale"):
        making = made(house, found, screens, name=None)
        copy = build(found.sitting, house.instruments, making, kinds=KINDS)
        return cut(copy, phrases(found.sitting.plan.ticket, making.day), numbers)


def phrases(ticket: str, day: str) -> HomePhrases:
    """What only the slip says, in the language that is set."""
    return HomePhrases(
        title=_("To take home, sitting {ticket}, {day}").format(ticket=ticket, day=day),
        heading=_("To take home"),
        told=_("What you told us"),
        next_title=_("What happens next"),
        next=(
            _("Your care team looks at what you told us."),
            _("If you asked for help, somebody talks with you or phones you."),
            _("If you hear from nobody, ask us."),
        ),
        numbers=_("How to reach someone now"),
        closing=(_("This is not an emergency service."),),
    )
