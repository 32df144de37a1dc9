"""Text as a cell of a table that no spreadsheet takes for a formula."""

import unicodedata
from typing import Final

FORMULA: Final = frozenset("=+-@")
"""What a spreadsheet takes for the start of a formula."""

_ENDS_A_CELL: Final = frozenset(",;|\t\r\n\"'")
"""A spreadsheet may split here, whatever the quotes say: it guesses the separator."""

_MARK: Final = "'"


def cell(text: str) -> str:
    """The text, with an apostrophe before whatever could be read as a formula.

    That is a sign of `FORMULA` in any width or height of its own, at the start of the text or
    after a character at which a cell may end, blanks and invisible characters between them or
    not; and a tab or a new line at the very start. Everything else stays as it is.
    """
    found: list[str] = [_MARK] if text[:1] in {"\t", "\r", "\n"} else []
    is_first = True
    for each in text:
        if is_first and starts_a_formula(each):
            found.append(_MARK)
        found.append(each)
        is_first = each in _ENDS_A_CELL or (is_first and is_unseen(each))
    return "".join(found)


def starts_a_formula(character: str) -> bool:
    """Whether that character looks like one of `FORMULA` to a program that is lenient."""
    return unicodedata.normalize("NFKC", character)[:1] in FORMULA


def is_unseen(character: str) -> bool:
    """Whether that character is blank, a control, a mark on nothing, or of no shape at all."""
    return unicodedata.category(character)[0] in {"Z", "C", "M"}
