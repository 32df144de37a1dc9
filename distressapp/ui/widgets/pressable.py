"""What every tapped thing has in common: one tap counts once, keys work, focus can be seen."""

import math
import weakref
from typing import Final

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QRadioButton, QWidget

from distressapp.ui.digits import is_enter
from distressapp.ui.look import Look
from distressapp.ui.modality import is_by_key, is_by_number

DOUBLE_TAP_MS: Final = 300
"""A second tap of a trembling finger within this time is the same tap."""

SAME_PLACE_MM: Final = 5.0
"""So near to the first tap the second is meant for the same thing, whatever stands there now."""

SWIPE_MM: Final = 30.0
"""A finger that has gone so far over the glass has swiped, even inside one long row."""

_MOVED = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})


class _Last:
    """What was tapped or pressed last, anywhere: the second tap may meet another screen."""

    pressed_in: "weakref.ref[QWidget] | None" = None
    tapped: "weakref.ref[QWidget] | None" = None
    window: "weakref.ref[QWidget] | None" = None
    at: QPointF | None = None
    since_tap: QElapsedTimer | None = None
    since_press: QElapsedTimer | None = None


def _started() -> QElapsedTimer:
    timer = QElapsedTimer()
    timer.start()
    return timer


def _is(remembered: "weakref.ref[QWidget] | None", widget: object) -> bool:
    return remembered is not None and remembered() is widget


class Pressing:
    """Behaviour of a tapped thing; stands before a Qt button class in its bases.

    A mixin because Qt's own `QRadioButton` and `QCheckBox` must stay what they are: a screen
    reader reads role, value and state from them.
    """

    double_tap_ms = DOUBLE_TAP_MS
    _look: Look

    def hitButton(self, point: QPoint) -> bool:  # noqa: N802  (Qt's spelling, to override Qt)
        """The whole piece can be tapped; a finger that slid far off it before it lifts means no.

        As far as a trembling finger strays it may.
        """
        slack = math.ceil(self._look.metrics.mm(SAME_PLACE_MM))
        room: QRect = self.rect()  # type: ignore[attr-defined]  # Qt's
        return room.adjusted(-slack, -slack, slack, slack).contains(point)

    def _is_second_tap(self, event: QMouseEvent) -> bool:
        """The same finger again: on the same thing, or near the same place of the window."""
        last, at = _Last.since_tap, event.globalPosition()
        if last is None or _Last.at is None or last.elapsed() >= self.double_tap_ms:
            return False
        away = at - _Last.at
        is_near = math.hypot(away.x(), away.y()) < self._look.metrics.mm(SAME_PLACE_MM)
        window: QWidget = self.window()  # type: ignore[attr-defined]  # Qt's
        return _is(_Last.tapped, self) or (is_near and _is(_Last.window, window))

    def _note_tap(self, event: QMouseEvent) -> None:
        assert isinstance(self, QAbstractButton)  # noqa: S101  (tells the type checker)
        _Last.tapped, _Last.window = weakref.ref(self), weakref.ref(self.window())
        _Last.at, _Last.since_tap = event.globalPosition(), _started()

    def _is_second_press(self) -> bool:
        """The same switch again, wherever the first press has led."""
        last, window = _Last.since_press, self.window()  # type: ignore[attr-defined]  # Qt's
        is_here = last is not None and _is(_Last.pressed_in, window)
        if is_here and last is not None and last.elapsed() < self.double_tap_ms:
            return True
        _Last.since_press, _Last.pressed_in = _started(), weakref.ref(window)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Swallow the second tap of one finger."""
        if self._is_second_tap(event):
            event.accept()
            return
        self._note_tap(event)
        super().mousePressEvent(event)  # type: ignore[misc]  # the Qt class behind it

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's second press of a double click: the same tap, where it comes soon."""
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A swipe is no tap; a finger that stayed long may still tremble when it leaves."""
        assert isinstance(self, QAbstractButton)  # noqa: S101  (tells the type checker)
        if _is(_Last.tapped, self) and _Last.at is not None:
            way = event.globalPosition() - _Last.at
            self._note_tap(event)
            if math.hypot(way.x(), way.y()) > self._look.metrics.mm(SWIPE_MM):
                self.setDown(False)
                return
        super().mouseReleaseEvent(event)  # type: ignore[misc]  # the Qt class behind it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does; a held key presses once.

        Enter on an answer that stands, or after a digit, is left to the room: it leads on.
        """
        assert isinstance(self, QAbstractButton)  # noqa: S101  (tells the type checker)
        is_press = is_enter(event) or event.key() == Qt.Key.Key_Space
        if is_press and (event.isAutoRepeat() or self._is_second_press()):
            event.accept()
        elif is_enter(event) and self._leads_on():
            event.ignore()
        elif is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]  # the Qt class behind it

    def _leads_on(self) -> bool:
        assert isinstance(self, QAbstractButton)  # noqa: S101  (tells the type checker)
        if not self.isCheckable():
            return False
        return is_by_number() or (isinstance(self, QRadioButton) and self.isChecked())

    @property
    def shows_ring(self) -> bool:
        """The ring is for those who use keys."""
        return is_by_key() and self.hasFocus()  # type: ignore[attr-defined]  # Qt's

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring; who has moved here by key means the next press."""
        super().focusInEvent(event)  # type: ignore[misc]  # the Qt class behind it
        if event.reason() in _MOVED:
            _Last.since_press = None
        self.update()  # type: ignore[attr-defined]  # the Qt class behind it

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)  # type: ignore[misc]  # the Qt class behind it
        self.update()  # type: ignore[attr-defined]  # the Qt class behind it

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A context menu or a long press opens nothing."""
        event.accept()
