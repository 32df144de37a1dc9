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
from distressapp.ui.widgets.button import Button, Weight

_LETTERS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SIGNS: Final = ("1234567890", "-/:;()&@“”", ".,?!'+#")
_DIGITS: Final = ("123", "456", "789")

ERASE: Final = "\b"
"""What the keyboard emits to take the last character back."""


class Key(Button):
    """One key; typing is quick, so two taps are two letters."""

    double_tap_ms = 40


class _Keys(QWidget):
    """Rows of keys that share out the room.

    Signals:
        typed: A character, or `ERASE`.
    """

    typed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: list[list[tuple[Key, float]]] = []

    def _key(self, label: str, *, icon: str | None = None, said: str | None = None) -> Key:
        weight = Weight.PLAIN if len(label) == 1 else Weight.QUIET
        key = Key(label, self._look, self, letters=28, most_letters=34, icon=icon, weight=weight)
        key.setAccessibleName(said or label)
        # The words stay where they are being typed; a key is tapped, not visited.
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.show()
        return key

    @guarded
    def _tell(self, character: str, _is_checked: object = None) -> None:
        self.typed.emit(character)

    def _clear(self) -> None:
        for row in self._rows:
            for key, _share in row:
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
        widest = max(sum(share for _key, share in row) for row in self._rows)
        unit = (self.width() - gap * 9) / widest
        for place, row in enumerate(self._rows):
            total = sum(share for _key, share in row) * unit + gap * (len(row) - 1)
            left = (self.width() - total) / 2
            for key, share in row:
                wide = share * unit
                key.setGeometry(QRect(int(left), place * (high + gap), int(wide), high))
                left += wide + gap


class Keyboard(_Keys):
    """Letters and signs for free text.

    Signals:
        typed: A character, or `ERASE`.
    """

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, starts_with_digits: bool = False
    ) -> None:
        super().__init__(look, parent)
        self._is_upper = not starts_with_digits
        self._has_signs = starts_with_digits
        self._build()

    @staticmethod
    def least_height(look: Look) -> int:
        """Four rows that a finger can hit; 15 mm where the letters of the question allow it."""
        metrics = look.metrics
        is_large = metrics.text_percent > TEXT_PERCENTS[1]
        row = max(metrics.mm(SMALL_TARGET_MM), metrics.px(72)) if is_large else metrics.target
        return 4 * row + 3 * metrics.gap

    def _build(self) -> None:
        self._clear()
        rows = _SIGNS if self._has_signs else _LETTERS
        for number, row in enumerate(rows):
            letters = row.upper() if self._is_upper and not self._has_signs else row
            keys = [(self._letter(each), 1.0) for each in letters]
            if number == len(rows) - 1:
                if not self._has_signs:
                    keys.insert(0, (self._shift(), 1.4))
                keys.append((self._erase(), 1.4))
            self._rows.append(keys)
        self._rows.append([(self._other(), 2.0), (self._letter(" "), 6.0)])
        self._lay_out()

    def _letter(self, letter: str) -> Key:
        key = self._key(_("space") if letter == " " else letter, said=None)
        key.clicked.connect(partial(self._type, letter))
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
        if self._is_upper and not self._has_signs:
            self._is_upper = False
            self._build()

    @guarded
    def _turn_shift(self) -> None:
        self._is_upper = not self._is_upper
        self._build()

    @guarded
    def _turn_signs(self) -> None:
        self._has_signs = not self._has_signs
        self._build()


class NumberPad(_Keys):
    """Digits, as on a telephone.

    Args:
        extra: One more character at the lower left; empty for none.

    Signals:
        typed: A digit, the extra character, or `ERASE`.
    """

    def __init__(self, look: Look, parent: QWidget | None = None, *, extra: str = "") -> None:
        super().__init__(look, parent)
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
