"""What is still missing before a patient may be asked; a first backup; the end."""

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Use
from distressapp.service.backups import Made, make_backup
from distressapp.service.readiness import missing_today
from distressapp.service.shelf import due
from distressapp.staff.forms.offered import warnings
from distressapp.staff.setup.page import SetupPage
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Card, Heading, Words
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded


class LastPage(SetupPage):
    """What is missing, sentence by sentence; nothing keeps anybody from finishing."""

    def build(self) -> None:
        """The sentences."""
        course, look = self.course, self.look
        self._made: list[Made] = []
        if course.house is None:
            self.add(Words(_("The clinic is made in a step before this one."), look, self))
            return
        house = course.house
        missing = missing_today(house)
        card = Card(look, self)
        if house.settings.use is Use.REHEARSAL:
            card.add(Words(_("The rehearsal is ready. Nothing is missing."), look, card))
        elif missing:
            card.add(Heading(_("Before a patient is asked"), look, card))
            for each in missing:
                card.add(Words(f"\N{BULLET} {each}", look, card))
            card.add(
                Words(
                    _("Until then this folder admits nobody. Go back to a step, or do it later."),
                    look,
                    card,
                    is_soft=True,
                )
            )
        else:
            card.add(Words(_("Everything that clinical use needs is there."), look, card))
        self.add(card)
        self._add_notes()
        self.button = Button(_("Make the first backup now"), look, self)
        self.button.clicked.connect(self._back_up)
        self.add(Row(self.button, parent=self))

    def _add_notes(self) -> None:
        house, look = self.course.house, self.look
        if house is None:
            return
        notes = [*warnings(house), *due(house)]
        if not notes:
            return
        card = Card(look, self)
        card.add(Heading(_("Worth knowing"), look, card))
        for each in notes:
            card.add(Words(f"\N{BULLET} {each}", look, card))
        self.add(card)

    @guarded
    def _back_up(self, _is_checked: object = None) -> None:
        try:
            house, session = self.course.opened
        except ExpectedError as error:
            self.complain(error)
            return

        def act() -> None:
            self._made.append(make_backup(house, session))

        self.course.work(_("A backup is being made."), act, self._end)

    def _end(self, error: ExpectedError | None) -> None:
        if error is not None:
            self.complain(error)
            return
        made = self._made.pop()
        count = 1 + len(made.places)
        said = ngettext(
            "A backup was made in one place.", "A backup was made in {count} places.", count
        ).format(count=count)
        self.course.changed.emit(None)
        self.complain(" ".join([said, *made.warnings]))
