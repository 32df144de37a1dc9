"""Saying what the columns of a list hold: once, and it is remembered."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from distressapp.core.daylist import Order, Part
from distressapp.service.dayfile import Columns, Table
from distressapp.staff.desk import Desk
from distressapp.staff.patients.doing import button
from distressapp.staff.patients.facts import sheet
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.fields import Choice, DateField
from distressapp.staff.widgets.pieces import Heading, Small, Words
from distressapp.text import _, ngettext

_NOT_READ = "not_read"


def part_words() -> dict[Part, str]:
    """What a column can hold."""
    return {
        Part.NUMBER: _("Record number"),
        Part.NAME: _("Whole name"),
        Part.FAMILY: _("Family name"),
        Part.GIVEN: _("Given name"),
        Part.BORN: _("Date of birth"),
        Part.DAY: _("Day of the visit"),
        Part.TIME: _("Time"),
        Part.LANGUAGE: _("Language"),
        Part.INTERPRETER: _("Interpreter needed for"),
        Part.PHONE: _("Phone"),
        Part.NOTE: _("Note"),
    }


class ColumnsPane(QWidget):
    """Each column with what stands first in it, and what it holds.

    Args:
        look_through: Called with the columns and the day of the visits.
    """

    def __init__(  # noqa: PLR0913  (the list, what is known of it, and the two ways on)
        self,
        desk: Desk,
        table: Table,
        columns: Columns,
        parent: QWidget | None = None,
        *,
        look_through: Callable[[Columns, date], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._desk, self._look_through = desk, look_through
        look = desk.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = sheet(look, self)
        card.add(Heading(_("What do the columns hold?"), look))
        card.add(Small(self._read_as(table), look))
        self.parts: dict[str, Choice] = {}
        card.add(self._grid(table, columns))
        self.order = Choice(
            _("How are dates written that are not like 2026-03-31?"),
            [(_("Day first: 31.3.2026"), Order.DAY_FIRST), (_("Month first"), Order.MONTH_FIRST)],
            look,
            value=columns.order,
        )
        self.day = DateField(
            _("Day of the visits, where no column says it"), look, value=desk.house.today()
        )
        self.complaint = Words("", look, is_strong=True)
        self.complaint.hide()
        self.go_on = button(_("Look through it"), desk, self._go_on, is_main=True)
        self.left = button(_("Another file"), desk, leave)
        for piece in (self.order, self.day, self.complaint, Row(self.go_on, self.left)):
            card.add(piece)
        column.addWidget(card)
        column.addStretch()

    def _read_as(self, table: Table) -> str:
        count = len(table.records)
        words = ngettext("{count} line below the titles", "{count} lines below the titles", count)
        delimiter = {"\t": _("tab"), ",": _("comma"), ";": _("semicolon"), "|": _("bar")}
        return _("{lines}; read as {encoding}, cells parted by {delimiter}.").format(
            lines=words.format(count=count),
            encoding=table.encoding,
            delimiter=delimiter[table.delimiter],
        )

    def _grid(self, table: Table, columns: Columns) -> QWidget:
        look = self._desk.look
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        options: list[tuple[str, object]] = [(_("Not read"), _NOT_READ)]
        options += [(words, part) for part, words in part_words().items()]
        for row, title in enumerate(table.titles):
            first = next((each for each in table.column(title) if each), "")
            named = columns.parts.get(title)
            choice = Choice("", options, look, value=named or _NOT_READ)
            choice.inputs()[0].setAccessibleName(_("Column {title}").format(title=title))
            self.parts[title] = choice
            grid.addWidget(Words(title, look, is_strong=True), row, 0, _MIDDLE)
            grid.addWidget(Words(first[:80], look, is_soft=True), row, 1, _MIDDLE)
            grid.addWidget(choice, row, 2)
        return whole

    @property
    def columns(self) -> Columns:
        """As they are named now."""
        named = {title: each.value() for title, each in self.parts.items()}
        order = self.order.value()
        return Columns(
            parts={title: each for title, each in named.items() if isinstance(each, Part)},
            order=order if isinstance(order, Order) else Order.DAY_FIRST,
        )

    def _go_on(self) -> None:
        columns, day = self.columns, self.day.value()
        words = self._wrong(columns)
        if day is None and not self.day.is_wrong:
            self.day.complain(_("Give the day."))
        self.complaint.setText(words)
        self.complaint.setVisible(bool(words))
        if not words and day is not None:
            self._look_through(columns, day)

    def _wrong(self, columns: Columns) -> str:
        named = list(columns.parts.values())
        twice = next((each for each in named if named.count(each) > 1), None)
        if twice is not None:
            return _("Two columns hold “{part}”. Leave one of them.").format(
                part=part_words()[twice]
            )
        if columns.missing:
            parts = ", ".join(part_words()[each] for each in columns.missing)
            return _("No column is named for: {parts}.").format(parts=parts)
        return ""


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
