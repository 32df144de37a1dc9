"""What changes without the focus is said to those who do not see it."""

from typing import Final

import pytest

from tests.x11 import hands, other_hands
from tests.x11.conftest import Open
from tests.x11.kiosk import Kiosk
from tests.x11.machine import Machine, until

REFUSAL: Final = "You have chosen three. Tap one of them to take it back."


def go_to_the_three(kiosk: Kiosk) -> list[str]:
    """Four concerns are ticked, and the three that matter most are asked for."""
    sight = hands.read_on(kiosk, "Next", "Start", "Next")
    tiles = [each.name for each in sight.pieces if each.role == "check box"][:4]
    for name in tiles:
        other_hands.act_on(kiosk, name)
        until(lambda name=name: hands.is_chosen(kiosk.look(), name), f"{name!r} ticked")  # type: ignore[misc]  # a name
    while sight.find("Which three matter most to you?", "label") is None:
        sight = hands.read_on(kiosk, "Next")
    return tiles


def focus(kiosk: Kiosk) -> str:
    at = kiosk.look().focused()
    return "" if at is None else at.name


@pytest.mark.usefixtures("still_clinic")
def test_what_is_refused_is_said_and_moves_no_focus(switch_on: Open, tablet: Machine) -> None:
    kiosk = switch_on(tablet)
    hands.sit_down(kiosk)
    tiles = go_to_the_three(kiosk)
    kiosk.reader.listen_for("object:announcement")
    for name in tiles[:3]:
        other_hands.act_on(kiosk, name)
        until(lambda name=name: hands.is_chosen(kiosk.look(), name), f"{name!r} chosen")  # type: ignore[misc]  # a name
    until(lambda: focus(kiosk) != "", "the focus told")
    before = focus(kiosk)

    other_hands.act_on(kiosk, tiles[3])

    until(lambda: REFUSAL in kiosk.reader.heard("Announcement"), "the refusal said")
    until(lambda: focus(kiosk) == before, "the focus where it was")
    assert not any(name in said for said in kiosk.reader.heard("Announcement") for name in tiles)
