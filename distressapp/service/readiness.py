"""What is missing before a clinical folder may take a patient."""

from collections.abc import Iterator
from datetime import date, timedelta

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Use
from distressapp.service.house import House
from distressapp.service.keyfiles import is_recovery_proven
from distressapp.settings import Settings
from distressapp.text import _


class NotReadyError(ExpectedError):
    """The clinic is not ready for clinical use."""


def missing_for_clinic(settings: Settings) -> tuple[str, ...]:
    """What is missing for clinical use, a sentence each; empty for a rehearsal."""
    return () if settings.use is Use.REHEARSAL else tuple(_missing(settings))


def _missing(settings: Settings) -> Iterator[str]:
    now, profile = settings.now, settings.profile
    if now.tested_by is None or now.tested_at is None:
        yield _("The call for help was never tested on this kiosk.")
    if not now.responder:
        yield _("Nobody is named who comes when a patient calls.")
    if not now.backup:
        yield _("Nobody is named who comes when the first person does not.")
    if not now.hours:
        yield _("The opening hours are not set.")
    if not now.absence_cover:
        yield _("It is not said who answers when both are away.")
    if not now.local_numbers:
        yield _("There is no number to show when the clinic is closed.")
    if profile.by is None or profile.on is None:
        yield _("No clinician has confirmed the cut-offs.")


def check_ready(house: House) -> None:
    """Nothing where patients may be admitted.

    Raises:
        NotReadyError: Something is missing for clinical use, or there are no words to ask with.
    """
    missing = missing_today(house)
    if missing:
        raise NotReadyError(
            _("This kiosk is not ready for patients: {first}").format(first=missing[0].rstrip(".")),
            advice=_("`distressapp doctor` lists everything that is missing."),
        )


def missing_today(house: House) -> tuple[str, ...]:
    """What keeps the next patient from being admitted, a sentence each; empty when ready."""
    missing = missing_for_clinic(house.settings)
    if not languages(house):
        missing = (_("There are no questions in any of this clinic's languages."), *missing)
    if house.settings.use is Use.CLINICAL and not is_recovery_proven(house.folder):
        missing = (
            _(
                "The recovery code was never typed back from the paper: `distressapp recovery"
                " prove` asks for it."
            ),
            *missing,
        )
    if house.settings.use is Use.CLINICAL and is_overdue(house):
        missing = (
            _("Sittings have waited more than a working day for somebody to open them."),
            *missing,
        )
    return missing


def is_overdue(house: House) -> bool:
    """A whole working day has passed since the oldest sitting that nobody opened.

    Its flags are in the letterbox, and nobody has seen them (this project's judgement).
    """
    oldest = house.letterbox.oldest_day()
    if oldest is None:
        return False
    first = date.fromisoformat(oldest)
    between = (first + timedelta(days=n) for n in range(1, (house.today() - first).days))
    return any(house.settings.is_working_day(day) for day in between)


def languages(house: House) -> tuple[str, ...]:
    """The clinic's languages in which every instrument that is offered has its words."""
    asked = [each for each in house.settings.instruments if why_not_offered(house, each) is None]
    return tuple(
        language
        for language in house.settings.languages
        if asked and all(house.wording(each, language) is not None for each in asked)
    )


def why_not_offered(house: House, instrument: str) -> str | None:
    """Why the instrument is not offered here; None where it is."""
    found, settings = house.instruments.get(instrument), house.settings
    if found is None:
        return _("it is not installed")
    has_words = any(house.wording(instrument, each) is not None for each in settings.languages)
    if settings.use is Use.REHEARSAL or not found.needs_permission:
        return None if has_words else _("it has no words in this clinic's languages")
    permissions = [each for each in settings.permissions if each.instrument == instrument]
    if not (has_words and permissions):
        return _("no licensed wording with the owner's permission is installed")
    today = house.today()
    if not any(each.until is None or each.until >= today for each in permissions):
        return _("the owner's permission has ended")
    return None
