"""One question's options as large rows; one of them may be chosen."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QWidget

from distressapp.ui.fonts import medium
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look, draw_box, draw_ring, draw_words, text_height
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
        return self.rect().adjusted(before, 0, -self._pad // 2, 0)

    def height_for(self, width: int) -> int:
        """The least height at that width."""
        metrics = self._look.metrics
        room = width - (self._pad + self._mark + metrics.px(20)) - self._pad // 2
        words = text_height(self.words, self.letters, room)
        return max(metrics.target, words + metrics.px(20))

    def hitButton(self, _point: object) -> bool:  # noqa: N802  (Qt's spelling, to override Qt)
        """The whole row can be tapped, not only the mark."""
        return True

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Chosen is told three ways: the mark, the outline, the tint."""
        look, metrics = self._look, self._look.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = self.isChecked()
        draw_box(
            painter,
            self.rect(),
            fill=look.colour("tint" if is_chosen or self.isDown() else "card"),
            edge=look.colour("accent" if is_chosen else "edge"),
            stroke=metrics.stroke + (2 if is_chosen else 0),
            radius=metrics.radius,
        )
        self._draw_mark(painter, is_chosen=is_chosen)
        painter.setPen(look.colour("ink"))
        painter.setFont(self.letters)
        draw_words(painter, self.text_rect(), self.words)
        if self.shows_ring:
            draw_ring(painter, self.rect(), look)
        painter.end()

    def _draw_mark(self, painter: QPainter, *, is_chosen: bool) -> None:
        look, side = self._look, self._mark
        circle = QRect(self._pad, (self.height() - side) // 2, side, side)
        painter.setBrush(look.colour("card"))
        painter.setPen(QPen(look.colour("accent" if is_chosen else "soft"), look.metrics.px(3)))
        painter.drawEllipse(circle)
        if is_chosen:
            inset = side // 4
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset))


class OptionList(QWidget):
    """Rows of options below one another.

    Args:
        options: Id to words, in displayed order.

    Signals:
        chosen: The id of the row that was tapped; not sent when it stood already.
    """

    chosen = Signal(object)

    def __init__(
        self, options: Mapping[str, str], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
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
        rows = [row.height_for(width) for row in self.rows.values()]
        return sum(rows) + self._look.metrics.gap * max(0, len(rows) - 1)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows share what height is left over, up to a comfortable size."""
        super().resizeEvent(event)
        least = [row.height_for(self.width()) for row in self.rows.values()]
        heights, gap = self._look.metrics.spread(least, self.height())
        top = 0
        for row, height in zip(self.rows.values(), heights, strict=True):
            row.setGeometry(0, top, self.width(), height)
            top += height + gap

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digits 1 to 9 choose a row by its place."""
        rows = list(self.rows.values())
        place = event.key() - Qt.Key.Key_1
        has_command = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
            | Qt.KeyboardModifier.AltModifier
            | Qt.KeyboardModifier.MetaModifier
        )
        if has_command or event.isAutoRepeat() or not 0 <= place < min(9, len(rows)):
            super().keyPressEvent(event)
            return
        rows[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
        rows[place].setChecked(True)

    @Slot(QAbstractButton, bool)
    @guarded
    def _choose(self, button: QAbstractButton, is_on: bool) -> None:  # noqa: FBT001  (Qt's signal)
        option = next(each for each, row in self.rows.items() if row is button)
        if is_on and option != self._standing:
            self._standing = option
            self.chosen.emit(option)
