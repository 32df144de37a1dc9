"""Room for more than fits: two large buttons, never a bar, never a swipe."""

from PySide6.QtCore import QRect, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from distressapp.text import _
from distressapp.ui.direction import place
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.widgets.button import Button


class ScrollPane(QWidget):
    """Shows a part of its content; buttons beside it move by nearly a page.

    The content says how high it is by `height_for(width)`.
    """

    def __init__(self, content: QWidget, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._window = QWidget(self)
        self.content = content
        content.setParent(self._window)
        self.up = Button(_("Up"), look, self, letters=20, most_letters=26, icon="up")
        self.up.setAccessibleName(_("Further up"))
        self.down = Button(_("Down"), look, self, letters=20, most_letters=26, icon="down")
        self.down.setAccessibleName(_("Further down"))
        self.up.clicked.connect(self.go_up)
        self.down.clicked.connect(self.go_down)
        self._top = 0
        app = QApplication.instance()
        app.focusChanged.connect(self._follow)  # type: ignore[union-attr]  # there is one

    @property
    def is_scrolling(self) -> bool:
        """There is more than fits."""
        return self._content_height(self.width()) > self.height()

    def _content_height(self, width: int) -> int:
        return int(self.content.height_for(width))  # type: ignore[attr-defined]  # see the class

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons appear only where they are needed."""
        super().resizeEvent(event)
        self._lay_out()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """A piece has its place only once it is shown."""
        super().showEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        metrics = self._look.metrics
        is_needed = self.is_scrolling
        side = metrics.px(132) if is_needed else 0
        width = self.width() - side - (metrics.gap if is_needed else 0)
        self.up.setVisible(is_needed)
        self.down.setVisible(is_needed)
        high = (self.height() - metrics.gap) // 2
        left = self.width() - side
        place(self.up, QRect(left, 0, side, high))
        place(self.down, QRect(left, self.height() - high, side, high))
        place(self._window, QRect(0, 0, width, self.height()))
        self.content.resize(width, max(self.height(), self._content_height(width)))
        self._move_to(self._top)

    def _pieces(self) -> list[QRect]:
        """What stands in the content, from top to end."""
        found = [
            child.geometry()
            for child in self.content.children()
            if isinstance(child, QWidget) and child.height() > 0
        ]
        return sorted(found, key=QRect.top)

    def _last_top(self) -> int:
        """The first piece from which everything to the end fits."""
        pieces = self._pieces()
        end = max((piece.bottom() for piece in pieces), default=0)
        fitting = [piece.top() for piece in pieces if end - piece.top() < self.height()]
        return min(fitting, default=0)

    def _move_to(self, top: int) -> None:
        """Show from that piece on; a piece that does not fit whole is not shown in part."""
        self._top = max(0, min(top, self._last_top()))
        whole = [
            piece.bottom() + 1
            for piece in self._pieces()
            if piece.top() >= self._top and piece.bottom() < self._top + self.height()
        ]
        shown = max(whole, default=self._top + self.height()) - self._top
        self._window.resize(self._window.width(), shown)
        self.content.move(0, -self._top)
        self.up.setEnabled(self._top > 0)
        self.down.setEnabled(self._top < self._last_top())

    @Slot()
    @guarded
    def go_up(self) -> None:
        """As many whole pieces up as fit."""
        before = [
            piece.top() for piece in self._pieces() if self._top - piece.top() <= self.height()
        ]
        self._move_to(min(before, default=0))

    @Slot()
    @guarded
    def go_down(self) -> None:
        """To the first piece that is not shown whole."""
        end = self._top + self._window.height()
        below = [piece.top() for piece in self._pieces() if piece.bottom() >= end]
        self._move_to(min(below, default=self._top))

    @guarded
    def _follow(self, _before: object, now: object) -> None:
        """What takes the focus by key comes into sight."""
        # The focus may move while Qt takes this pane apart: its connections go last.
        if isinstance(now, QWidget) and isValid(self.content) and self.content.isAncestorOf(now):
            self._bring_into_sight(now)

    def _bring_into_sight(self, widget: QWidget) -> None:
        top = widget.mapTo(self.content, widget.rect().topLeft()).y()
        end = top + widget.height()
        if top < self._top:
            self._move_to(top)
        elif end > self._top + self._window.height():
            fitting = [
                piece.top() for piece in self._pieces() if end - piece.top() <= self.height()
            ]
            self._move_to(min(fitting, default=top))
