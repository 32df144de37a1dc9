"""Short ways to write a line of the self-check."""

from distressapp.core.self_check import Checked, Finding


def fine(of: str, name: str, words: str) -> Checked:
    """Looked at, and as it should be."""
    return Checked(id=of, name=name, finding=Finding.FINE, words=words)


def told(of: str, name: str, words: str) -> Checked:
    """A fact that is neither right nor wrong."""
    return Checked(id=of, name=name, finding=Finding.TOLD, words=words)


def look(of: str, name: str, words: str) -> Checked:
    """Somebody should look at it; the program works."""
    return Checked(id=of, name=name, finding=Finding.LOOK, words=words)


def wrong(of: str, name: str, words: str) -> Checked:
    """The program, or a file of the clinic, does not do what it should."""
    return Checked(id=of, name=name, finding=Finding.WRONG, words=words)


def unknown(of: str, name: str, words: str) -> Checked:
    """Not looked into, or it cannot be known here."""
    return Checked(id=of, name=name, finding=Finding.UNKNOWN, words=words)
