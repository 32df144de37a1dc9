"""A list by model: 20,000 rows at once, whole rows, each told by its key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from distressapp.staff.widgets.buttons import Button, draw_ring
from distressapp.staff.widgets.pieces import Empty
from distressapp.staff.widgets.style import SMALL, TEXT, TOUCH, letters
from distressapp.ui.guard import guarded
from distressapp.ui.look import LEFT, WRAPPED, Look, text_height
from distressapp.ui.modality import is_by_key

_READABLE: Final = 130
"""What a column that shares the room must keep, in pixels at 100 %."""
_BAR: Final = 16
_FRAME: Final = 4
_SIDES: Final = 18
"""What a cell keeps free beside its words."""
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list.

    Attributes:
        text: What stands there for a row, in one line.
        width: In pixels at 100 %; 0 shares what is left over.
        draw: Draws it instead of the text, for a shape beside the word; the text is still what
            assistive technology is told.
    """

    title: str
    text: Callable[[Any], str]
    width: int = 0
    is_strong: bool = False
    draw: Callable[[QPainter, QRect, Any], None] | None = None


class _Model(QAbstractTableModel):
    """The rows as Qt asks for them."""

    def __init__(self, columns: Sequence[Column], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Any, ...] = ()
        self._strong: QFont = letters(look, TEXT, is_strong=True)

    def show_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @guarded
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  (as Qt declares it)
        """How many rows."""
        return 0 if parent.isValid() else len(self.rows)

    @guarded
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  (as above)
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    @guarded
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; the whole row in words for assistive technology."""
        if not 0 <= index.row() < len(self.rows):
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(column.text(row).split("\n"))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.row_words(row)
        if role == Qt.ItemDataRole.FontRole and column.is_strong:
            return self._strong
        return None

    @guarded
    def headerData(  # noqa: N802  (Qt's spelling)
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The titles."""
        is_title = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return self.columns[section].title if is_title else None

    def row_words(self, row: object) -> str:
        said = ((each.title, each.text(row)) for each in self.columns)
        return ", ".join(f"{title} {text}".strip() for title, text in said if text)


class _Cells(QStyledItemDelegate):
    """Draws a cell: no dotted frame, a bar at the left of the row that is selected."""

    def __init__(self, look: Look, parent: "Table") -> None:
        super().__init__(parent)
        self._look = look
        self._table = parent

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Text or shape, hairline below, ring around the row for keys."""
        view, look, rect = self._table.view, self._look, option.rect
        is_chosen = view.selectionModel().isRowSelected(index.row(), QModelIndex())
        painter.save()
        painter.fillRect(rect, look.colour("tint" if is_chosen else "card"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colour("line"))
        if is_chosen and index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), 4, rect.height(), look.colour("accent"))
        column = self._table.columns[index.column()]
        room = rect.adjusted(12, 0, 12 - _SIDES, 0)
        if column.draw is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            column.draw(painter, room, self._table.rows[index.row()])
        else:
            self._draw_text(painter, room, index)
        if is_chosen and view.hasFocus() and is_by_key():
            whole = QRect(0, rect.top(), view.viewport().width(), rect.height())
            draw_ring(painter, whole, look)
        painter.restore()

    @guarded
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its words where they wrap."""
        if not self._table.is_whole:
            return super().sizeHint(option, index)
        width = self._table.view.columnWidth(index.column())
        high = text_height(self._table.words_at(index), self._font(index), width - _SIDES)
        return QSize(width, max(self._look.metrics.px(TOUCH), high + _SIDES))

    def _font(self, index: _Index) -> QFont:
        font = index.data(Qt.ItemDataRole.FontRole)
        return font if isinstance(font, QFont) else self._table.font()

    def _draw_text(self, painter: QPainter, room: QRect, index: _Index) -> None:
        painter.setFont(self._font(index))
        painter.setPen(self._look.colour("ink"))
        if self._table.is_whole:
            painter.drawText(room, LEFT | WRAPPED, self._table.words_at(index))
            return
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT | Qt.TextFlag.TextSingleLine.value, shown)


class _View(QTableView):
    """Enter opens the row; other keys that it does not need go on to the screen."""

    entered_row = Signal(object)

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
        self.is_whole = is_whole
        self._told: str | None = None
        self._is_filling = False
        self.setFont(letters(look, TEXT))
        self._model = _Model(columns, look, self)
        self.view = _View(self)
        self.empty = Empty(empty, look, act, self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._furnish(name)
        self.show_rows(())

    @property
    def columns(self) -> tuple[Column, ...]:
        """As they were given."""
        return self._model.columns

    @property
    def rows(self) -> tuple[Any, ...]:
        """As they are shown."""
        return self._model.rows

    @property
    def row(self) -> Any:  # noqa: ANN401  (rows are of whatever kind the screen shows)
        """The row that is chosen, or None."""
        chosen = self.view.selectionModel().selectedRows()
        is_there = bool(chosen) and 0 <= chosen[0].row() < len(self.rows)
        return self.rows[chosen[0].row()] if is_there else None

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; the row that was chosen stays chosen where it is still there."""
        bar = self.view.verticalScrollBar()
        kept, at = self._told, bar.value()
        self._is_filling = True
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
        for place, row in enumerate(self.rows):
            if self._key(row) == key:
                index = self._model.index(place, 0)
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                rows = QItemSelectionModel.SelectionFlag.Rows
                self.view.selectionModel().setCurrentIndex(index, flags | rows)
                self.view.scrollTo(index)
                return True
        return False

    def _furnish(self, name: str) -> None:
        view = self.view
        view.setModel(self._model)
        view.setItemDelegate(_Cells(self._look, self))
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

    def words_at(self, index: _Index) -> str:
        """What stands in that cell, with its lines."""
        return self.columns[index.column()].text(self.rows[index.row()])

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
        row = self.row
        key = None if row is None else self._key(row)
        if self._is_filling or not self.view.selectionModel().hasSelection():
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
