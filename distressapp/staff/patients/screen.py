"""Patients: searched at the left, the one who is meant at the right."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from distressapp.service.views import viewed
from distressapp.staff.desk import Desk, Place
from distressapp.staff.patients.choosing import PatientChooser
from distressapp.staff.patients.details import DetailsPane, VisitPane
from distressapp.staff.patients.doing import button
from distressapp.staff.patients.form import PatientForm
from distressapp.staff.patients.merging import MergePane
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.buttons import Line
from distressapp.staff.widgets.pieces import Empty, Side, Title, page
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.vault import people
from distressapp.vault.people import Known

NAME: Final = "patients"


class PatientsScreen(Screen):
    """`place.subject` is the patient; `place.part` is `"new"`, `"edit"`, `"visit"` or `"merge"`."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.patient: Known | None = None
        self.part = place.part
        self.pane: QScrollArea | None = None
        self._seen = ""
        self._is_asked = False
        self.new = button(_("New patient"), desk, self._new)
        self.chooser = PatientChooser(desk, _("Look for a patient"), rows=0, is_told_later=True)
        self.chooser.chosen.connect(self._choose)
        self._right = QWidget(self)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(Line(Title(self.title, desk.look, self), self.new))
        whole.addWidget(Side(self.chooser, self._right, share=50), 1)
        self.setFocusProxy(self.chooser)
        self._begin(place)

    @property
    def title(self) -> str:
        """What the screen is called."""
        return _("Patients")

    def _begin(self, place: Place) -> None:
        if place.subject:
            self.patient = people.standing(self.desk.session.vault, place.subject)
            if self.patient is not None:
                self.chooser.field.line.setText(self.patient.record_number)
                self.chooser.look()
                self.chooser.table.select(self.patient.id)
        self.show_part(place.part)

    def refresh(self) -> None:
        """The list and the patient anew; a form that is being filled in stays."""
        self.chooser.look()
        if self.part:
            return
        if self.patient is not None:
            self.patient = people.standing(self.desk.session.vault, self.patient.id)
        self.show_part("")

    def may_leave(self) -> bool:
        """Words that were typed and not written down are asked about once."""
        form = self.shown
        if isinstance(form, PatientForm) and form.is_changed and not self._is_asked:
            self._is_asked = True
            self.desk.complain(
                _("What you typed is not written down. Write it down, or leave once more.")
            )
            return False
        return True

    @property
    def shown(self) -> QWidget | None:
        """What stands at the right."""
        return None if self.pane is None else self.pane.widget()

    def show_part(self, part: str) -> None:
        """Show the patient, or a form about them."""
        self.part, self._is_asked = part, False
        subject = "" if self.patient is None else self.patient.id
        self.desk.stay_at(Place(screen=NAME, subject=subject, part=part))
        before = self.pane
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()
        made = self._made(part)
        self.new.setVisible(part != "new")
        self.pane = page(made)
        layout = self._right.layout()
        if layout is not None:
            layout.addWidget(self.pane)
        if part:
            made.setFocus()

    def _made(self, part: str) -> QWidget:
        desk, patient = self.desk, self.patient
        if part == "new" or (part == "edit" and patient is not None):
            who = None if part == "new" else patient
            return PatientForm(desk, who, kept=self.turn_to, leave=self._leave, find=self.turn_to)
        if patient is None:
            return Empty(_("Choose a patient in the list, or write a new one down."), desk.look)
        if part == "visit":
            return VisitPane(desk, patient, self._leave)
        if part == "merge":
            return MergePane(desk, patient, kept=self.turn_to, leave=self._leave)
        self._note(patient)
        return DetailsPane(desk, patient, self.show_part)

    def _note(self, patient: Known) -> None:
        """Whoever looks at a patient leaves an entry, once for each time they turn to them."""
        if patient.id != self._seen:
            viewed(self.desk.house, self.desk.session, patient.id, what="details")
            self._seen = patient.id

    def turn_to(self, patient: str) -> None:
        """Show that patient, in the list and beside it."""
        self.part = ""
        self.patient = people.standing(self.desk.session.vault, patient)
        if self.patient is not None:
            self.chooser.field.line.setText(self.patient.record_number)
            self.chooser.look()
            self.chooser.table.select(self.patient.id)
        self.show_part("")

    def _new(self) -> None:
        if self.may_leave():
            self.show_part("new")

    def _leave(self) -> None:
        self.show_part("")

    @Slot(object)
    @guarded
    def _choose(self, row: object) -> None:
        if not isinstance(row, Known) or (self.patient is not None and row.id == self.patient.id):
            return
        if self.part and not self.may_leave():
            return
        self.patient = row
        self.show_part("")
