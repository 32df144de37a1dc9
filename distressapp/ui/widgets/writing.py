"""A field for own words or a number: plain, and without a memory."""

import unicodedata

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from distressapp.ui import lines
from distressapp.ui.digits import is_enter
from distressapp.ui.direction import first_strong, is_mirrored
from distressapp.ui.fonts import font
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look, draw_choice, fits
from distressapp.ui.widgets.keyboard import ERASE

DOT = "•"
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_LEFTMOST = Qt.AlignmentFlag.AlignLeft
_JOINER = "\u200d"
_JOINING = frozenset({_JOINER, *map(chr, range(0x1F3FB, 0x1F400))})
"""What joins the sign before it without being a mark: the joiner, and the tones of skin."""

_LEAST_HINT = 20
"""A hint gets no smaller than that in pixels of the design, whatever size was chosen."""


def last_sign(text: str) -> int:
    """Where the last sign begins, with all the marks that join it; 0 in an empty text."""
    at = len(text) - 1
    while at > 0 and (_joins(text[at]) or text[at - 1] == _JOINER):
        at -= 1
    return max(0, at)


def _joins(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me"} or character in _JOINING


class WritingField(QWidget):
    """What was written so far, with a caret at its end.

    Not a `QLineEdit`: that keeps an undo history (Ctrl+Z brings back what was cleared), a
    clipboard and a context menu. Here there is the text, and nothing of any text before it.

    Args:
        most: Characters that can be written.
        hint: What to write, shown while it is empty.
        is_secret: A dot stands for each character, on the screen and for a reader.

    Attributes:
        typed_ms: When the last key of a keyboard was pressed, as the system tells; 0 where it does
            not, and after a key of the screen.

    Signals:
        changed: The text as it is now, after each character.
        entered: The text, when Enter was pressed (a scanner ends with it).
    """

    changed = Signal(object)
    entered = Signal(object)

    def __init__(  # noqa: PLR0913  (what a field can be)
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        most: int,
        hint: str = "",
        has_lines: bool = False,
        is_secret: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._most = most
        self._has_lines = has_lines
        self._is_secret = is_secret
        self._composed = ""
        self.text = ""
        self.typed_ms = 0
        self.hint = hint
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        # An input method learns what is typed, for whoever types next.
        private = Qt.InputMethodHint.ImhSensitiveData
        hidden = Qt.InputMethodHint.ImhHiddenText if is_secret else Qt.InputMethodHint.ImhNone
        self.setInputMethodHints(private | hidden)
        self.setAccessibleName(hint)

    def show_text(self, text: str) -> None:
        """Show what stands, without saying that it changed."""
        self.text = text[: self._most]
        self.setAccessibleDescription(self._seen(self.text))
        self.update()

    def _seen(self, text: str) -> str:
        return DOT * len(text) if self._is_secret else text

    def type(self, character: str) -> None:
        """One character more, or one less for `ERASE`; one over the limit changes nothing."""
        self.typed_ms = 0
        self._type(character)

    def _type(self, character: str) -> None:
        if character == ERASE:
            self._set(self.text[: last_sign(self.text)])
        else:
            self._set(self.text + character)

    def _set(self, text: str) -> None:
        if text != self.text and len(text) <= self._most:
            self.show_text(text)
            self.changed.emit(text)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A keyboard or a scanner types as the keys on the screen do."""
        letters = "".join(each for each in event.text() if each.isprintable())
        has_command = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
        )
        self.typed_ms = event.timestamp()
        if is_enter(event):
            self.entered.emit(self.text)
        elif event.key() == Qt.Key.Key_Backspace:
            self._type(ERASE)
        elif letters and not has_command:
            self._type(letters)
        else:
            super().keyPressEvent(event)

    @guarded
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Scripts that are composed, such as Chinese; what is too much is not taken."""
        self._composed = event.preeditString()
        kept = self.text
        if event.replacementLength():
            start = max(0, len(kept) + event.replacementStart())
            kept = kept[:start] + kept[start + event.replacementLength() :]
        self._set((kept + event.commitString())[: self._most])
        self.update()
        event.accept()

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self.update()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret, and what was being composed."""
        super().focusOutEvent(event)
        self._composed = ""
        self.update()

    def text_rect(self) -> QRect:
        """Where the text is drawn."""
        pad = self._look.metrics.px(20)
        return self.rect().adjusted(pad, pad // 2, -pad, -(pad // 2))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text to its end: what is too long for the field leaves at its top."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_choice(painter, self.rect(), look, is_filled=False, is_chosen=self.hasFocus())
        room = self.text_rect()
        painter.setClipRect(room)
        shown = self._seen(self.text + self._composed)
        painter.setPen(look.colour("ink" if shown else "soft"))
        self._draw_text(painter, room, shown or self.hint, has_caret=self.hasFocus())
        painter.end()

    def reads_from_right(self, text: str) -> bool:
        """Which way the text runs: as its first letter does. A mere number runs from the left."""
        has_figures = any(each.isdecimal() for each in text)
        return first_strong(text, otherwise=is_mirrored(self) and not has_figures)

    def begins_at_right(self, text: str) -> bool:
        """At which side it begins: where its language does; a mere number where the page does."""
        return first_strong(text, otherwise=is_mirrored(self))

    def _draw_text(self, painter: QPainter, room: QRect, text: str, *, has_caret: bool) -> None:
        metrics = self._look.metrics
        layout = QTextLayout(text, self._letters(room))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(RIGHT if self.reads_from_right(text) else LEFT)
        side = Qt.AlignmentFlag.AlignRight if self.begins_at_right(text) else _LEFTMOST
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        tops = self._fill(layout, text, room.width() - metrics.px(6))
        top = self._top_of(tops, room)
        layout.draw(painter, QPointF(room.left(), top))
        if has_caret:
            place = len(text) if self.text or self._composed else 0
            layout.drawCursor(painter, QPointF(room.left(), top), place, max(2, metrics.px(3)))

    def _letters(self, room: QRect) -> QFont:
        """As large as they may be; a hint that would be cut is written smaller."""
        text = self._look.metrics.text
        if self._has_lines:
            return font(text(28))
        size = min(text(34), room.height() * 3 // 4)
        if not (self.text or self._composed):
            while size > self._look.metrics.px(_LEAST_HINT) and not self.hint_fits(size):
                size -= 1
        return font(size)

    def hint_fits(self, size: int) -> bool:
        """Whether the hint in letters of that size, in pixels, can be read whole."""
        room = self.text_rect()
        return fits(self.hint, font(size), room.adjusted(0, 0, -self._look.metrics.px(6), 0))

    @property
    def hint_is_whole(self) -> bool:
        """Whether no part of the hint is cut as it is drawn now, if it is."""
        is_drawn = not (self.text or self._composed or self._has_lines)
        return not is_drawn or self.hint_fits(self._letters(self.text_rect()).pixelSize())

    @staticmethod
    def _fill(layout: QTextLayout, text: str, width: int) -> list[float]:
        """Wrap the text; gives where each line begins, and where the last one ends."""
        room = lines.room_of(text, layout.font()) if lines.are_tall(text) else None
        tops = [0.0]
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            if room is None:
                line.setPosition(QPointF(0, tops[-1]))
                tops.append(tops[-1] + line.height())
            else:
                tops.append(tops[-1] + lines.put(line, tops[-1], room))
            line = layout.createLine()
        layout.endLayout()
        return tops

    def _top_of(self, tops: list[float], room: QRect) -> float:
        """Where the text begins; what does not fit leaves by whole lines."""
        *starts, high = tops
        if not self._has_lines:
            return room.top() + (room.height() - high) / 2
        over = max(0.0, high - room.height())
        return room.top() - next((start for start in starts if start >= over), over)
