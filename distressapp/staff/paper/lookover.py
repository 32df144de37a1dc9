"""The second look: everything beside the paper once more, before it is kept."""

from datetime import date

from PySide6.QtCore import Signal

from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import DateField, TextField
from distressapp.staff.widgets.pieces import Card, Heading, Words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look


class LookCard(Card):
    """What is asked at the second look.

    Args:
        why: What was wrong, as far as it was said; None for a form that is keyed the first time.
        is_nobodys: Nobody was matched yet: the date of birth can be put right.
        born: As it was keyed.

    Signals:
        wanted: It is as on the paper.
    """

    wanted = Signal(object)

    def __init__(self, look: Look, *, why: str | None, is_nobodys: bool, born: date | None) -> None:
        super().__init__(look)
        self.because: TextField | None = None
        self.born: DateField | None = None
        self.add(Heading(_("Compare with the paper"), look))
        self.add(Words(_("Read each line beside the form. Tap a line to key it again."), look))
        if why is not None:
            self.because = TextField(_("What was wrong"), look, value=why, most=400)
            self.add(self.because)
        if is_nobodys:
            label = _("Date of birth, as the patient wrote it")
            self.born = DateField(label, look, value=born)
            self.add(self.born)
        self.keep = Button(_("It is as on the paper: keep it"), look, is_main=True)
        self.keep.clicked.connect(self._want)
        self.add(Row(self.keep))

    @guarded
    def _want(self, _is_checked: object = None) -> None:
        self.wanted.emit(None)
