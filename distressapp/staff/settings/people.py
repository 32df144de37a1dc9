"""People: who is a member, one more, another role, a new passphrase, and who leaves."""

from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Act, Role
from distressapp.keys.wrap import MODERATE, Cost
from distressapp.service import staff
from distressapp.service.backups import back_up_new_pair
from distressapp.service.keyfiles import wraps
from distressapp.staff.desk import Desk
from distressapp.staff.forms.secret import Secret, role_words
from distressapp.staff.settings.part import Part
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Choice, TextField
from distressapp.staff.widgets.pieces import Card, Heading, Words
from distressapp.staff.widgets.table import Column, Table
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.vault import members
from distressapp.vault.members import Member

_HIGH = 240


def cost_here(desk: Desk) -> Cost:
    """What one guess at a new passphrase costs: the full price, or a rehearsal's own."""
    if not desk.house.settings.is_rehearsal:
        return MODERATE
    own = next(iter(wraps(desk.house.folder)), None)
    return MODERATE if own is None else own.wrap.private.cost


class PeoplePart(Part):
    """The list; for an administrator what can be done about one of them, and one more."""

    def build(self) -> None:
        """The list first."""
        self._gone: list[bool] = []
        self.table = Table(
            self.look,
            (
                Column(title=_("Name"), text=_name, is_strong=True),
                Column(title=_("Role"), text=_role, width=200),
                Column(title=_("State"), text=_state, width=120),
            ),
            _key,
            self,
            empty=_("Nobody is a member."),
            name=_("People"),
        )
        self.table.setFixedHeight(self.look.metrics.px(_HIGH))
        self.table.show_rows(members.members(self.desk.session.vault))
        self.add(self.table)
        if not self.may(Act.STAFF):
            self.say(_("Only an administrator adds people, changes roles, or lets people go."))
            return
        self.table.chosen.connect(self._choose)
        self._build_one()
        self._build_new()

    def _build_one(self) -> None:
        look = self.look
        self.one = Card(look, self)
        self.who = Heading("", look, self.one)
        self.role = Choice(_("Role"), _roles(), look, self.one)
        self.change_role = self.button(_("Change the role"), self._change_role)
        self.secret = Secret(look, self.one, _("A new first passphrase: they type it themselves"))
        self.reset = self.button(_("Reset the passphrase"), self._reset)
        self.go = self.button(_("Let this person go"), self._ask_leave)
        self.warning = Words(
            _(
                "Nothing of theirs opens the vault afterwards. The vault gets a new key, which "
                "takes a while; everybody's PIN ends, and they sign in with the passphrase."
            ),
            look,
            self.one,
        )
        self.sure = self.button(_("Yes, let them go"), self._leave)
        for piece in (self.who, self.role, Row(self.change_role, parent=self.one)):
            self.one.add(piece)
        for field in (self.secret.first, self.secret.second, Row(self.reset, parent=self.one)):
            self.one.add(field)
        self.one.add(Row(self.go, parent=self.one))
        self.one.add(self.warning)
        self.one.add(Row(self.sure, parent=self.one))
        self.add(self.one)
        self._show_one(None)

    def _build_new(self) -> None:
        look = self.look
        self.add(Heading(_("One more person"), look, self))
        self.name = TextField(_("Name, as staff know them"), look, self, most=staff.LONGEST_NAME)
        self.new_role = Choice(_("Role"), _roles(), look, self)
        self.new_secret = Secret(look, self, _("Their first passphrase: they type it themselves"))
        self.add_one: Button = self.button(_("Add this person"), self._add)
        self.add(self.name, self.new_role, self.new_secret.first, self.new_secret.second)
        self.add(Row(self.add_one, parent=self))

    @property
    def is_dirty(self) -> bool:
        """Somebody is half typed."""
        return self.may(Act.STAFF) and bool(
            self.name.text() or self.new_secret.first.line.text() or self.secret.first.line.text()
        )

    @guarded
    def _choose(self, row: object) -> None:
        self._show_one(row if isinstance(row, Member) else None)

    def _show_one(self, who: Member | None) -> None:
        is_there = who is not None and not who.has_left
        self.one.setVisible(is_there)
        for piece in (self.warning, self.sure):
            piece.hide()
        if who is None or not is_there:
            return
        is_self = who.id == self.desk.session.member.id
        self.who.setText(who.name)
        self.role.choose(who.role)
        for field in (self.secret.first, self.secret.second):
            field.line.setText("")
            field.complain("")
            field.setVisible(not is_self)
        self.reset.setVisible(not is_self)
        self.go.setVisible(not is_self)

    @property
    def _chosen(self) -> Member | None:
        row = self.table.row
        return row if isinstance(row, Member) else None

    def _change_role(self) -> None:
        who, role = self._chosen, self.role.value()
        if who is None or not isinstance(role, Role):
            return
        before = who.role
        try:
            staff.change_role(self.desk.house, self.desk.session, who.id, role)
        except ExpectedError as error:
            self.role.complain(str(error))
            return
        said = _("{name} has the role {role} now.")

        def undo() -> None:
            staff.change_role(self.desk.house, self.desk.session, who.id, before)
            self.desk.told()

        self.desk.say(said.format(name=who.name, role=role_words(role)), undo=undo)
        self.desk.told()

    def _reset(self) -> None:
        who = self._chosen
        passphrase = self.secret.text(clinic=self.desk.house.settings.clinic)
        if who is None or passphrase is None:
            return

        def act() -> None:
            staff.reset_passphrase(
                self.desk.house, self.desk.session, who.id, passphrase, cost=cost_here(self.desk)
            )

        said = _("{name} has a new passphrase.").format(name=who.name)
        self._forget()
        self.work(act, _("The passphrase is being exchanged"), lambda: self._told(said))

    def _ask_leave(self) -> None:
        self.go.hide()
        self.warning.show()
        self.sure.show()
        self.sure.setFocus()

    def _leave(self) -> None:
        who = self._chosen
        if who is None:
            return

        def act() -> None:
            desk = self.desk
            desk.shift.exchange(staff.leave(desk.house, desk.session, who.id))
            self._gone.append(back_up_new_pair(desk.house, desk.session))

        self.work(act, _("The vault is given a new key"), lambda: self._tell_left(who.name))

    def _tell_left(self, name: str) -> None:
        said = _("{name} has left. PINs have ended: after the next lock, sign in again.")
        words = said.format(name=name)
        if not self._gone.pop():
            words += " " + _("No backup could be made; make one under Backups.")
        self._told(words)

    def _add(self) -> None:
        role, name = self.new_role.value(), self.name.text()
        self.name.complain("" if name else _("Type a name."))
        self.new_role.complain("" if isinstance(role, Role) else _("Choose a role."))
        passphrase = self.new_secret.text(clinic=self.desk.house.settings.clinic)
        if not name or not isinstance(role, Role) or passphrase is None:
            return

        def act() -> None:
            staff.add(
                self.desk.house,
                self.desk.session,
                name=name,
                role=role,
                passphrase=passphrase,
                cost=cost_here(self.desk),
            )

        self._forget()
        said = _("{name} is a member now.").format(name=name)
        self.work(act, _("One more person is being added"), lambda: self._told(said))

    def _forget(self) -> None:
        for secret in (self.secret, self.new_secret):
            secret.first.line.setText("")
            secret.second.line.setText("")
        self.name.line.setText("")

    def _told(self, words: str) -> None:
        self.desk.say(words)
        self.desk.told()


class OwnPart(Part):
    """One's own passphrase."""

    def build(self) -> None:
        """The old one, and the new one twice."""
        look = self.look
        self.say(_("Signed in as {name}.").format(name=self.desk.session.member.name))
        self.old = TextField(_("The passphrase until now"), look, self, most=200, is_secret=True)
        self.secret = Secret(look, self, _("The new passphrase"))
        self.change = self.button(_("Change my passphrase"), self._change, is_main=True)
        self.add(self.old, self.secret.first, self.secret.second, Row(self.change, parent=self))

    @property
    def is_dirty(self) -> bool:
        """Half typed."""
        return bool(self.old.line.text() or self.secret.first.line.text())

    def _change(self) -> None:
        desk, old = self.desk, self.old.line.text()
        new = self.secret.text(clinic=desk.house.settings.clinic)
        if new is None:
            return

        def act() -> None:
            staff.change_passphrase(
                desk.house, desk.session, old=old, new=new, cost=cost_here(desk)
            )

        for field in (self.old, self.secret.first, self.secret.second):
            field.line.setText("")
        self.work(act, _("The passphrase is being exchanged"), self._tell)

    def _tell(self) -> None:
        self.desk.say(_("You have a new passphrase."))
        self.desk.told()


def _roles() -> list[tuple[str, object]]:
    return [(role_words(each), each) for each in Role]


def _key(row: Member) -> str:
    return row.id


def _name(row: Member) -> str:
    return row.name


def _role(row: Member) -> str:
    return role_words(row.role)


def _state(row: Member) -> str:
    return _("left") if row.has_left else ""
