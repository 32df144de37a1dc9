"""Pieces of a page: titles, words, cards, and list and person side by side."""

import re
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.pile import Pile
from distressapp.staff.widgets.style import LARGE, SMALL, TEXT, TITLE, letters
from distressapp.ui.guard import guarded
from distressapp.ui.look import CENTRE, Look

_STACKED_BELOW: Final = 1000
_STACKED_ALWAYS: Final = 640
_BROKEN_AT: Final = 24
_LONG_WORD: Final = re.compile(r"\S{40,}")
_TICK: Final = ((0.18, 0.52), (0.42, 0.78), (0.84, 0.24))


class Words(QLabel):
    """Plain words that wrap; a keyboard can reach and copy them.

    Args:
        size: Letters in pixels at 100 %.
    """

    def __init__(  # noqa: PLR0913  (what words can be, by name)
        self,
        text: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        is_soft: bool = False,
        is_strong: bool = False,
        size: int = TEXT,
        is_copied: bool = False,
    ) -> None:
        super().__init__(parent)
        self._said = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(True)
        self.setFont(letters(look, size, is_strong=is_strong))
        self.setProperty("isSoft", is_soft)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        if is_copied:
            flags |= Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        focus = Qt.FocusPolicy.StrongFocus if is_copied else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)

    def setText(self, text: str) -> None:  # noqa: N802  (Qt's spelling, to override Qt)
        """Other words; one that is longer than any language's is broken, and pushes nothing out."""
        self._said = text
        super().setText(_LONG_WORD.sub(_broken, text))
        self.setAccessibleName(text)

    def text(self) -> str:
        """As they were given."""
        return self._said


def _broken(word: re.Match[str]) -> str:
    found = word.group()
    parts = (found[at : at + _BROKEN_AT] for at in range(0, len(found), _BROKEN_AT))
    return "\N{ZERO WIDTH SPACE}".join(parts)


class Title(Words):
    """The title of a screen."""

    def __init__(self, text: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(text, look, parent, is_strong=True, size=TITLE)


class Heading(Words):
    """The title of a part of a screen."""

    def __init__(self, text: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(text, look, parent, is_strong=True, size=LARGE)


class Small(Words):
    """Second words in small letters."""

    def __init__(self, text: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(text, look, parent, is_soft=True, size=SMALL)


class Empty(QWidget):
    """What stands where a list would be: why it is empty, and what to do."""

    def __init__(
        self, words: str, look: Look, act: Button | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 40, 24, 40)
        column.setSpacing(16)
        self.words = Words(words, look, self, is_soft=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        column.addWidget(self.words)
        if act is not None:
            column.addWidget(act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


class Card(QFrame):
    """A sheet of its own on the page; `column` takes what stands on it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setObjectName("card")
        self.column = Pile(self)
        self.column.setContentsMargins(20, 18, 20, 18)
        self.column.setSpacing(12)

    def add(self, piece: QWidget) -> None:
        """One more piece below."""
        self.column.addWidget(piece)


class Side(QWidget):
    """List left and person right; below one another where it is narrow and upright.

    Args:
        share: Of the left, in hundredths.
    """

    def __init__(
        self, left: QWidget, right: QWidget, parent: QWidget | None = None, *, share: int = 46
    ) -> None:
        super().__init__(parent)
        self.left, self.right = left, right
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(20)
        self._box.addWidget(left, share)
        self._box.addWidget(right, 100 - share)
        for each in (left, right):
            # What one of them would like to have never takes the other's share.
            policy = each.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            each.setSizePolicy(policy)

    @property
    def is_stacked(self) -> bool:
        """Below one another."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where there is less than 1000 pixels; a low window has no room for two lists."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wide, whole = event.size().width(), self.window()
        is_upright = whole.height() > whole.width()
        is_narrow = wide < _STACKED_BELOW if is_upright else wide < _STACKED_ALWAYS
        wanted = down if is_narrow else across
        if self._box.direction() is not wanted:
            self._box.setDirection(wanted)
        super().resizeEvent(event)


class Mark(QWidget):
    """A word in a shape: full, half, outlined or plain, so that no colour tells it alone.

    Args:
        rank: 3 for the most urgent, filled; 2 with a bar; 1 outlined; 0 with a hairline.
    """

    _RANKS: Final = {"now": 3, "soon": 2, "need": 1, "talk": 0}

    def __init__(
        self, word: str, look: Look, parent: QWidget | None = None, *, rank: int | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.word = word
        self._rank = self._RANKS.get(word.casefold(), 0) if rank is None else rank
        self.setFont(letters(look, SMALL, is_strong=True))
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The word and the shape around it."""
        return QSize(self.fontMetrics().horizontalAdvance(self.word) + 28, 28)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shape says the rank, the word says the rest."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        draw_mark(painter, QRectF(self.rect()), self.word, self._look, rank=self._rank)
        painter.end()


def draw_mark(painter: QPainter, rect: QRectF, word: str, look: Look, *, rank: int) -> None:
    """A band: filled, with a bar, outlined, or with a hairline; for delegates too."""
    box = rect.adjusted(1, 1, -1, -1)
    radius = box.height() / 2 if rank != 1 else 4.0
    is_full = rank >= 3  # noqa: PLR2004  (Now)
    painter.setPen(QPen(look.colour("accent" if rank >= 1 else "edge"), 2 if rank else 1))
    painter.setBrush(look.colour("accent" if is_full else "card"))
    painter.drawRoundedRect(box, radius, radius)
    if rank == 2:  # noqa: PLR2004  (Soon)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("tint"))
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), radius - 2, radius - 2)
    painter.setPen(look.colour("on_accent" if is_full else "ink"))
    painter.drawText(rect, CENTRE, word)


def draw_tick(painter: QPainter, box: QRectF, look: Look, *, colour: str) -> None:
    """The tick of a box that is on."""
    painter.setPen(
        QPen(
            look.colour(colour),
            3,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    line = QPolygonF()
    for x, y in _TICK:
        at = box.topLeft()
        at.setX(box.x() + x * box.width())
        at.setY(box.y() + y * box.height())
        line.append(at)
    painter.drawPolyline(line)


def page(widget: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """The same, scrolled up and down where it is higher than its room."""
    area = QScrollArea(parent)
    area.setObjectName("page")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.setObjectName(widget.objectName() or "page")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area.setWidget(widget)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
