"""A whole sitting on a real screen, from staff's start to the clean tablet."""

from collections.abc import Callable
from pathlib import Path

from distressapp.core.record import Record
from distressapp.core.sitting import Stop
from tests.x11 import course, hands
from tests.x11.conftest import Open
from tests.x11.kiosk import Kiosk
from tests.x11.machine import Machine
from tests.x11.taking import taken_in


def finish(kiosk: Kiosk, press: Callable[[Kiosk, str], None]) -> None:
    """Thanks, rest, and the tablet cleaned for the next."""
    kiosk.wait("Your care team will look at what you told us. Please give the tablet back.")
    press(kiosk, "Finish")
    kiosk.wait("Please give this tablet to staff.")
    press(kiosk, "I am staff")
    kiosk.look_until(lambda sight: sight.has("It is clean", "enabled"), "it is clean")
    press(kiosk, "It is clean")
    kiosk.wait("Who is next?", "label")


def assert_is_what_was_said(found: list[Record]) -> None:
    (record,) = found
    assert record.sitting.stop is Stop.FINISHED
    assert dict(record.sitting.answers) == course.answers()
    scores = [score for each in record.outcome.scored.values() for score in each.scores.values()]
    assert {(each.scale, each.value, each.given) for each in scores} >= course.SCORES
    assert {(each.rule, each.band.value) for each in record.outcome.flags} == course.FLAGS
    assert record.given.record_number == course.NUMBER


def test_a_sitting_by_finger_is_kept_as_it_was_tapped(
    switch_on: Open, tablet: Machine, still_clinic: Path
) -> None:
    kiosk = switch_on(tablet)

    hands.hand_over_by_finger(kiosk)
    hands.by_finger(kiosk, course.steps())
    finish(kiosk, lambda kiosk, name: kiosk.tap(name, "push button"))

    assert kiosk.end() == 0
    assert_is_what_was_said(taken_in(still_clinic))


def test_a_sitting_needs_no_more_than_a_keyboard(
    switch_on: Open, tablet: Machine, still_clinic: Path
) -> None:
    kiosk = switch_on(tablet)

    hands.hand_over_by_key(kiosk)
    hands.by_key(kiosk, course.steps())
    finish(kiosk, hands.press_by_key)

    assert kiosk.end() == 0
    assert_is_what_was_said(taken_in(still_clinic))
