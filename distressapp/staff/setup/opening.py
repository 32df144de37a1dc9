"""Making the clinic and opening it: seconds of work, done away from the window."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime

from distressapp import bootstrap
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.roles import Act, may
from distressapp.keys.wrap import Cost
from distressapp.paths import Folder
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.rehearsal.stage import hire
from distressapp.service.rehearsal.year import Filled, begin, check_use, fill
from distressapp.service.setup import make
from distressapp.settings import Settings
from distressapp.text import _
from distressapp.vault.connection import with_invented_content


@frozen
class Place:
    """Where the clinic is made, and with what.

    Attributes:
        cost: Of one guess at a passphrase.
    """

    folder: Folder
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    cost: Cost


@frozen
class Opened:
    """A clinic with its first administrator signed in."""

    house: House
    session: Session

    def close(self) -> None:
        """Shut the vault."""
        self.session.close()
        self.house.close()


@frozen(repr=False)
class Wanted:
    """The clinic that is to be made.

    Attributes:
        patients: Invented ones, with a year behind them; 0 for an empty clinic.
    """

    settings: Settings
    name: str
    passphrase: str
    patients: int = 0


def make_new(
    place: Place, wanted: Wanted, tell: Callable[[Filled], None], is_stopped: Callable[[], bool]
) -> str:
    """Make the clinic, with its invented patients if there are to be any; gives its recovery code.

    Args:
        tell: Hears of each week of the invented year.
        is_stopped: Asked after each week; the clinic then holds less.

    Raises:
        ExpectedError: It cannot be made; or there is a clinic, whose year could not be played.
    """
    check_use(wanted.settings, wanted.patients)
    now = place.clock()
    start = begin(now) if wanted.patients else now
    making = replace(
        bootstrap.making(lambda: start, place.new_id), cost=place.cost, administrator=wanted.name
    )
    code = make(place.folder, wanted.settings, wanted.passphrase, making)
    if wanted.patients and not is_stopped():
        told = replace(place, clock=lambda: start)
        with with_invented_content(), closing(opened(told, wanted.name, wanted.passphrase)) as at:
            hire(at.house, at.session, wanted.passphrase, cost=place.cost)
            weeks = fill(at.house, at.session, until=now, patients=wanted.patients)
            with closing(weeks):
                for week in weeks:
                    tell(week)
                    if is_stopped():
                        break
    return code


def opened(place: Place, name: str, passphrase: str) -> Opened:
    """The clinic of that folder, opened by an administrator.

    Raises:
        ExpectedError: The passphrase does not open it, or it is not an administrator's.
    """
    house = bootstrap.open_house(place.folder.root, room=None, clock=place.clock, ids=place.new_id)
    try:
        session = bootstrap.sign_in(house, passphrase, name=name)
    except BaseException:
        house.close()
        raise
    found = Opened(house=house, session=session)
    if not may(session.member.role, Act.RECOVERY):
        found.close()
        raise ExpectedError(
            _("Only an administrator goes on with a set-up"),
            advice=_("Let whoever began it sign in."),
        )
    return found
