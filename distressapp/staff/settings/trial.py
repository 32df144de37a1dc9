"""The test of the call for help, from the staff's room on the same computer."""

from dataclasses import replace

from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Act
from distressapp.service.published import look_again
from distressapp.service.publishing import change_settings
from distressapp.service.slips import printer_for, printing
from distressapp.staff.forms.trial import TrialForm, TrialSlip
from distressapp.staff.settings.part import Part
from distressapp.staff.widgets.buttons import Row
from distressapp.text import _


class TrialPart(Part):
    """Who heard it and when; for who may change the settings. The kiosk's start has it too."""

    def build(self) -> None:
        """The word, the button that sounds, and who heard it."""
        self.form = TrialForm(self.look, self.desk.house.settings, self, slip=self._slip())
        self.save = self.button(_("Keep this test"), self._save, is_main=True)
        self.add(self.form)
        if self.may(Act.SETTINGS):
            self.add(Row(self.save, parent=self))
        else:
            self.save.hide()
            self.form.setEnabled(False)
            self.say(_("Test it at the kiosk, or ask a manager."))

    def _slip(self) -> TrialSlip | None:
        house = self.desk.house
        printer = printer_for(house.settings)
        if not printer:
            return None

        def send(word: str) -> object:
            act = printing(house, word, is_test=True)
            return None if act is None else act()

        return TrialSlip(printer=printer, send=send, background=self.desk.background)

    @property
    def is_dirty(self) -> bool:
        """Something is typed that was not kept."""
        return self.form.isEnabled() and self.form.is_begun

    def _save(self) -> None:
        house, name = self.desk.house, self.form.read()
        if name is None:
            return
        look_again(house)
        now = replace(house.settings.now, tested_by=name, tested_at=house.clock())
        try:
            change_settings(
                house,
                replace(house.settings, now=now),
                session=self.desk.session,
                reason=_("The call for help was tested."),
            )
        except ExpectedError as error:
            self.desk.complain(error)
            return
        self.form.name.line.setText("")
        self.form.heard.box.setChecked(False)
        self.form.came.box.setChecked(False)
        self.desk.say(_("The test is kept."))
        self.desk.told()
