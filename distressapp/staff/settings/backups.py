"""Backups: where and for how long, the last ones, one more now, and a check of everything."""

from collections.abc import Callable

from distressapp.core.roles import Act
from distressapp.service import shelf
from distressapp.service.backups import Made, make_backup
from distressapp.service.verifying import Verified, verify
from distressapp.staff.desk import Desk
from distressapp.staff.forms.form import Form, Room
from distressapp.staff.settings.part import FormPart
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.pieces import Card, Heading, Words
from distressapp.staff.words import date_words, time_words
from distressapp.text import _, ngettext
from distressapp.vault import backups

_SHOWN = 5


class BackupsPart(FormPart):
    """The settings of backups below what there is."""

    def __init__(
        self, desk: Desk, title: str, make: Callable[[Room], Form], keys: tuple[str, ...]
    ) -> None:
        self._made: list[Made] = []
        self._verified: list[Verified] = []
        super().__init__(desk, title, make, keys)

    def build(self) -> None:
        """What is due, the last ones, what can be done; then the form."""
        house, look = self.desk.house, self.look
        card = Card(look, self)
        for each in shelf.due(house):
            card.add(Words(f"\N{BULLET} {each}", look, card, is_strong=True))
        kept = backups.kept(self.desk.session.vault)
        if not kept:
            card.add(Words(_("No backup was made yet."), look, card))
        for backup in kept[:_SHOWN]:
            at = house.local(backup.at)
            places = ngettext("in one place", "in {count} places", backup.places)
            said = _("{day}, {time}, {places}: {name}").format(
                day=date_words(at.date()),
                time=time_words(at),
                places=places.format(count=backup.places),
                name=backup.name,
            )
            card.add(Words(said, look, card))
        self.now = self.button(_("Make a backup now"), self._make_one)
        self.check = self.button(_("Check journal and backups"), self._verify)
        self.check.setVisible(self.may(Act.VERIFY))
        self.add(card, Row(self.now, self.check, parent=self))
        self.add(Heading(_("Where, and for how long"), look, self))
        super().build()

    def _make_one(self) -> None:
        def act() -> None:
            self._made.append(make_backup(self.desk.house, self.desk.session))

        self.work(act, _("A backup is being made"), self._tell_made)

    def _tell_made(self) -> None:
        made = self._made.pop()
        count = 1 + len(made.places)
        said = ngettext(
            "A backup was made in one place.", "A backup was made in {count} places.", count
        ).format(count=count)
        self.desk.say(" ".join([said, *made.warnings]))
        self.desk.told()

    def _verify(self) -> None:
        def act() -> None:
            self._verified.append(verify(self.desk.house, self.desk.session))

        self.work(act, _("Everything is being checked"), self._tell_verified)

    def _tell_verified(self) -> None:
        found = self._verified.pop()
        problems = [*found.problems, *found.taken.mismatches]
        if found.unaccepted or found.came_back:
            problems.append(_("`distressapp verify` names more, and how to accept it."))
        if problems:
            self.desk.complain(" ".join(problems))
            return
        said = ngettext(
            "{count} entry, every chain whole. Backups agree.",
            "{count} entries, every chain whole. Backups agree.",
            found.entries,
        )
        self.desk.say(said.format(count=found.entries))
