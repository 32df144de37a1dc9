"""Ways to go through a course for those who neither tap nor type: one switch, a screen reader."""

import time
from collections.abc import Iterable
from typing import Final

from tests.x11 import hands
from tests.x11.course import Step
from tests.x11.hands import CHOICES, GOES_ON
from tests.x11.kiosk import SAME_KEY_S, SAME_TAP_S, Kiosk, Sight
from tests.x11.machine import until
from tests.x11.tongues import NAMES, interface

_PRESSED: Final = frozenset({*CHOICES, "push button"})
_FIELD: Final = "text"
_READ: Final = frozenset({"label", _FIELD})
"""A question, and the field below it."""


def go_to(kiosk: Kiosk, name: str) -> int:
    """Tab, and nothing but Tab, until that has the focus; how often."""
    return hands.lead(kiosk, lambda at: at.name == name and at.role in _PRESSED, name)


def press(kiosk: Kiosk, name: str, *, again_s: float = SAME_TAP_S) -> None:
    """Tab there, and Enter.

    Args:
        again_s: Sooner than this a second Enter there is a trembling finger's.
    """
    if not go_to(kiosk, name):
        time.sleep(again_s)
    kiosk.machine.keys("Return")


def press_onward(kiosk: Kiosk, name: str) -> None:
    """Enter once more on the answer that stands; where there is none, Tab to Next."""
    at = kiosk.look().focused()
    if at is not None and at.role == "radio button" and "checked" in at.states:
        time.sleep(SAME_TAP_S)
        kiosk.machine.keys("Return")
    else:
        press(kiosk, name)


def write(kiosk: Kiosk, text: str) -> None:
    """Enter in the field leads to the keys of the screen."""
    hands.go_to_field(kiosk)
    kiosk.machine.keys("Return")
    kiosk.wait(text[0], "push button")
    for count, each in enumerate(text, start=1):
        press(kiosk, each, again_s=SAME_KEY_S)
        until(lambda so_far=text[:count]: _written(kiosk) == so_far, f"{each!r} written")  # type: ignore[misc]  # a name


def by_switch(kiosk: Kiosk, steps: Iterable[Step], *, language: str = "en") -> None:
    """Go through those steps with Tab and Enter alone."""
    hands.go_through(
        kiosk,
        steps,
        choose=lambda kiosk, _sight, name: press(kiosk, name),
        write=write,
        press=press_onward,
        goes_on=interface(language)(GOES_ON),
    )


def act_on(kiosk: Kiosk, name: str) -> None:
    """What a screen reader does when its user presses that."""
    kiosk.act(name, *_PRESSED)


def assert_can_be_heard(sight: Sight, question: str) -> None:
    """The question has the focus, so that it is read; all below it has name, role and state."""
    focus = sight.focused()
    assert focus is not None
    assert (focus.name, focus.role) == (question, "label")
    for each in sight.pieces:
        if "focusable" in each.states:
            assert each.name, each
            assert each.role in _PRESSED | _READ, each
    radios = [each for each in sight.pieces if each.role == "radio button"]
    if radios:
        (parent,) = {each.parent for each in radios}
        group = next(each for each in sight.pieces if each.at[1] == parent)
        assert group.role == "panel"
        assert group.name in {question, ", ".join(NAMES.values())}


def by_reader(kiosk: Kiosk, steps: Iterable[Step], *, language: str = "en") -> None:
    """Go through those steps as somebody who hears them."""

    def heard(steps: Iterable[Step]) -> Iterable[Step]:
        for step in steps:
            until(lambda step=step: _has_focus(kiosk, step.asked), f"{step.asked!r} read")  # type: ignore[misc]  # a name
            assert_can_be_heard(kiosk.look(), step.asked)
            yield step

    def type_letters(kiosk: Kiosk, text: str) -> None:
        for count, each in enumerate(text, start=1):
            act_on(kiosk, each)
            until(lambda so_far=text[:count]: _written(kiosk) == so_far, f"{each!r} written")  # type: ignore[misc]  # a name

    hands.go_through(
        kiosk,
        heard(steps),
        choose=lambda kiosk, _sight, name: act_on(kiosk, name),
        write=type_letters,
        press=act_on,
        goes_on=interface(language)(GOES_ON),
    )


def _written(kiosk: Kiosk) -> str:
    """What stands in the field, as it is told."""
    found = [each for each in kiosk.look().pieces if each.role == _FIELD]
    if not found:  # a look between two pages
        return ""
    assert "editable" in found[0].states
    return hands.told_of(found[0], kiosk)


def _has_focus(kiosk: Kiosk, name: str) -> bool:
    at = kiosk.look().focused()
    return at is not None and at.name == name
