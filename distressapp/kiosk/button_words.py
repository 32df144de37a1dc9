"""What is written on buttons and marks of more than one page."""

from distressapp.text import _


def now_words() -> str:
    """The button that is on every screen."""
    return _("I need to speak to someone now")


def closed_now_words() -> str:
    """The same button outside opening hours."""
    return _("How to reach someone now")


def rehearsal_words() -> str:
    """The mark on every page of a practice clinic."""
    return _("Rehearsal: practice wording")


def room_words() -> str:
    """The way from the kiosk to the staff's own window."""
    return _("Staff's lists")


def close_words() -> str:
    """The way out of a session in which nothing else is on the screen."""
    return _("Close the kiosk")
