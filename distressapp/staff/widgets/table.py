"""A list by model: 20,000 rows at once, whole rows, each told by its key.

Rows are of one height, but for lists of some dozens that wrap: nobody measures 20,000 rows to
show sixteen of them. `FetchedRows` come only as they are looked at.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QWidget,
)

from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.cells import Cells, Column, Model
from distressapp.staff.widgets.pieces import Empty
from distressapp.staff.widgets.rows import FetchedRows
from distressapp.staff.widgets.style import SMALL, TEXT, TOUCH, letters
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

__all__ = ["Column", "Table"]

_READABLE: Final = 130
"""What a column that shares the room must keep, in pixels at 100 %."""
_BAR: Final = 16
_FRAME: Final = 4
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_Index = QModelIndex | QPersistentModelIndex


class _View(QTableView):
    """Enter opens the row; other keys that it does not need go on to the screen."""

    entered_row = Signal(object)
    typed = Signal(object)
    """Letters, where the rows are fetched: Qt would ask for every one of them to look there."""

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Escape and letters are for the screen."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.entered_row.emit(None)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @guarded
    def keyboardSearch(self, search: str) -> None:  # noqa: N802  (Qt's spelling)
        """The next row that begins so; of a list that is not all here others must tell."""
        model = self.model()
        if isinstance(model, Model) and isinstance(model.rows, FetchedRows):
            self.typed.emit(search)
        else:
            super().keyboardSearch(search)

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here chooses nobody: Qt would make the first row the current one."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            self.selectionModel().clearCurrentIndex()


class Table(QWidget):
    """A list of rows that can be chosen.

    Args:
        key: The name of a row, by which the choice is kept while the rows change.
        empty: What stands here while there are no rows: why, and what to do.
        is_whole: Every word can be read: cells wrap, and the list is as high as its rows. For
            lists that are to be compared, of some dozens of rows.

    Signals:
        chosen: The row that was chosen; None where none is any more.
        opened: The row that was opened by Enter or a double tap.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(  # noqa: PLR0913  (what a list is made of, by name)
        self,
        look: Look,
        columns: Sequence[Column],
        key: Callable[[Any], str],
        parent: QWidget | None = None,
        *,
        empty: str,
        act: Button | None = None,
        name: str = "",
        is_whole: bool = False,
    ) -> None:
        super().__init__(parent)
        self._look, self._key, self._act = look, key, act
        self._why_empty = empty
        self._empty: Empty | None = None
        self.is_whole = is_whole
        self._told: str | None = None
        self._is_filling = False
        self.setFont(letters(look, TEXT))
        self._model = Model(columns, look, self)
        self.view = _View(self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._furnish(name)
        self.setFocusProxy(act)  # type: ignore[arg-type]  # Qt takes None
        self._grow()

    @property
    def empty(self) -> Empty:
        """What stands here while there are no rows; made when it is first looked for."""
        if self._empty is None:
            self._empty = Empty(self._why_empty, self._look, self._act, self)
            self._stack.addWidget(self._empty)
        return self._empty

    @property
    def columns(self) -> tuple[Column, ...]:
        """As they were given."""
        return self._model.columns

    @property
    def rows(self) -> Sequence[Any]:
        """As they are shown."""
        return self._model.rows

    @property
    def row(self) -> Any:  # noqa: ANN401  (rows are of whatever kind the screen shows)
        """The row that is chosen, or None."""
        at = self._cells.chosen
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; the row that was chosen stays chosen where it is still there.

        Args:
            rows: All of them; of `FetchedRows` only those in sight are asked for.
        """
        bar = self.view.verticalScrollBar()
        kept, at = self._told, bar.value()
        self._is_filling = True
        self._cells.chosen = -1
        self._model.show_rows(rows)
        self._stack.setCurrentWidget(self.view if self.rows else self.empty)
        # What is hidden takes no focus: then the screen has the keys.
        self.setFocusProxy(self.view if self.rows else self._act)  # type: ignore[arg-type]  # Qt takes None
        is_there = kept is not None and self._choose(kept)
        self._is_filling = False
        bar.setValue(at)
        self._grow()
        if kept is not None and not is_there:
            self._told = None
            self.chosen.emit(None)

    def select(self, key: str) -> bool:
        """Choose the row of that key; False where there is none."""
        return self._choose(key)

    def _choose(self, key: str) -> bool:
        place = self._place(key)
        if place is None:
            return False
        index = self._model.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        rows = QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(index, flags | rows)
        self.view.scrollTo(index)
        return True

    def _place(self, key: str) -> int | None:
        if isinstance(self.rows, FetchedRows):
            return self.rows.place(key)
        return next((at for at, each in enumerate(self.rows) if self._key(each) == key), None)

    def _furnish(self, name: str) -> None:
        view = self.view
        view.setModel(self._model)
        self._cells = Cells(self._look, self._model, view, self, is_whole=self.is_whole)
        view.setItemDelegate(self._cells)
        view.setAccessibleName(name)
        view.setFont(self.font())
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setWordWrap(False)
        self._furnish_headers()
        # Not the current row: a first tap makes it current before it is chosen.
        view.selectionModel().selectionChanged.connect(self._tell)
        view.doubleClicked.connect(self._open)
        view.entered_row.connect(self._open)

    def _furnish_headers(self) -> None:
        metrics, across = self._look.metrics, self.view.horizontalHeader()
        rows = self.view.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(metrics.px(TOUCH), self.fontMetrics().height() + 16))
        across.setFont(letters(self._look, SMALL, is_strong=True))
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setMinimumSectionSize(metrics.px(40))
        for place, column in enumerate(self.columns):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            across.setSectionResizeMode(place, mode)
            if column.width:
                across.resizeSection(place, metrics.text(column.width))

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """A list that nobody has filled says so; one that is filled first is spared the change."""
        if not self.rows:
            self._stack.setCurrentWidget(self.empty)
        super().showEvent(event)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns of a fixed width give way, the widest first, before others are unreadable."""
        super().resizeEvent(event)
        letters_px = self._look.metrics.text
        fixed = {at: letters_px(each.width) for at, each in enumerate(self.columns) if each.width}
        shared = (len(self.columns) - len(fixed)) * letters_px(_READABLE)
        room = max(sum(fixed.values()) // 2, event.size().width() - shared - _BAR)
        most = _most(sorted(fixed.values()), room)
        for place, width in fixed.items():
            self.view.horizontalHeader().resizeSection(place, min(width, most))

        self._grow()

    def words_at(self, row: int, column: int) -> str:
        """What stands in that cell, with its lines."""
        return self._model.words(row, column)

    def _grow(self) -> None:
        """As high as its rows, where all of it is to be seen."""
        if not self.is_whole:
            return
        self.view.resizeRowsToContents()
        rows = self.view.verticalHeader().length() if self.rows else self.empty.sizeHint().height()
        titles = self.view.horizontalHeader().sizeHint().height()
        self.setFixedHeight(titles + rows + _FRAME)

    def sizeHint(self) -> QSize:
        """Room for some rows."""
        return QSize(self._look.metrics.px(420), self._look.metrics.px(320))

    @guarded
    def _tell(self, _now: object = None, _before: object = None) -> None:
        chosen = self.view.selectionModel().selectedRows()
        self._cells.chosen = chosen[0].row() if chosen else -1
        row = self.row
        key = None if row is None else self._key(row)
        if self._is_filling or not chosen:
            return
        if key != self._told:
            self._told = key
            self.chosen.emit(row)

    @guarded
    def _open(self, _index: object = None) -> None:
        row = self.row
        if row is not None:
            self.opened.emit(row)


def _most(widths: Sequence[int], room: int) -> int:
    """How wide a column may be at most, so that these, the narrowest first, share that room."""
    for place, width in enumerate(widths):
        share = room // (len(widths) - place)
        if width > share:
            return share
        room -= width
    return widths[-1] if widths else 0
