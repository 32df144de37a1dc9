"""What is asked: languages, instruments, and the rule for missing answers."""

from collections.abc import Mapping
from dataclasses import replace

from distressapp.core.instrument import Instrument
from distressapp.service.settings_words import choice_words
from distressapp.settings import Settings
from distressapp.staff.forms.form import Form, Room
from distressapp.staff.forms.languages import Languages
from distressapp.staff.widgets.fields import Choice, Tick
from distressapp.staff.widgets.pieces import Heading
from distressapp.text import _


class QuestionsForm(Form):
    """Languages and instruments, each with what it needs before it may be asked.

    Args:
        languages: In which there are words, shipped or installed.
    """

    def __init__(
        self, room: Room, instruments: Mapping[str, Instrument], languages: tuple[str, ...]
    ) -> None:
        super().__init__(room)
        found = room.settings
        self.add(Heading(_("Languages"), self.look, self))
        self.explain(
            _(
                "What a patient may choose, in this order. What is asked in each of them stands "
                "under Licensed wording."
            )
        )
        self.languages = Languages(found.languages, languages, self.look, self)
        self.add(self.languages)
        self.add(Heading(_("Instruments"), self.look, self))
        self.explain(_("Asked in this order; each one can be skipped by the patient."))
        order = dict.fromkeys([*found.instruments, *instruments])
        self.instruments = {
            each: Tick(
                instruments[each].name if each in instruments else each,
                self.look,
                self,
                is_on=each in found.instruments,
                hint=_needs(instruments.get(each)),
            )
            for each in order
        }
        self.add(*self.instruments.values())
        self.rules = {
            each: self._rule(instruments[each])
            for each in order
            if each in instruments and len(instruments[each].missing_rules) > 1
        }
        self.add(*self.rules.values())

    def _rule(self, instrument: Instrument) -> Choice:
        return Choice(
            _("{instrument}: when answers are missing").format(instrument=instrument.name),
            [(choice_words(each), each) for each in instrument.missing_rules],
            self.look,
            self,
            value=self.room.settings.missing.get(instrument.id, instrument.missing_rules[0]),
            hint=instrument.missing_source,
        )

    def typed(self) -> object:
        """The order of the languages too."""
        return super().typed(), tuple(self.languages.order)

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where no language or instrument is left."""
        languages = self.languages.value()
        instruments = tuple(each for each, tick in self.instruments.items() if tick.is_on)
        if not instruments:
            next(iter(self.instruments.values())).complain(_("Tick at least one instrument."))
        if not languages or not instruments:
            return None
        missing = {
            each: str(choice.value())
            for each, choice in self.rules.items()
            if choice.value() != "strict"
        }
        return replace(settings, languages=languages, instruments=instruments, missing=missing)


def _needs(instrument: Instrument | None) -> str:
    if instrument is None:
        return _("Not installed.")
    if instrument.needs_permission:
        return _(
            "Its owner is {owner}. In clinical use it is offered once licensed wording and the "
            "owner's permission are installed."
        ).format(owner=instrument.owner)
    return _("In our own words; needs no permission.")
