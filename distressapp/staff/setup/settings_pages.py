"""The steps that are forms: what the settings screen shows too."""

from distressapp.service import notices
from distressapp.staff.forms.backup import BackupForm
from distressapp.staff.forms.calls import CallForm
from distressapp.staff.forms.clinic import ClinicForm
from distressapp.staff.forms.consent import ConsentForm
from distressapp.staff.forms.cutoffs import CutoffsForm
from distressapp.staff.forms.followup import FollowUpForm
from distressapp.staff.forms.form import Form, Room
from distressapp.staff.forms.hours import HoursForm
from distressapp.staff.forms.kiosk import KioskForm
from distressapp.staff.forms.printing import PrintingForm, PrintSystem
from distressapp.staff.forms.questions import QuestionsForm
from distressapp.staff.setup.page import FormPage
from distressapp.ui.words import why_we_ask


class ClinicPage(FormPage):
    """The clinic."""

    def make_form(self, room: Room) -> Form:
        """Name, use, clock."""
        return ClinicForm(room, is_use_chosen=self.course.draft.is_use_chosen)


class HoursPage(FormPage):
    """Opening hours."""

    def make_form(self, room: Room) -> Form:
        """By weekday, and closed days."""
        return HoursForm(room)


class CallsPage(FormPage):
    """Who comes."""

    def make_form(self, room: Room) -> Form:
        """Responder, backup, cover, numbers."""
        return CallForm(room)


class QuestionsPage(FormPage):
    """What is asked."""

    def make_form(self, room: Room) -> Form:
        """Languages and instruments."""
        return QuestionsForm(room, self.course.instruments, self.course.languages())


class CutoffsPage(FormPage):
    """The cut-offs."""

    def make_form(self, room: Room) -> Form:
        """The profile and its confirmation."""
        return CutoffsForm(room, self.course.instruments, self.course.today)


class ConsentPage(FormPage):
    """What patients are told."""

    def make_form(self, room: Room) -> Form:
        """Why we ask, and what may be taken home."""
        return ConsentForm(room, "\n".join(why_we_ask()))


class KioskPage(FormPage):
    """The kiosk."""

    def make_form(self, room: Room) -> Form:
        """Times, cleaning, letters."""
        return KioskForm(room)


class PrintingPage(FormPage):
    """Paper and printer."""

    def make_form(self, room: Room) -> Form:
        """The printer, tried."""
        clinic = self.course.settings.clinic

        def try_out(printer: str, paper: str) -> object:
            return notices.print_test_page(clinic, printer=printer, paper=paper)

        system = PrintSystem(
            printers=notices.printers, try_out=try_out, background=self.course.background
        )
        return PrintingForm(room, system)


class FollowUpPage(FormPage):
    """Whom we owe."""

    def make_form(self, room: Room) -> Form:
        """Who, and how soon."""
        return FollowUpForm(room)


class BackupPage(FormPage):
    """Copies."""

    def make_form(self, room: Room) -> Form:
        """The second place."""
        return BackupForm(room)
