"""Ways to go through a course: by finger only, and by keyboard only."""

import time
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final

from tests.x11 import course
from tests.x11.course import Step
from tests.x11.kiosk import SAME_TAP_S, Kiosk, Sight
from tests.x11.machine import until
from tests.x11.reader import Piece
from tests.x11.wire import RefusedError

CHOICES: Final = frozenset({"radio button", "check box"})
GOES_ON: Final = "The list goes on here. Tap again to take one back."
AGAIN: Final = "The same again"
BORN: Final = "Born: day month year"
FIELD: Final = "text"
"""Role of a field, for a screen reader."""
HANDED: Final = (
    ("Record number", course.NUMBER),
    (AGAIN, course.NUMBER),
    (BORN, course.BORN),
)
_MOST_TABS: Final = 60


def is_chosen(sight: Sight, name: str) -> bool:
    """It says that it is chosen; "I'd rather not say" is a button and has no such state."""
    piece = sight.find(name, *CHOICES)
    return piece is None or "checked" in piece.states


def go_through(  # noqa: PLR0913  (the ways of a hand, and what it meets)
    kiosk: Kiosk,
    steps: Iterable[Step],
    *,
    choose: Callable[[Kiosk, Sight, str], None],
    write: Callable[[Kiosk, str], None],
    press: Callable[[Kiosk, str], None],
    goes_on: str = GOES_ON,
) -> None:
    """Answer those steps; tiles that stand on a further page are met there."""
    sight = kiosk.look()
    for step in steps:
        if sight.find(step.asked, "label") is None:
            sight = kiosk.wait(step.asked, "label")
        if step.typed:
            write(kiosk, step.typed)
        left = list(step.chosen)
        while True:
            for name in [each for each in left if sight.find(each, *CHOICES, "push button")]:
                choose(kiosk, sight, name)
                until(lambda name=name: is_chosen(kiosk.look(), name), f"{name!r} chosen")  # type: ignore[misc]  # a name
                left.remove(name)
            sight = kiosk.look()
            press(kiosk, step.onward)
            sight = kiosk.wait_for_another(sight)
            if sight.find(step.asked, "label") is None or sight.find(goes_on) is None:
                break
        assert left == [], f"not on the screen of {step.asked!r}: {left}"


def by_finger(kiosk: Kiosk, steps: Iterable[Step]) -> None:
    """Tap through those steps."""
    go_through(
        kiosk,
        steps,
        choose=lambda _kiosk, sight, name: kiosk.tap_piece(
            sight.get(name, *CHOICES, "push button")
        ),
        write=type_by_finger,
        press=lambda _kiosk, name: kiosk.tap(name, "push button"),
    )


def written(sight: Sight, kiosk: Kiosk) -> str:
    """What stands in the field that has the keys, or in the first one; "" where there is none."""
    fields = [each for each in sight.pieces if each.role == FIELD]
    typed = [each for each in fields if "focused" in each.states] or fields
    return told_of(typed[0], kiosk) if typed else ""


def told_of(field: Piece, kiosk: Kiosk) -> str:
    """What stands in it; "" where it is gone meanwhile."""
    try:
        return kiosk.reader.description(field)
    except RefusedError:
        return ""


def type_by_finger(kiosk: Kiosk, text: str) -> None:
    """On the keys of the screen, which change from letters to signs and back."""
    names = [{" ": "space"}.get(each, each) for each in text]
    for _kind, group in groupby(names, key=_keys_of):
        wanted = list(group)
        sight = kiosk.look()
        if sight.find(wanted[0], "push button") is None:
            kiosk.tap("abc" if wanted[0].isalpha() else "123", "push button")
            sight = kiosk.wait(wanted[0], "push button")
        kiosk.tap_quickly(sight.get(each, "push button") for each in wanted)
    kiosk.look_until(lambda sight: written(sight, kiosk) == text, f"{text!r} written")


def _keys_of(name: str) -> tuple[bool, bool]:
    """Letters, capitals and signs stand on keys of their own; a capital lasts for one letter."""
    return name.isalpha(), name.isupper()


def hand_over_by_finger(kiosk: Kiosk) -> None:
    """Staff: the number twice, the date of birth, the ticket, and the tablet."""
    kiosk.wait("Who is next?", "label")
    for field, text in HANDED:
        kiosk.tap(field)
        kiosk.go_to(field, FIELD)
        type_by_finger(kiosk, text)
    kiosk.tap("Start", "push button")
    kiosk.tap("Both are right: hand over", "push button")


def sit_down(kiosk: Kiosk, number: str = "71103") -> None:
    """The shortest way into a sitting: the number is scanned, the date of birth left empty."""
    kiosk.wait("Who is next?", "label")
    kiosk.have_keys()
    kiosk.machine.hand("key", "--delay", "4", *number, "Return")
    sight = kiosk.look_until(lambda sight: _name_of_focus(sight) in {AGAIN, BORN}, "the next field")
    if _name_of_focus(sight) == AGAIN:  # on a busy machine a scanner is as slow as a hand
        kiosk.machine.write(number)
        kiosk.machine.keys("Return")
        kiosk.go_to(BORN, FIELD)
    kiosk.machine.keys("Return")
    kiosk.tap("Both are right: hand over", "push button")
    # The title makes room for the languages where a screen is small.
    kiosk.wait("How big should the letters be?", "label")


def _name_of_focus(sight: Sight) -> str:
    found = sight.focused()
    return "" if found is None else found.name


def read_on(kiosk: Kiosk, *names: str) -> Sight:
    """Press those buttons one after another as a screen reader does."""
    for name in names:
        sight = kiosk.wait_for_another(kiosk.act(name, "push button"))
    return sight


def tab_to(kiosk: Kiosk, name: str) -> int:
    """Tab until that has the focus; how often."""
    return lead(kiosk, lambda found: found.name == name, name)


def lead(kiosk: Kiosk, is_there: Callable[[Piece], bool], what: str) -> int:
    """Tab until that is true of what has the focus; how often."""
    found = kiosk.look().focused()
    for tabs in range(_MOST_TABS):
        if found is not None and is_there(found):
            return tabs
        found = kiosk.step()
    raise AssertionError(f"Tab does not lead to {what!r}")


def by_key(kiosk: Kiosk, steps: Iterable[Step]) -> None:
    """Go through those steps with Tab, digits, Space and Return."""
    go_through(
        kiosk,
        steps,
        choose=choose_by_key,
        write=write_by_key,
        press=press_by_key,
    )


def write_by_key(kiosk: Kiosk, text: str) -> None:
    """Tab to the field, for with a screen reader a step begins at its question; then type."""
    go_to_field(kiosk)
    kiosk.machine.write(text)
    kiosk.look_until(lambda sight: written(sight, kiosk) == text, f"{text!r} written")


def go_to_field(kiosk: Kiosk) -> None:
    """Tab until a field has the focus."""
    lead(kiosk, lambda found: found.role == FIELD, FIELD)


def press_by_key(kiosk: Kiosk, name: str) -> None:
    """Tab there, and Return."""
    if not tab_to(kiosk, name):
        time.sleep(SAME_TAP_S)  # the press before may have been on the same thing
    kiosk.machine.keys("Return")


def choose_by_key(kiosk: Kiosk, sight: Sight, name: str) -> None:
    """A digit for a row or a rung; Tab and Space for a tile or a button."""
    rows = [each.name for each in sight.named() if each.role == "radio button"]
    if name in rows:
        kiosk.machine.keys(name if name.isdigit() else str(rows.index(name) + 1))
    else:
        tab_to(kiosk, name)
        kiosk.machine.keys("space")


def hand_over_by_key(kiosk: Kiosk) -> None:
    """As a clerk with a keyboard does it."""
    kiosk.wait("Who is next?", "label")
    kiosk.have_keys()
    for field, text in HANDED:
        kiosk.go_to(field, FIELD)
        kiosk.machine.write(text)
        kiosk.machine.keys("Tab")
    press_by_key(kiosk, "Start")
    kiosk.wait("Both are right: hand over", "push button")
    press_by_key(kiosk, "Both are right: hand over")
