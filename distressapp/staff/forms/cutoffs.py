"""The cut-offs: a named profile with its sources, confirmed by a named clinician."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from distressapp.core.instrument import Band, Cutoff, Instrument
from distressapp.service.settings_words import choice_words
from distressapp.settings import Confirmed, Settings
from distressapp.staff.forms.form import Form, Room
from distressapp.staff.widgets.fields import Choice, DateField, TextField, Tick
from distressapp.staff.widgets.pieces import Card, Heading, Small, Words
from distressapp.text import _
from distressapp.ui.guard import guarded


class CutoffsForm(Form):
    """Which score raises which flag, with the source of each figure; and who confirmed it.

    Args:
        today: The clinic's day: nothing is confirmed in the future.
    """

    def __init__(self, room: Room, instruments: Mapping[str, Instrument], today: date) -> None:
        super().__init__(room)
        self._instruments, self._today = instruments, today
        found = room.settings.profile
        profiles = dict.fromkeys(
            profile.id for each in instruments.values() for profile in each.profiles
        )
        self.profile = Choice(
            _("Profile"),
            [(choice_words(each), each) for each in profiles],
            self.look,
            self,
            value=found.profile,
            hint=_("Every result keeps the profile it was made with, whatever is chosen later."),
        )
        self.profile.changed.connect(self._show)
        self.card = Card(self.look, self)
        self.heading = Heading(_("Confirmed by a clinician of this clinic"), self.look, self)
        self.by = TextField(_("Name of the clinician"), self.look, self, value=found.by or "")
        self.on = DateField(_("Day of the confirmation"), self.look, self, value=found.on)
        self.agree = Tick(
            _("I have read the figures above, and they are to be used here."),
            self.look,
            self,
            is_on=found.by is not None,
        )
        self.add(self.profile, self.card, self.heading, self.by, self.on, self.agree)
        self._show_figures()

    @guarded
    def _show(self, _profile: object) -> None:
        if self.profile.value() != self.room.settings.profile.profile:
            self.by.line.setText("")
            self.on.show_day(None)
        self.agree.box.setChecked(False)
        self._show_figures()

    def _show_figures(self) -> None:
        while (item := self.card.column.takeAt(0)) is not None:
            piece = item.widget()
            if piece is not None:
                piece.hide()
                piece.deleteLater()
        for instrument in self._instruments.values():
            for profile in instrument.profiles:
                if profile.id != self.profile.value():
                    continue
                for cutoff in profile.cutoffs:
                    self.card.add(Words(_figure(instrument, cutoff), self.look, self.card))
                    self.card.add(Small(cutoff.source, self.look, self.card))

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where half of the confirmation is missing."""
        for field in (self.by, self.on, self.agree):
            field.complain("")
        profile, by = str(self.profile.value()), self.by.text()
        on = self.on.value()
        if self.on.is_wrong:
            return None
        if not by and on is None and not self.agree.is_on:
            return replace(settings, profile=Confirmed(profile=profile))
        if not self._is_whole(by, on):
            return None
        return replace(settings, profile=Confirmed(profile=profile, by=by, on=on))

    def _is_whole(self, by: str, on: date | None) -> bool:
        if not by:
            self.by.complain(_("Type the name of the clinician who confirms."))
        if on is None:
            self.on.complain(_("Type the day of the confirmation."))
        elif on > self._today:
            self.on.complain(_("That day is in the future."))
        if not self.agree.is_on:
            self.agree.complain(_("The clinician ticks this."))
        return not (self.by.is_wrong or self.on.is_wrong or self.agree.is_wrong)


def _figure(instrument: Instrument, cutoff: Cutoff) -> str:
    scale = instrument.scale(cutoff.scale).name or instrument.name
    if cutoff.with_wish is None:
        return _("{scale} at {least} or more: {band}").format(
            scale=scale, least=cutoff.at_least, band=band_words(cutoff.raises)
        )
    return _("{scale} at {least} or more: {band}; with a wish to talk: {more}").format(
        scale=scale,
        least=cutoff.at_least,
        band=band_words(cutoff.raises),
        more=band_words(cutoff.with_wish),
    )


def band_words(band: Band) -> str:
    """The band as staff read it."""
    return {
        Band.NOW: _("Now"),
        Band.SOON: _("Soon"),
        Band.NEED: _("Need"),
        Band.TALK: _("Talk"),
    }[band]
