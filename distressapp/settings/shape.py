"""Settings to and from plain tables: the same shape in `kiosk.json` and in a set-up file."""

import re
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from distressapp.core.journal import Json
from distressapp.core.sitting import Use
from distressapp.settings.printers import (
    PAPERS,
    SLIP_PAPERS,
    agree,
    printer_of,
    printers_table,
    slips_of,
)
from distressapp.settings.reader import SettingsError, Table
from distressapp.settings.values import (
    USES,
    WEEKDAYS,
    Backup,
    Confirmed,
    FollowUp,
    Hours,
    LocalNumber,
    Now,
    Permission,
    Retention,
    Screen,
    Settings,
)

__all__ = [
    "PAPERS",
    "SLIP_PAPERS",
    "TAKE_HOME",
    "TEXT_PERCENTS",
    "THEMES",
    "SettingsError",
    "from_table",
    "to_table",
]

THEMES: Final = ("light", "dark", "contrast")
TAKE_HOME: Final = ("nothing", "answers", "scores")
TEXT_PERCENTS: Final = (100, 125, 150, 200)
_LONGEST_S: Final = 3600
_MOST_YEARS: Final = 150
_DEFAULT: Final = Settings(clinic="", use=Use.REHEARSAL)


def from_table(found: object, *, file: str) -> Settings:
    """The settings that a table describes.

    Args:
        file: The name of the file it stood in, for messages.

    Raises:
        SettingsError: The first thing that is wrong: file, key, and what to do.
    """
    table = Table(file, found)
    clinic = table.text("clinic")
    if not clinic:
        raise table.refuse("clinic", "is empty", "Write the clinic's name as patients know it.")
    settings = Settings(
        clinic=clinic,
        use=Use(table.one_of("use", tuple(Use))),
        languages=_some(table, "languages", _DEFAULT.languages),
        instruments=_some(table, "instruments", _DEFAULT.instruments),
        profile=_profile(table.table("profile")),
        missing=table.words("missing"),
        paper=table.one_of("paper", PAPERS, _DEFAULT.paper),
        printer=printer_of(table),
        slips=slips_of(table),
        is_printed_at_end=table.claim("is_printed_at_end", default=False),
        is_slip_when_called=table.claim("is_slip_when_called", default=False),
        screen=_screen(table.table("screen")),
        idle_s=table.whole("idle_s", _DEFAULT.idle_s, low=10, high=_LONGEST_S),
        blank_s=table.whole("blank_s", _DEFAULT.blank_s, low=5, high=_LONGEST_S),
        cleaning_s=table.whole("cleaning_s", _DEFAULT.cleaning_s, low=0, high=_LONGEST_S),
        now=_now(table.table("now")),
        consent=table.words("consent"),
        timezone=_timezone(table),
        record_number=_pattern(table),
        packs=table.words("packs"),
        permissions=tuple(_permission(each) for each in table.tables("permissions")),
        backup=_backup(table.table("backup")),
        retention=_retention(table.table("retention")),
        followup=_followup(table.table("followup")),
        take_home=table.one_of("take_home", TAKE_HOME, _DEFAULT.take_home),
    )
    table.done()
    agree(table, settings)
    return settings


def _some(table: Table, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    found = table.texts(key, default)
    if not found or len(set(found)) < len(found):
        raise table.refuse(key, "is empty or names one twice", "Name each once, and at least one.")
    return found


def _profile(table: Table) -> Confirmed:
    found = Confirmed(
        profile=table.text("profile", "classic"), by=table.optional("by"), on=table.day("on")
    )
    table.done()
    if (found.by is None) != (found.on is None):
        raise table.refuse("by", "and the day go together", "Give both, who and when, or neither.")
    return found


def _screen(table: Table) -> Screen:
    percent = table.whole("text_percent", 100, low=TEXT_PERCENTS[0], high=TEXT_PERCENTS[-1])
    if percent not in TEXT_PERCENTS:
        raise table.refuse("text_percent", "is not on offer", "Use 100, 125, 150 or 200.")
    screen = Screen(
        diagonal_in=table.inches("diagonal_in", low=5, high=100),
        theme=table.one_of("theme", THEMES, "light"),
        text_percent=percent,
        has_transitions=table.claim("has_transitions", default=True),
        has_steppers=table.claim("has_steppers", default=False),
        has_icons=table.claim("has_icons", default=True),
        voice_output=table.text("voice_output", ""),
    )
    table.done()
    return screen


def _now(table: Table) -> Now:
    found = Now(
        responder=table.text("responder", ""),
        backup=table.text("backup", ""),
        tested_by=table.optional("tested_by"),
        tested_at=table.moment("tested_at"),
        hours=_hours(table.table("hours")),
        closed_days=table.days("closed_days"),
        absence_cover=table.text("absence_cover", ""),
        local_numbers=tuple(
            LocalNumber(label=each.text("label"), number=each.text("number"))
            for each in table.tables("local_numbers")
        ),
    )
    table.done()
    return found


def _hours(table: Table) -> dict[str, Hours]:
    found: dict[str, Hours] = {}
    for weekday in WEEKDAYS:
        if table.has(weekday):
            each = table.table(weekday)
            found[weekday] = Hours(opens=each.hour("opens"), closes=each.hour("closes"))
            each.done()
            if found[weekday].opens >= found[weekday].closes:
                raise table.refuse(weekday, "closes before it opens", "Put the earlier time first.")
    table.done()
    return found


def _permission(table: Table) -> Permission:
    found = Permission(
        instrument=table.text("instrument"),
        holder=table.text("holder"),
        reference=table.text("reference"),
        since=table.day("since"),
        until=table.day("until"),
        uses=_some(table, "uses", ("clinical",)),
    )
    table.done()
    if not set(found.uses) <= set(USES):
        raise table.refuse("uses", "is not known", "Use clinical, research or training.")
    return found


def _backup(table: Table) -> Backup:
    found = Backup(
        place=table.text("place", ""),
        keep_days=table.whole("keep_days", _DEFAULT.backup.keep_days, low=7, high=400),
    )
    if found.place and not Path(found.place).is_absolute():
        raise table.refuse("place", "is not a whole path", "Write it from its very beginning.")
    table.done()
    return found


def _retention(table: Table) -> Retention:
    is_set = table.has("years")
    years = table.whole("years", 0, low=1, high=_MOST_YEARS) if is_set else None
    table.done()
    return Retention(years=years)


def _followup(table: Table) -> FollowUp:
    default = _DEFAULT.followup
    found = FollowUp(
        owner=table.text("owner", ""),
        cover=table.text("cover", ""),
        manager=table.text("manager", ""),
        soon_days=table.whole("soon_days", default.soon_days, low=0, high=60),
        need_days=table.whole("need_days", default.need_days, low=0, high=60),
        talk_days=table.whole("talk_days", default.talk_days, low=0, high=60),
        explain_days=table.whole("explain_days", default.explain_days, low=1, high=365),
    )
    table.done()
    return found


def _timezone(table: Table) -> str:
    name = table.text("timezone", "UTC")
    if name == "UTC":
        return name
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise table.refuse(
            "timezone", "is not known here", 'Use a name like "Europe/Madrid", or "UTC".'
        ) from error
    return name


def _pattern(table: Table) -> str:
    found = table.text("record_number", "")
    try:
        re.compile(found)
    except (re.error, OverflowError, RecursionError) as error:
        raise table.refuse(
            "record_number", "is not a regular expression", r'Use one like "[0-9]{7}", or none.'
        ) from error
    return found


def to_table(settings: Settings) -> dict[str, Json]:
    """The settings as a plain table; `from_table` reads it back."""
    return {
        "clinic": settings.clinic,
        "use": settings.use.value,
        "languages": list(settings.languages),
        "instruments": list(settings.instruments),
        "profile": _without_none(
            {
                "profile": settings.profile.profile,
                "by": settings.profile.by,
                "on": _iso(settings.profile.on),
            }
        ),
        "missing": dict(settings.missing),
        "paper": settings.paper,
        **printers_table(settings),
        "screen": _screen_table(settings.screen),
        "idle_s": settings.idle_s,
        "blank_s": settings.blank_s,
        "cleaning_s": settings.cleaning_s,
        "now": _now_table(settings.now),
        "consent": dict(settings.consent),
        "timezone": settings.timezone,
        "record_number": settings.record_number,
        "packs": dict(settings.packs),
        "permissions": [_permission_table(each) for each in settings.permissions],
        **_backup_table(settings.backup),
        **_retention_table(settings.retention),
        **_followup_table(settings.followup),
        **({} if settings.take_home == _DEFAULT.take_home else {"take_home": settings.take_home}),
    }


def _backup_table(backup: Backup) -> dict[str, Json]:
    # Left out where nothing was set: a folder published by an older version keeps its hash.
    default = Backup()
    if (backup.place, backup.keep_days) == (default.place, default.keep_days):
        return {}
    return {"backup": {"place": backup.place, "keep_days": backup.keep_days}}


def _retention_table(retention: Retention) -> dict[str, Json]:
    # Left out where nothing was set, as above.
    return {} if retention.years is None else {"retention": {"years": retention.years}}


def _screen_table(screen: Screen) -> dict[str, Json]:
    diagonal = None if screen.diagonal_in is None else str(screen.diagonal_in)
    return _without_none(
        {
            "diagonal_in": diagonal,
            "theme": screen.theme,
            "text_percent": screen.text_percent,
            "has_transitions": screen.has_transitions,
            "has_steppers": screen.has_steppers,
            # Left out where nothing was set, as below.
            "has_icons": None if screen.has_icons else False,
            "voice_output": screen.voice_output or None,
        }
    )


def _followup_table(followup: FollowUp) -> dict[str, Json]:
    # Left out where nothing was set, as above.
    table = _followup_values(followup)
    return {} if table == _followup_values(FollowUp()) else {"followup": table}


def _followup_values(followup: FollowUp) -> dict[str, Json]:
    return {
        "owner": followup.owner,
        "cover": followup.cover,
        "manager": followup.manager,
        "soon_days": followup.soon_days,
        "need_days": followup.need_days,
        "talk_days": followup.talk_days,
        "explain_days": followup.explain_days,
    }


def _now_table(now: Now) -> dict[str, Json]:
    return _without_none(
        {
            "responder": now.responder,
            "backup": now.backup,
            "tested_by": now.tested_by,
            "tested_at": None if now.tested_at is None else now.tested_at.isoformat(),
            "hours": {
                day: {"opens": _short(hours.opens), "closes": _short(hours.closes)}
                for day, hours in now.hours.items()
            },
            "closed_days": [each.isoformat() for each in now.closed_days],
            "absence_cover": now.absence_cover,
            "local_numbers": [
                {"label": each.label, "number": each.number} for each in now.local_numbers
            ],
        }
    )


def _permission_table(permission: Permission) -> dict[str, Json]:
    return _without_none(
        {
            "instrument": permission.instrument,
            "holder": permission.holder,
            "reference": permission.reference,
            "since": _iso(permission.since),
            "until": _iso(permission.until),
            # Left out where an older record would mean the same, as above.
            "uses": None if permission.uses == ("clinical",) else list(permission.uses),
        }
    )


def _without_none(found: Mapping[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in found.items() if value is not None}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _short(at: time) -> str:
    return at.isoformat(timespec="minutes")
