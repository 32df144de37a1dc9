"""Who comes when a patient calls, and whom to ring when nobody is here."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QWidget

from distressapp.settings import LocalNumber, Settings
from distressapp.staff.forms.form import Form, Room, about, name_of
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Heading
from distressapp.text import _

_LEAST_NUMBERS = 3


class CallForm(Form):
    """Responder, backup, absence cover, and local numbers."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        now = room.settings.now
        self.explain(
            _(
                "A patient can tap I need to speak to someone now at any time. Name people or "
                "posts, as staff know them."
            )
        )
        self.people = {
            key: TextField(name_of(f"now.{key}"), self.look, self, value=value, most=80)
            for key, value in (
                ("responder", now.responder),
                ("backup", now.backup),
                ("absence_cover", now.absence_cover),
            )
        }
        for key, field in self.people.items():
            field.hint.setText(about(f"now.{key}"))
            field.hint.show()
        self.add(*self.people.values())
        self.add(Heading(name_of("now.local_numbers"), self.look, self))
        self.numbers: list[tuple[TextField, TextField]] = []
        grid = QWidget(self)
        rows = QGridLayout(grid)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(16)
        empty = LocalNumber(label="", number="")
        wanted = [*now.local_numbers, empty]
        wanted += [empty] * (_LEAST_NUMBERS - len(wanted))
        for place, each in enumerate(wanted):
            first = place == 0
            label = TextField(_("Who") if first else "", self.look, grid, value=each.label, most=80)
            number = TextField(
                _("Number") if first else "", self.look, grid, value=each.number, most=40
            )
            label.line.setAccessibleName(_("Who, line {n}").format(n=place + 1))
            number.line.setAccessibleName(_("Number, line {n}").format(n=place + 1))
            rows.addWidget(label, place, 0)
            rows.addWidget(number, place, 1)
            self.numbers.append((label, number))
        self.add(grid)

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where half a number stands there."""
        found: list[LocalNumber] = []
        is_right = True
        for label, number in self.numbers:
            if bool(label.text()) != bool(number.text()):
                (number if label.text() else label).complain(_("Type who, and the number."))
                is_right = False
            elif label.text():
                found.append(LocalNumber(label=label.text(), number=number.text()))
        if not is_right:
            return None
        now = replace(
            settings.now,
            responder=self.people["responder"].text(),
            backup=self.people["backup"].text(),
            absence_cover=self.people["absence_cover"].text(),
            local_numbers=tuple(found),
        )
        return replace(settings, now=now)
