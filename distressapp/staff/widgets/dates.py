"""A date typed as day, month and year: no calendar to leaf through for a year of birth."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from distressapp.staff.widgets.field import Field
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_DIGITS: Final = (2, 2, 4)


class DateField(Field):
    """Day, month and year in three boxes; a full one goes on to the next."""

    def __init__(
        self,
        label: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        value: date | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(label, look, parent, hint=hint)
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        self.boxes = tuple(self._box(row, digits) for digits in _DIGITS)
        for each in self.boxes:
            across.addWidget(each)
        across.addStretch()
        self.finish(row, *self.boxes)
        self._name()
        self.show_day(value)

    def text(self) -> str:
        """As typed, a blank between the parts."""
        return " ".join(each.text() for each in self.boxes).strip()

    def value(self) -> date | None:
        """The day; None where nothing is typed, or it is none: then the field says so."""
        typed = [each.text().strip() for each in self.boxes]
        if not any(typed):
            return None
        try:
            day, month, year = (int(each) for each in typed)
            return date(year if len(typed[2]) == _DIGITS[2] else 0, month, day)
        except ValueError:
            self.complain(_("Type day, month and the year in four digits, like 3 4 1950."))
            return None

    def show_day(self, value: date | None) -> None:
        """Fill it in; None for nothing."""
        parts = ("", "", "") if value is None else (value.day, value.month, value.year)
        for box, part in zip(self.boxes, parts, strict=True):
            box.setText(str(part))

    def _box(self, row: QWidget, digits: int) -> QLineEdit:
        box = QLineEdit(row)
        box.setMaxLength(digits)
        box.setValidator(QIntValidator(0, 9999, box))
        box.setFixedWidth(self.look.metrics.text(84 if digits == _DIGITS[0] else 104))
        box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.textEdited.connect(self._tell)
        return box

    def _name(self) -> None:
        parts = (_("day"), _("month"), _("year"))
        for box, part in zip(self.boxes, parts, strict=True):
            name = _("{label}, {part}").format(label=self.label.text(), part=part)
            box.setAccessibleName(name)
            box.setPlaceholderText(part)

    def inputs(self) -> Sequence[QWidget]:
        """What takes the focus and the typing."""
        return self.boxes

    @guarded
    def _tell(self, _text: object = None) -> None:
        self.complain("")
        for box, after in zip(self.boxes, self.boxes[1:], strict=False):
            if box.hasFocus() and len(box.text()) == box.maxLength():
                after.setFocus()
                after.selectAll()
                break
        self.changed.emit(self.text())
