"""A whole sitting for those who neither tap nor type, from welcome to thanks, in two languages."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from distressapp.bootstrap import open_house
from distressapp.cli.demo_clinic import set_up_anew
from distressapp.core.sitting import Stop
from tests.x11 import course, hands, other_hands, tongues
from tests.x11.conftest import Open
from tests.x11.kiosk import Kiosk
from tests.x11.machine import Machine, until
from tests.x11.taking import taken_in

LANGUAGES = ["en", "ar"]


class Going(Protocol):
    """A way through a course."""

    def __call__(self, kiosk: Kiosk, steps: list[course.Step], *, language: str = "en") -> None: ...


@pytest.fixture
def tongues_clinic(still_clinic: Path) -> Path:
    """A clinic that offers two languages."""
    house = open_house(still_clinic, room=None)
    try:
        set_up_anew(house, replace(house.settings, languages=tuple(LANGUAGES)))
    finally:
        house.close()
    return still_clinic


def go(
    kiosk: Kiosk,
    clinic: Path,
    language: str,
    *,
    way: Going,
    press: Callable[[Kiosk, str], None],
) -> None:
    """The course, thanks, and what was kept."""
    hands.sit_down(kiosk, number=course.NUMBER)
    say = tongues.interface(language)
    if language != LANGUAGES[0]:
        press(kiosk, tongues.NAMES[language])
        kiosk.wait(say("Welcome"), "label")

    way(kiosk, list(tongues.steps(language)), language=language)

    thanks = "Your care team will look at what you told us. Please give the tablet back."
    kiosk.wait(say(thanks))
    press(kiosk, say("Finish"))
    kiosk.wait("Please give this tablet to staff.")
    assert kiosk.end() == 0
    (record,) = taken_in(clinic)
    assert record.sitting.stop is Stop.FINISHED
    assert record.sitting.language == language
    assert dict(record.sitting.answers) == tongues.answers(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sitting_needs_no_more_than_tab_and_enter(
    tongues_clinic: Path, switch_on: Open, tablet: Machine, language: str
) -> None:
    kiosk = switch_on(tablet)

    go(kiosk, tongues_clinic, language, way=other_hands.by_switch, press=other_hands.press)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sitting_can_be_heard_and_answered_from_end_to_end(
    tongues_clinic: Path, switch_on: Open, tablet: Machine, language: str
) -> None:
    kiosk = switch_on(tablet)

    def press(kiosk: Kiosk, name: str) -> None:
        until(lambda: kiosk.look().find(name) is not None, f"{name!r} on the screen")
        other_hands.act_on(kiosk, name)

    go(kiosk, tongues_clinic, language, way=other_hands.by_reader, press=press)
