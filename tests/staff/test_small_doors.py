"""The door and a call for help on the two smallest screens: nothing of them is cut."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import sign_in
from distressapp.channel import Channel
from distressapp.core.sitting import Use
from distressapp.service.calls import post_now
from distressapp.service.shift import Shift
from distressapp.settings import Now
from distressapp.staff.doors import ChoosePinPage, PinPage
from distressapp.staff.window import StaffWindow
from tests.clinics import PASSPHRASE, copied, opened, settings
from tests.keeper import beside
from tests.keeper.beside import PIN, Monotonic
from tests.service import teams
from tests.staff import room
from tests.staff.fitting import LOW, UPRIGHT, cut, sized

SIZES = pytest.mark.parametrize("size", [LOW, UPRIGHT], ids=["low", "upright"])


@pytest.fixture
def keeper() -> Iterator[Channel]:
    with beside.staff_end(Monotonic()) as found:
        yield found


@pytest.fixture
def window(bot: QtBot, tmp_path: Path, keeper: Channel) -> Iterator[StaffWindow]:
    """Of a clinic with a nurse, and two people who come."""
    named = Now(responder="Rosa Lind of the second floor", backup="Ben Sample, social work")
    house = opened(copied(tmp_path / "clinic", replace(settings(Use.REHEARSAL), now=named)))
    session = sign_in(house, PASSPHRASE)
    teams.ana(house, session)
    session.close()
    found = room.window(house, keeper=keeper)
    bot.addWidget(found)
    yield found
    found.close()
    house.close()


def shift_of(window: StaffWindow, keeper: Channel) -> Shift:
    session = sign_in(window.house, PASSPHRASE, name="Administrator")
    shift = Shift(window.house, session, keeper, clock_ns=Monotonic())
    shift.choose_pin(PIN)
    window.porter.shifts[shift.name] = shift
    return shift


@SIZES
def test_nothing_of_the_door_is_cut(window: StaffWindow, keeper: Channel, size: QSize) -> None:
    found: dict[str, list[str]] = {}

    window.begin()
    found["sign in"] = cut(sized(window, size))
    shift = shift_of(window, keeper)
    window._put(ChoosePinPage(shift.name, window.look))  # noqa: SLF001  (as the porter shows it)
    found["choose a PIN"] = cut(sized(window, size))
    window.enter(shift)
    window.lock()
    assert isinstance(window.page, PinPage)
    found["PIN"] = cut(sized(window, size))
    window.show_trouble()
    found["trouble"] = cut(sized(window, size))

    assert {name: said for name, said in found.items() if said} == {}


@SIZES
def test_calls_for_help_stand_whole_over_the_room_and_over_the_door(
    window: StaffWindow, keeper: Channel, size: QSize
) -> None:
    for ticket in ("lantern", "harbour", "cinnamon"):
        call = post_now(window.house, ticket=ticket)
        call.raise_now()
        call.now_sounds()
    shift = shift_of(window, keeper)

    window.enter(shift)
    window.watch.look()
    in_the_room = cut(sized(window, size))
    window.lock()
    at_the_door = cut(sized(window, size))

    assert len(window.strip.rows) == 3
    assert in_the_room == []
    assert at_the_door == []
