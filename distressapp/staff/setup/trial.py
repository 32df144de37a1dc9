"""The test of the call for help, as a step."""

from dataclasses import replace

from distressapp.core.errors import ExpectedError
from distressapp.staff.forms.trial import TrialForm
from distressapp.staff.setup.page import SetupPage


class TrialPage(SetupPage):
    """Who heard it and when; it can be done later."""

    def build(self) -> None:
        """The word, the button that sounds, and who heard it."""
        self.form = TrialForm(self.look, self.course.settings, self)
        self.add(self.form)

    def take(self) -> bool:
        """Keep who heard it and when; nothing filled in is a test for later."""
        if not self.form.is_begun:
            return True
        name = self.form.read()
        if name is None:
            return False
        settings = self.course.settings
        now = replace(settings.now, tested_by=name, tested_at=self.course.given.clock())
        try:
            self.course.keep(replace(settings, now=now))
        except ExpectedError as error:
            self.complain(error)
            return False
        return True
