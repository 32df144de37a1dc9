"""Buttons of the staff's room."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from distressapp.staff.widgets.flow import Flow
from distressapp.staff.widgets.style import TEXT, TOUCH
from distressapp.ui import fonts
from distressapp.ui.guard import guarded
from distressapp.ui.look import CENTRE, LEFT, Look
from distressapp.ui.modality import is_by_key

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ARROWS: Final = {
    Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1,
}  # fmt: skip
_SIDE: Final = 18
_RADIUS: Final = 8


class Button(QAbstractButton):
    """A button with words; at least 44 pixels high.

    Args:
        is_main: What Enter does here: filled with the accent. One on a screen.
        hint: Further words for assistive technology.
        is_quiet: Without an outline; for what is seldom wanted.
        is_left: The words begin at the left, as in a list.
    """

    def __init__(  # noqa: PLR0913  (what a button can be, by name)
        self,
        words: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        is_main: bool = False,
        hint: str = "",
        is_quiet: bool = False,
        is_left: bool = False,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.is_main = is_main
        self._is_quiet = is_quiet
        self._align = LEFT if is_left else CENTRE
        self.setText(words)
        self.setAccessibleDescription(hint)
        self.setFont(fonts.medium(look.metrics.text(TEXT)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802  (Qt's spelling, to override Qt)
        """Other words; an ampersand is one, and no hot key."""
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def words(self) -> str:
        """What stands on it."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        """Its words and some room."""
        wide = self.fontMetrics().horizontalAdvance(self.words())
        least = self.look.metrics.px(TOUCH)
        high = max(least, self.fontMetrics().height() + 16)
        return QSize(max(least, wide + 2 * _SIDE), high)

    def minimumSizeHint(self) -> QSize:
        """Words are cut by an ellipsis only where there is no other way."""
        return QSize(self.look.metrics.px(TOUCH), self.sizeHint().height())

    def make_choice(self) -> None:
        """One of several of which one is chosen: read out as a radio button, not as a box to tick.

        The others are its siblings, or those of its `QButtonGroup`.
        """
        self.setCheckable(True)
        self.setAutoExclusive(True)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the focus; an arrow only goes there among places and tabs."""
        if event.key() in _ENTER:
            self.click()
        elif event.key() in _ARROWS and self.autoExclusive() and self.group() is None:
            self._move_focus(_ARROWS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _move_focus(self, by: int) -> None:
        """To a sibling, without pressing it: another screen would take the keys away."""
        above = self.parentWidget()
        found = [] if above is None else above.findChildren(Button)
        others = [each for each in found if each.autoExclusive() and each.isEnabled()]
        if self in others:
            reason = Qt.FocusReason.TabFocusReason
            others[(others.index(self) + by) % len(others)].setFocus(reason)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Accent, card or nothing; ring for keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge, ink = self._colours()
        look, rect = self.look, self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.colour(edge), 2) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        self._draw_words(painter, rect.adjusted(_SIDE - 4, 0, -_SIDE + 4, 0), ink)
        if self.hasFocus() and is_by_key():
            draw_ring(painter, self.rect(), look)
        painter.end()

    def _draw_words(self, painter: QPainter, room: QRect, ink: str) -> None:
        painter.setPen(self.look.colour(ink))
        words = painter.fontMetrics().elidedText(
            self.words(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, self._align, words)

    def _colours(self) -> tuple[str, str, str]:
        """Tokens of fill, outline and words; empty for none."""
        if not self.isEnabled():
            return "", "" if self._is_quiet else "line", "soft"
        if self.is_main:
            return ("deep" if self.isDown() else "accent"), "", "on_accent"
        if self.isChecked():
            return "tint", "accent", "ink"
        if self.isDown():
            return "tint", "edge", "ink"
        if self._is_quiet:
            return "", "", "accent"
        return "card", "edge", "ink"


def draw_ring(painter: QPainter, rect: QRect, look: Look) -> None:
    """The focus ring: ink beside a line of card, seen on every ground."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, wide, inset in (("ink", 3.0, 1.5), ("card", 2.0, 4.0)):
        painter.setPen(QPen(look.colour(colour), wide))
        line = rect.toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(line, _RADIUS, _RADIUS)


class Row(QWidget):
    """Pieces side by side that wrap where there is no room."""

    def __init__(self, *pieces: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self, gap=8)
        for each in pieces:
            self._flow.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, piece: QWidget) -> None:
        """One more at the end."""
        self._flow.addWidget(piece)


class Line(QWidget):
    """Pieces in one line: what is named first is as wide as can be, the others as they need."""

    def __init__(self, first: QWidget, *others: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(first, 1)
        for each in others:
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
