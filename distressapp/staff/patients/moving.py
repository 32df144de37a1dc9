"""A sitting that stands under the wrong patient or number: whose it is, and what follows."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.service import moving
from distressapp.service.moving import Moving
from distressapp.staff.desk import Desk
from distressapp.staff.patients.choosing import PatientChooser
from distressapp.staff.patients.doing import button, done
from distressapp.staff.patients.facts import Facts, sheet
from distressapp.staff.patients.words import born_words, moment_words
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.fields import DateField, TextField
from distressapp.staff.widgets.pieces import Empty, Heading, Side, Words
from distressapp.staff.words import day_words
from distressapp.text import _, ngettext
from distressapp.vault import people
from distressapp.vault.days import Sat
from distressapp.vault.people import Known


class MovePane(QWidget):
    """The rightful patient is looked for; what follows stands beside it before it is done."""

    def __init__(self, desk: Desk, sat: Sat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._sat = desk, sat
        self.moving: Moving | None = None
        look = desk.look
        patient = None if sat.patient is None else people.known(desk.session.vault, sat.patient)
        left, self._rest = QWidget(), QWidget()
        column, self._rest_column = QVBoxLayout(left), QVBoxLayout(self._rest)
        for each in (column, self._rest_column):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(14)
        card = sheet(look, self)
        card.add(Heading(_("The sitting"), look))
        card.add(sat_facts(desk, sat, patient))
        column.addWidget(card)
        search = sheet(look, self)
        search.add(Heading(_("Whose sitting is it?"), look))
        self.chooser = PatientChooser(desk, _("Look for the rightful patient"))
        self.chooser.chosen.connect(self._take)
        search.add(self.chooser)
        column.addWidget(search)
        column.addStretch()
        self._rest_column.addWidget(
            Empty(_("Choose the patient: what follows then stands here."), look)
        )
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._side = Side(left, self._rest, share=52)
        self._whole.addWidget(self._side)
        self.setFocusProxy(self.chooser)

    def _clear(self) -> None:
        while (item := self._rest_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _take(self, patient: object) -> None:
        """That patient was chosen: what would follow?"""
        if not isinstance(patient, Known):
            return
        self._clear()
        desk, look = self._desk, self._desk.look
        try:
            found = moving.moving(desk.house, desk.session, sitting=self._sat.id, to=patient.id)
        except ExpectedError as error:
            desk.complain(error)
            return
        self.moving = found
        card = sheet(look, self)
        card.add(Heading(_("What follows"), look))
        for each in what_follows(desk, found):
            card.add(Words(each, look))
        self.born = DateField(_("Date of birth, as the patient says it"), look)
        self.reason = TextField(
            _("How it came to stand there"), look, hint=_("Without a name or a number.")
        )
        self.moved = button(_("Both are right: move it"), desk, self._move, is_main=True)
        for piece in (self.born, self.reason, Row(self.moved)):
            card.add(piece)
        self._rest_column.addWidget(card)
        self._rest_column.addStretch()

    def _move(self) -> None:
        desk, found = self._desk, self.moving
        if found is None or not self._is_whole(found):
            return
        reason, sitting = self.reason.text(), self._sat.id
        if not done(
            desk,
            lambda: moving.move(
                desk.house, desk.session, sitting=sitting, to=found.rightful.id, reason=reason
            ),
        ):
            return
        self._side.hide()
        self._whole.addWidget(MovedCard(desk, found))
        self._whole.addStretch()
        desk.say(_("The sitting stands under its rightful patient now."))

    def _is_whole(self, found: Moving) -> bool:
        self.born.complain("")
        self.reason.complain("")
        born = self.born.value()
        if born is None and not self.born.is_wrong:
            self.born.complain(_("Ask for the date of birth: it is the second identifier."))
        elif born is not None and born != found.rightful.born:
            self.born.complain(_("The record has another date of birth. Look at both again."))
        if not self.reason.text():
            self.reason.complain(_("Say it in a few words."))
        return not self.born.is_wrong and not self.reason.is_wrong


class MovedCard(QWidget):
    """What somebody must still do by hand."""

    def __init__(self, desk: Desk, found: Moving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = sheet(desk.look, self)
        card.add(Heading(_("Moved. What is still to be done by hand"), desk.look))
        today, rightful = desk.house.today(), found.rightful
        self.told = Words(
            _("It stands under {name}, born {born}, record number {number}.").format(
                name=rightful.name,
                born=born_words(rightful.born, today),
                number=rightful.record_number,
            ),
            desk.look,
        )
        card.add(self.told)
        tasks = to_retrieve(desk, found)
        for each in tasks or (_("Nothing: no page was made of it."),):
            card.add(Words(each, desk.look, is_copied=True))
        column.addWidget(card)


def what_follows(desk: Desk, found: Moving) -> tuple[str, ...]:
    """What a move does, in sentences."""
    today = desk.house.today()
    rightful = _("It will stand under {name}, born {born}, record number {number}.").format(
        name=found.rightful.name,
        born=born_words(found.rightful.born, today),
        number=found.rightful.record_number,
    )
    said = [rightful]
    if found.origin is not None:
        words = ngettext(
            "{count} flag leaves {name}.", "{count} flags leave {name}.", len(found.goes)
        )
        said.append(words.format(count=len(found.goes), name=found.origin.name))
    if found.withdrawn:
        words = ngettext(
            "{count} flag only compared it with the other patient, and is withdrawn.",
            "{count} flags only compared it with the other patient, and are withdrawn.",
            len(found.withdrawn),
        )
        said.append(words.format(count=len(found.withdrawn)))
    if found.raised:
        words = ngettext(
            "{count} new flag follows from the rightful patient's own sittings.",
            "{count} new flags follow from the rightful patient's own sittings.",
            len(found.raised),
        )
        said.append(words.format(count=len(found.raised)))
    said.append(_("Both records say that it was moved, by whom and why."))
    return (*said, *to_retrieve(desk, found))


def to_retrieve(desk: Desk, found: Moving) -> tuple[str, ...]:
    """Pages that lie somewhere under the wrong name."""
    copies = {
        "clinician": _("clinician's page"),
        "social work": _("social worker's page"),
        "patient": _("patient's own answers"),
    }
    said = [
        _("Take back the {copy}, made {when}.").format(
            copy=copies.get(each.copy, each.copy), when=moment_words(desk.house, each.at_ms)
        )
        for each in found.retrieve
    ]
    if found.is_recorded:
        said.append(_("Take the text out of the hospital record, where it was copied to."))
    return tuple(said)


def sat_facts(desk: Desk, sat: Sat, patient: Known | None) -> Facts:
    """What is known of a sitting whose patient is asked for."""
    day = day_words(sat.day, desk.house.today())
    facts = [
        (_("Ticket word"), sat.ticket),
        (_("When"), f"{day}, {moment_words(desk.house, sat.at_ms)[-5:]}"),
        (_("Record number given"), sat.record_number),
        (
            _("Date of birth given"),
            _("not given") if sat.born is None else born_words(sat.born, desk.house.today()),
        ),
    ]
    if patient is not None:
        facts.insert(0, (_("Stands under"), patient.name))
    return Facts(facts, desk.look)
