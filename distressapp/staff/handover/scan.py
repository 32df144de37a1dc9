"""A field that a scanner types into: it fills like a keyboard, quickly, and ends with Enter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from distressapp.staff.widgets.field import Field
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOST = 60
_LEAST = 240


class _Line(QLineEdit):
    """Its Enter means "look for it" and never reaches a button below."""

    entered = Signal(object)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the number."""
        if event.key() in _ENTER:
            event.accept()
            self.entered.emit(None)
            return
        super().keyPressEvent(event)


class ScanField(Field):
    """A record number, typed or scanned.

    Args:
        label: What is scanned, where it is no record number.
        has_room_beside: A number needs no whole row: what is left of it stays free.

    Signals:
        entered: The text; the field is empty again for the next scan.
    """

    entered = Signal(object)

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        label: str = "",
        hint: str = "",
        has_room_beside: bool = True,
    ) -> None:
        said = label or _("Record number, typed or scanned")
        super().__init__(said, look, parent, hint=hint)
        self.line = _Line(self)
        self.line.setMaxLength(_MOST)
        self.line.entered.connect(self.enter)
        self.line.textEdited.connect(self._type)
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        self.line.setMinimumWidth(look.metrics.px(_LEAST))
        across.addWidget(self.line, 2)
        across.addStretch(1 if has_room_beside else 0)
        self.finish(row, self.line)

    def inputs(self) -> tuple[QWidget, ...]:
        """What takes the focus and the typing."""
        return (self.line,)

    def take_key(self, event: QKeyEvent) -> bool:
        """Let a key that was typed elsewhere on the screen go in here; False for no letter.

        A scanner does not know where the focus is, and its Enter must press no button.
        """
        if not event.text().strip() or not event.text().isprintable():
            return False
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.insert(event.text())
        self.complain("")
        return True

    @guarded
    def enter(self, _nothing: object = None) -> None:
        """The number is complete."""
        text = self.line.text().strip()
        self.line.selectAll()
        self.entered.emit(text)

    @guarded
    def _type(self, _text: object) -> None:
        self.complain("")
