"""The parts of the settings screen, in order."""

from collections.abc import Callable

from distressapp.core.frozen import frozen
from distressapp.instruments import find_wordings
from distressapp.service import notices
from distressapp.staff.desk import Desk
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
from distressapp.staff.settings.about import AboutPart
from distressapp.staff.settings.agreement import AgreementPart
from distressapp.staff.settings.backups import BackupsPart
from distressapp.staff.settings.overview import HistoryPart, OverviewPart
from distressapp.staff.settings.part import FormPart, Part
from distressapp.staff.settings.people import OwnPart, PeoplePart
from distressapp.staff.settings.recovery import RecoveryPart
from distressapp.staff.settings.selfcheck import SelfCheckPart
from distressapp.staff.settings.trial import TrialPart
from distressapp.staff.settings.wording import WordingPart
from distressapp.text import _
from distressapp.ui.words import why_we_ask


@frozen
class Kind:
    """One part: its name, and what makes it."""

    id: str
    words: str
    make: Callable[[Desk, str], Part]


def kinds() -> tuple[Kind, ...]:
    """All of them."""
    return (
        Kind(id="overview", words=_("All settings"), make=OverviewPart),
        Kind(id="history", words=_("History"), make=HistoryPart),
        *_forms(),
        Kind(id="wording", words=_("Licensed wording"), make=WordingPart),
        Kind(id="people", words=_("People"), make=PeoplePart),
        Kind(id="own", words=_("My passphrase"), make=OwnPart),
        Kind(id="recovery", words=_("Recovery code"), make=RecoveryPart),
        Kind(id="backups", words=_("Backups"), make=_backups),
        Kind(id="agreement", words=_("What differs"), make=AgreementPart),
        Kind(id="selfcheck", words=_("Self-check"), make=SelfCheckPart),
        Kind(id="about", words=_("About"), make=AboutPart),
    )


def _forms() -> tuple[Kind, ...]:
    return (
        _form("clinic", _("Clinic"), ClinicForm, "clinic", "timezone", "record_number"),
        _form("hours", _("Opening hours"), HoursForm, "now.hours.", "now.closed_days"),
        _form(
            *("calls", _("Who comes"), CallForm),
            *("now.responder", "now.backup", "now.absence_cover", "now.local_numbers"),
        ),
        Kind(id="trial", words=_("Test of the call"), make=TrialPart),
        Kind(id="questions", words=_("Questions"), make=_questions),
        Kind(id="cutoffs", words=_("Cut-offs"), make=_cutoffs),
        _form("consent", _("What patients read"), _consent, "consent.", "take_home"),
        _form(
            *("kiosk", _("Kiosk and cleaning"), KioskForm),
            *("screen.", "idle_s", "blank_s", "cleaning_s"),
        ),
        Kind(id="printing", words=_("Paper and printer"), make=_printing),
        _form("followup", _("Follow-up"), FollowUpForm, "followup."),
    )


def _form(part: str, words: str, form: Callable[[Room], Form], *keys: str) -> Kind:
    def make(desk: Desk, title: str) -> Part:
        return FormPart(desk, title, form, keys)

    return Kind(id=part, words=words, make=make)


def _consent(room: Room) -> Form:
    return ConsentForm(room, "\n".join(why_we_ask()))


def _questions(desk: Desk, title: str) -> Part:
    house = desk.house
    first = next(iter(house.instruments.values()))
    shipped = [each.language for each in find_wordings(first)]
    installed = [name.partition(".")[2] for name in house.settings.packs]
    languages = tuple(dict.fromkeys([*shipped, *installed]))

    def make(room: Room) -> Form:
        return QuestionsForm(room, house.instruments, languages)

    return FormPart(desk, title, make, ("languages", "instruments", "missing."))


def _cutoffs(desk: Desk, title: str) -> Part:
    def make(room: Room) -> Form:
        return CutoffsForm(room, desk.house.instruments, desk.house.today())

    return FormPart(desk, title, make, ("profile.",))


def _printing(desk: Desk, title: str) -> Part:
    clinic = desk.house.settings.clinic

    def try_out(printer: str, paper: str) -> object:
        return notices.print_test_page(clinic, printer=printer, paper=paper)

    def make(room: Room) -> Form:
        system = PrintSystem(printers=notices.printers, try_out=try_out, background=desk.background)
        return PrintingForm(room, system)

    keys = ("paper", "printer.", "is_printed_at_end", "slips.", "is_slip_when_called")
    return FormPart(desk, title, make, keys)


def _backups(desk: Desk, title: str) -> Part:
    return BackupsPart(desk, title, BackupForm, ("backup.", "retention."))
