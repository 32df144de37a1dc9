"""A form: some settings as fields, and the settings that they make."""

from typing import Final

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from distressapp.core.frozen import frozen
from distressapp.service.settings_words import named
from distressapp.settings import Settings
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Small, Words
from distressapp.text import _
from distressapp.ui.look import Look

WIDEST: Final = 760
"""Pixels at 100 % that a line of a form may take; longer ones are hard to read."""

_TYPED: Final = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)


@frozen
class Room:
    """What a form is handed.

    Attributes:
        is_set_up: In the wizard: what only set-up can say is asked too.
    """

    look: Look
    settings: Settings
    is_set_up: bool = False


class Form(QWidget):
    """Some settings, to be filled in.

    Args:
        room: The settings as they are, and how to set letters.
    """

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.look = room.look
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(18)

    def add(self, *pieces: QWidget) -> None:
        """Further pieces below."""
        for each in pieces:
            self.column.addWidget(each)

    def explain(self, words: str) -> None:
        """A sentence between two fields."""
        self.add(Words(words, self.look, self, is_soft=True))

    def judge(self) -> None:
        """Say that the defaults have no published source."""
        self.add(
            Small(
                _(
                    "The values given here are this project's judgement; no published source sets "
                    "them. Your clinic confirms or changes them."
                ),
                self.look,
                self,
            )
        )

    def read(self, settings: Settings) -> Settings | None:
        """The settings with what was filled in; None where something is wrong, said in place."""
        return settings

    def typed(self) -> object:
        """What stands in the fields, to see whether anything was changed; complains of nothing."""
        return tuple(
            _typed(each) for each in self.findChildren(QWidget) if isinstance(each, _TYPED)
        )


def about(key: str) -> str:
    """The sentence of a setting."""
    return named(key).about


def name_of(key: str) -> str:
    """The name of a setting, with its unit."""
    found = named(key)
    if found.unit:
        return _("{name} ({unit})").format(name=found.name, unit=found.unit)
    return found.name


def narrow(field: TextField, look: Look) -> None:
    """Let the line be short, and its label and hint as wide as the form."""
    row = QWidget(field)
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    field.column.replaceWidget(field.line, row)
    field.line.setFixedWidth(look.metrics.text(140))
    across.addWidget(field.line)
    across.addStretch()


def _typed(piece: QWidget) -> object:
    if isinstance(piece, QLineEdit):
        return piece.text()
    if isinstance(piece, QPlainTextEdit):
        return piece.toPlainText()
    if isinstance(piece, QComboBox):
        return piece.currentIndex()
    return isinstance(piece, QAbstractButton) and piece.isChecked()


class NumberField(TextField):
    """A whole number.

    Args:
        low, high: Both included.
        may_be_empty: Then an empty field is None and no mistake.
    """

    def __init__(  # noqa: PLR0913  (what a number can be, by name)
        self,
        label: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        value: int | None,
        low: int,
        high: int,
        hint: str = "",
        may_be_empty: bool = False,
    ) -> None:
        shown = "" if value is None else str(value)
        super().__init__(label, look, parent, value=shown, hint=hint, most=6)
        self._low, self._high, self._may_be_empty = low, high, may_be_empty
        narrow(self, look)

    def number(self) -> int | None:
        """The number; None where there is none, which the field says unless it may be empty."""
        self.complain("")
        words = self.text()
        if not words and self._may_be_empty:
            return None
        is_number = words.isascii() and words.isdigit()
        if is_number and self._low <= int(words) <= self._high:
            return int(words)
        self.complain(
            _("Type a whole number from {low} to {high}.").format(low=self._low, high=self._high)
        )
        return None
