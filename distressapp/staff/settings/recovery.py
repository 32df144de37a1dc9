"""The recovery code: whether it was read back, proving it, and a new one."""

from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Act
from distressapp.service.recovery_code import check_same, offered, prove, renew
from distressapp.staff.settings.part import Part
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Card, Heading, Words
from distressapp.text import _
from distressapp.vault import members

_LETTERS = 30


class RecoveryPart(Part):
    """The code opens everything when passphrases are lost; it lies on paper only."""

    def build(self) -> None:
        """Its state; for an administrator the two things that can be done."""
        self._code = ""
        session = self.desk.session
        is_proven = members.is_recovery_proven(session.vault)
        self.say(
            _("The recovery code was read back from its paper.")
            if is_proven
            else _("Nobody has typed the recovery code back from its paper yet.")
        )
        if not self.may(Act.RECOVERY):
            self.say(_("Only an administrator proves it or makes a new one."))
            return
        look = self.look
        self.typed = TextField(_("The code, typed from its paper"), look, self, most=120)
        self.typed.hint.setText(_("Capital letters and blanks do not matter."))
        self.typed.hint.show()
        self.prove_it = self.button(_("Prove the paper"), self._prove)
        self.add(self.typed, Row(self.prove_it, parent=self))
        self.add(Heading(_("A new code"), look, self))
        self.note = Words(
            _(
                "The paper before it opens nothing any more once the new one was typed back. "
                "Have paper and pen ready; nobody else should see the screen."
            ),
            look,
            self,
        )
        self.card = Card(look, self)
        self.shown = Words("", look, self.card, is_strong=True, size=_LETTERS)
        self.card.add(self.shown)
        self.card.hide()
        self.again = TextField(_("Type the new code back from the paper"), look, self, most=120)
        self.again.hide()
        self.new = self.button(_("Show a new code"), self._offer)
        self.hide_it = self.button(_("I have it on paper: hide it"), self._hide)
        self.hide_it.hide()
        self.take = self.button(_("Let the new code count"), self._renew)
        self.take.hide()
        self.add(self.note, self.card, self.again)
        self.add(Row(self.new, self.hide_it, self.take, parent=self))

    @property
    def is_dirty(self) -> bool:
        """A new code was shown and counts for nothing yet."""
        return bool(self._code)

    def _prove(self) -> None:
        try:
            prove(self.desk.house, self.desk.session, self.typed.text())
        except ExpectedError as error:
            self.typed.complain(str(error))
            return
        self.typed.line.setText("")
        self.desk.say(_("The paper is right. Lock it away."))
        self.desk.told()

    def _offer(self) -> None:
        try:
            self._code = offered(self.desk.session)
        except ExpectedError as error:
            self.desk.complain(error)
            return
        groups = self._code.split("-")
        lines = ["-".join(groups[at : at + 3]) for at in range(0, len(groups), 3)]
        self.shown.setText("-\n".join(lines))
        self._turn(is_shown=True)

    def _hide(self) -> None:
        self.shown.setText("")
        self._turn(is_shown=False)
        self.again.setFocus()

    def _turn(self, *, is_shown: bool) -> None:
        self.new.hide()
        self.card.setVisible(is_shown)
        self.hide_it.setVisible(is_shown)
        self.again.setVisible(not is_shown)
        self.take.setVisible(not is_shown)

    def _renew(self) -> None:
        try:
            check_same(self._code, self.again.text())
            renew(self.desk.house, self.desk.session, self._code, is_proven=True)
        except ExpectedError as error:
            self.again.complain(str(error))
            return
        self._code = ""
        self.desk.say(_("The new code counts. Tear up the paper with the old one."))
        self.desk.told()
