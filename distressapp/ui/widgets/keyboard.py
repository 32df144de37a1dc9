"""The program's own keyboard: letters, digits, no memory of what anybody typed."""

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.metrics import SMALL_TARGET_MM, TEXT_PERCENTS
from distressapp.ui.widgets.alphabet import Accent, Alphabet, accented, alphabet, capital
from distressapp.ui.widgets.button import Button, Weight

_LETTERS: Final = 28
_DIGITS: Final = ("123", "456", "789")

ERASE: Final = "\b"
"""What the keyboard emits to take the last character back."""


class Key(Button):
    """One key; typing is quick, so two taps are two letters."""

    double_tap_ms = 40


class _Keys(QWidget):
    """Rows of keys that share out the room.

    A keyboard is never mirrored: its letters stand where people know them, in every script.

    Args:
        is_visited: Tab leads to the keys, for who writes with one switch. A tap never takes the
            focus from the words: they stay where they are being typed.

    Signals:
        typed: A character, or `ERASE`.
    """

    typed = Signal(object)

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, is_visited: bool = False
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._policy = Qt.FocusPolicy.TabFocus if is_visited else Qt.FocusPolicy.NoFocus
        self._rows: list[list[tuple[Key, float]]] = []

    def keys(self) -> list[Key]:
        """The keys that are up, row by row."""
        return [key for row in self._rows for key, _share in row]

    def _key(
        self,
        label: str,
        *,
        icon: str | None = None,
        said: str | None = None,
        letters: float = _LETTERS,
    ) -> Key:
        weight = Weight.PLAIN if len(label) == 1 else Weight.QUIET
        most = letters + 6
        key = Key(
            label, self._look, self, letters=letters, most_letters=most, icon=icon, weight=weight
        )
        key.setAccessibleName(said or label)
        key.setFocusPolicy(self._policy)
        key.show()
        return key

    @guarded
    def _tell(self, character: str, _is_checked: object = None) -> None:
        self.typed.emit(character)

    def _clear(self) -> None:
        for key in self.keys():
            key.hide()
            key.deleteLater()
        self._rows = []

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keys as large as the room allows."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        gap = self._look.metrics.gap
        if not self._rows:
            return
        high = (self.height() - gap * (len(self._rows) - 1)) // len(self._rows)
        unit = min(
            (self.width() - gap * (len(row) - 1)) / sum(share for _key, share in row)
            for row in self._rows
        )
        for place, row in enumerate(self._rows):
            total = sum(share for _key, share in row) * unit + gap * (len(row) - 1)
            left = (self.width() - total) / 2
            for key, share in row:
                wide = share * unit
                key.setGeometry(QRect(int(left), place * (high + gap), int(wide), high))
                left += wide + gap


class Keyboard(_Keys):
    """Letters and signs for free text.

    Args:
        language: Whose letters; a BCP 47 tag.

    Signals:
        typed: A character, or `ERASE`.
    """

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        language: str = "en",
        starts_with_digits: bool = False,
        is_visited: bool = False,
    ) -> None:
        super().__init__(look, parent, is_visited=is_visited)
        self._alphabet = alphabet(language)
        self._is_upper = self._alphabet.has_capitals and not starts_with_digits
        self._has_signs = starts_with_digits
        self._marks: frozenset[str] = frozenset()
        self._build()

    @staticmethod
    def _letter_rows(alphabet: Alphabet, look: Look) -> tuple[str, ...]:
        return alphabet.narrow if look.metrics.is_portrait else alphabet.letters

    @classmethod
    def least_height(cls, look: Look, *, language: str = "en") -> int:
        """Rows that a finger can hit; 15 mm where the letters of the question allow it."""
        metrics = look.metrics
        is_large = metrics.text_percent > TEXT_PERCENTS[1]
        row = max(metrics.mm(SMALL_TARGET_MM), metrics.px(72)) if is_large else metrics.target
        rows = len(cls._letter_rows(alphabet(language), look)) + 1
        return rows * row + (rows - 1) * metrics.gap

    def _build(self) -> None:
        self._clear()
        has_shift = self._alphabet.has_capitals and not self._has_signs
        letters = self._letter_rows(self._alphabet, self._look)
        rows = self._alphabet.signs if self._has_signs else letters
        for row in rows:
            self._rows.append([(self._letter(self._shown(each)), 1.0) for each in row])
        last: list[tuple[Key, float]] = []
        if has_shift:
            self._rows[-1].insert(0, (self._shift(), 1.4))
        if has_shift or self._has_signs:
            self._rows[-1].append((self._erase(), 1.4))
        else:
            last = [(self._erase(), 1.4)]
        accents = {} if self._has_signs else self._alphabet.accents
        said = [(self._accent(sign, each), 1.0) for sign, each in accents.items()]
        space = (self._letter(" "), 6.0 - len(said) - sum(share for _key, share in last))
        self._rows.append([(self._other(), 2.0), *said, space, *last])
        self._lay_out()

    def _build_again(self) -> None:
        """The same keys with other letters; who is at a key stays at its place."""
        before = self.keys()
        at = next((place for place, key in enumerate(before) if key.hasFocus()), None)
        self._build()
        if at is not None:
            now = self.keys()
            now[min(at, len(now) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _shown(self, letter: str) -> str:
        if self._has_signs:
            return letter
        return accented(capital(letter) if self._is_upper else letter, self._marks)

    def _letter(self, letter: str) -> Key:
        key = self._key(_("space") if letter == " " else letter, said=None)
        key.clicked.connect(partial(self._type, letter))
        return key

    def _accent(self, sign: str, accent: Accent) -> Key:
        key = self._key(sign, said=accent.name, letters=2 * _LETTERS)
        key.mark(is_marked=accent.mark in self._marks)
        key.clicked.connect(partial(self._turn_accent, accent.mark))
        return key

    def _shift(self) -> Key:
        key = self._key("", icon="shift", said=_("Capital letters"))
        key.mark(is_marked=self._is_upper)
        key.clicked.connect(self._turn_shift)
        return key

    def _erase(self) -> Key:
        key = self._key("", icon="erase", said=_("Erase"))
        key.clicked.connect(partial(self._tell, ERASE))
        return key

    def _other(self) -> Key:
        key = self._key(_("abc") if self._has_signs else _("123"))
        key.clicked.connect(self._turn_signs)
        return key

    @guarded
    def _type(self, letter: str, _is_checked: object = None) -> None:
        self.typed.emit(letter)
        if (self._is_upper or self._marks) and not self._has_signs:
            self._is_upper = False
            self._marks = frozenset()
            self._build_again()

    @guarded
    def _turn_accent(self, mark: str, _is_checked: object = None) -> None:
        self._marks ^= {mark}
        self._build_again()

    @guarded
    def _turn_shift(self) -> None:
        self._is_upper = not self._is_upper
        self._build_again()

    @guarded
    def _turn_signs(self) -> None:
        self._has_signs = not self._has_signs
        self._build_again()


class NumberPad(_Keys):
    """Digits, as on a telephone.

    Args:
        extra: One more character at the lower left; empty for none.

    Signals:
        typed: A digit, the extra character, or `ERASE`.
    """

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        extra: str = "",
        is_visited: bool = False,
    ) -> None:
        super().__init__(look, parent, is_visited=is_visited)
        for row in (*_DIGITS, f"{extra}0"):
            keys = []
            for digit in row:
                key = self._key(digit)
                key.clicked.connect(partial(self._tell, digit))
                keys.append((key, 1.0))
            self._rows.append(keys)
        erase = self._key("", icon="erase", said=_("Erase"))
        erase.clicked.connect(partial(self._tell, ERASE))
        self._rows[-1].append((erase, 1.0))

    @staticmethod
    def least_height(look: Look) -> int:
        """Four rows that a finger can hit."""
        return 4 * look.metrics.target + 3 * look.metrics.gap

    def _lay_out(self) -> None:
        gap = self._look.metrics.gap
        high = (self.height() - gap * 3) // 4
        wide = (self.width() - gap * 2) // 3
        for place, row in enumerate(self._rows):
            shift = 3 - len(row) if place == len(self._rows) - 1 else 0
            for column, (key, _share) in enumerate(row):
                left = (column + shift) * (wide + gap)
                key.setGeometry(left, place * (high + gap), wide, high)
