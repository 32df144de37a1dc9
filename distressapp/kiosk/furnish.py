"""What a window is furnished with, from the published settings and the screen."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QSize

from distressapp.kiosk.button_words import rehearsal_words
from distressapp.kiosk.handover import Standing
from distressapp.service.calls import not_ended
from distressapp.service.house import House
from distressapp.service.pauses import waiting
from distressapp.service.readiness import ending, holes, missing_today
from distressapp.settings import Settings
from distressapp.text import _, ngettext
from distressapp.ui.look import Look
from distressapp.ui.metrics import MM_PER_INCH, Metrics
from distressapp.ui.theme import THEMES


def look_for(settings: Settings, size: QSize, dots_per_mm: float, *, percent: int) -> Look:
    """Colours and sizes; a screen that lies about its size is corrected by the settings."""
    if settings.screen.diagonal_in is not None:
        diagonal_px = (size.width() ** 2 + size.height() ** 2) ** 0.5
        dots_per_mm = diagonal_px / float(settings.screen.diagonal_in) / MM_PER_INCH
    metrics = Metrics(
        width=max(1, size.width()),
        height=max(1, size.height()),
        dots_per_mm=dots_per_mm,
        text_percent=percent,
    )
    return Look(metrics=metrics, theme=THEMES[settings.screen.theme])


def rehearsal_mark(house: House) -> str | None:
    """What stands on every screen of a rehearsal; None in clinical use."""
    return rehearsal_words() if house.settings.is_rehearsal else None


def standing(
    house: House,
    look: Look,
    *,
    has_call: bool,
    has_staffs_room: bool = False,
    is_session: bool = False,
) -> Standing:
    """What staff should know before the next patient."""
    missing = missing_today(house)
    settings = house.settings
    return Standing(
        clinic=settings.clinic,
        lines=tuple(_lines(house, look, missing, has_call=has_call)),
        can_start=not missing and not has_call,
        has_call=bool(not_ended(house)),
        paused=waiting(house),
        needs_test=not settings.is_rehearsal and settings.now.tested_at is None,
        has_staffs_room=has_staffs_room,
        can_close=is_session and not has_call,
    )


def _lines(house: House, look: Look, missing: tuple[str, ...], *, has_call: bool) -> Iterator[str]:
    if has_call:
        yield _("A patient called for help. Answer the call first.")
    yield from (*missing, *holes(house), *ending(house))[:2]
    if look.metrics.is_small or look.metrics.height < look.metrics.px(800):
        yield _("This screen is small. For patients use one of ten inches or more.")
    oldest = house.letterbox.oldest_day()
    days = 0 if oldest is None else (house.today() - date.fromisoformat(oldest)).days
    if days > 0:
        yield ngettext(
            "A sitting of {days} day ago was not opened yet.",
            "A sitting of {days} days ago was not opened yet.",
            days,
        ).format(days=days)
