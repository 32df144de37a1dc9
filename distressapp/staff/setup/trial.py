"""The test of the call for help: it sounds, the ticket word stands large, a person confirms."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt

from distressapp.bootstrap import ticket_words
from distressapp.core.errors import ExpectedError
from distressapp.staff.setup.page import SetupPage
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import TextField, Tick
from distressapp.staff.widgets.pieces import Card, Words
from distressapp.staff.words import date_words, time_words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.sound import ring

_TICKET: Final = 84


class TrialPage(SetupPage):
    """Sound and a large word, as a patient's call gives them; heard and seen where staff are."""

    def build(self) -> None:
        """The word, the button that sounds, and who heard it."""
        look, settings = self.look, self.course.settings
        self.add(
            Words(
                _(
                    "Somebody goes where staff will be when a patient calls. Sound the call here. "
                    "Whoever heard it and can read the word below types their name. The sound "
                    "works with the staff's list shut and the tablet in a patient's hands."
                ),
                look,
                self,
            )
        )
        card = Card(look, self)
        word = Words(ticket_words()[0], look, card, is_strong=True, size=_TICKET)
        word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card.add(word)
        self.sound = Button(_("Sound the call"), look, self)
        self.sound.clicked.connect(self._sound)
        self.has_sounded = False
        self.heard = Tick(_("I heard the sound and read the word from there."), look, self)
        self.name = TextField(_("Name of who heard it"), look, self, most=80)
        self.add(card, Row(self.sound, parent=self), self.heard, self.name)
        now = settings.now
        if now.tested_by is not None and now.tested_at is not None:
            at = now.tested_at.astimezone(settings.zone)
            said = _("Tested by {name}, {day} at {time}. Test again, or go on.")
            words = said.format(name=now.tested_by, day=date_words(at.date()), time=time_words(at))
            self.add(Words(words, look, self, is_strong=True))

    @guarded
    def _sound(self, _is_checked: object = None) -> None:
        ring(self)
        self.has_sounded = True
        self.heard.complain("")

    def take(self) -> bool:
        """Keep who heard it and when; nothing filled in is a test for later."""
        name = self.name.text()
        if not name and not self.heard.is_on:
            return True
        self.heard.complain("")
        self.name.complain("")
        if not self.has_sounded:
            self.heard.complain(_("Sound the call first."))
        if not self.heard.is_on:
            self.heard.complain(_("Tick it once you heard it and read the word."))
        if not name:
            self.name.complain(_("Type the name of who heard it."))
        if self.heard.is_wrong or self.name.is_wrong:
            return False
        settings = self.course.settings
        now = replace(settings.now, tested_by=name, tested_at=self.course.given.clock())
        try:
            self.course.keep(replace(settings, now=now))
        except ExpectedError as error:
            self.complain(error)
            return False
        return True
