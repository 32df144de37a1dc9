"""Staff's pages with fields: plain, with the program's own keyboard, and quick to fill."""

from collections.abc import Mapping
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QElapsedTimer, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.widgets.button import Button, Weight
from distressapp.ui.widgets.keyboard import Keyboard
from distressapp.ui.widgets.words import Words
from distressapp.ui.widgets.writing import WritingField

SCAN_MS_PER_CHARACTER = 45
"""A scanner types faster than this; nobody's fingers do."""

MOST = 40


class FormPage(QWidget):
    """A title, some fields, a keyboard, a message line and buttons.

    Args:
        fields: Id to what to write.
        acts: What can be tapped, and its words; the last is the main one.
        names: Words that fill the first field with one tap.
        secrets: Ids of the fields whose characters are not shown.

    Signals:
        acted: The id of the button, a `StrEnum`.
        scanned: The text of a field that a scanner filled, with the field's id: a pair.
    """

    acted = Signal(object)
    scanned = Signal(object)

    def __init__(  # noqa: PLR0913  (what a form can hold)
        self,
        title: str,
        lead: str,
        fields: Mapping[str, str],
        look: Look,
        parent: QWidget | None = None,
        *,
        acts: Mapping[StrEnum, str],
        names: tuple[str, ...] = (),
        secrets: tuple[str, ...] = (),
        starts_with_digits: bool = False,
        mark: str | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._title = Words(title, look, self, letters=36, is_strong=True, is_fixed=True)
        self._lead = Words(lead, look, self, letters=22, colour="soft", is_fixed=True)
        self._mark = Words(mark or "", look, self, letters=17, colour="soft", is_fixed=True)
        self.message = Words("", look, self, letters=23, is_strong=True, is_fixed=True)
        self.fields = {
            each: WritingField(look, self, most=MOST, hint=hint, is_secret=each in secrets)
            for each, hint in fields.items()
        }
        self._since = QElapsedTimer()
        self._began_ms = 0
        for name, field in self.fields.items():
            field.changed.connect(partial(self._time, name))
            field.entered.connect(partial(self._enter, name))
        self.keyboard = Keyboard(look, self, starts_with_digits=starts_with_digits)
        self.keyboard.typed.connect(self._type)
        self.names = [self._button(name, Weight.QUIET) for name in names]
        for button in self.names:
            button.clicked.connect(partial(self._take_name, button.words))
        self.buttons: dict[StrEnum, Button] = {}
        for place, (act, words) in enumerate(acts.items()):
            is_last = place == len(acts) - 1
            button = self._button(words, Weight.MAIN if is_last else Weight.PLAIN)
            button.clicked.connect(partial(self._tell, act))
            self.buttons[act] = button
        self._at = next(iter(self.fields))

    def _button(self, words: str, weight: Weight) -> Button:
        return Button(words, self.look, self, weight=weight, letters=23, most_letters=23)

    def start(self) -> None:
        """Let typing go into the first field."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def text(self, field: str) -> str:
        """What stands in that field, without blanks at its ends."""
        return self.fields[field].text.strip()

    def say(self, words: str) -> None:
        """Say what is wrong, or nothing."""
        self.message.say(words)

    def clear(self, *names: str) -> None:
        """Empty those fields and let typing go into the first of them."""
        for name in names:
            self.fields[name].show_text("")
        self.fields[names[0]].setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def go_to(self, field: str) -> None:
        """Let typing go into that field."""
        self.fields[field].setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _focused(self) -> str:
        for name, field in self.fields.items():
            if field.hasFocus():
                self._at = name
        return self._at

    @guarded
    def _type(self, character: object) -> None:
        field = self.fields[self._focused()]
        field.type(str(character))
        field.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    @guarded
    def _tell(self, act: StrEnum, _is_checked: object = None) -> None:
        self.acted.emit(act)

    @guarded
    def _take_name(self, name: str, _is_checked: object = None) -> None:
        first, *others = self.fields
        self.fields[first].show_text(name)
        self.say("")
        if others:
            self.go_to(others[0])

    @guarded
    def _time(self, field: str, text: object) -> None:
        self.say("")
        if len(str(text)) == 1:
            self._since.start()
            self._began_ms = self.fields[field].typed_ms

    def _took_ms(self, field: str) -> int:
        """From the first character to the last key.

        By the times of the keys: a busy computer hears of them late, and of many at once. Then a
        hand would look like a scanner, and a number that was typed once would stand twice.
        """
        ended_ms = self.fields[field].typed_ms
        if 0 < self._began_ms <= ended_ms:
            return ended_ms - self._began_ms
        return self._since.elapsed()

    @guarded
    def _enter(self, field: str, text: object) -> None:
        written = str(text)
        quick = SCAN_MS_PER_CHARACTER * len(written)
        if len(written) > 1 and self._since.isValid() and self._took_ms(field) < quick:
            self.scanned.emit((field, written))
            return
        ids = list(self.fields)
        following = ids.index(field) + 1
        if following < len(ids):
            self.go_to(ids[following])
        else:
            list(self.buttons.values())[-1].click()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.colour("ground"))
        painter.end()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields on top, keys below, buttons at the lower edge."""
        super().resizeEvent(event)
        metrics = self.look.metrics
        left, wide = metrics.margin, self.width() - 2 * metrics.margin
        beside = wide - self.corner_width()
        self._mark.setGeometry(left, metrics.px(10), beside, metrics.px(26))
        top = metrics.px(36 if self._mark.text() else 20)
        for words in (self._title, self._lead):
            high = words.height_for(beside)
            words.setGeometry(left, top, beside, high)
            top += high + metrics.px(4)
        top = self._place_fields(left, top + metrics.px(10), wide)
        self.message.setGeometry(left, top, wide, self._message_height(wide))
        bottom = self._place_buttons(left, wide)
        above = top + self.message.height() + metrics.px(8)
        keys = min(bottom - above - metrics.px(14), metrics.px(420))
        self.keyboard.setGeometry(left, bottom - metrics.px(14) - keys, wide, keys)

    def corner_width(self) -> int:
        """What mark, title and sentence leave free at the right, in pixels."""
        return 0

    def _message_height(self, wide: int) -> int:
        return max(self.message.height_for(wide), self.look.metrics.px(58))

    def _place_fields(self, left: int, top: int, wide: int) -> int:
        metrics = self.look.metrics
        high = metrics.target
        pieces: list[QWidget] = [*self.fields.values(), *self.names]
        columns = self._columns(len(pieces))
        width = (wide - metrics.gap * (columns - 1)) // columns
        for place, piece in enumerate(pieces):
            column, row = place % columns, place // columns
            place_at = QRect(0, 0, width, high)
            place_at.moveTo(left + column * (width + metrics.gap), top + row * (high + metrics.gap))
            piece.setGeometry(place_at)
        rows = (len(pieces) + columns - 1) // columns
        return top + rows * (high + metrics.gap)

    def _columns(self, pieces: int) -> int:
        if self.look.metrics.is_portrait:
            if not self.names:
                return 1
            return 3 if pieces == 3 else 2  # noqa: PLR2004  (three fit in one row)
        return min(4 if self.names else 3, pieces)

    def _place_buttons(self, left: int, wide: int) -> int:
        metrics = self.look.metrics
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        columns = min(len(shown), 2 if metrics.is_portrait else 5)
        width = (wide - metrics.gap * (columns - 1)) // max(1, columns)
        width = min(width, metrics.px(420))
        high = max((button.height_for(width) for button in shown), default=metrics.target)
        rows = (len(shown) + columns - 1) // max(1, columns)
        top = self.height() - metrics.px(14) - rows * high - (rows - 1) * metrics.gap
        for place, button in enumerate(shown):
            column, row = place % columns, place // columns
            x = left + column * (width + metrics.gap)
            if place == len(shown) - 1:
                x = left + wide - width
            button.setGeometry(x, top + row * (high + metrics.gap), width, high)
        return top
