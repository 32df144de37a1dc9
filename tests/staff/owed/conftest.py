"""A desk in a clinic that owes people something."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from distressapp.core.roles import Role
from distressapp.service import staff
from distressapp.service.access import Session, sign_in
from distressapp.service.publishing import change_settings
from distressapp.settings import FollowUp
from distressapp.staff.desk import Desk
from tests.clinics import CHEAP, Clock
from tests.service.following import ANNA, flagged
from tests.staff import room as rooms

OWLS: Final = "nine small owls sleep in the barn"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(bot: QtBot, tmp_path: Path, clock: Clock) -> Desk:
    found = rooms.room(bot, tmp_path, clock=clock)
    wanted = replace(
        found.house.settings, followup=FollowUp(owner="Ines", cover="Omar", manager="Ada")
    )
    change_settings(found.house, wanted, session=found.session)
    return found


@pytest.fixture
def anna(desk: Desk) -> str:
    return flagged(desk.house, desk.session, ANNA)


@pytest.fixture
def omar(desk: Desk) -> Iterator[Session]:
    staff.add(
        desk.house,
        desk.session,
        name="Omar",
        role=Role.SOCIAL_WORKER,
        passphrase=OWLS,
        cost=CHEAP,
    )
    found = sign_in(desk.house, OWLS, name="Omar")
    yield found
    found.close()
