"""The recovery code: put on paper, hidden, and typed back from the paper."""

from distressapp.core.errors import ExpectedError
from distressapp.staff.forms.recovery import CodeCard
from distressapp.staff.setup.page import SetupPage
from distressapp.staff.widgets.pieces import Words
from distressapp.text import _
from distressapp.vault import members


class RecoveryPage(SetupPage):
    """Nobody goes on before the code came back from its paper."""

    def build(self) -> None:
        """The code, or that it was read back."""
        look, course = self.look, self.course
        if course.session is None:
            self.add(Words(_("The clinic is made in the step before this one."), look, self))
            return
        if members.is_recovery_proven(course.session.vault):
            said = _("The recovery code was read back from its paper. Lock it away.")
            self.add(Words(said, look, self))
            return
        said = _(
            "This code opens everything when passphrases are lost. It is shown now and "
            "never again. Write it on paper or print it, then lock the paper away from "
            "this computer."
        )
        self.card = CodeCard(look, course.offer_code(), course.sheets, self)
        self.add(Words(said, look, self), self.card)

    def take(self) -> bool:
        """The code came back from its paper."""
        course = self.course
        if course.session is None or members.is_recovery_proven(course.session.vault):
            return course.session is not None
        if not self.card.is_hidden:
            self.card.turn(is_hidden=True)
            self.complain(_("Type the code back from its paper before you go on."))
            return False
        try:
            course.prove_code(self.card.typed.text())
        except ExpectedError as error:
            self.card.typed.complain(str(error))
            return False
        return True
