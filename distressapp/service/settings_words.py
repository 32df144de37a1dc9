"""Every setting in plain words: its name, its unit, what it does, and where its default is from."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from fractions import Fraction
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.service.paper_words import paper_words
from distressapp.settings import Backup, FollowUp, Settings, to_table
from distressapp.text import _

UNSET: Final = "\N{EM DASH}"
"""Stands where nothing is set."""


@frozen
class Named:
    """One setting as staff read it.

    Attributes:
        unit: After its value, `"seconds"`; empty where it has none.
        about: What it does, a sentence.
    """

    name: str
    about: str
    unit: str = ""


@frozen
class Shown:
    """One setting with its value in words.

    Attributes:
        is_default: It stands as the program came, and nobody here has confirmed it.
    """

    key: str
    named: Named
    value: str
    is_default: bool


def named(key: str) -> Named:
    """The words of a setting; a key that has none is named as it is written."""
    words = _words()
    for each in (key, *_starts(key)):
        if each in words:
            return words[each]
    return Named(name=key, about="")


def leaves(settings: Settings) -> dict[str, Json]:
    """Each setting under its whole key; hours and lists are one setting."""
    return dict(flat(to_table(settings)))


def flat(table: Json, start: str = "") -> Iterator[tuple[str, Json]]:
    """The leaves of a table of settings, as `leaves`."""
    if not isinstance(table, Mapping) or set(table) == {"opens", "closes"}:
        yield start, table
        return
    for key, each in table.items():
        yield from flat(each, f"{start}.{key}" if start else key)


def value_words(key: str, value: Json, zone: tzinfo = UTC) -> str:
    """A value as staff read it, with its unit; a dash where nothing is set.

    Args:
        zone: Of the clinic's clock, for a time.
    """
    if value is None or value in ("", [], {}):
        return UNSET
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return _pair(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(value_words("", each) for each in value)
    unit = named(key).unit
    said = _words_of(key, str(value), zone)
    return f"{said} {unit}" if unit else said


def _words_of(key: str, value: str, zone: tzinfo) -> str:
    """Only what is one of a few is put into other words: a clinic may be called Letter."""
    # Anybody can post a test of the call: what is no time is shown as it stands.
    with suppress(ValueError, OverflowError, ZeroDivisionError):
        if key == "now.tested_at":
            return f"{datetime.fromisoformat(value).astimezone(zone):%Y-%m-%d %H:%M}"
        if key == "screen.diagonal_in":
            whole, tenths = divmod(Fraction(value) * 10, 10)
            return f"{whole}.{tenths}" if tenths.denominator == 1 else value
    is_choice = key in _CHOICES or key.startswith("missing.")
    return choice_words(value) if is_choice else value


def _pair(value: Mapping[str, Json]) -> str:
    if "opens" in value:
        return _("{opens} to {closes}").format(opens=value["opens"], closes=value["closes"])
    if "label" in value:
        return _("{label}: {number}").format(label=value["label"], number=value["number"])
    if "holder" in value:
        return _permission(value)
    return json.dumps(value, ensure_ascii=False)


def _permission(value: Mapping[str, Json]) -> str:
    said = _("{instrument}: permission {reference} of {holder}").format(
        instrument=value["instrument"], reference=value["reference"], holder=value["holder"]
    )
    uses = value.get("uses")
    about = (
        _("since {day}").format(day=value["since"]) if value.get("since") else "",
        _("until {day}").format(day=value["until"]) if value.get("until") else "",
        _("for {uses}").format(uses=", ".join(map(str, uses))) if isinstance(uses, list) else "",
    )
    return ", ".join((said, *(each for each in about if each)))


def choice_words(value: str) -> str:
    """A word of the file as staff read it; what is no such word is given back."""
    return {
        "rehearsal": _("Rehearsal"),
        "clinical": _("Clinical use"),
        "a4": _("A4"),
        "letter": _("Letter"),
        "receipt": _("Receipt roll, 80 mm"),
        "light": _("Light"),
        "dark": _("Dark"),
        "contrast": _("High contrast"),
        "classic": _("Classic"),
        "cancer_meta_analysis": _("Cancer meta-analysis"),
        "strict": _("Strict: every item must be answered"),
        "half": _("Half rule: at least half of the items must be answered"),
        "nothing": _("Nothing"),
        "answers": _("Their own answers, without scores"),
        "scores": _("Their own answers; scores after a conversation"),
    }.get(value, value)


def origin_words(row: Shown) -> str:
    """Where a value is from that nobody here has set; empty where somebody has, or none is set."""
    if not row.is_default or row.value == UNSET:
        return ""
    if row.key == _PROFILE:
        return _("No clinician of this clinic has confirmed it; its sources stand under Cut-offs.")
    if row.key.startswith(_JUDGED):
        return _("The value is this project's judgement; no published source sets it.")
    return _("It stands as the program came.")


def shown(settings: Settings) -> tuple[Shown, ...]:
    """Every setting that stands, and every one that could, in the order of the words."""
    found, plain = (
        leaves(settings),
        leaves(Settings(clinic=settings.clinic, use=settings.use)),
    )
    keys = dict.fromkeys([*(key for key in _words() if not key.endswith(".")), *found])
    return tuple(
        Shown(
            key=key,
            named=named(key),
            value=value_words(key, found.get(key, LEFT_OUT.get(key)), settings.zone),
            is_default=key not in _OWN
            and not (key == _PROFILE and settings.profile.by is not None)
            and found.get(key, LEFT_OUT.get(key)) == plain.get(key, LEFT_OUT.get(key)),
        )
        for key in keys
    )


_PROFILE: Final = "profile.profile"
_CHOICES: Final = ("use", "paper", "slips.paper", "take_home", "screen.theme", _PROFILE)
_JUDGED: Final = ("idle_s", "blank_s", "cleaning_s", "backup.keep_days", "followup.", "missing.")
"""Figures and rules that no published source sets, of all that has a default."""

_OWN: Final = ("clinic", "use")
"""What only a clinic can say."""

LEFT_OUT: Final[Mapping[str, Json]] = {
    "backup.keep_days": Backup().keep_days,
    "take_home": "answers",
    "is_slip_when_called": False,
    "followup.soon_days": FollowUp().soon_days,
    "followup.need_days": FollowUp().need_days,
    "followup.talk_days": FollowUp().talk_days,
    "followup.explain_days": FollowUp().explain_days,
}
"""What stands where the published file leaves a key out, because nothing was set."""


def _starts(key: str) -> Iterator[str]:
    parts = key.split(".")
    for length in range(len(parts) - 1, 0, -1):
        yield ".".join(parts[:length]) + "."


def _words() -> dict[str, Named]:
    return {**_of_the_clinic(), **_of_the_call(), **_of_the_questions(), **_of_the_kiosk()}


def _of_the_clinic() -> dict[str, Named]:
    return {
        "clinic": Named(name=_("Clinic"), about=_("The name that patients know.")),
        "use": Named(
            name=_("What this folder is for"),
            about=_("Rehearsal or clinical use, from set-up and for ever."),
        ),
        "timezone": Named(name=_("Time zone"), about=_("What the clinic's clock shows.")),
        "record_number": Named(
            name=_("Pattern of a record number"),
            about=_("A regular expression that a record number must match; empty allows any."),
        ),
        **{key: Named(name=name, about=does) for key, (name, does) in paper_words().items()},
        "take_home": Named(
            name=_("What a patient may take home"),
            about=_("Printed by staff on request, and noted in the journal."),
        ),
        "backup.place": Named(
            name=_("Second place for backups"),
            about=_("A folder on a stick or a share, not on the disk of the data."),
        ),
        "backup.keep_days": Named(
            name=_("Backups are kept"),
            about=_("The newest three always are. Erased answers live on in them until then."),
            unit=_("days"),
        ),
        "retention.years": Named(
            name=_("Answers are kept"),
            about=_(
                "Whole years after a patient's last sitting. The clinic's own figure; nothing is "
                "erased by itself."
            ),
            unit=_("years"),
        ),
        "packs.": Named(name=_("Licensed wording"), about=_("Packs that are installed.")),
        "permissions": Named(
            name=_("Permissions"), about=_("What owners of instruments allow here.")
        ),
    }


def _of_the_call() -> dict[str, Named]:
    weekdays = {
        "monday": _("Open on Monday"),
        "tuesday": _("Open on Tuesday"),
        "wednesday": _("Open on Wednesday"),
        "thursday": _("Open on Thursday"),
        "friday": _("Open on Friday"),
        "saturday": _("Open on Saturday"),
        "sunday": _("Open on Sunday"),
    }
    hours = _("When somebody can come; a day without hours is closed.")
    return {
        "now.responder": Named(
            name=_("Who comes when a patient calls"), about=_("The first to be called.")
        ),
        "now.backup": Named(
            name=_("Who comes when the first does not"),
            about=_("Called when nobody acknowledged in 3 minutes."),
        ),
        "now.absence_cover": Named(
            name=_("Who answers when both are away"), about=_("For leave and illness.")
        ),
        "now.tested_by": Named(
            name=_("Call for help tested by"), about=_("Who heard it and saw it.")
        ),
        "now.tested_at": Named(
            name=_("Call for help tested at"), about=_("When it was heard and seen.")
        ),
        **{f"now.hours.{day}": Named(name=words, about=hours) for day, words in weekdays.items()},
        "now.closed_days": Named(name=_("Closed days"), about=_("Holidays, one by one.")),
        "now.local_numbers": Named(
            name=_("Numbers to ring when the clinic is closed"),
            about=_("Shown to a patient outside opening hours."),
        ),
    }


def _of_the_questions() -> dict[str, Named]:
    target = _("How soon somebody is contacted; there is no published standard.")
    return {
        "languages": Named(
            name=_("Languages"), about=_("What a patient may choose, the first one shown first.")
        ),
        "instruments": Named(name=_("Instruments"), about=_("Asked in this order.")),
        "profile.profile": Named(
            name=_("Cut-offs"), about=_("The profile that says which score raises which flag.")
        ),
        "profile.by": Named(
            name=_("Cut-offs confirmed by"), about=_("A clinician of this clinic, by name.")
        ),
        "profile.on": Named(name=_("Cut-offs confirmed on"), about=_("The day of that.")),
        "missing.": Named(
            name=_("Rule for missing answers"), about=_("Whether a scale with gaps is scored.")
        ),
        "consent.": Named(name=_("Why we ask"), about=_("The clinic's own text in place of ours.")),
        "followup.owner": Named(
            name=_("Who follows up"), about=_("Owns a new case until it is handed over.")
        ),
        "followup.cover": Named(
            name=_("Who covers for them"), about=_("Told when something is overdue.")
        ),
        "followup.manager": Named(
            name=_("Manager of the follow-up"), about=_("Told when something is overdue.")
        ),
        "followup.soon_days": Named(
            name=_("Soon: first contact within"), about=target, unit=_("working days")
        ),
        "followup.need_days": Named(
            name=_("Need: first contact within"), about=target, unit=_("working days")
        ),
        "followup.talk_days": Named(
            name=_("Talk: within"),
            about=_("By the nurse; 0 is the same day. There is no published standard."),
            unit=_("working days"),
        ),
        "followup.explain_days": Named(
            name=_("An open flag asks for an action or an explanation after"),
            about=target,
            unit=_("days"),
        ),
    }


def _of_the_kiosk() -> dict[str, Named]:
    return {
        "screen.diagonal_in": Named(
            name=_("Screen's diagonal"),
            about=_("Measured by hand, where the screen lies about its size."),
            unit=_("inches"),
        ),
        "screen.theme": Named(name=_("Colours"), about=_("Of the kiosk.")),
        "screen.text_percent": Named(
            name=_("Size of text"), about=_("A patient may choose another."), unit=_("%")
        ),
        "screen.has_transitions": Named(
            name=_("Questions slide"), about=_("Off for those who ask for less motion.")
        ),
        "screen.has_steppers": Named(
            name=_("A little less, a little more"),
            about=_("Buttons beside the rating. They bias it, and their use is recorded."),
        ),
        "screen.has_icons": Named(
            name=_("Icons beside the concerns"),
            about=_("Never in place of the words, and only where they need no further page."),
        ),
        "screen.voice_output": Named(
            name=_("Reading aloud is heard"),
            about=_(
                "Choose headphones only: what is chosen here plays without asking. "
                "Without headphones the patient is asked before anything plays in the room."
            ),
        ),
        "idle_s": Named(
            name=_("Without a touch, until the gentle question"),
            about=_("Then the kiosk asks whether somebody is there."),
            unit=_("seconds"),
        ),
        "blank_s": Named(
            name=_("After it, until the screen blanks"),
            about=_("Then the sitting is scored as a stop."),
            unit=_("seconds"),
        ),
        "cleaning_s": Named(
            name=_("Cleaning between two patients"),
            about=_("Contact time of the wipe."),
            unit=_("seconds"),
        ),
    }
