"""Whether a person is using keys or fingers just now: only keys need a focus ring.

Who uses a pad with digits and Enter alone chooses by number, and means Next by Enter; who moves
with Tab or arrows means what has the focus. The last key but Enter tells one from the other.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTabletEvent, QTouchEvent

from distressapp.ui.digits import digit_of, is_enter

_HANDS = frozenset({QKeyEvent, QMouseEvent, QTouchEvent, QTabletEvent})
"""What keys and fingers arrive as. Several hundred other events pass for each tap; to ask each of
them for its type, or Qt for its half of a filter, costs more than all that is done here."""

_state = {"is_by_key": False, "is_by_number": False}


def is_by_key() -> bool:
    """The last thing a person did was a key."""
    return _state["is_by_key"]


def is_by_number() -> bool:
    """The last key but Enter was a digit, and no finger came after it."""
    return _state["is_by_number"]


def begin_anew() -> None:
    """Somebody else has the keys: nothing is known of how they use them."""
    _state["is_by_number"] = False


class Modality(QObject):
    """Watches an application; install it once as an event filter."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Remember, and swallow nothing; not `guarded`, for it only looks."""
        if type(event) in _HANDS:
            self._remember(event)
        return False

    def _remember(self, event: QEvent) -> None:
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            _state["is_by_key"] = True
            if isinstance(event, QKeyEvent) and not is_enter(event):
                _state["is_by_number"] = digit_of(event) is not None
        elif kind in {
            QEvent.Type.MouseButtonPress,
            QEvent.Type.TouchBegin,
            QEvent.Type.TabletPress,
        }:
            _state["is_by_key"] = False
            _state["is_by_number"] = False
