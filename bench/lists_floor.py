"""What Qt itself costs for a list: its own view and delegate over ready strings."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from distressapp.staff.widgets.style import TEXT, letters
from distressapp.staff.widgets.table import Table
from distressapp.ui.look import Look

_Index = QModelIndex | QPersistentModelIndex


class Ready(QAbstractTableModel):
    """Strings, in a list of rows."""

    def __init__(
        self, titles: Sequence[str], rows: Sequence[Sequence[str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._titles, self._rows = titles, rows

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  (as Qt declares it)
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  (as above)
        """How many columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The string, and nothing else that Qt asks for."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None

    def headerData(  # noqa: N802  (Qt's spelling)
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The titles."""
        is_title = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return self._titles[section] if is_title else None


def strings(table: Table) -> list[tuple[str, ...]]:
    """What stands in every cell of a list of ours."""
    words = [column.text for column in table.columns]
    return [tuple(each(row).replace("\n", " ") for each in words) for row in table.rows]


def plain_view(look: Look, like: Table, rows: Sequence[Sequence[str]]) -> QTableView:
    """Qt's own view of these strings: letters, heights and widths of columns as in that list."""
    view = QTableView()
    view.setFont(letters(look, TEXT))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    down, across = view.verticalHeader(), view.horizontalHeader()
    down.setVisible(False)
    down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    down.setDefaultSectionSize(like.view.verticalHeader().defaultSectionSize())
    across.setHighlightSections(False)
    across.setSectionsClickable(False)
    # Behind what is said of the headers: else Qt asks the model for the titles of a thousand rows.
    view.setModel(Ready([each.title for each in like.columns], rows, view))
    for place, column in enumerate(like.columns):
        mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
        across.setSectionResizeMode(place, mode)
        if column.width:
            across.resizeSection(place, look.metrics.text(column.width))
    return view
