"""The recovery code: whether it was read back, proving it, and a new one."""

from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Act
from distressapp.service.recovery_code import check_same, offered, prove, renew
from distressapp.staff.forms.recovery import CodeCard, Sheets
from distressapp.staff.settings.part import Part
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Heading, Words
from distressapp.text import _
from distressapp.vault import members


class RecoveryPart(Part):
    """The code opens everything when passphrases are lost; it lies on paper only."""

    def build(self) -> None:
        """Its state; for an administrator the two things that can be done."""
        self._code = ""
        self.card: CodeCard | None = None
        session = self.desk.session
        self._sheets = Sheets(settings=self.desk.house.settings, background=self.desk.background)
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
        self.new = self.button(_("Show a new code"), self._offer)
        self.take = self.button(_("Let the new code count"), self._renew)
        self.take.hide()
        self.add(self.note)
        self._place = self.column.count()
        self.add(Row(self.new, self.take, parent=self))

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
        self.card = CodeCard(self.look, self._code, self._sheets, self)
        self.column.insertWidget(self._place, self.card)
        self.new.hide()
        self.take.show()

    def _renew(self) -> None:
        card = self.card
        if card is None:
            return
        if not card.is_hidden:
            card.turn(is_hidden=True)
            self.desk.complain(_("Type the code back from its paper before it counts."))
            return
        try:
            check_same(self._code, card.typed.text())
            renew(self.desk.house, self.desk.session, self._code, is_proven=True)
        except ExpectedError as error:
            card.typed.complain(str(error))
            return
        self._code = ""
        self._sheets.purge()
        self.desk.say(_("The new code counts. Tear up the paper with the old one."))
        self.desk.told()
