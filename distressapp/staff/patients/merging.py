"""Two records of one patient made one; the way back stands beside the patient afterwards."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.service import patients
from distressapp.staff.desk import Desk
from distressapp.staff.patients.choosing import PatientChooser
from distressapp.staff.patients.doing import button, done
from distressapp.staff.patients.facts import Facts, identifiers, sheet
from distressapp.staff.patients.words import born_words
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.fields import Choice, TextField
from distressapp.staff.widgets.pieces import Small, Title, Words
from distressapp.staff.widgets.style import LARGE
from distressapp.text import _
from distressapp.vault.people import Known


class MergePane(QWidget):
    """The other record is looked for; then which of the two stays is chosen.

    Args:
        kept: Called with the id of the record that stays.
    """

    def __init__(
        self,
        desk: Desk,
        patient: Known,
        parent: QWidget | None = None,
        *,
        kept: Callable[[str], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._desk, self._patient, self._kept = desk, patient, kept
        self.other: Known | None = None
        look = desk.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = sheet(look, self)
        card.add(Title(_("One patient, two records"), look))
        card.add(Words(patient.name, look, is_strong=True, size=LARGE))
        card.add(Facts(identifiers(patient, desk.house.today()), look))
        self.chooser = PatientChooser(
            desk, _("Look for the other record"), without=patient.id, first=patient.name
        )
        self.chooser.chosen.connect(self._take)
        card.add(self.chooser)
        self._rest = QWidget(card)
        self._rest_column = QVBoxLayout(self._rest)
        self._rest_column.setContentsMargins(0, 0, 0, 0)
        card.add(self._rest)
        self.leave = button(_("Leave it"), desk, leave)
        card.add(Row(self.leave, parent=card))
        column.addWidget(card)
        column.addStretch()

    def _take(self, other: object) -> None:
        """That record was chosen: which of the two stays?"""
        if not isinstance(other, Known):
            return
        self.other = other
        while (item := self._rest_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        look = self._desk.look
        self.stays = Choice(
            _("Whose details stay?"),
            [(self._told(each), each.id) for each in (self._patient, other)],
            look,
        )
        self.reason = TextField(_("Why they are one patient"), look, hint=_("Without a name."))
        self.merge = button(_("Make them one"), self._desk, self._merge, is_main=True)
        for each in (
            self.stays,
            self.reason,
            Small(_("Sittings and visits of both stand together. It can be undone."), look),
            Row(self.merge),
        ):
            self._rest_column.addWidget(each)

    def _told(self, patient: Known) -> str:
        born = born_words(patient.born, self._desk.house.today())
        return f"{patient.name}, {born}, {patient.record_number}"

    def _merge(self) -> None:
        desk, stays, other = self._desk, self.stays.value(), self.other
        if not isinstance(stays, str) or other is None:
            self.stays.complain(_("Choose the record whose details are right."))
            return
        goes = other.id if stays == self._patient.id else self._patient.id
        reason = self.reason.text()

        def undo() -> None:
            patients.undo_merge(desk.house, desk.session, goes)
            desk.told()

        if done(
            desk,
            lambda: patients.merge(
                desk.house, desk.session, patient=goes, into=stays, reason=reason
            ),
        ):
            self._kept(stays)
            desk.say(_("The two records are one."), undo=undo)
