"""The recovery code: put on paper, hidden, and typed back from the paper."""

from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.service import notices
from distressapp.staff.setup.page import SetupPage
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Card, Small, Words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.vault import members

_CODE: Final = 30


class RecoveryPage(SetupPage):
    """First the code, then, hidden, the field into which it is typed from its paper."""

    def build(self) -> None:
        """The code, or that it was read back."""
        look, course = self.look, self.course
        self.is_hidden = False
        if course.session is None:
            self.add(Words(_("The clinic is made in the step before this one."), look, self))
            return
        if members.is_recovery_proven(course.session.vault):
            self.add(
                Words(
                    _("The recovery code was read back from its paper. Lock it away."), look, self
                )
            )
            return
        self.add(
            Words(
                _(
                    "This code opens everything when passphrases are lost. It is shown now and "
                    "never again. Write it on paper or print it, then lock the paper away from "
                    "this computer."
                ),
                look,
                self,
            )
        )
        self.card = Card(look, self)
        self.shown = Words(
            _in_lines(course.offer_code()), look, self.card, is_strong=True, size=_CODE
        )
        self.card.add(self.shown)
        self.print = Button(_("Print it"), look, self)
        self.print.setVisible(course.settings.printer is not None)
        self.print.clicked.connect(self._print)
        self.hide_it = Button(_("I have it on paper: hide it"), look, self)
        self.hide_it.clicked.connect(self._hide)
        self.note = Small(
            _(
                "A printer may keep what it printed. This computer's print system is told to "
                "forget it once the code was typed back; writing by hand is safest."
            ),
            look,
            self,
        )
        self.note.setVisible(course.settings.printer is not None)
        self.typed = TextField(_("Type it back from the paper"), look, self, most=120)
        self.typed.hint.setText(_("Capital letters and blanks do not matter."))
        self.typed.hint.show()
        self.typed.hide()
        self.again = Button(_("Show the code again"), look, self, is_quiet=True)
        self.again.clicked.connect(self._show)
        self.again.hide()
        self.add(self.card, Row(self.hide_it, self.print, self.again, parent=self), self.note)
        self.add(self.typed)

    @guarded
    def _print(self, _is_checked: object = None) -> None:
        course = self.course
        printer = course.settings.printer
        if printer is None:
            return
        try:
            request = notices.print_recovery_code(
                course.settings.clinic,
                course.offer_code(),
                printer=printer.name,
                paper=course.settings.paper,
            )
        except ExpectedError as error:
            self.complain(error)
            return
        course.printed.append(request)
        self.complain(_("The sheet is on its way to {name}.").format(name=printer.name))

    @guarded
    def _hide(self, _is_checked: object = None) -> None:
        self._turn(is_hidden=True)
        self.typed.setFocus()

    @guarded
    def _show(self, _is_checked: object = None) -> None:
        self._turn(is_hidden=False)

    def _turn(self, *, is_hidden: bool) -> None:
        self.is_hidden = is_hidden
        self.shown.setText("" if is_hidden else _in_lines(self.course.offer_code()))
        for piece in (self.card, self.hide_it, self.note):
            piece.setVisible(not is_hidden)
        self.print.setVisible(not is_hidden and self.course.settings.printer is not None)
        self.note.setVisible(not is_hidden and self.course.settings.printer is not None)
        self.typed.setVisible(is_hidden)
        self.again.setVisible(is_hidden)

    def take(self) -> bool:
        """The code came back from its paper."""
        course = self.course
        if course.session is None or members.is_recovery_proven(course.session.vault):
            return course.session is not None
        if not self.is_hidden:
            self._turn(is_hidden=True)
            self.typed.setFocus()
            self.complain(_("Type the code back from its paper before you go on."))
            return False
        try:
            course.prove_code(self.typed.text())
        except ExpectedError as error:
            self.typed.complain(str(error))
            return False
        return True


def _in_lines(code: str) -> str:
    """Three groups a line, as a hand copies them."""
    groups = code.split("-")
    lines = ["-".join(groups[at : at + 3]) for at in range(0, len(groups), 3)]
    return "-\n".join(lines)
