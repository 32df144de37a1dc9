"""What is missing before a clinical folder may take a patient."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Use
from distressapp.service.house import House
from distressapp.service.keyfiles import is_recovery_proven
from distressapp.service.languages import language_words
from distressapp.service.wordings import may_show
from distressapp.settings import Permission, Settings
from distressapp.text import _, ngettext

WARNED_DAYS: Final = 60
"""Before a permission ends, somebody is told: the time that owners take to renew one (this
project's judgement)."""


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
    """The clinic's languages in which a patient may be asked: the first instrument has words.

    What else has none in a language is left out of a sitting in it, and `holes` tells staff.
    """
    known = house.settings.languages
    asked = (each for each in house.settings.instruments if why_not_offered(house, each) is None)
    first = next(asked, None)
    return tuple(each for each in known if first and why_not_in(house, first, each) is None)


def offered(house: House, language: str) -> tuple[str, ...]:
    """Ids of the instruments that may be asked today in that language, in the clinic's order."""
    return tuple(
        each for each in house.settings.instruments if why_not_in(house, each, language) is None
    )


def unworded(house: House, instruments: Collection[str]) -> dict[str, tuple[str, ...]]:
    """By language that patients may choose, which of these are not asked in it; full ones none."""
    found = {
        language: tuple(each for each in instruments if each not in offered(house, language))
        for language in languages(house)
    }
    return {language: left_out for language, left_out in found.items() if left_out}


def why_not_in(house: House, instrument: str, language: str) -> str | None:
    """Why the instrument is not asked today in that language; None where it is."""
    found, settings = house.instruments.get(instrument), house.settings
    if found is None:
        return _("it is not installed")
    words = house.wording(instrument, language)
    if words is None and settings.use is Use.CLINICAL and found.needs_permission:
        return _("no licensed wording with the owner's permission is installed")
    if words is None:
        return _("it has no words in {language}").format(language=language_words(language))
    if may_show(settings, words, today=house.today()):
        return None
    return _why_no_leave(house, instrument)


def _why_no_leave(house: House, instrument: str) -> str:
    """Why the owner's words may not be shown: the reason of the permission that comes nearest."""
    today, use = house.today(), house.settings.use
    of_it = [each for each in house.settings.permissions if each.instrument == instrument]
    covering = [each for each in of_it if each.covers(use)]
    if of_it and not covering:
        return _("the owner's permission is not for what this folder is for")
    later = sorted(each.since for each in covering if each.since and each.since > today)
    if later:
        return _("the owner's permission begins on {day}").format(day=later[0].isoformat())
    if covering:
        return _("the owner's permission has ended")
    return _("no licensed wording with the owner's permission is installed")


def why_not_offered(house: House, instrument: str) -> str | None:
    """Why the instrument is not asked here today in any language; None where it is in one."""
    reasons = [why_not_in(house, instrument, each) for each in house.settings.languages]
    if None in reasons:
        return None
    has_words = any(house.wording(instrument, each) for each in house.settings.languages)
    if not has_words and house.settings.use is Use.REHEARSAL and instrument in house.instruments:
        return _("it has no words in this clinic's languages")
    told = (
        reason
        for reason, each in zip(reasons, house.settings.languages, strict=True)
        if house.wording(instrument, each) is not None
    )
    return next(told, reasons[0])


def holes(house: House) -> tuple[str, ...]:
    """What of the clinic's own list patients are not asked today, a sentence each, for staff."""
    return tuple(_holes(house))


def _holes(house: House) -> Iterator[str]:
    settings, open_to = house.settings, languages(house)
    for each in settings.instruments:
        reason = why_not_offered(house, each)
        if reason is not None:
            yield _("{instrument} is not offered: {reason}.").format(
                instrument=_name(house, each), reason=reason
            )
    for language in settings.languages:
        if open_to and language not in open_to:
            yield _(
                "{language} is not offered to patients: the first questions have no words."
            ).format(language=language_words(language))
    for language, left_out in unworded(house, settings.instruments).items():
        for each in left_out:
            reason = why_not_in(house, each, language)
            if why_not_offered(house, each) is None:
                yield _("{instrument} is not asked in {language}: {reason}.").format(
                    instrument=_name(house, each), language=language_words(language), reason=reason
                )


def ending(house: House) -> tuple[str, ...]:
    """Permissions that end within `WARNED_DAYS` days and are not renewed, a sentence each."""
    today, settings = house.today(), house.settings
    horizon = today + timedelta(days=WARNED_DAYS)
    return tuple(
        _ends(house, each)
        for each in settings.permissions
        if each.until is not None
        and today <= each.until <= horizon
        and each.instrument in settings.instruments
        and each.covers(settings.use)
        and not _is_renewed(settings, each)
    )


def _is_renewed(settings: Settings, ends: Permission) -> bool:
    """Another permission goes on from the day after its last, or was there before."""
    if ends.until is None:
        return True
    after = ends.until + timedelta(days=1)
    return any(
        each.instrument == ends.instrument and each.covers(settings.use) and each.holds_on(after)
        for each in settings.permissions
    )


def _ends(house: House, ends: Permission) -> str:
    left = 0 if ends.until is None else (ends.until - house.today()).days
    if left == 0:
        said = _("Permission {reference} for {instrument} ends today: ask the owner to renew it.")
        return said.format(reference=ends.reference, instrument=_name(house, ends.instrument))
    return ngettext(
        "Permission {reference} for {instrument} ends in {days} day: ask the owner to renew it.",
        "Permission {reference} for {instrument} ends in {days} days: ask the owner to renew it.",
        left,
    ).format(reference=ends.reference, instrument=_name(house, ends.instrument), days=left)


def _name(house: House, instrument: str) -> str:
    found = house.instruments.get(instrument)
    return instrument if found is None else found.name
