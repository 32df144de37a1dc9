"""What the clinic keeps: its folder, its files as far as they can be opened, copies, room."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.self_check import Checked, CheckedPart
from distressapp.core.sitting import Use
from distressapp.letterbox import checking as of_letterbox
from distressapp.letterbox.upkeep import pending
from distressapp.log import Event
from distressapp.paths import PACKAGED, Folder, is_folder
from distressapp.service.checkup.lines import fine, look, told, unknown, wrong
from distressapp.service.checkup.opened import Opened
from distressapp.service.checkup.rights import is_nearly_full, open_to_others
from distressapp.service.shelf import newest_at
from distressapp.settings import Settings, hash_of
from distressapp.text import _, ngettext

_LOW_BYTES: Final = 1024**3
_LOW_FILES: Final = 1000
_SHORT: Final = 12
_MB: Final = 1024 * 1024
_GB: Final = 1024**3
_OLD_BACKUP: Final = timedelta(days=4)
"""Over a long weekend none is made; `shelf.due` knows the clinic's working days."""
_TROUBLES: Final = (
    Event.UNFORESEEN,
    Event.DIED,
    Event.NOT_KEPT,
    Event.NOT_RECOVERED,
    Event.QUARANTINED,
    Event.LOG_DAMAGED,
    Event.SLIP_NOT_MADE,
    Event.NOT_BACKED_UP,
)


def part(opened: Opened) -> CheckedPart:
    """The folder and what is in it."""
    folder = opened.folder
    lines = (
        _folder(opened),
        *_settings(opened),
        _tried("rights", _("Rights"), lambda: _rights(folder)),
        _tried("letterbox", _("Letterbox"), lambda: _letterbox(folder)),
        _tried("vault", _("Vault"), lambda: _vault(opened)),
        *_backups(opened),
        _tried("disk", _("Room on the disk"), lambda: _room(folder)),
        _tried("log", _("Trouble in the log"), lambda: _troubles(folder)),
    )
    return CheckedPart(id="keeping", title=_("What the clinic keeps"), lines=lines)


def _tried(of: str, name: str, act: Callable[[], Checked]) -> Checked:
    """The line; or that this account may not even look, as anybody's but the kiosk's own."""
    try:
        return act()
    except OSError as error:
        said = _("this account cannot look at it: {error}")
        return wrong(of, name, said.format(error=error.strerror))


def _folder(opened: Opened) -> Checked:
    name = _("Data folder")
    is_packaged = str(opened.folder.root) == PACKAGED
    where = _("that of the package") if is_packaged else _("one of this account")
    if opened.settings is None:
        return wrong("folder", name, _("{where}; no clinic can be opened").format(where=where))
    is_real = opened.settings.use is Use.CLINICAL
    use = _("clinical use") if is_real else _("a rehearsal")
    return told("folder", name, _("{where}, for {use}").format(where=where, use=use))


def _settings(opened: Opened) -> Iterator[Checked]:
    """Which settings and whose wording, to be compared with those of another computer."""
    settings = opened.settings
    if settings is None:
        return
    words = _("{hash}, of the instruments {instruments}")
    yield told(
        "settings",
        _("Settings"),
        words.format(
            hash=hash_of(settings)[:_SHORT], instruments=", ".join(settings.instruments) or "-"
        ),
    )
    packs = ", ".join(sorted(settings.packs)) or _("none is installed")
    yield told("wording", _("Licensed wording"), packs)


def _rights(folder: Folder) -> Checked:
    name = _("Rights")
    if os.name != "posix":
        said = _("not looked into: this system keeps them otherwise")
        return unknown("rights", name, said)
    if not folder.root.is_dir():
        return unknown("rights", name, _("there is no folder"))
    found = open_to_others(folder)
    if found:
        said = _("other accounts can read {names}").format(names=", ".join(found))
        return wrong("rights", name, said)
    if not os.access(folder.root, os.W_OK):
        return wrong("rights", name, _("this account cannot write into the folder"))
    return fine("rights", name, _("only this account can read and write"))


def _letterbox(folder: Folder) -> Checked:
    name = _("Letterbox")
    try:
        schema = of_letterbox.check_file(folder.letterbox)
        count = sum(len(each) for each in pending(folder.letterbox).values())
    except ExpectedError as error:
        return wrong("letterbox", name, str(error))
    said = ngettext(
        "whole, schema {schema}; {count} entry waits to be taken in",
        "whole, schema {schema}; {count} entries wait to be taken in",
        count,
    )
    return fine("letterbox", name, said.format(schema=schema, count=count))


def _vault(opened: Opened) -> Checked:
    name, found = _("Vault"), opened.vault
    if not opened.folder.vault.is_file():
        return wrong("vault", name, _("there is none"))
    if found is None:
        return unknown("vault", name, _("not looked into: it is shut"))
    if found.entries is None:
        return wrong("vault", name, found.wrong)
    said = ngettext(
        "whole; {count} entry, every chain whole",
        "whole; {count} entries, every chain whole",
        found.entries,
    )
    return fine("vault", name, said.format(count=found.entries))


def _backups(opened: Opened) -> Iterator[Checked]:
    name, second_name = _("Last backup"), _("Second place")
    settings = opened.settings
    if settings is None:
        yield unknown("backup", name, _("not known: no clinic can be opened"))
        return
    yield _made("backup", name, newest_at(opened.folder.backups), opened.now, settings)
    place = settings.backup.place
    if not place:
        yield told("second_place", second_name, _("none is set"))
    elif not is_folder(Path(place)):
        yield look("second_place", second_name, _("not there; is the stick plugged in?"))
    else:
        at = newest_at(Path(place))
        yield _made("second_place", second_name, at, opened.now, settings)


def _made(of: str, name: str, at: datetime | None, now: datetime, settings: Settings) -> Checked:
    if at is None:
        words = _("none was ever made")
        return told(of, name, words) if settings.is_rehearsal else look(of, name, words)
    words = moment(at, settings.zone)
    is_old = now - at > _OLD_BACKUP and not settings.is_rehearsal
    return look(of, name, words) if is_old else fine(of, name, words)


def moment(at: datetime, zone: tzinfo) -> str:
    """A time as it stands on the page."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _room(folder: Folder) -> Checked:
    name = _("Room on the disk")
    if not folder.root.is_dir():
        return unknown("disk", name, _("there is no folder"))
    found = shutil.disk_usage(folder.root)
    free = f"{found.free // _GB} GB" if found.free >= 10 * _GB else f"{found.free // _MB} MB"
    words = _("{free} free").format(free=free)
    files = _free_files(folder.root)
    if files is not None:
        words = _("{free} free; room for {count} more files").format(free=free, count=files)
    if is_nearly_full(folder):
        return wrong("disk", name, words)
    if found.free < _LOW_BYTES or (files is not None and files < _LOW_FILES):
        return look("disk", name, words)
    return fine("disk", name, words)


def _free_files(path: Path) -> int | None:
    """How many more files the file system could hold; None where it makes room as they come."""
    if sys.platform == "win32":
        return None
    found = os.statvfs(path)
    return found.f_favail if found.f_files else None


def _troubles(folder: Folder) -> Checked:
    """What the logs tell of late: events by their fixed words, and the day of the last."""
    name = _("Trouble in the log")
    found = {each: days for each in _TROUBLES if (days := _days(folder.log, each))}
    if not found:
        return fine("log", name, _("none"))
    words = "; ".join(
        _("{event}: {count}, last on {day}").format(
            event=event.value, count=len(days), day=max(days)
        )
        for event, days in found.items()
    )
    return look("log", name, words)


def _days(log: Path, event: Event) -> list[str]:
    """The day of every line with that event."""
    found: list[str] = []
    for path in sorted(log.glob("*.log*")):
        try:
            lines = path.read_text("utf-8", "replace").splitlines()
        except OSError:
            continue
        found += [line[:10] for line in lines if _tells(line, event)]
    return found


def _tells(line: str, event: Event) -> bool:
    """Whether that event stands behind the day and the time."""
    return "".join(line.split(" ", 2)[2:]).startswith(event.value)
