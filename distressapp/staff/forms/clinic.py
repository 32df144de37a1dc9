"""The clinic: its name, what the folder is for, its clock, its record numbers."""

import re
from dataclasses import replace
from zoneinfo import available_timezones

from distressapp.core.sitting import Use
from distressapp.settings import Settings
from distressapp.staff.forms.form import Form, Room, about, name_of
from distressapp.staff.widgets.fields import Choice, TextField
from distressapp.text import _


class ClinicForm(Form):
    """The clinic's name, time zone and record numbers; at set-up also rehearsal or clinical."""

    def __init__(self, room: Room, *, is_use_chosen: bool = True) -> None:
        super().__init__(room)
        found = room.settings
        self.name = TextField(name_of("clinic"), self.look, self, value=found.clinic, most=120)
        self.name.hint.setText(about("clinic"))
        self.name.hint.show()
        self.use = Choice(
            _("What is this folder for?"),
            [(_("Rehearsal"), Use.REHEARSAL), (_("Clinical use"), Use.CLINICAL)],
            self.look,
            self,
            value=found.use if is_use_chosen else None,
            hint=_(
                "For ever: it cannot be changed later. In a rehearsal nothing is about a real "
                "patient, and practice wording may be used."
            ),
        )
        self.use.setVisible(room.is_set_up)
        self.zone = Choice(
            name_of("timezone"),
            [(each, each) for each in ("UTC", *sorted(available_timezones() - {"UTC"}))],
            self.look,
            self,
            value=found.timezone,
            hint=_("Type its first letters, like Eu for Europe."),
        )
        self.pattern = TextField(
            name_of("record_number"), self.look, self, value=found.record_number
        )
        self.pattern.hint.setText(_("Like [0-9]{7} for seven digits. Empty allows any."))
        self.pattern.hint.show()
        self.add(self.name, self.use, self.zone, self.pattern)

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where the name or the use is missing."""
        is_right = True
        if not self.name.text():
            self.name.complain(_("Type the clinic's name as patients know it."))
            is_right = False
        use = self.use.value()
        if not isinstance(use, Use):
            self.use.complain(_("Choose one; it stays so for ever."))
            is_right = False
        try:
            re.compile(self.pattern.text())
        except (re.error, OverflowError, RecursionError):
            self.pattern.complain(_("That is no pattern. Type one like [0-9]{7}, or nothing."))
            is_right = False
        if not is_right or not isinstance(use, Use):
            return None
        return replace(
            settings,
            clinic=self.name.text(),
            use=use,
            timezone=self.zone.text() or settings.timezone,
            record_number=self.pattern.text(),
        )
