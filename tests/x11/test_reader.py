"""What those hear who cannot see the screen, and what those see who use keys."""

from typing import Final

import pytest

from tests.x11 import hands
from tests.x11.conftest import Open
from tests.x11.kiosk import Sight
from tests.x11.machine import Machine, until
from tests.x11.reader import Piece

QUESTION: Final = "Over the last seven days and today, how distressed have you been?"
INK: Final = "#1c2b33"
ROLES: Final = {"push button", "radio button", "check box", "label"}
"""What keys can go to; the label is the question, from which a reader begins."""


def choices(sight: Sight, role: str) -> list[Piece]:
    return [each for each in sight.pieces if each.role == role]


def assert_can_be_heard(sight: Sight, question: str) -> None:
    assert sight.find(question, "label") is not None
    for each in sight.pieces:
        if "focusable" in each.states:
            assert each.name, each
            assert each.role in ROLES, each


@pytest.mark.usefixtures("still_clinic")
def test_a_screen_reader_hears_and_answers_the_questions(switch_on: Open, tablet: Machine) -> None:
    kiosk = switch_on(tablet)
    hands.sit_down(kiosk)

    sight = hands.read_on(kiosk, "Next", "Start")

    assert_can_be_heard(sight, QUESTION)
    rungs = choices(sight, "radio button")
    (group,) = {each.parent for each in rungs}
    assert next(each.name for each in sight.pieces if each.at[1] == group) == QUESTION
    assert [each.name.split()[0] for each in rungs] == [str(n) for n in range(10, -1, -1)]
    assert not any("checked" in each.states for each in rungs)

    kiosk.act("7", "radio button")
    until(lambda: hands.is_chosen(kiosk.look(), "7"), "7 chosen")
    kiosk.wait("You chose 7.", "label")
    sight = hands.read_on(kiosk, "Next")

    assert_can_be_heard(sight, "My body")
    assert len(choices(sight, "check box")) > 1

    while not choices(sight, "radio button"):
        onward = next(each for each in ("Go on", "Next") if sight.find(each, "push button"))
        sight = hands.read_on(kiosk, onward)
    row = choices(sight, "radio button")[1]
    kiosk.act(row.name, "radio button")

    until(lambda: hands.is_chosen(kiosk.look(), row.name), "an option chosen")
    assert len(choices(sight, "radio button")) == 4
    assert_can_be_heard(sight, "How tight or on edge has your body been?")


@pytest.mark.usefixtures("still_clinic")
def test_the_ring_comes_with_a_key_and_goes_with_a_tap(switch_on: Open, tablet: Machine) -> None:
    kiosk = switch_on(tablet)
    hands.sit_down(kiosk)
    sight = hands.read_on(kiosk, "Next", "Start")
    place = sight.get("Next", "push button").place

    def has_ring() -> bool:
        edge = tablet.picture().pixelColor(place.left + 3, place.middle[1])
        return edge.name() == INK

    hands.tab_to(kiosk, "Next")
    until(has_ring, "the ring after Tab")
    kiosk.tap("4", "radio button")
    until(lambda: hands.is_chosen(kiosk.look(), "4"), "4 chosen")

    until(lambda: not has_ring(), "no ring after a tap")
