"""Called away, cut off, told to stop: what is kept, and what nobody sees."""

from pathlib import Path
from typing import Final

from distressapp.core.answers import Chosen
from distressapp.core.sitting import NowState, Stop
from tests.x11 import hands
from tests.x11.conftest import Open
from tests.x11.kiosk import Kiosk, Stopwatch
from tests.x11.machine import Machine, until
from tests.x11.taking import taken_in

BLANK_S: Final = 1.5
"""The promise is one second, and 0.33 s was measured; a machine under load gets half more."""
RATED: Final = {"dt/rating": Chosen(index=7, value=7)}


def rated(switch_on: Open, tablet: Machine) -> Kiosk:
    """A patient who has just tapped 7."""
    kiosk = switch_on(tablet)
    hands.sit_down(kiosk)
    hands.read_on(kiosk, "Next", "Start")
    kiosk.tap("7", "radio button")
    return kiosk


def test_a_call_for_help_outlives_a_power_cut(
    switch_on: Open, tablet: Machine, still_clinic: Path
) -> None:
    kiosk = rated(switch_on, tablet)
    kiosk.tap("I need to speak to someone now", "push button")
    kiosk.wait("Shall we ask someone to come?", "label")

    kiosk.kill()
    again = switch_on(tablet)

    sight = again.wait("We are calling staff.", "label")
    assert {each.role for each in sight.pieces} == {"filler", "label", "push button"}
    assert again.end() == 0
    (record,) = taken_in(still_clinic)
    assert dict(record.sitting.answers) == RATED
    assert record.sitting.stop is Stop.RESTART
    assert record.sitting.now is NowState.SOUNDING
    assert "request.now" in {each.rule for each in record.outcome.flags}


def test_a_crash_shows_the_same_question_with_the_answer_on_it(
    switch_on: Open, tablet: Machine, clinic: Path
) -> None:
    kiosk = rated(switch_on, tablet)
    kiosk.wait("You chose 7.", "label")

    kiosk.crash()

    sight = kiosk.wait("You chose 7.", "label")
    assert "checked" in sight.get("7", "radio button").states
    kiosk.tap("They're calling me", "push button")
    kiosk.wait("Please give this tablet to staff.", "label")
    assert kiosk.end() == 0
    (record,) = taken_in(clinic)
    assert record.sitting.stop is Stop.CALLED
    assert dict(record.sitting.answers) == RATED


def test_whoever_is_called_leaves_a_blank_screen(
    switch_on: Open, tablet: Machine, clinic: Path
) -> None:
    kiosk = rated(switch_on, tablet)
    sight = kiosk.wait("You chose 7.", "label")
    rung = sight.get("7", "radio button").place.middle
    chosen = tablet.picture().pixelColor(*rung)

    kiosk.tap("They're calling me", "push button")
    tapped = Stopwatch(kiosk)
    until(lambda: tablet.picture().pixelColor(*rung) != chosen, "a blank screen")
    blank_s = tapped.took_s()

    kiosk.wait("Please give this tablet to staff.", "label")
    assert blank_s < BLANK_S
    assert kiosk.end() == 0
    (record,) = taken_in(clinic)
    assert record.sitting.stop is Stop.CALLED
    assert dict(record.sitting.answers) == RATED


def test_a_kiosk_that_is_told_to_stop_closes_the_sitting(
    switch_on: Open, tablet: Machine, clinic: Path
) -> None:
    kiosk = rated(switch_on, tablet)
    kiosk.wait("You chose 7.", "label")

    status = kiosk.end()

    assert status == 0
    (record,) = taken_in(clinic)
    assert record.sitting.stop is Stop.CLOSING
    assert dict(record.sitting.answers) == RATED
