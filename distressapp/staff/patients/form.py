"""A patient written down or changed; who could be the same patient is shown before."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.names import LONGEST
from distressapp.service import patients
from distressapp.service.identity import LONGEST as LONGEST_NUMBER
from distressapp.service.patients import (
    LONGEST_NOTES,
    LONGEST_PHONE,
    Details,
    Likeness,
    NumberTakenError,
    Similar,
)
from distressapp.staff.desk import Desk
from distressapp.staff.patients.doing import button
from distressapp.staff.patients.facts import sheet
from distressapp.staff.patients.words import born_words
from distressapp.staff.widgets.buttons import Line, Row
from distressapp.staff.widgets.fields import Choice, DateField, Field, LongText, TextField
from distressapp.staff.widgets.pieces import Card, Heading, Mark, Title, Words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.vault.people import Known


class PatientForm(QWidget):
    """Every field of a patient.

    Args:
        patient: Who is changed; None for somebody new.
        kept: Called with the patient's id once it is written.
        leave: Called where it is not wanted any more.
        find: Shows the patient of that id instead.
    """

    def __init__(  # noqa: PLR0913  (who it is, and the three ways out, by name)
        self,
        desk: Desk,
        patient: Known | None,
        parent: QWidget | None = None,
        *,
        kept: Callable[[str], None],
        leave: Callable[[], None],
        find: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self._desk, self._patient = desk, patient
        self._kept, self._find = kept, find
        self._accepted: Details | None = None
        before = None if patient is None else patients.details_of(patient)
        self._before = before
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        card = sheet(desk.look, self)
        title = _("New patient") if patient is None else _("Change details")
        card.add(Title(title, desk.look))
        for each in self._fields(before):
            card.add(each)
        self.keep = button(_("Write it down"), desk, self._keep, is_main=True)
        self.left = button(_("Leave it"), desk, leave)
        self.alike = QWidget(self)
        self._alike_column = QVBoxLayout(self.alike)
        self._alike_column.setContentsMargins(0, 0, 0, 0)
        self.alike.hide()
        card.add(self.alike)
        card.add(Row(self.keep, self.left, parent=card))
        self._column.addWidget(card)
        self._column.addStretch()
        self.setFocusProxy(self.number)

    def _fields(self, before: Details | None) -> tuple[Field, ...]:
        look = self._desk.look
        found = before or Details(name="", born=date.min, record_number="")
        self.number = TextField(
            _("Record number"), look, value=found.record_number, most=LONGEST_NUMBER
        )
        self.name = TextField(
            _("Name, as the patient says it"), look, value=found.name, most=LONGEST
        )
        self.born = DateField(_("Date of birth"), look, value=None if not before else found.born)
        self.language = TextField(_("Language"), look, value=found.language, most=LONGEST_PHONE)
        self.interpreter = TextField(
            _("Interpreter needed for"),
            look,
            value=found.interpreter,
            most=LONGEST_PHONE,
            hint=_("The language; empty where none is needed."),
        )
        self.phone = TextField(_("Phone"), look, value=found.phone, most=LONGEST_PHONE)
        self.may_phone = self._asked(_("May we phone?"), value=found.may_phone)
        self.may_message = self._asked(_("May we leave a message?"), value=found.may_message)
        self.notes = LongText(_("Notes"), look, value=found.notes, most=LONGEST_NOTES, lines=3)
        return (
            *(self.number, self.name, self.born, self.language, self.interpreter),
            *(self.phone, self.may_phone, self.may_message, self.notes),
        )

    def _asked(self, label: str, *, value: bool | None) -> Choice:
        options = [(_("Yes"), "yes"), (_("No"), "no"), (_("Not asked"), "unknown")]
        said = "unknown" if value is None else "yes" if value else "no"
        return Choice(label, options, self._desk.look, value=said)

    @property
    def details(self) -> Details | None:
        """As typed; None where the date of birth is none."""
        born = self.born.value()
        if born is None:
            return None
        said: dict[object, bool | None] = {"yes": True, "no": False}
        return Details(
            name=self.name.text(),
            born=born,
            record_number=self.number.text(),
            language=self.language.text(),
            interpreter=self.interpreter.text(),
            phone=self.phone.text(),
            may_phone=said.get(self.may_phone.value()),
            may_message=said.get(self.may_message.value()),
            notes=self.notes.text(),
        )

    @property
    def is_changed(self) -> bool:
        """Something was typed that is not written yet."""
        if self._before is not None:
            return self.details != self._before
        typed = (self.number, self.name, self.born, self.language, self.interpreter, self.phone)
        return any(each.text() for each in (*typed, self.notes))

    def _keep(self) -> None:
        for each in (self.number, self.name, self.born):
            each.complain("")
        details = self.details
        if not self._is_whole(details) or details is None:
            return
        desk = self._desk
        try:
            checked = patients.check(desk.house, details)
            if checked != self._accepted and self._shows_alike(checked):
                return
            patient = self._write(checked)
        except NumberTakenError as error:
            self.number.complain(str(error))
            self._show_alike([Similar(patient=error.patient, likeness=Likeness.SAME)])
        except ExpectedError as error:
            desk.complain(error)
        else:
            self._before = details
            desk.told()
            desk.say(_("{name} is written down.").format(name=checked.name))
            self._kept(patient)

    def _is_whole(self, details: Details | None) -> bool:
        if not self.number.text():
            self.number.complain(_("Type or scan the record number."))
        if not self.name.text():
            self.name.complain(_("Type the name as the patient says and spells it."))
        if details is None and not self.born.is_wrong:
            self.born.complain(_("Give the date of birth: it is the second identifier."))
        fields = (self.number, self.name, self.born, self.notes)
        wrong = next((each for each in fields if each.is_wrong), None)
        if wrong is not None:
            wrong.setFocus()
        return wrong is None

    def _write(self, details: Details) -> str:
        desk = self._desk
        if self._patient is None:
            return patients.register(desk.house, desk.session, details)
        patients.change(desk.house, desk.session, self._patient.id, details)
        return self._patient.id

    def _shows_alike(self, details: Details) -> bool:
        """Whether somebody could be the same: then a second tap on the button is needed."""
        own = "" if self._patient is None else self._patient.id
        before = self._before
        if before is not None and (details.name, details.born) == (before.name, before.born):
            return False
        found = patients.similar(
            self._desk.session.vault, name=details.name, born=details.born, without=own
        )
        if not found:
            return False
        self._accepted = details
        self._show_alike(found)
        self.keep.setText(_("It is somebody else: write it down"))
        return True

    def _show_alike(self, found: Sequence[Similar]) -> None:
        """Who could be meant, each with the way to them."""
        while (item := self._alike_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        card = Card(self._desk.look)
        card.column.setContentsMargins(14, 12, 14, 12)
        card.add(Heading(_("Is it one of these?"), self._desk.look))
        self.found: dict[str, QWidget] = {}
        for each in found[:4]:
            card.add(self._alike(each))
        self._alike_column.addWidget(card)
        self.alike.show()
        QTimer.singleShot(0, self, self._scroll)

    @guarded
    def _scroll(self) -> None:
        """Who could be meant stands in sight."""
        above = self.parentWidget()
        area = None if above is None else above.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(self.keep, 0, 20)

    def _alike(self, similar: Similar) -> QWidget:
        patient, look = similar.patient, self._desk.look
        words = _("{name}, born {born}, record number {number}").format(
            name=patient.name,
            born=born_words(patient.born, self._desk.house.today()),
            number=patient.record_number,
        )
        opened = button(_("This one"), self._desk, lambda: self._find(patient.id))
        self.found[patient.id] = opened
        likeness = {
            Likeness.SAME: _("Perhaps the same"),
            Likeness.SWAPPED: _("Day and month swapped?"),
            Likeness.NAMESAKE: _("Like name, other birthday"),
        }[similar.likeness]
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Mark(likeness, look, rank=2 if similar.is_perhaps_the_same else 1))
        column.addWidget(Line(Words(words, look), opened))
        return whole
