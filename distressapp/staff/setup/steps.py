"""The steps of the wizard, in order."""

from collections.abc import Callable

from distressapp.core.frozen import frozen
from distressapp.staff.setup import settings_pages as forms
from distressapp.staff.setup.course import Course
from distressapp.staff.setup.last import LastPage
from distressapp.staff.setup.making import MakingPage
from distressapp.staff.setup.page import SetupPage
from distressapp.staff.setup.people import PeoplePage
from distressapp.staff.setup.recovery import RecoveryPage
from distressapp.staff.setup.trial import TrialPage
from distressapp.staff.setup.wording import WordingPage
from distressapp.text import _
from distressapp.ui.look import Look


@frozen
class Step:
    """One step.

    Attributes:
        short: In the list at the side.
        needs_clinic: Only once the clinic is made.
    """

    id: str
    short: str
    title: str
    page: Callable[[Course, Look], SetupPage]
    needs_clinic: bool = False


def steps() -> tuple[Step, ...]:
    """All of them."""
    return (*_before(), *_after())


def _before() -> tuple[Step, ...]:
    return (
        Step(id="clinic", short=_("Clinic"), title=_("The clinic"), page=forms.ClinicPage),
        Step(
            id="hours",
            short=_("Opening hours"),
            title=_("When is somebody here?"),
            page=forms.HoursPage,
        ),
        Step(
            id="calls",
            short=_("Who comes"),
            title=_("Who comes when a patient calls?"),
            page=forms.CallsPage,
        ),
        Step(
            id="trial",
            short=_("Test of the call"),
            title=_("Test the call for help"),
            page=TrialPage,
        ),
        Step(
            id="questions",
            short=_("Questions"),
            title=_("What is asked, and in which languages?"),
            page=forms.QuestionsPage,
        ),
        Step(
            id="cutoffs",
            short=_("Cut-offs"),
            title=_("Which score raises a flag?"),
            page=forms.CutoffsPage,
        ),
        Step(
            id="consent",
            short=_("What patients read"),
            title=_("What patients read, and take home"),
            page=forms.ConsentPage,
        ),
        Step(
            id="kiosk",
            short=_("Kiosk and cleaning"),
            title=_("The kiosk, and cleaning between patients"),
            page=forms.KioskPage,
        ),
        Step(
            id="printing",
            short=_("Paper and printer"),
            title=_("Paper and printer"),
            page=forms.PrintingPage,
        ),
        Step(
            id="followup",
            short=_("Follow-up"),
            title=_("Who follows up, and how soon?"),
            page=forms.FollowUpPage,
        ),
        Step(
            id="backup",
            short=_("Backups"),
            title=_("Backups, and how long answers are kept"),
            page=forms.BackupPage,
        ),
        Step(
            id="making",
            short=_("First administrator"),
            title=_("The first administrator"),
            page=MakingPage,
        ),
    )


def _after() -> tuple[Step, ...]:
    return (
        Step(
            id="recovery",
            short=_("Recovery code"),
            title=_("The recovery code"),
            page=RecoveryPage,
            needs_clinic=True,
        ),
        Step(
            id="people",
            short=_("People"),
            title=_("Who works here?"),
            page=PeoplePage,
            needs_clinic=True,
        ),
        Step(
            id="wording",
            short=_("Licensed wording"),
            title=_("Licensed wording and permissions"),
            page=WordingPage,
            needs_clinic=True,
        ),
        Step(
            id="last",
            short=_("What is missing"),
            title=_("What is still missing"),
            page=LastPage,
            needs_clinic=True,
        ),
    )
