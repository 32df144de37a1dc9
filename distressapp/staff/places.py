"""Which screens there are, and in what order they are offered.

A screen is named by its module and imported when somebody first goes there.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Final, Protocol

from distressapp.core.frozen import frozen
from distressapp.core.roles import Act
from distressapp.staff.desk import Desk, Place
from distressapp.staff.screen import Screen
from distressapp.text import _


class Maker(Protocol):
    """Makes a screen: its class, or a function."""

    def __call__(self, desk: Desk, place: Place) -> Screen:
        """The screen, not shown yet."""


SCREENS: Final[dict[str, str]] = {
    "today": "distressapp.staff.today.screen:TodayScreen",
    "handover": "distressapp.staff.handover.screen:HandoverScreen",
    "owed": "distressapp.staff.owed.screen:OwedScreen",
    "patients": "distressapp.staff.patients.screen:PatientsScreen",
    "matching": "distressapp.staff.patients.matching:MatchingScreen",
    "import": "distressapp.staff.patients.importing:ImportScreen",
    "patient": "distressapp.staff.patient.screen:PatientScreen",
    "paper": "distressapp.staff.paper.screen:PaperScreen",
    "keying": "distressapp.staff.paper.keying:KeyingScreen",
    "printing": "distressapp.staff.printing.screen:PrintingScreen",
    "settings": "distressapp.staff.settings.screen:SettingsScreen",
    "audit": "distressapp.staff.audit.screen:AuditScreen",
}
"""Each owner of a screen adds a line."""


@frozen
class Entry:
    """One line of the navigation.

    Attributes:
        needs: What a role must be allowed to be offered it; None for everybody.
    """

    screen: str
    words: str
    needs: Act | None = None


class _Places(Mapping[str, Maker]):
    """Screens by name; each is imported when it is asked for."""

    def __getitem__(self, name: str) -> Maker:
        module, _colon, maker = SCREENS[name].partition(":")
        found: Maker = getattr(import_module(module), maker)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name, where in SCREENS.items() if _is_built(where))

    def __len__(self) -> int:
        return len(tuple(iter(self)))

    def __contains__(self, name: object) -> bool:
        where = SCREENS.get(name) if isinstance(name, str) else None
        return where is not None and _is_built(where)


PLACES: Final[Mapping[str, Maker]] = _Places()
"""Name to what makes the screen."""


def navigation() -> tuple[Entry, ...]:
    """What is offered at the side, in order."""
    wanted = {
        "today": _("Today"),
        "owed": _("Whom we owe"),
        "patients": _("Patients"),
        "paper": _("Paper"),
        "printing": _("Printing"),
        "settings": _("Settings"),
        "audit": _("Audit"),
    }
    needs = {"audit": Act.AUDIT}
    return tuple(
        Entry(screen=name, words=words, needs=needs.get(name)) for name, words in wanted.items()
    )


def _is_built(where: str) -> bool:
    module = where.partition(":")[0]
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
