"""What is looked for: days, a person, a kind, a patient."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from distressapp.service.audit import Filter
from distressapp.service.audit_words import group_words
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Choice, DateField, TextField
from distressapp.staff.widgets.flow import Flow
from distressapp.staff.widgets.pile import Pile
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.vault.members import Member

_EVERYBODY = ""
_LABEL: Final = 20
"""How high the label of a field is, in pixels at 100 %."""


class Filters(QWidget):
    """The fields, and the buttons that look and give out.

    Signals:
        wanted: None: look again.
        exporting: None: give out what is found.
    """

    wanted = Signal(object)
    exporting = Signal(object)

    def __init__(
        self, look: Look, people: tuple[Member, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.first = DateField(_("From day"), look, self)
        self.last = DateField(_("To day"), look, self)
        self.person = Choice(
            _("Person on the staff"),
            [(_("Everybody"), _EVERYBODY), *((_name(each), each.id) for each in people)],
            look,
            self,
            value=_EVERYBODY,
            is_list=True,
        )
        self.group = Choice(
            _("Kind"),
            [
                (_("Everything"), _EVERYBODY),
                *((words, group) for group, words in group_words().items()),
            ],
            look,
            self,
            value=_EVERYBODY,
        )
        self.number = TextField(_("Patient's record number"), look, self, most=120)
        for field, wide in ((self.person, 260), (self.group, 260), (self.number, 200)):
            field.setFixedWidth(look.metrics.text(wide))
        self.show_button = Button(_("Show"), look, self, is_main=True)
        self.export_button = Button(_("Give out as a table"), look, self)
        self.show_button.clicked.connect(self._want)
        self.export_button.clicked.connect(self._export)
        beside = Pile()
        # As high as a label, so that the buttons stand beside the lines to be filled in.
        beside.addSpacing(look.metrics.text(_LABEL))
        beside.addWidget(Row(self.show_button, self.export_button))
        buttons = QWidget(self)
        buttons.setLayout(beside)
        beside.setContentsMargins(0, 0, 0, 0)
        across = Flow(self, gap=14)
        for piece in (self.first, self.last, self.person, self.group, self.number, buttons):
            across.addWidget(piece)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def read(self, *, patient: str) -> Filter | None:
        """The filter; None where a day is none, which the field says.

        Args:
            patient: Random id that belongs to the record number.
        """
        for field in (self.first, self.last):
            field.complain("")
        first, last = self.first.value(), self.last.value()
        if self.first.is_wrong or self.last.is_wrong:
            return None
        return Filter(
            first=first,
            last=last,
            member=str(self.person.value() or ""),
            group=str(self.group.value() or ""),
            patient=patient,
        )

    @guarded
    def _want(self, _is_checked: object = None) -> None:
        self.wanted.emit(None)

    @guarded
    def _export(self, _is_checked: object = None) -> None:
        self.exporting.emit(None)


def _name(member: Member) -> str:
    return _("{name} (left)").format(name=member.name) if member.has_left else member.name
