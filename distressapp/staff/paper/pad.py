"""One question of a form under the hands of whoever keys it: a key for each mark on the paper.

Number keys and letters mean what is printed beside the boxes. `-` is nothing marked, `.` is marked
twice or not to be read, `*` is "I'd rather not say", Backspace goes back, End leaves the rest of
the part blank. All of them lie on the number pad too.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from distressapp.core.answers import Chosen, Picked, Written
from distressapp.core.course import StepKind
from distressapp.core.errors import NotOnOfferError
from distressapp.core.form_questions import Asks, Question
from distressapp.core.keying import Keying, mark, said, write
from distressapp.staff.paper.asking import Asking
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Heading, Words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

BLANK_KEYS: Final = "-\N{EN DASH}"
UNCLEAR_KEYS: Final = ".,"
DECLINE_KEYS: Final = "*/"
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_WIDE: Final = 6
_GAP: Final = 8
"""More options than this stand in two columns."""


def _never(_event: QKeyEvent) -> bool:
    """No key is a scanner's."""
    return False


class _Options(QWidget):
    """Many options stand in two columns where no word of them is cut by that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: list[Button] = []
        self._is_in_two: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)

    def stand(self, *, is_in_two: bool) -> None:
        """One below the other, or in two columns."""
        if is_in_two is self._is_in_two:
            return
        self._is_in_two = is_in_two
        count = len(self.buttons)
        rows = (count + 1) // 2 if is_in_two else count
        for place, button in enumerate(self.buttons):
            self._grid.addWidget(button, place % rows, place // rows)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look whether both columns have room."""
        super().resizeEvent(event)
        if len(self.buttons) > _WIDE:
            widths = [each.sizeHint().width() for each in self.buttons]
            half = (len(widths) + 1) // 2
            wanted = max(widths[:half]) + _GAP + max(widths[half:])
            self.stand(is_in_two=wanted <= event.size().width())


class Pad(QWidget):
    """One question, with nothing preselected; what was keyed before stands marked.

    Signals:
        marked: The ids that are marked, in the order in which they were; the question is done.
        written: The words that were copied; the question is done.
        left: `"blank"`, `"unclear"`, `"declined"` or `"rest"`.
        went: -1 for back, 1 for on, where something stands already.
    """

    marked = Signal(object)
    written = Signal(object)
    left = Signal(object)
    went = Signal(object)

    def __init__(
        self, keying: Keying, asking: Asking, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.is_scanned: Callable[[QKeyEvent], bool] = _never
        self.question: Question = keying.question
        self.asking = asking
        self._look = look
        self._standing = said(keying, self.question)
        self._is_keyed = self._standing is not None or self.question.id in keying.left
        self._picked: list[str] = self._ids()
        self._typed = ""
        self.line: TextField | None = None
        self.buttons: dict[str, Button] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Heading(asking.title, look, self))
        if asking.lead:
            column.addWidget(Words(asking.lead, look, self, is_soft=True))
        column.addWidget(self._options())
        column.addSpacing(8)
        column.addWidget(self._ways())
        column.addStretch()
        if self.line is not None:
            self.setFocusProxy(self.line)
        self._show_picked()

    def _ids(self) -> list[str]:
        if isinstance(self._standing, Picked):
            return list(self._standing.ids)
        if isinstance(self._standing, Chosen):
            return [self.question.offered[self._standing.index]]
        return []

    def settled(self, keying: Keying) -> Keying:
        """The form with what stands under the hands though Enter was not pressed yet."""
        text = "" if self.line is None else self.line.text().strip()
        try:
            if text:
                return write(keying, text)
            if self._picked and self.question.asks in {Asks.MANY, Asks.RANKED, Asks.NUMBER}:
                return mark(keying, tuple(self._picked))
        except NotOnOfferError:
            pass
        return keying

    def _options(self) -> QWidget:
        if self.question.asks is Asks.TEXT:
            text = self._standing.text if isinstance(self._standing, Written) else ""
            self.line = TextField(self.asking.short, self._look, self, value=text, most=500)
            self.line.line.installEventFilter(self)
            return self.line
        found = _Options(self)
        for each in self.asking.options:
            words = f"{each.key}   {each.text}" if each.key != each.text else each.text
            button = Button(words, self._look, found, is_left=True)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._tap_of(each.id))
            self.buttons[each.id] = button
            found.buttons.append(button)
        found.stand(is_in_two=len(found.buttons) > _WIDE)
        return found

    def _ways(self) -> Row:
        """The ways to mark nothing, each with its key; in a line of words keys are letters."""
        asks, question = self.question.asks, self.question
        ways: list[tuple[str, str, str]] = []
        if question.may_be_left:
            ways += [
                ("blank", "-", _("Nothing is marked")),
                ("unclear", ".", _("Two marks, or unclear")),
            ]
        if question.may_be_declined:
            ways.append(("declined", "*", _("“I'd rather not say”")))
        if self._has_rest:
            ways.append(("rest", _("End"), _("The rest of this part is blank")))
        if asks in {Asks.MANY, Asks.RANKED, Asks.NUMBER, Asks.TEXT}:
            ways.append(("enter", _("Enter"), _("Done")))
        found = Row(parent=self)
        for way, key, words in ways:
            is_key = asks is not Asks.TEXT or way == "enter"
            said_ = f"{key}   {words}" if is_key else words
            button = Button(said_, self._look, self, is_main=way == "enter")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._leave_of(way))
            self.buttons[way] = button
            found.add(button)
        return found

    @property
    def _has_rest(self) -> bool:
        """More questions belong to the same part of the form."""
        step = self.question.step
        return step is not None and step.kind in {StepKind.ITEM, StepKind.CONCERNS}

    def _tap_of(self, option: str) -> object:
        @guarded
        def tap(_is_checked: object = None) -> None:
            self._press(option)

        return tap

    def _leave_of(self, way: str) -> object:
        @guarded
        def leave(_is_checked: object = None) -> None:
            if way == "enter":
                self._enter()
            else:
                self.left.emit(way)

        return leave

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a key means here; what means nothing goes on to the screen."""
        if not self.is_scanned(event) and not self._take(event):
            super().keyPressEvent(event)

    @guarded
    def eventFilter(self, _watched: object, event: object) -> bool:
        """In a line of words only Enter, and Backspace where it is empty, are keys of the pad."""
        if not isinstance(event, QKeyEvent) or event.type() != QKeyEvent.Type.KeyPress:
            return False
        is_empty = self.line is not None and not self.line.line.text()
        if event.key() in _ENTER:
            if not self.is_scanned(event):
                self._enter()
            return True
        if event.key() == Qt.Key.Key_Backspace and is_empty:
            self.went.emit(-1)
            return True
        return False

    def _take(self, event: QKeyEvent) -> bool:
        key, text = event.key(), event.text().lower()
        if key == Qt.Key.Key_Backspace:
            self._backspace()
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_End and self._has_rest:
            self.left.emit("rest")
        elif text and text in BLANK_KEYS and self.question.may_be_left:
            self.left.emit("blank")
        elif text and text in UNCLEAR_KEYS and self.question.may_be_left:
            self.left.emit("unclear")
        elif text and text in DECLINE_KEYS and self.question.may_be_declined:
            self.left.emit("declined")
        else:
            return bool(text) and self._letter(text)
        return True

    def _letter(self, text: str) -> bool:
        if self.question.asks is Asks.NUMBER and text.isdecimal():
            if self._typed + text in self.question.offered:
                self._typed += text
                self._picked = [self._typed]
                self._show_picked()
            return True
        option = next((each.id for each in self.asking.options if each.key == text), None)
        if option is None:
            return False
        self._press(option)
        return True

    def _press(self, option: str) -> None:
        asks = self.question.asks
        if asks in {Asks.ONE, Asks.NUMBER}:
            self._picked = [option]
            self._show_picked()
            self.marked.emit((option,))
            return
        if option in self._picked:
            self._picked.remove(option)
        elif asks is not Asks.RANKED or len(self._picked) < 3:  # noqa: PLR2004  (three lines)
            self._picked.append(option)
        self._show_picked()

    def _backspace(self) -> None:
        if self._typed:
            self._typed = ""
            self._picked = self._ids()
            self._show_picked()
        else:
            self.went.emit(-1)

    def _enter(self) -> None:
        if self.line is not None:
            text = self.line.text()
            if text:
                self.written.emit(text)
            else:
                self.left.emit("blank")
        elif self.question.asks in {Asks.MANY, Asks.RANKED, Asks.NUMBER} and self._picked:
            self.marked.emit(tuple(self._picked))
        elif self.question.asks in {Asks.MANY, Asks.RANKED}:
            self.left.emit("blank")
        elif self._is_keyed:
            self.went.emit(1)

    def _show_picked(self) -> None:
        is_ranked = self.question.asks is Asks.RANKED
        for each in self.asking.options:
            button = self.buttons[each.id]
            button.setChecked(each.id in self._picked)
            if is_ranked:
                place = f"{self._picked.index(each.id) + 1}. " if each.id in self._picked else ""
                button.setText(f"{each.key}   {place}{each.text}")


def drop(widget: QWidget) -> None:
    """Gone at once: what stood on it is not read again."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
