"""The style sheet of the staff's room, made of the theme's tokens; letters are set by pieces."""

from typing import Final

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from distressapp.ui import fonts
from distressapp.ui.look import Look

TEXT: Final = 17
"""Letters of the room, in pixels at 100 %."""
SMALL: Final = 15
LARGE: Final = 21
TITLE: Final = 26
TOUCH: Final = 44
"""The least height of what is tapped, in pixels at 100 %."""

_SHEET: Final = """
QWidget#ground, QWidget#page, QScrollArea#page {{ background: {ground}; }}
QWidget#rail {{ background: {card}; border-right: 1px solid {line}; }}
QWidget#notice {{ background: {tint}; border-top: 2px solid {accent}; }}
QWidget#clear, QScrollArea#clear {{ background: transparent; }}
QWidget#alert {{ background: {card}; border-bottom: 4px solid {accent}; }}
QWidget#foot {{ background: {ground}; border-top: 1px solid {line}; }}
QFrame#card {{ background: {card}; border: 1px solid {line}; border-radius: 12px; }}
QLabel {{ color: {ink}; background: transparent; }}
QLabel#ticket {{
    background: {accent}; color: {on_accent}; border-radius: 10px; padding: 14px 24px;
}}
QLabel[isSoft="true"] {{ color: {soft}; }}
QLabel:focus {{ border: 2px solid {ink}; border-radius: 4px; }}
QLineEdit, QPlainTextEdit, QComboBox {{
    background: {card}; color: {ink}; border: 2px solid {edge}; border-radius: 8px;
    padding: 6px 10px; selection-background-color: {accent}; selection-color: {on_accent};
    placeholder-text-color: {soft};
}}
QLineEdit, QComboBox {{ min-height: 28px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{
    border: 3px solid {accent}; padding: 5px 9px;
}}
QLineEdit[isWrong="true"], QPlainTextEdit[isWrong="true"] {{ border: 3px solid {ink}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {soft}; }}
QComboBox::drop-down {{ width: 36px; border: 0; }}
QComboBox QAbstractItemView {{
    background: {card}; color: {ink}; border: 2px solid {edge}; outline: 0;
    selection-background-color: {tint}; selection-color: {ink};
}}
QComboBox QAbstractItemView::item {{ min-height: 44px; padding-left: 10px; }}
QTableView {{
    background: {card}; color: {ink}; border: 1px solid {line}; border-radius: 12px;
    selection-background-color: {tint}; selection-color: {ink}; outline: 0;
}}
QTableView[isByKey="true"]:focus {{ border: 3px solid {ink}; }}
QHeaderView {{ background: transparent; }}
QHeaderView::section {{
    background: transparent; color: {soft}; border: 0; border-bottom: 1px solid {line};
    padding: 0 12px; min-height: 36px;
}}
QScrollBar:vertical {{ background: transparent; width: 14px; margin: 2px 3px; }}
QScrollBar:horizontal {{ background: transparent; height: 14px; margin: 3px 2px; }}
QScrollBar::handle {{ background: {edge}; border-radius: 4px; min-height: 44px; min-width: 44px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {line}; border: 0; border-radius: 6px; max-height: 12px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 6px; }}
QSplitter::handle {{ background: transparent; }}
"""


def sheet(look: Look) -> str:
    """The room's style sheet in the colours of that look."""
    theme = look.theme
    return _SHEET.format(
        ground=theme.ground,
        card=theme.card,
        ink=theme.ink,
        soft=theme.soft,
        edge=theme.edge,
        line=theme.line,
        accent=theme.accent,
        on_accent=theme.on_accent,
        tint=theme.tint,
    )


def letters(look: Look, size: int = TEXT, *, is_strong: bool = False) -> QFont:
    """The room's letters.

    Args:
        size: In pixels at 100 %.
    """
    pixels = look.metrics.text(size)
    return fonts.strong(pixels) if is_strong else fonts.font(pixels)


def mark(widget: QWidget, name: str, *, is_on: bool) -> None:
    """Set a property that the style sheet asks for, and let it look again."""
    if widget.property(name) == is_on:
        return
    widget.setProperty(name, is_on)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
