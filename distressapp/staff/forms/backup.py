"""Copies of the clinic, and how long answers are kept."""

from dataclasses import replace
from pathlib import Path

from distressapp.paths import is_folder
from distressapp.settings import Backup, Retention, Settings
from distressapp.staff.forms.form import Form, NumberField, Room, about, name_of
from distressapp.staff.widgets.fields import TextField
from distressapp.text import _

_KEEP = (7, 400)
_YEARS = (1, 150)


class BackupForm(Form):
    """The second place, and for how long."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        found = room.settings
        self.explain(
            _(
                "A backup is made after each shift, in the clinic's own folder. A broken disk "
                "takes that one too: name a second place."
            )
        )
        self.place = TextField(
            name_of("backup.place"), self.look, self, value=found.backup.place, most=400
        )
        self.place.hint.setText(about("backup.place"))
        self.place.hint.show()
        self.keep = NumberField(
            name_of("backup.keep_days"),
            self.look,
            self,
            value=found.backup.keep_days,
            low=_KEEP[0],
            high=_KEEP[1],
            hint=about("backup.keep_days"),
        )
        self.years = NumberField(
            name_of("retention.years"),
            self.look,
            self,
            value=found.retention.years,
            low=_YEARS[0],
            high=_YEARS[1],
            hint=_("{about} Empty keeps them.").format(about=about("retention.years")),
            may_be_empty=True,
        )
        self.add(self.place, self.keep, self.years)

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where a number or the place is wrong."""
        self.place.complain("")
        keep, years, place = self.keep.number(), self.years.number(), self.place.text()
        if place and not Path(place).is_absolute():
            self.place.complain(_("Write the whole path, from its very beginning."))
        if place and not self.place.is_wrong and not is_folder(Path(place)):
            self.place.complain(_("There is no such folder now. Plug the stick in, or make it."))
        if keep is None or self.years.is_wrong or self.place.is_wrong:
            return None
        return replace(
            settings,
            backup=Backup(place=place, keep_days=keep),
            retention=Retention(years=years),
        )
