"""An open Talk beside the list: who it is, and the one tap that closes it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.followup import EntryId
from distressapp.service import followups
from distressapp.service.owed import Owed
from distressapp.staff.desk import Desk, Place
from distressapp.staff.patients.doing import button, done
from distressapp.staff.patients.facts import Facts, sheet
from distressapp.staff.patients.words import born_words
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.pieces import Mark as Shape
from distressapp.staff.widgets.pieces import Words
from distressapp.staff.widgets.style import TITLE
from distressapp.staff.words import waiting
from distressapp.text import _


class TalkPane(QWidget):
    """An open Talk: the nurse talked with them, and one tap closes it."""

    def __init__(self, desk: Desk, owed: Owed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.owed = desk, owed
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        card = sheet(desk.look, self)
        name = owed.named.name or _("Identity not confirmed")
        card.add(Words(name, desk.look, is_strong=True, size=TITLE))
        card.add(Shape(_("Talk"), desk.look))
        born = owed.named.born
        facts = [
            (_("Born"), "" if born is None else born_words(born, desk.house.today())),
            (_("Record number"), owed.named.record_number),
            (_("Ticket word"), owed.named.ticket),
            (_("Since"), waiting(owed.waiting)),
        ]
        card.add(Facts(facts, desk.look))
        self.close_talk = button(_("Talked with them: close"), desk, self._close, is_main=True)
        self.opened = button(_("Open the case"), desk, self._open)
        card.add(Row(self.close_talk, self.opened, parent=card))
        column.addWidget(card)
        column.addStretch()

    def _close(self) -> None:
        desk, person = self.desk, self.owed.person
        noted: list[EntryId] = []

        def undo() -> None:
            words = _("Tapped by mistake")
            followups.correct(desk.house, desk.session, person, noted[0], words=words)
            desk.told()

        if done(desk, lambda: noted.append(followups.close_talk(desk.house, desk.session, person))):
            desk.say(_("Talked with them: the case is closed."), undo=undo)

    def _open(self) -> None:
        self.desk.go(Place(screen="owed", subject=self.owed.person))
