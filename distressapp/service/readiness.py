"""What is missing before a clinical folder may take a patient."""

from collections.abc import Iterator

from distressapp.core.errors import ExpectedError
from distressapp.core.instrument import Instrument
from distressapp.core.sitting import Use
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


def check_ready(settings: Settings) -> None:
    """Nothing where patients may be admitted.

    Raises:
        NotReadyError: Something is missing for clinical use.
    """
    missing = missing_for_clinic(settings)
    if missing:
        raise NotReadyError(
            _("This kiosk is not ready for patients: {first}").format(first=missing[0].rstrip(".")),
            advice=_("`distressapp doctor` lists everything that is missing."),
        )


def why_not_offered(instrument: Instrument, settings: Settings) -> str | None:
    """Why the instrument is not offered here; None where it is."""
    if settings.use is Use.REHEARSAL or not instrument.needs_permission:
        return None
    has_permission = any(each.instrument == instrument.id for each in settings.permissions)
    has_pack = any(name.split("/")[0] == instrument.id for name in settings.packs)
    if not (has_permission and has_pack):
        return _("no licensed wording with the owner's permission is installed")
    return None
