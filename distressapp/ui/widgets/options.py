"""One question's options as large rows; one of them may be chosen."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QWidget

from distressapp.ui.digits import digit_of
from distressapp.ui.direction import mirrored, place
from distressapp.ui.fonts import medium
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look, draw_choice, draw_ring, draw_words, text_height
from distressapp.ui.widgets.group import Group
from distressapp.ui.widgets.pressable import Pressing

LETTERS = 30


class OptionRow(Pressing, QRadioButton):
    """One option: a whole row, with a round mark at its beginning."""

    def __init__(
        self, words: str, look: Look, parent: QWidget, *, letters: float = LETTERS
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._letters = letters
        self.words = words
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def _pad(self) -> int:
        return self._look.metrics.px(24)

    @property
    def _mark(self) -> int:
        metrics = self._look.metrics
        return min(metrics.px(48), max(metrics.px(36), metrics.text(32)))

    @property
    def letters(self) -> QFont:
        """The letters at the patient's size."""
        return medium(self._look.metrics.text(self._letters))

    def text_rect(self) -> QRect:
        """Where the words are drawn."""
        before = self._pad + self._mark + self._look.metrics.px(20)
        return mirrored(self, self.rect().adjusted(before, 0, -self._pad // 2, 0))

    def height_for(self, width: int) -> int:
        """The least height at that width."""
        metrics = self._look.metrics
        room = width - (self._pad + self._mark + metrics.px(20)) - self._pad // 2
        words = text_height(self.words, self.letters, room)
        return max(metrics.target, words + metrics.px(20))

    def line_width(self) -> int:
        """What the option needs to stand in one line."""
        metrics = self._look.metrics
        words = QFontMetrics(self.letters).horizontalAdvance(self.words)
        return self._pad + self._mark + metrics.px(20) + words + self._pad

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Chosen is told three ways: the mark, the outline, the tint."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = self.isChecked()
        is_filled = is_chosen or self.isDown()
        draw_choice(painter, self.rect(), look, is_filled=is_filled, is_chosen=is_chosen)
        self._draw_mark(painter, is_chosen=is_chosen)
        painter.setPen(look.colour("ink"))
        painter.setFont(self.letters)
        draw_words(painter, self.text_rect(), self.words)
        if self.shows_ring:
            draw_ring(painter, self.rect(), look)
        painter.end()

    def _draw_mark(self, painter: QPainter, *, is_chosen: bool) -> None:
        look, side = self._look, self._mark
        circle = mirrored(self, QRect(self._pad, (self.height() - side) // 2, side, side))
        painter.setBrush(look.colour("card"))
        painter.setPen(QPen(look.colour("accent" if is_chosen else "soft"), look.metrics.px(3)))
        painter.drawEllipse(circle)
        if is_chosen:
            inset = side // 4
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset))


class OptionList(Group):
    """Rows of options below one another.

    Args:
        options: Id to words, in displayed order.
        most_columns: How many may stand side by side; each in one line. Answers to a question
            stand below one another, names of languages need not.

    Signals:
        chosen: The id of the row that was tapped; not sent when it stood already.
    """

    chosen = Signal(object)

    def __init__(
        self,
        options: Mapping[str, str],
        look: Look,
        parent: QWidget | None = None,
        *,
        most_columns: int = 1,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._most_columns = most_columns
        self._group = QButtonGroup(self)
        self._standing: str | None = None
        self.rows: dict[str, OptionRow] = {}
        for option, words in options.items():
            row = OptionRow(words, look, self)
            self._group.addButton(row)
            self.rows[option] = row
        self._group.buttonToggled.connect(self._choose)

    def show_choice(self, option: str | None) -> None:
        """Fill the row that stands; None leaves every row empty."""
        self._standing = option
        self._group.setExclusive(False)
        for each, row in self.rows.items():
            row.setChecked(each == option)
        self._group.setExclusive(True)

    def height_for(self, width: int) -> int:
        """The height of all rows at that width."""
        heights = self._heights(width)
        return sum(heights) + self._look.metrics.gap * max(0, len(heights) - 1)

    def _columns(self, width: int) -> int:
        """As many as stand side by side with each option in one line."""
        widest = max((row.line_width() for row in self.rows.values()), default=1)
        gap = self._look.metrics.gap
        fitting = (width + gap) // (widest + gap)
        return max(1, min(self._most_columns, fitting, len(self.rows)))

    def _heights(self, width: int) -> list[int]:
        """The least height of each line of options."""
        count, gap = self._columns(width), self._look.metrics.gap
        column = (width - gap * (count - 1)) // count
        each = [row.height_for(column) for row in self.rows.values()]
        return [max(each[n : n + count]) for n in range(0, len(each), count)]

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows share what height is left over, up to a comfortable size."""
        super().resizeEvent(event)
        count, beside = self._columns(self.width()), self._look.metrics.gap
        column = (self.width() - beside * (count - 1)) // count
        heights, gap = self._look.metrics.spread(self._heights(self.width()), self.height())
        for number, row in enumerate(self.rows.values()):
            line, column_of = divmod(number, count)
            top = sum(heights[:line]) + gap * line
            place(row, QRect(column_of * (column + beside), top, column, heights[line]))

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digits 1 to 9 choose a row by its place."""
        digit = digit_of(event)
        if digit is None or not self.press_digit(digit):
            super().keyPressEvent(event)

    def press_digit(self, digit: int) -> bool:
        """Choose the row at that place, counted from 1.

        Returns:
            Whether there is one.
        """
        rows = list(self.rows.values())
        if not 0 < digit <= len(rows):
            return False
        rows[digit - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)
        rows[digit - 1].setChecked(True)
        return True

    @Slot(QAbstractButton, bool)
    @guarded
    def _choose(self, button: QAbstractButton, is_on: bool) -> None:  # noqa: FBT001  (Qt's signal)
        option = next(each for each, row in self.rows.items() if row is button)
        if is_on and option != self._standing:
            self._standing = option
            self.chosen.emit(option)
