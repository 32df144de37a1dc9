"""What every tapped thing has in common: one tap counts once, keys work, focus can be seen."""

from PySide6.QtCore import QElapsedTimer, QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton

from distressapp.ui.modality import is_by_key

DOUBLE_TAP_MS = 300
"""A second tap of a trembling finger within this time is the same tap."""

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Pressing:
    """Behaviour of a tapped thing; stands before a Qt button class in its bases.

    A mixin because Qt's own `QRadioButton` and `QCheckBox` must stay what they are: a screen
    reader reads role, value and state from them.
    """

    double_tap_ms = DOUBLE_TAP_MS
    _since_tap: QElapsedTimer | None = None

    def _is_second_tap(self) -> bool:
        is_second = self._since_tap is not None and self._since_tap.elapsed() < self.double_tap_ms
        if not is_second:
            self._since_tap = QElapsedTimer()
            self._since_tap.start()
        return is_second

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Swallow the second tap of one finger."""
        if self._is_second_tap():
            event.accept()
            return
        super().mousePressEvent(event)  # type: ignore[misc]  # the Qt class behind it

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's second press of a double click: the same tap."""
        if self._is_second_tap():
            event.accept()
            return
        super().mousePressEvent(event)  # type: ignore[misc]  # the Qt class behind it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does; a held key presses once."""
        assert isinstance(self, QAbstractButton)  # noqa: S101  (tells the type checker)
        if event.isAutoRepeat() and event.key() in {*_ENTER, Qt.Key.Key_Space}:
            event.accept()
        elif event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]  # the Qt class behind it

    @property
    def shows_ring(self) -> bool:
        """The ring is for those who use keys."""
        return is_by_key() and self.hasFocus()  # type: ignore[attr-defined]  # Qt's

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)  # type: ignore[misc]  # the Qt class behind it
        self.update()  # type: ignore[attr-defined]  # the Qt class behind it

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)  # type: ignore[misc]  # the Qt class behind it
        self.update()  # type: ignore[attr-defined]  # the Qt class behind it

    def event(self, event: QEvent) -> bool:
        """A context menu or a long press opens nothing."""
        if event.type() == QEvent.Type.ContextMenu:
            event.accept()
            return True
        return bool(super().event(event))  # type: ignore[misc]  # the Qt class behind it
