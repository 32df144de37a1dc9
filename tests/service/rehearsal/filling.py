"""A rehearsal clinic filled with invented patients, for tests that look at it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from distressapp.bootstrap import new_id, open_house, sign_in
from distressapp.core.sitting import Use
from distressapp.paths import Folder
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.rehearsal.stage import hire
from distressapp.service.rehearsal.year import begin, fill
from distressapp.service.setup import Making, make
from distressapp.settings import FollowUp, Settings
from distressapp.vault.connection import with_invented_content
from tests.clinics import CHEAP, PASSPHRASE

NOON: Final = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)
"""A Wednesday."""
OWNER: Final = "Social worker Haddad (invented)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A filled clinic, open; nothing in a test changes it."""

    house: House
    session: Session


def filled(root: Path, *, until: datetime = NOON, seed: int = 1, patients: int = 60) -> Filled:
    """The clinic as it is at that time."""
    start = begin(until)
    settings = Settings(
        clinic="Clinic of the tests",
        use=Use.REHEARSAL,
        languages=("en", "es", "el", "zh-Hans", "ar"),
        followup=FollowUp(owner=OWNER, manager="Manager Sato (invented)"),
    )
    by = Making(clock=lambda: start, new_id=new_id, program="tests", cost=CHEAP)
    with with_invented_content():
        make(Folder(root=root), settings, PASSPHRASE, by)
        house = open_house(root, room=None, clock=lambda: start)
        session = sign_in(house, PASSPHRASE)
        hire(house, session, PASSPHRASE, cost=CHEAP)
        for _week in fill(house, session, until=until, seed=seed, patients=patients):
            pass
    house.clock = lambda: until
    return Filled(house=house, session=session)
