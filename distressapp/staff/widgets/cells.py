"""What a list tells Qt, and how a cell is drawn: decided once for each list, not for each cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from distressapp.staff.widgets.buttons import draw_ring
from distressapp.staff.widgets.rows import FetchedRows
from distressapp.staff.widgets.style import TEXT, TOUCH, letters
from distressapp.ui.guard import guarded
from distressapp.ui.look import LEFT, WRAPPED, Look, text_height
from distressapp.ui.modality import is_by_key

_SIDES: Final = 18
"""What a cell keeps free beside its words."""
_WORDED: Final = 256
"""Rows whose words are kept."""
_Index = QModelIndex | QPersistentModelIndex
_ONE_LINE: Final = LEFT | Qt.TextFlag.TextSingleLine.value


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


class Model(QAbstractTableModel):
    """The rows as Qt asks for them."""

    def __init__(self, columns: Sequence[Column], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: Sequence[Any] = ()
        self.fonts = tuple(letters(look, TEXT, is_strong=each) for each in (False, True))
        self._worded: dict[int, list[str | None]] = {}

    def show_rows(self, rows: Sequence[Any]) -> None:
        """These rows from now on."""
        self.beginResetModel()
        self._worded.clear()
        self.rows = rows if isinstance(rows, FetchedRows) else tuple(rows)
        self.endResetModel()

    def words(self, row: int, column: int) -> str:
        """What stands in that cell, with its lines; nothing where the row is not there any more.

        A cell is worded once while its row is near: a picture is painted again and again.
        """
        worded = self._worded.get(row)
        if worded is None:
            if len(self._worded) >= _WORDED:
                self._worded.clear()
            worded = self._worded[row] = [None] * len(self.columns)
        words = worded[column]
        if words is None:
            found = self.rows[row]
            words = worded[column] = "" if found is None else self.columns[column].text(found)
        return words

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
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row(), index.column()).replace("\n", " ")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.row_words(self.rows[index.row()])
        if role == Qt.ItemDataRole.FontRole and self.columns[index.column()].is_strong:
            return self.fonts[True]
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
        """The whole row, each cell behind its title."""
        if row is None:
            return ""
        said = ((each.title, each.text(row)) for each in self.columns)
        return ", ".join(f"{title} {text}".strip() for title, text in said if text)


class Cells(QStyledItemDelegate):
    """Draws a cell: no dotted frame, a bar at the left of the row that is selected.

    Attributes:
        chosen: The place of that row, -1 for none: whoever selects tells it, for to ask Qt for
            each cell takes a tenth of its picture.
    """

    def __init__(
        self, look: Look, model: Model, view: QTableView, parent: QWidget, *, is_whole: bool
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._view = look, model, view
        self._is_whole = is_whole
        self.chosen = -1
        self._fonts = model.fonts
        self._measures = tuple(QFontMetrics(each) for each in self._fonts)
        self._ink, self._line, self._accent = map(look.colour, ("ink", "line", "accent"))
        self._tint, self._card = look.colour("tint"), look.colour("card")

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Text or shape, hairline below, ring around the row for keys."""
        rect, row, place = option.rect, index.row(), index.column()
        is_chosen = row == self.chosen
        painter.save()
        painter.fillRect(rect, self._tint if is_chosen else self._card)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._line)
        if is_chosen and place == 0:
            painter.fillRect(rect.left(), rect.top(), 4, rect.height(), self._accent)
        column = self._model.columns[place]
        room = rect.adjusted(12, 0, 12 - _SIDES, 0)
        if column.draw is None:
            self._draw_text(painter, room, row, place)
        elif (found := self._model.rows[row]) is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            column.draw(painter, room, found)
        if is_chosen:
            self._draw_ring(painter, rect)
        painter.restore()

    @guarded
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its words where they wrap."""
        if not self._is_whole:
            return super().sizeHint(option, index)
        width = self._view.columnWidth(index.column())
        font = self._fonts[self._model.columns[index.column()].is_strong]
        words = self._model.words(index.row(), index.column())
        high = text_height(words, font, width - _SIDES)
        return QSize(width, max(self._look.metrics.px(TOUCH), high + _SIDES))

    def _draw_text(self, painter: QPainter, room: QRect, row: int, place: int) -> None:
        is_strong = self._model.columns[place].is_strong
        painter.setFont(self._fonts[is_strong])
        painter.setPen(self._ink)
        words = self._model.words(row, place)
        if self._is_whole:
            painter.drawText(room, LEFT | WRAPPED, words)
            return
        shown = self._measures[is_strong].elidedText(
            words.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _ONE_LINE, shown)

    def _draw_ring(self, painter: QPainter, rect: QRect) -> None:
        view = self._view
        if view.hasFocus() and is_by_key():
            whole = QRect(0, rect.top(), view.viewport().width(), rect.height())
            draw_ring(painter, whole, self._look)
