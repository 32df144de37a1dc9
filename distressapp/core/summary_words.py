"""The fixed words of the clinician's page, and how figures and days are written on it."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from math import isqrt
from typing import Final

from distressapp.core.instrument import Band
from distressapp.core.sitting import Stop, Who

DASH: Final = "\N{EN DASH}"
TIMES: Final = "\N{MULTIPLICATION SIGN}"
MINUS: Final = "\N{MINUS SIGN}"
ROOT: Final = "\N{SQUARE ROOT}"
DOT: Final = " \N{MIDDLE DOT} "

SUICIDE: Final = (
    "None of these questions asks about suicide; a low score does not rule it out. Ask."
)
NO_FLAG: Final = "No flag by these rules"
NOT_CONFIRMED: Final = "Identity not confirmed; history not available"
REHEARSAL: Final = f"REHEARSAL {DASH} practice wording, not a patient"
DIRECTION: Final = "higher = more distress"
SPEAK_PRIVATELY: Final = "speak privately"
ACTS: Final = ("talked", "not seen", "passed to social work")

PSS_NORMS: Final = (
    "no band; US norms 2009: men 15.5 (SD 7.4), women 16.1 (SD 7.6)"
    " [Cohen and Janicki-Deverts 2012]"
)
"""Means and standard deviations of 968 men and 1,032 women, rounded half up from 15.52
(7.44) and 16.14 (7.56).

Source:
    Cohen and Janicki-Deverts 2012, J Appl Soc Psychol 42:1320-1334 (eNation survey 2009).
"""

TARGETS: Final[Mapping[Band, str]] = {
    Band.NOW: "before the patient leaves",
    Band.SOON: "a nurse speaks today, privately; first contact within 2 working days",
    Band.NEED: "first contact within 5 working days",
    Band.TALK: "today, by the nurse",
}
"""First contact per band.

Source:
    This project's judgement; no published standard. A clinic confirms its own at set-up.
"""

WHO: Final[Mapping[Who, str]] = {
    Who.SELF: "the patient alone",
    Who.HELPED: "the patient, with someone helping",
    Who.INTERPRETER: "the patient, through a professional interpreter",
    Who.FAMILY_INTERPRETER: "the patient, through family or a friend interpreting",
    Who.PROXY: "someone else for the patient: no scores are taken",
}

STOPPED: Final[Mapping[Stop, str]] = {
    Stop.CALLED: "called in",
    Stop.IDLE: "nobody at the screen",
    Stop.RESTART: "the computer restarted",
    Stop.CLOSING: "closing time",
}

WAYS: Final[Mapping[str, str]] = {
    "talk_today": "talk today",
    "phone": "phone call",
    "next_visit": "talk at the next visit",
    "leaflet": "leaflet",
    "not_now": "not now",
}

REASONS: Final[Mapping[str, str]] = {
    "have_help": "has help already",
    "not_a_good_time": "not a good time",
    "talk_to_own": "talks to their own people",
    "not_useful": "would not find it useful",
    "other": "another reason",
    "unwell": "feels unwell",
    "no_time": "no time",
    "did_it_before": "did it before",
    "rather_talk": "would rather talk",
}

PHONE_TIMES: Final[Mapping[str, str]] = {
    "morning": "in the morning",
    "afternoon": "in the afternoon",
    "evening": "in the evening",
    "any": "at any time",
}

LANGUAGES: Final[Mapping[str, str]] = {
    "ar": "Arabic",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh-Hans": "Chinese (simplified)",
    "zh-Hant": "Chinese (traditional)",
}

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def language_name(tag: str) -> str:
    """The language as staff call it; the tag itself where we have no name for it."""
    return LANGUAGES.get(tag, tag)


def day(when: date) -> str:
    """A day in words that no country reads the wrong way round, `22 November 2026`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """The same, with the month cut to three letters."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]} {when.year}"


def moment(when: datetime) -> str:
    """A local day and time, `22 November 2026, 10:41`."""
    return f"{day(when)}, {when.hour:02}:{when.minute:02}"


def decimal(value: Fraction, *, places: int = 1) -> str:
    """A figure as printed: whole points bare, else so many places, half away from zero."""
    if value.denominator == 1:
        return str(value.numerator).replace("-", MINUS)
    scale = 10**places
    units = (abs(value) * scale * 2 + 1) // 2
    whole, part = divmod(units, scale)
    sign = MINUS if value < 0 and units else ""
    return f"{sign}{whole}.{part:0{places}}"


def signed(value: Fraction) -> str:
    """A difference with its sign, `+3`."""
    return f"+{decimal(value)}" if value > 0 else decimal(value)


def root(value: Fraction) -> Fraction:
    """The square root of a value that is not negative, to six places, never above it."""
    scale = 10**6
    return Fraction(isqrt(value.numerator * scale * scale // value.denominator), scale)


def count(number: int, one: str, many: str) -> str:
    """A number with the noun that fits it."""
    return f"{number} {one if number == 1 else many}"
