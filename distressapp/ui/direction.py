"""Which way a page runs: places mirrored for right to left, and figures kept readable in it.

Pieces reckon from the left, as if every page ran that way; `place` and `mirrored` turn the
result round where it does not. The words themselves stay as they are stored: the isolates round
numbers and Latin names are put in while they are measured and drawn, and nowhere else.
"""

import re
import unicodedata
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})
"""Languages, by the first part of their tag, whose script runs from the right."""

_ISOLATE, _END = "\u2066", "\u2069"
_SIGN: Final = "0-9A-Za-z\u00c0-\u024f"
_FIGURES: Final = re.compile(
    # A number with sign and unit, a range, a date, a telephone number, Latin words. A comma with
    # a blank behind it is the sentence's own.
    rf"[+(]?[{_SIGN}]"
    rf"(?:(?:[{_SIGN}()/:'\u2019\u2013_+&@#%-]|[.,](?=[{_SIGN}(])"
    rf"|\.(?=\ [A-Z])|\ (?=[{_SIGN}(+%]))*[{_SIGN})%])?"
)


def runs_from_right(language: str) -> bool:
    """Whether that language, a BCP 47 tag, is written from right to left."""
    return language.partition("-")[0].lower() in RIGHT_TO_LEFT


def set_direction(language: str) -> None:
    """From here on every page runs as that language does."""
    from_right = runs_from_right(language)
    QApplication.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight
    )


def is_mirrored(widget: QWidget) -> bool:
    """Whether that piece stands on a page that runs from right to left."""
    return widget.layoutDirection() is Qt.LayoutDirection.RightToLeft


def mirrored(widget: QWidget, rect: QRect) -> QRect:
    """Where a part of the widget is, reckoned from the left, on the page as it runs."""
    if not is_mirrored(widget):
        return rect
    # As `QStyle.visualRect`; that class and its eleven enumerations take 6 ms of a start to load.
    return rect.translated(widget.width() - rect.width() - 2 * rect.x(), 0)


def place(widget: QWidget, rect: QRect) -> None:
    """Put a widget there in its parent, reckoned from the left, on the page as it runs."""
    parent = widget.parentWidget()
    widget.setGeometry(rect if parent is None else mirrored(parent, rect))


def first_strong(text: str, *, otherwise: bool) -> bool:
    """Whether the first letter that has a direction runs from the right.

    Args:
        otherwise: What holds where no letter has one, as in a number.
    """
    for each in text:
        kind = unicodedata.bidirectional(each)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return otherwise


def has_right_letters(text: str) -> bool:
    """Whether any letter of the text runs from the right."""
    return any(unicodedata.bidirectional(each) in {"R", "AL"} for each in text)


def reads_from_right(text: str, *, page_does: bool) -> bool:
    """Which way a paragraph reads: as its letters do; mixed ones and mere numbers as the page."""
    kinds = {unicodedata.bidirectional(each) for each in text}
    has_left, has_right = "L" in kinds, bool(kinds & {"R", "AL"})
    return has_right if has_left != has_right else page_does


def isolated(text: str, *, from_right: bool) -> str:
    """The text as it is drawn: numbers, ranges and Latin names keep their order.

    Args:
        from_right: The paragraph reads from the right; else nothing needs to be kept.
    """
    return _FIGURES.sub(_isolate, text) if from_right else text


def _isolate(found: re.Match[str]) -> str:
    """What was found between isolates; a bracket whose other half is elsewhere stays outside."""
    kept = found.group()
    before = after = ""
    if kept.count("(") > kept.count(")") and kept.startswith("("):
        before, kept = "(", kept[1:]
    if kept.count(")") > kept.count("(") and kept.endswith(")"):
        kept, after = kept[:-1], ")"
    return f"{before}{_ISOLATE}{kept}{_END}{after}"
