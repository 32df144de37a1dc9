"""Licensed wording: what is offered, and one more pack."""

from distressapp.core.roles import Act
from distressapp.service.readiness import why_not_offered
from distressapp.staff.forms.wording import PackForm
from distressapp.staff.settings.part import Part
from distressapp.staff.widgets.pieces import Card, Words
from distressapp.text import _
from distressapp.ui.guard import guarded


class WordingPart(Part):
    """A sentence for each instrument; for who may, the form."""

    def build(self) -> None:
        """What is offered and why not."""
        house, look = self.desk.house, self.look
        self.form: PackForm | None = None
        card = Card(look, self)
        for each in house.settings.instruments:
            found, reason = house.instruments.get(each), why_not_offered(house, each)
            name = each if found is None else found.name
            said = _("{instrument}: offered.").format(instrument=name)
            if reason is not None:
                said = _("{instrument}: not offered, because {reason}.").format(
                    instrument=name, reason=reason
                )
            card.add(Words(said, look, card))
        for permission in house.settings.permissions:
            said = _("{instrument}: permission {reference}, given to {holder}").format(
                instrument=permission.instrument,
                reference=permission.reference,
                holder=permission.holder,
            )
            card.add(Words(said, look, card))
        self.add(card)
        if self.may(Act.SETTINGS):
            self.form = PackForm(look, house, self.desk.session, self)
            self.form.installed.connect(self._tell)
            self.add(self.form)

    @property
    def is_dirty(self) -> bool:
        """A pack is half typed."""
        return self.form is not None and self.form.is_begun

    @guarded
    def _tell(self, name: object) -> None:
        self.form = None
        self.desk.say(
            _("{name} is installed. The kiosk shows it from its next start on.").format(name=name)
        )
        self.desk.told()
