"""Sittings whose identity is not confirmed, and the way to the patient they belong to."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from distressapp.core.names import LONGEST
from distressapp.service import patients
from distressapp.service.matching import Person, confirm
from distressapp.service.views import viewed
from distressapp.staff.desk import Desk, Place
from distressapp.staff.patients.doing import button, done
from distressapp.staff.patients.facts import Facts, identifiers, sheet
from distressapp.staff.patients.moving import MovePane, sat_facts
from distressapp.staff.patients.words import born_words, moment_words
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.fields import DateField, TextField
from distressapp.staff.widgets.pieces import Empty, Heading, Mark, Side, Title, Words, page
from distressapp.staff.widgets.style import TITLE
from distressapp.staff.widgets.table import Column, Table
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.vault import days, people
from distressapp.vault.days import Sat

NAME: Final = "matching"


class MatchingScreen(Screen):
    """`place.subject` is the sitting; `place.part` is `"move"` to look for its patient."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.sat: Sat | None = None
        self.is_moving = place.part == "move"
        self.pane: QScrollArea | None = None
        columns = (
            Column(title=_("When"), text=lambda sat: moment_words(desk.house, sat.at_ms)),
            Column(title=_("Ticket word"), text=lambda sat: sat.ticket, is_strong=True),
            Column(title=_("Record number"), text=lambda sat: sat.record_number),
        )
        empty = _("Every sitting belongs to a patient. There is nothing to do here.")
        self.table = Table(
            desk.look, columns, lambda sat: sat.id, empty=empty, name=_("Not confirmed")
        )
        self.table.chosen.connect(self._choose)
        self._right = QWidget(self)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(Title(self.title, desk.look, self))
        whole.addWidget(Side(self.table, self._right, share=44), 1)
        self._begin(place)

    @property
    def title(self) -> str:
        """What the screen is called."""
        return _("Move a sitting") if self.is_moving else _("Identity not confirmed")

    def _begin(self, place: Place) -> None:
        self.sat = days.sat(self.desk.session.vault, place.subject) if place.subject else None
        if self.is_moving and self.sat is not None:
            self.table.setVisible(False)
            viewed(self.desk.house, self.desk.session, self.sat.id, what="moving")
        self._show_pane()

    def refresh(self) -> None:
        """The sittings that wait; what is being typed stays."""
        if self.is_moving:
            return
        self.table.show_rows(days.unmatched(self.desk.session.vault))
        if self.table.row is None and self.table.rows:
            wanted = "" if self.sat is None else self.sat.id
            if not self.table.select(wanted):
                self.table.select(self.table.rows[0].id)
        if not self.table.rows:
            self.sat = None
            self._show_pane()

    @property
    def shown(self) -> QWidget | None:
        """What stands at the right."""
        return None if self.pane is None else self.pane.widget()

    def _show_pane(self) -> None:
        before = self.pane
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()
        self.pane = page(self._made())
        layout = self._right.layout()
        if layout is not None:
            layout.addWidget(self.pane)

    def _made(self) -> QWidget:
        if self.sat is None:
            return Empty(_("Choose a sitting in the list."), self.desk.look)
        if self.is_moving:
            return MovePane(self.desk, self.sat)
        return MatchPane(self.desk, self.sat, self._move)

    def _move(self) -> None:
        if self.sat is not None:
            self.desk.go(Place(screen=NAME, subject=self.sat.id, part="move"))

    @Slot(object)
    @guarded
    def _choose(self, row: object) -> None:
        self.sat = row if isinstance(row, Sat) else None
        subject = "" if self.sat is None else self.sat.id
        self.desk.stay_at(Place(screen=NAME, subject=subject))
        self._show_pane()


class MatchPane(QWidget):
    """Two identifiers from the patient's own mouth make a sitting theirs.

    Args:
        move: Looks for the patient, where the number itself is wrong.
    """

    def __init__(
        self, desk: Desk, sat: Sat, move: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._sat = desk, sat
        look = desk.look
        self.known = people.of_number(desk.session.vault, sat.record_number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = sheet(look, self)
        card.add(sat_facts(desk, sat, None))
        self.name: TextField | None = None
        if self.known is None:
            card.add(Heading(_("Nobody has this record number yet"), look))
            self.name = TextField(_("Name, as the patient says it"), look, most=LONGEST)
            card.add(self.name)
        else:
            card.add(Heading(_("The patient of this record number"), look))
            card.add(Words(self.known.name, look, is_strong=True, size=TITLE))
            card.add(Facts(identifiers(self.known, desk.house.today())[:1], look))
        self.born = DateField(
            _("Date of birth, as the patient says it"),
            look,
            hint=_("Let the patient say name and date of birth; do not read them out."),
        )
        card.add(self.born)
        self.warning = QVBoxLayout()
        card.column.addLayout(self.warning)
        self.confirm = button(_("Both are right: it is theirs"), desk, self._confirm, is_main=True)
        self.wrong = button(_("The number is another patient's …"), desk, move)
        card.add(Row(self.confirm, self.wrong, parent=card))
        column.addWidget(card)
        column.addStretch()
        self._warned = False

    def _confirm(self) -> None:
        self.born.complain("")
        born = self.born.value()
        name = self.known.name if self.known is not None else ""
        if self.name is not None:
            name = self.name.text()
            self.name.complain("")
            if not name:
                self.name.complain(_("Type the name as the patient says and spells it."))
        if born is None and not self.born.is_wrong:
            self.born.complain(_("Ask for the date of birth: it is the second identifier."))
        if born is None or not name or self.born.is_wrong or self._warns(name, born):
            return
        desk, sat = self._desk, self._sat
        person = Person(name=name, born=born, record_number=sat.record_number)
        done(
            desk,
            lambda: confirm(desk.house, desk.session, sitting=sat.id, patient=person),
            _("The sitting is theirs; what only their history tells was raised."),
        )

    def _warns(self, name: str, born: date) -> bool:
        """A new patient who could stand there already under another number: say so once."""
        if self.known is not None or self._warned:
            return False
        found = patients.similar(self._desk.session.vault, name=name, born=born)
        if not found:
            return False
        self._warned = True
        look, today = self._desk.look, self._desk.house.today()
        self.warning.addWidget(Mark(_("Similar name"), look, rank=2))
        for each in found[:3]:
            words = _("{name}, born {born}, record number {number}").format(
                name=each.patient.name,
                born=born_words(each.patient.born, today),
                number=each.patient.record_number,
            )
            self.warning.addWidget(Words(words, look))
        self.confirm.setText(_("It is somebody else: confirm"))
        return True
