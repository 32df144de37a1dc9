"""What is looked for: days, a person, a kind, a patient."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from distressapp.service.audit import Filter
from distressapp.service.audit_words import group_words
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Choice, DateField, TextField
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look
from distressapp.vault.members import Member

_EVERYBODY = ""


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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for line in ((self.first, self.last, self.person), (self.group, self.number)):
            across = QHBoxLayout()
            across.setSpacing(20)
            for piece in line:
                across.addWidget(piece, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(across)
            if line[0] is self.group:
                buttons = Row(self.show_button, self.export_button, parent=self)
                across.addWidget(buttons, 1, Qt.AlignmentFlag.AlignVCenter)
                buttons.setContentsMargins(0, 22, 0, 0)
            else:
                across.addStretch()

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
