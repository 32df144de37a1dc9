"""What does not agree between the folder and the vault, and putting it right."""

from collections.abc import Callable

from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Act
from distressapp.service.publishing import (
    confirm_settings,
    differences,
    publish_key,
    put_settings_back,
)
from distressapp.service.takein import take_in
from distressapp.staff.settings.part import Part
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.pieces import Card, Words
from distressapp.text import _


class AgreementPart(Part):
    """The published file and the published key against what the vault has."""

    def build(self) -> None:
        """What differs, and what can be done about it."""
        desk, look = self.desk, self.look
        mismatches = take_in(desk.house, desk.session.vault).mismatches
        found = differences(desk.house, desk.session.vault)
        card = Card(look, self)
        if not mismatches and not found:
            card.add(Words(_("The folder and the vault agree. Nothing is to be done."), look, card))
        for each in (*mismatches, *found):
            card.add(Words(f"\N{BULLET} {each}", look, card))
        self.say(
            _(
                "Somebody who can write into the folder can change what the kiosk reads. It is "
                "compared with the vault here; where it differs, the kiosk admits nobody."
            )
        )
        self.add(card)
        row = Row(parent=self)
        if found and self.may(Act.SETTINGS):
            row.add(
                self.button(
                    _("Put the settings back as the vault has them"),
                    lambda: self._do(put_settings_back, _("The settings are put back.")),
                )
            )
            row.add(
                self.button(
                    _("Keep them as they stand in the folder"),
                    lambda: self._do(confirm_settings, _("The settings are kept as they are.")),
                )
            )
        if mismatches and self.may(Act.STAFF):
            row.add(
                self.button(
                    _("Publish the vault's own key again"),
                    lambda: self._do(publish_key, _("The key is published.")),
                )
            )
        self.add(row)

    def _do(self, act: Callable[..., None], words: str) -> None:
        try:
            act(self.desk.house, self.desk.session)
        except ExpectedError as error:
            self.desk.complain(error)
            return
        self.desk.say(words)
        self.desk.told()
