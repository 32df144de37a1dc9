"""Licensed wording: what is offered, and one more pack."""

from distressapp.core.roles import Act
from distressapp.staff.forms.offered import offered_card
from distressapp.staff.forms.wording import PackForm
from distressapp.staff.settings.part import Part
from distressapp.text import _
from distressapp.ui.guard import guarded


class WordingPart(Part):
    """A sentence for each instrument; for who may, the form."""

    def build(self) -> None:
        """What is offered and why not."""
        house, look = self.desk.house, self.look
        self.form: PackForm | None = None
        self.add(offered_card(house, look, self))
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
