"""Licensed wording and the permissions of its owners."""

from distressapp.staff.forms.offered import offered_card
from distressapp.staff.forms.wording import PackForm
from distressapp.staff.setup.page import SetupPage
from distressapp.staff.widgets.pieces import Words
from distressapp.text import _
from distressapp.ui.guard import guarded


class WordingPage(SetupPage):
    """What is offered and what is not, and one more pack."""

    def build(self) -> None:
        """A sentence for each instrument, and the form."""
        course, look = self.course, self.look
        self.form: PackForm | None = None
        if course.house is None:
            self.add(Words(_("The clinic is made in a step before this one."), look, self))
            return
        house, session = course.opened
        self.form = PackForm(look, house, session, self)
        self.form.installed.connect(self._show)
        self.add(offered_card(house, look, self), self.form)

    @guarded
    def _show(self, name: object) -> None:
        self.course.changed.emit(None)
        self.complain(_("{name} is installed.").format(name=name))

    def take(self) -> bool:
        """A pack that is half typed is installed first."""
        return self.form is None or not self.form.is_begun or self.form.install()
