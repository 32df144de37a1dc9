"""Whether a person is using keys or fingers just now: only keys need a focus ring."""

from PySide6.QtCore import QEvent, QObject

_FINGERS = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}
)
_state = {"is_by_key": False}


def is_by_key() -> bool:
    """The last thing a person did was a key."""
    return _state["is_by_key"]


class Modality(QObject):
    """Watches an application; install it once as an event filter."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember, and swallow nothing."""
        if event.type() == QEvent.Type.KeyPress:
            _state["is_by_key"] = True
        elif event.type() in _FINGERS:
            _state["is_by_key"] = False
        return super().eventFilter(watched, event)
