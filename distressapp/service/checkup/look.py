"""Look at everything, and put it on one page."""

from datetime import UTC
from typing import Final

from distressapp import __version__
from distressapp.core.frozen import frozen
from distressapp.core.self_check import Finding, SelfCheck, is_sound
from distressapp.service.checkup import keeping, machine, paper, program
from distressapp.service.checkup.opened import Opened
from distressapp.text import _, ngettext

LANGUAGE: Final = "en"


@frozen
class Front:
    """What only a front door with windows knows.

    Attributes:
        qt: Its version; empty where it cannot be loaded.
        screens: Each in words; None where nobody looked.
    """

    qt: str = ""
    screens: tuple[str, ...] | None = None


def look(opened: Opened, front: Front) -> SelfCheck:
    """The whole self-check; nothing is changed. It takes a second, or as long as printers do."""
    parts = (
        program.part(opened.now, front.qt),
        keeping.part(opened),
        paper.part(opened),
        machine.part(opened, front.screens),
    )
    zone = UTC if opened.settings is None else opened.settings.zone
    at = opened.now.astimezone(zone)
    return SelfCheck(
        title="Self-check",
        language=LANGUAGE,
        at=at,
        heading=_("Self-check of this computer"),
        facts=_("distressapp {version}, {time}").format(
            version=__version__, time=f"{at:%Y-%m-%d %H:%M %Z}"
        ),
        promise=_(
            "Nothing on this page is about a patient, an answer or a member of staff: it may go "
            "with a request for help."
        ),
        verdict=_verdict(opened.not_ready, is_fine=is_sound(parts)),
        not_ready=opened.not_ready,
        more=_("… and {count} more; `distressapp doctor` lists them all."),
        marks=tuple((each.value, words) for each, words in _marks().items()),
        parts=parts,
    )


def _verdict(found: tuple[str, ...], *, is_fine: bool) -> str:
    if not is_fine:
        return _("Something is wrong: look at the lines marked {mark}.").format(
            mark=_marks()[Finding.WRONG]
        )
    if found:
        return ngettext(
            "The program is sound. {count} thing keeps this clinic from being ready:",
            "The program is sound. {count} things keep this clinic from being ready:",
            len(found),
        ).format(count=len(found))
    return _("Everything is ready.")


def _marks() -> dict[Finding, str]:
    return {
        Finding.FINE: _("ok"),
        Finding.TOLD: "\N{EN DASH}",
        Finding.LOOK: _("look"),
        Finding.WRONG: _("WRONG"),
        Finding.UNKNOWN: "?",
    }
