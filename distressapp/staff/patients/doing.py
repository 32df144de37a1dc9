"""Doing something at the desk: what goes wrong is said in place, what was done is shown."""

from collections.abc import Callable

from distressapp.core.errors import ExpectedError
from distressapp.staff.desk import Desk
from distressapp.staff.widgets.buttons import Button
from distressapp.ui.guard import guarded


def done(desk: Desk, act: Callable[[], object], words: str = "") -> bool:
    """Do it, and let every screen look again; False where it could not be done.

    Args:
        words: Said in place afterwards; nothing where empty.
    """
    try:
        act()
    except ExpectedError as error:
        desk.complain(error)
        return False
    desk.told()
    if words:
        desk.say(words)
    return True


def button(  # noqa: PLR0913  (what a button can be, by name)
    words: str,
    desk: Desk,
    act: Callable[[], object],
    *,
    is_main: bool = False,
    is_quiet: bool = False,
    hint: str = "",
) -> Button:
    """A button that does that."""
    found = Button(words, desk.look, is_main=is_main, is_quiet=is_quiet, hint=hint)

    @guarded
    def press(_is_checked: object = None) -> None:
        act()

    found.clicked.connect(press)
    return found
