"""Eyes on a kiosk: every word any widget holds, and every way out that must not be there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from PySide6.QtCore import QMetaObject, QMetaType
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from distressapp.kiosk.handover import HandoverPage
from distressapp.kiosk.stage import Phase
from distressapp.kiosk.window import KioskWindow

WAYS_ON: Final[Mapping[Phase, frozenset[Phase]]] = {
    Phase.DESK: frozenset({Phase.TICKET, Phase.TRIAL, Phase.SITTING}),
    Phase.TRIAL: frozenset({Phase.DESK}),
    Phase.TICKET: frozenset({Phase.DESK, Phase.SITTING}),
    Phase.SITTING: frozenset({Phase.REST}),
    Phase.REST: frozenset({Phase.CLEANING}),
    Phase.CLEANING: frozenset({Phase.DESK}),
}
"""From a patient to staff's start there is one way: the blank page, then the cleaned tablet."""

_MOST_UNDONE: Final = 1_000
_strings: dict[type[QWidget], tuple[str, ...]] = {}


def held(words: Iterable[str]) -> list[str]:
    """Where any of those words still is: in a widget, in what undo brings back, or copied."""
    wanted = tuple(words)
    found = [
        type(widget).__name__
        for widget in QApplication.allWidgets()
        if _has(wanted, (*_properties(widget), *_attributes(widget), *_undone(widget)))
    ]
    return found + ["clipboard" for text in _clipboard() if _has(wanted, (text,))]


def _has(wanted: tuple[str, ...], texts: Iterable[str]) -> bool:
    whole = "\n".join(texts)
    return any(each in whole for each in wanted)


def _properties(widget: QWidget) -> Iterator[str]:
    """Everything Qt says of it in words: text, title, tool tip, what a screen reader is told."""
    names = _strings.get(type(widget))
    if names is None:
        names = _strings[type(widget)] = _names(widget.metaObject())
    for name in names:
        yield str(widget.property(name) or "")


def _names(meta: QMetaObject) -> tuple[str, ...]:
    both = (meta.property(place) for place in range(meta.propertyCount()))
    words = {QMetaType.Type.QString.value, QMetaType.Type.QStringList.value}
    return tuple(str(each.name()) for each in both if each.metaType().id() in words)


def _attributes(widget: QWidget) -> Iterator[str]:
    """What the widget remembers in Python."""
    for value in vars(widget).values():
        yield from _texts(value)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from _texts(list(value))
        yield from _texts(list(value.values()))


def _undone(widget: QWidget) -> Iterator[str]:
    """What Ctrl+Z brings back, one text after the other."""
    if isinstance(widget, QLineEdit):
        for _time in range(_MOST_UNDONE):
            if not widget.isUndoAvailable():
                return
            widget.undo()
            yield widget.text()
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
        for _time in range(_MOST_UNDONE):
            if not widget.document().isUndoAvailable():
                return
            widget.undo()
            yield widget.toPlainText()


def _clipboard() -> Iterator[str]:
    clipboard = QGuiApplication.clipboard()
    for mode in QClipboard.Mode:
        yield clipboard.text(mode)


class Eyes:
    """Watches one window from its start.

    Attributes:
        seen: What must never be, a sentence each.
    """

    def __init__(self, window: KioskWindow) -> None:
        self.seen: list[str] = []
        self._window = window
        self._phase = window.phase
        window.turned.connect(self._turn)

    def look(self) -> None:
        """Once around."""
        window = self._window
        self.seen += [
            f"another window: {type(each).__name__}"
            for each in QApplication.topLevelWidgets()
            if each is not window and each.isVisible()
        ]
        shown = [each for each in QGuiApplication.topLevelWindows() if each.isVisible()]
        if len(shown) > 1:
            self.seen.append(f"{len(shown)} windows of the system")
        if QApplication.activePopupWidget() is not None:
            self.seen.append("a menu or list over the page")
        if QApplication.activeModalWidget() is not None:
            self.seen.append("a dialog")
        if not window.isVisible() or window.isMinimized():
            self.seen.append("the window was closed or put away")
        if window.patient.is_running and isinstance(window.page, HandoverPage):
            self.seen.append("staff's start while a patient sits")
        if window.patient.is_running and window.phase is not Phase.SITTING:
            self.seen.append(f"a patient sits, and it is {window.phase}")

    def _turn(self, phase: object) -> None:
        assert isinstance(phase, Phase)
        if phase not in WAYS_ON[self._phase]:
            self.seen.append(f"from {self._phase} to {phase}")
        self._phase = phase
