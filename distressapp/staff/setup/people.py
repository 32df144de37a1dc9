"""The people: each with a role and a first passphrase that they type themselves."""

from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Role
from distressapp.service import staff
from distressapp.staff.forms.secret import Secret, role_words
from distressapp.staff.setup.page import SetupPage
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Choice, TextField
from distressapp.staff.widgets.pieces import Card, Heading, Words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.vault import members


class PeoplePage(SetupPage):
    """Who is a member, and one more."""

    def build(self) -> None:
        """The list, and the fields of one more."""
        course, look = self.course, self.look
        self.name: TextField | None = None
        if course.session is None:
            self.add(Words(_("The clinic is made in a step before this one."), look, self))
            return
        card = Card(look, self)
        for each in members.members(course.session.vault):
            if not each.has_left:
                said = _("{name}: {role}").format(name=each.name, role=role_words(each.role))
                card.add(Words(said, look, card))
        self.add(card, Heading(_("One more person"), look, self))
        self.name = TextField(_("Name, as staff know them"), look, self, most=80)
        self.role = Choice(_("Role"), [(role_words(each), each) for each in Role], look, self)
        self.secret = Secret(self.look, self, _("Their first passphrase: they type it themselves"))
        self.button = Button(_("Add this person"), look, self)
        self.button.clicked.connect(self._add)
        self.add(self.name, self.role, self.secret.first, self.secret.second)
        self.add(Row(self.button, parent=self))

    @guarded
    def _add(self, _is_checked: object = None) -> None:
        if self._added():
            self.course.changed.emit(None)

    def _added(self) -> bool:
        if self.name is None:
            return False
        role = self.role.value()
        self.name.complain("")
        self.role.complain("")
        if not self.name.text():
            self.name.complain(_("Type a name."))
        if not isinstance(role, Role):
            self.role.complain(_("Choose a role."))
        house, session = self.course.opened
        passphrase = self.secret.text(clinic=house.settings.clinic)
        if self.name.is_wrong or not isinstance(role, Role) or passphrase is None:
            return False
        try:
            staff.add(
                house,
                session,
                name=self.name.text(),
                role=role,
                passphrase=passphrase,
                cost=self.course.given.cost,
            )
        except ExpectedError as error:
            self.name.complain(str(error))
            return False
        return True

    def take(self) -> bool:
        """Whoever is half typed is added first."""
        if self.name is None or not (self.name.text() or self.secret.first.line.text()):
            return True
        return self._added()
