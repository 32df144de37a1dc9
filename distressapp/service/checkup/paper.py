"""Paper: the print system, the clinic's printer, and the page that came out last."""

from collections.abc import Iterator
from datetime import UTC, datetime

from distressapp.core.errors import ExpectedError
from distressapp.core.self_check import Checked, CheckedPart
from distressapp.printing import spool_kept, system
from distressapp.service.checkup.keeping import moment
from distressapp.service.checkup.lines import fine, look, told, unknown
from distressapp.service.checkup.opened import Opened
from distressapp.settings import Settings
from distressapp.text import _, ngettext


def part(opened: Opened) -> CheckedPart:
    """What is known of printing; nothing is printed."""
    lines = (*_system(opened.settings), *_pages(opened))
    return CheckedPart(id="paper", title=_("Paper"), lines=lines)


def _system(settings: Settings | None) -> Iterator[Checked]:
    name = _("Print system")
    own = None if settings is None else settings.printer
    if not system.is_there():
        words = _("there is none; pages can be saved as files")
        yield told("system", name, words) if own is None else look("system", name, words)
        return
    try:
        queues = system.queues()
    except ExpectedError as error:
        yield look("system", name, error.message)
        return
    said = ngettext("{count} printer is set up", "{count} printers are set up", len(queues))
    yield fine("system", name, said.format(count=len(queues)))
    yield _spool()
    if own is None:
        yield told("printer", _("The clinic's printer"), _("none is named"))
    else:
        found = next((each for each in queues if each.name == own.name), None)
        yield _printer(found)


def _spool() -> Checked:
    name, is_kept = _("Copies of pages"), spool_kept()
    if is_kept is None:
        return unknown("spool", name, _("this account cannot read how the print system is set"))
    if is_kept:
        said = _("the print system keeps printed pages on the disk; see docs/printing.md")
        return look("spool", name, said)
    return fine("spool", name, _("the print system keeps none"))


def _printer(found: system.Queue | None) -> Checked:
    name = _("The clinic's printer")
    if found is None:
        return look("printer", name, _("the print system does not know it"))
    if not found.is_ready:
        return look("printer", name, _("takes no pages just now"))
    return fine("printer", name, _("takes pages"))


def _pages(opened: Opened) -> Iterator[Checked]:
    last, owed = _("Last print"), _("Not printed")
    found, settings = opened.vault, opened.settings
    if found is None or settings is None:
        yield unknown("last_print", last, _("not looked into: the vault is shut"))
        yield unknown("unprinted", owed, _("not looked into: the vault is shut"))
        return
    if found.printed_ms is None:
        yield told("last_print", last, _("no page came out yet"))
    else:
        at = datetime.fromtimestamp(found.printed_ms // 1000, UTC)
        yield told("last_print", last, moment(at, settings.zone))
    if found.unprinted:
        said = ngettext(
            "{count} page waits or did not come out",
            "{count} pages wait or did not come out",
            found.unprinted,
        )
        yield look("unprinted", owed, said.format(count=found.unprinted))
    else:
        yield fine("unprinted", owed, _("nothing waits"))
