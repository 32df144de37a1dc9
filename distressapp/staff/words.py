"""Times, days and counts as people say them."""

from datetime import date, datetime, timedelta
from typing import Final

from distressapp.text import _, ngettext

_WEEK: Final = 7


def _weekdays() -> tuple[str, ...]:
    return (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday")),
        *(_("Saturday"), _("Sunday")),
    )


def _months() -> tuple[str, ...]:
    first = (_("January"), _("February"), _("March"), _("April"), _("May"), _("June"))
    last = (_("July"), _("August"), _("September"), _("October"), _("November"), _("December"))
    return first + last


def waiting(days: int) -> str:
    """How long somebody has been waiting.

    Args:
        days: Working days, 0 or more.
    """
    if days <= 0:
        return _("since today")
    words = ngettext("waiting {days} working day", "waiting {days} working days", days)
    return words.format(days=days)


def date_words(day: date) -> str:
    """The day in full: 3 March 2026."""
    return _("{day} {month} {year}").format(
        day=day.day, month=_months()[day.month - 1], year=day.year
    )


def day_words(day: date, today: date) -> str:
    """The day as seen from today: today, yesterday, Friday, or in full."""
    away = (day - today).days
    near = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
    if away in near:
        return near[away]
    weekday = _weekdays()[day.weekday()]
    if -_WEEK < away < 0:
        return _("last {weekday}").format(weekday=weekday)
    if 0 < away < _WEEK:
        return _("on {weekday}").format(weekday=weekday)
    return date_words(day)


def time_words(at: datetime, now: datetime | None = None) -> str:
    """The time of day; with its day where that is not today.

    Args:
        at: On the clinic's clock; see `House.local`.
        now: On the same clock; None for the time alone.
    """
    clock = at.strftime("%H:%M")
    if now is None or at.date() == now.date():
        return clock
    day = day_words(at.date(), now.date())
    return _("{day}, {time}").format(day=day, time=clock)


def ago(before: timedelta) -> str:
    """How long ago: just now, 5 minutes, 2 hours, 3 days.

    Args:
        before: 0 or more; less is taken for nothing, as a clock set back gives.
    """
    minutes = max(0, int(before.total_seconds()) // 60)
    if minutes == 0:
        return _("just now")
    hours = minutes // 60
    if hours == 0:
        words = ngettext("{count} minute ago", "{count} minutes ago", minutes)
        return words.format(count=minutes)
    days = hours // 24
    if days == 0:
        return ngettext("{count} hour ago", "{count} hours ago", hours).format(count=hours)
    return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
