"""When the clinic is open, and on which days it is not."""

from dataclasses import replace
from datetime import date, time
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from distressapp.settings import Hours, Settings
from distressapp.settings.values import WEEKDAYS
from distressapp.staff.forms.form import Form, Room
from distressapp.staff.widgets.buttons import Button, Line, Row
from distressapp.staff.widgets.fields import DateField, TimeField
from distressapp.staff.widgets.pieces import Heading, Small, Words
from distressapp.staff.words import date_words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look


def weekday_words() -> dict[str, str]:
    """The days of the week."""
    words = (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday")),
        *(_("Saturday"), _("Sunday")),
    )
    return dict(zip(WEEKDAYS, words, strict=True))


class HoursForm(Form):
    """Opening hours by weekday, and closed days."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.explain(
            _(
                "Within these hours somebody comes when a patient calls. Outside them the button "
                "shows your local numbers. A day without hours is closed."
            )
        )
        grid = QWidget(self)
        self._grid = QGridLayout(grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(3, 1)
        self._grid.addWidget(Small(_("Opens"), self.look, grid), 0, 1)
        self._grid.addWidget(Small(_("Closes"), self.look, grid), 0, 2)
        self.days: dict[str, tuple[TimeField, TimeField]] = {}
        for row, (day, words) in enumerate(weekday_words().items(), start=1):
            self._add_day(row, day, words)
        same = Button(_("Tuesday to Friday as Monday"), self.look, self)
        same.clicked.connect(self._copy_monday)
        self.add(grid, Row(same, parent=self), Heading(_("Closed days"), self.look, self))
        self.closed = DayList(room.settings.now.closed_days, self.look, self)
        self.add(self.closed)

    def _add_day(self, row: int, day: str, words: str) -> None:
        found = self.room.settings.now.hours.get(day)
        opens = TimeField("", self.look, self, value=None if found is None else found.opens)
        closes = TimeField("", self.look, self, value=None if found is None else found.closes)
        opens.line.setAccessibleName(_("{day}, opens").format(day=words))
        closes.line.setAccessibleName(_("{day}, closes").format(day=words))
        name = Words(words, self.look, self)
        name.setMinimumWidth(self.look.metrics.text(120))
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(opens, row, 1, top)
        self._grid.addWidget(closes, row, 2, top)
        self.days[day] = (opens, closes)

    @guarded
    def _copy_monday(self, _is_checked: object = None) -> None:
        first, *others = list(self.days)[:5]
        for day in others:
            for mine, monday in zip(self.days[day], self.days[first], strict=True):
                mine.line.setText(monday.line.text())
                mine.complain("")

    def typed(self) -> object:
        """The closed days, too."""
        return (super().typed(), self.closed.days)

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where a time is wrong."""
        found: dict[str, Hours] = {}
        is_right = True
        for day, (opens, closes) in self.days.items():
            if not opens.text() and not closes.text():
                continue
            hours = _hours(opens, closes)
            is_right = is_right and hours is not None
            if hours is not None:
                found[day] = hours
        if not is_right:
            return None
        now = replace(settings.now, hours=found, closed_days=self.closed.days)
        return replace(settings, now=now)


def _hours(opens: TimeField, closes: TimeField) -> Hours | None:
    first, last = opens.value(), closes.value()
    for field, at in ((opens, first), (closes, last)):
        if at is None and not field.text():
            field.complain(_("Type both times."))
    if not isinstance(first, time) or not isinstance(last, time):
        return None
    if first >= last:
        closes.complain(
            _("It closes before it opens. A day ends at midnight: 23:59 is the latest.")
        )
        return None
    return Hours(opens=first, closes=last)


class DayList(QWidget):
    """Days, one by one; each can be taken out again.

    Signals:
        changed: The days as they are now.
    """

    changed = Signal(object)

    def __init__(self, days: tuple[date, ...], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.days = tuple(sorted(days))
        self.field = DateField(_("One more closed day"), look, self)
        self.button = Button(_("Add day"), look, self)
        self.button.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Line(self.field, self.button, parent=self))
        self._rows = Row(parent=self)
        column.addWidget(self._rows)
        self._show()

    @guarded
    def _add(self, _is_checked: object = None) -> None:
        day = self.field.value()
        if day is None:
            if not self.field.is_wrong:
                self.field.complain(_("Type the day first."))
            return
        self.days = tuple(sorted({*self.days, day}))
        self.field.show_day(None)
        self.field.boxes[0].setFocus()
        self._show()
        self.changed.emit(self.days)

    @guarded
    def _take_out(self, day: date, _is_checked: object = None) -> None:
        self.days = tuple(each for each in self.days if each != day)
        self._show()
        self.changed.emit(self.days)

    def _show(self) -> None:
        column = self.layout()
        if column is None:
            return
        column.removeWidget(self._rows)
        self._rows.hide()
        self._rows.setParent(None)
        self._rows.deleteLater()
        self._rows = Row(parent=self)
        if not self.days:
            self._rows.add(Small(_("No closed days yet."), self._look, self._rows))
        for day in self.days:
            words = _("{day} \N{MULTIPLICATION SIGN}").format(day=date_words(day))
            button = Button(words, self._look, self._rows, hint=_("Take this day out"))
            button.clicked.connect(partial(self._take_out, day))
            self._rows.add(button)
        column.addWidget(self._rows)
        self._rows.show()
