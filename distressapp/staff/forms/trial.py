"""The test of the call for help: it sounds, the ticket word stands large, a person confirms."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.bootstrap import ticket_words
from distressapp.settings import Settings
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import TextField, Tick
from distressapp.staff.widgets.pieces import Card, Words
from distressapp.staff.words import date_words, time_words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.sound import ring

_TICKET: Final = 84


class TrialForm(QWidget):
    """Sound and a large word, as a patient's call gives them; heard and seen where staff are."""

    def __init__(self, look: Look, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.has_sounded = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        lead = Words(
            _(
                "Somebody goes where staff will be when a patient calls. Sound the call here. "
                "Whoever heard it and can read the word below types their name. The sound works "
                "with the staff's list shut and the tablet in a patient's hands."
            ),
            look,
            self,
        )
        card = Card(look, self)
        word = Words(ticket_words()[0], look, card, is_strong=True, size=_TICKET)
        word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card.add(word)
        self.sound = Button(_("Sound the call"), look, self)
        self.sound.clicked.connect(self._sound)
        self.heard = Tick(_("I heard the sound and read the word from there."), look, self)
        self.name = TextField(_("Name of who heard it"), look, self, most=80)
        for piece in (lead, card, Row(self.sound, parent=self), self.heard, self.name):
            column.addWidget(piece)
        now = settings.now
        if now.tested_by is not None and now.tested_at is not None:
            at = now.tested_at.astimezone(settings.zone)
            said = _("Last tested by {name}, {day} at {time}.").format(
                name=now.tested_by, day=date_words(at.date()), time=time_words(at)
            )
            column.addWidget(Words(said, look, self, is_strong=True))

    @property
    def is_begun(self) -> bool:
        """Something was ticked or typed."""
        return bool(self.name.text()) or self.heard.is_on

    @guarded
    def _sound(self, _is_checked: object = None) -> None:
        ring(self)
        self.has_sounded = True
        self.heard.complain("")

    def read(self) -> str | None:
        """Who heard it; None where something is missing, said in place."""
        name = self.name.text()
        self.heard.complain("")
        self.name.complain("")
        if not self.has_sounded:
            self.heard.complain(_("Sound the call first."))
        elif not self.heard.is_on:
            self.heard.complain(_("Tick it once you heard it and read the word."))
        if not name:
            self.name.complain(_("Type the name of who heard it."))
        return None if self.heard.is_wrong or self.name.is_wrong else name
