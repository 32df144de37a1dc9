"""The test of the call for help: it sounds, the ticket word stands large, a person confirms."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.bootstrap import ticket_words
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.settings import Settings
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import TextField, Tick
from distressapp.staff.widgets.pieces import Card, Words
from distressapp.staff.words import date_words, time_words
from distressapp.text import _
from distressapp.ui.background import Background, Done
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.ui.sound import ring

_TICKET: Final = 84


@frozen
class TrialSlip:
    """The slip that comes out with the sound.

    Attributes:
        printer: Where; its name.
        send: Prints one with that word; may take as long as printers do.
        background: Where it is done, so that the window goes on.
    """

    printer: str
    send: Callable[[str], object]
    background: Background


@frozen
class _NotSent:
    """Why no slip comes, and for which form: the background is shared."""

    owner: object
    error: ExpectedError


class TrialForm(QWidget):
    """Sound and a large word, as a patient's call gives them; heard and seen where staff are.

    Args:
        slip: Printed with the sound; None where no printer was tested as staff-only.
    """

    def __init__(
        self,
        look: Look,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        slip: TrialSlip | None = None,
    ) -> None:
        super().__init__(parent)
        self.has_sounded = False
        self._slip, self._ticket = slip, object()
        self._word = ticket_words()[0]
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
        word = Words(self._word, look, card, is_strong=True, size=_TICKET)
        word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card.add(word)
        self.sound = Button(_("Sound the call"), look, self)
        self.sound.clicked.connect(self._sound)
        self.heard = Tick(_("I heard the sound and read the word from there."), look, self)
        self.name = TextField(_("Name of who heard it"), look, self, most=80)
        self.came = Tick(
            _("The slip came out at {printer}.").format(
                printer="" if slip is None else slip.printer
            ),
            look,
            self,
        )
        self.came.setVisible(slip is not None)
        if slip is not None:
            slip.background.finished.connect(self._hear)
        for piece in (lead, card, Row(self.sound, parent=self), self.heard, self.came, self.name):
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
        return bool(self.name.text()) or self.heard.is_on or self.came.is_on

    @guarded
    def _sound(self, _is_checked: object = None) -> None:
        ring(self)
        self.has_sounded = True
        self.heard.complain("")
        self.came.complain("")
        if self._slip is not None:
            self._slip.background.run(_sending(self._slip.send, self._word, self._ticket))

    @guarded
    def _hear(self, done: object) -> None:
        found = done.value if isinstance(done, Done) else None
        if isinstance(found, _NotSent) and found.owner is self._ticket:
            self.came.complain(str(found.error))

    def read(self) -> str | None:
        """Who heard it; None where something is missing, said in place."""
        name = self.name.text()
        self.heard.complain("")
        self.name.complain("")
        self.came.complain("")
        if not self.has_sounded:
            self.heard.complain(_("Sound the call first."))
        elif not self.heard.is_on:
            self.heard.complain(_("Tick it once you heard it and read the word."))
        if self._slip is not None and not self.came.is_on:
            self.came.complain(
                _(
                    "Tick it once you have it in your hand. If none comes, look at the printer, or "
                    "take its mark as staff-only away under Paper and printer."
                )
            )
        if not name:
            self.name.complain(_("Type the name of who heard it."))
        is_wrong = self.heard.is_wrong or self.came.is_wrong or self.name.is_wrong
        return None if is_wrong else name


def _sending(send: Callable[[str], object], word: str, owner: object) -> Callable[[], object]:
    def act() -> object:
        try:
            return send(word)
        except ExpectedError as error:
            return _NotSent(owner=owner, error=error)

    return act
