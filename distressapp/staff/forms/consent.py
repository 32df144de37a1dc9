"""What patients are told, and what they may take home."""

from dataclasses import replace

from distressapp.service.settings_words import choice_words
from distressapp.settings import Settings
from distressapp.settings.shape import TAKE_HOME
from distressapp.staff.forms.form import Form, Room, about, name_of
from distressapp.staff.widgets.fields import Choice, LongText
from distressapp.text import _


class ConsentForm(Form):
    """The clinic's own text of Why we ask, by language; and what may be taken home.

    Args:
        ours: What stands there while the clinic has no text of its own.
    """

    def __init__(self, room: Room, ours: str) -> None:
        super().__init__(room)
        found = room.settings
        self.explain(_("Where you write nothing, patients read this:\n\n{ours}").format(ours=ours))
        self.texts = {
            each: LongText(
                _("Why we ask, in your own words ({language})").format(language=each),
                self.look,
                self,
                value=found.consent.get(each, ""),
                most=1200,
                lines=6,
            )
            for each in found.languages
        }
        self.take_home = Choice(
            name_of("take_home"),
            [(choice_words(each), each) for each in TAKE_HOME],
            self.look,
            self,
            value=found.take_home,
            hint=about("take_home"),
        )
        self.add(*self.texts.values(), self.take_home)

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where a text is too long."""
        for each in self.texts.values():
            if each.is_wrong:
                return None
        others = {
            language: text
            for language, text in settings.consent.items()
            if language not in self.texts
        }
        own = {language: field.text() for language, field in self.texts.items() if field.text()}
        return replace(settings, consent={**others, **own}, take_home=str(self.take_home.value()))
