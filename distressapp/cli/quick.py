"""Arguments of the rooms as they are nearly always started, read without `argparse`.

Building a parser for every command takes a twentieth of a kiosk's start. What is not understood
here, down to a value that is joined to its option by "=", is left to the parser.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from typing import Any, Final

_SWITCHES: Final = {
    "kiosk": ("--windowed", "--sign-in", "--staff", "--session", "--alone"),
    "staff": ("--windowed", "--session", "--alone", "--behind"),
}
_NUMBERS: Final = ("--keeper-fd", "--events-fd")
_ELSE: Final[dict[str, dict[str, Any]]] = {
    "kiosk": {"passphrase_fd": None, "pin_fd": None, "name": ""},
    "staff": {},
}
"""What the parser says of options that are not given."""


class _Said:
    """As the parser's own: a thing with the arguments on it."""

    def __init__(self, found: dict[str, Any]) -> None:
        self.__dict__ = found


def read(arguments: Sequence[str]) -> argparse.Namespace | None:
    """What the parser would say of them; None where it must be asked."""
    words = iter(arguments)
    command = next(words, "")
    if command not in _SWITCHES:
        return None
    found: dict[str, Any] = {"command": command, "data": None, **_ELSE[command]}
    found |= {_name(each): None for each in _NUMBERS}
    found |= {_name(each): False for each in _SWITCHES[command]}
    for word in words:
        if word in _SWITCHES[command]:
            found[_name(word)] = True
        elif not _takes(found, word, words):
            return None
    return _Said(found)  # type: ignore[return-value]  # nobody asks it for more


def _takes(found: dict[str, Any], word: str, words: Iterator[str]) -> bool:
    """Whether it is an option with a value that is plain to read."""
    value = next(words, "")
    if not value or value.startswith("-"):
        return False
    if word == "--data":
        found["data"] = value
        return True
    if word in _NUMBERS and value.isascii() and value.isdecimal():
        found[_name(word)] = int(value)
        return True
    return False


def _name(option: str) -> str:
    return option.removeprefix("--").replace("-", "_")
