"""Words that a pack brings: no longer than a screen bears, and nothing in them that is not seen."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from distressapp.instruments.showing import shown
from distressapp.instruments.table import Table
from distressapp.instruments.wording import Written
from distressapp.text import _

LONGEST_TEXT: Final = 600
"""Characters of a question or of what is said before the first; a screen holds no more."""
LONGEST_OPTION: Final = 200
LONGEST_ABOUT: Final = 400
"""Characters of author, owner and source."""
LONGEST_SHORT: Final = 80

_MOST_MARKS: Final = 6
"""Marks on one letter; four are the most that a language was seen to use."""
_JOINERS: Final = frozenset("\u200c\u200d")
"""Seen in Persian and Hindi, where they change how letters are joined."""


def check_texts(table: Table, found: Written) -> None:
    """Complain of the first text that is too long or holds what is not seen.

    Raises:
        DefinitionError: It names the item.
    """
    for key, where, text, most in _texts(found):
        if len(text) > most:
            table.wrong(
                key,
                _("{where} has more than {most} characters").format(where=where, most=most),
                _("Look whether the file is damaged; shorten the text."),
            )
        unseen = _unseen(text)
        if unseen is not None:
            table.wrong(
                key,
                _("{where} holds an invisible character, U+{number}").format(
                    where=where, number=f"{ord(unseen):04X}"
                ),
                _("Delete that text, and type it again without copying."),
            )


def _texts(found: Written) -> Iterator[tuple[str, str, str, int]]:
    wording = found.wording
    yield "author", _("the author"), found.author, LONGEST_ABOUT
    yield "owner", _("the owner"), found.owner, LONGEST_ABOUT
    yield "source", _("the source"), found.source, LONGEST_ABOUT
    yield "version", _("the version"), wording.version, LONGEST_SHORT
    yield "intro", _("the introduction"), wording.intro, LONGEST_TEXT
    for item, text in wording.items.items():
        where = _("item {item}").format(item=item)
        yield "items", where, text, LONGEST_TEXT
        for option in wording.options.get(item, ()):
            yield "items", _("an option of item {item}").format(item=item), option, LONGEST_OPTION
    for label, text in wording.labels.items():
        most = LONGEST_SHORT if label.startswith("short.") else LONGEST_OPTION
        yield "labels", _("the label {label}").format(label=shown(label)), text, most
    for key, sound in wording.recordings.items():
        yield (
            "recordings",
            _("the recording {key}").format(key=shown(key)),
            sound.file,
            LONGEST_OPTION,
        )


def _unseen(text: str) -> str | None:
    """The first character that nobody sees, or that turns others round; None where none is."""
    marks = 0
    for each in text:
        kind = unicodedata.category(each)
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        is_blank = kind in {"Zl", "Zp"} or (kind == "Zs" and each not in {" ", "\u00a0", "\u3000"})
        is_control = kind[0] == "C" and each not in _JOINERS
        if is_blank or is_control or marks > _MOST_MARKS:
            return each
    return None
