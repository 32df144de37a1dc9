"""Where backups stand, and whether one is due; needs no passphrase, only the names of files."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from distressapp.core.stores import StoreError
from distressapp.paths import is_folder
from distressapp.service.archive import in_folder, made_at, read_manifest
from distressapp.service.house import House
from distressapp.service.workroom import cut_short
from distressapp.text import _

_FURTHEST_DAYS: Final = 31
"""How far back the last working day is looked for; a clinic that was closed longer is new."""


def second_place(house: House) -> Path | None:
    """The second place of the settings; None where none is set."""
    place = house.settings.backup.place
    return Path(place) if place else None


def newest_at(folder: Path) -> datetime | None:
    """When the newest backup in a folder was made, by its name; UTC."""
    return next((made_at(path) for path in in_folder(folder)), None)


def holds_key(house: House, key_id: str) -> bool:
    """Whether a backup that can be reached holds the clinic's pair of that id, as it says."""
    second = second_place(house)
    folders = [house.folder.backups, *(() if second is None else (second,))]
    return any(_names(path, key_id) for folder in folders for path in in_folder(folder))


def _names(path: Path, key_id: str) -> bool:
    try:
        return key_id in read_manifest(path).keys
    except StoreError:
        return False


def due(house: House) -> tuple[str, ...]:
    """What is not as it should be with the backups, a sentence each."""
    return tuple(_due(house))


def _due(house: House) -> Iterator[str]:
    if cut_short(house.folder.backups):
        yield _("A drill was cut short and left a copy; `distressapp backup` removes it.")
    last = _last_working_day(house)
    newest = newest_at(house.folder.backups)
    if newest is None and not house.settings.is_rehearsal:
        yield _("No backup was ever made; `distressapp backup` makes one.")
    elif newest is not None and last is not None and house.local(newest).date() < last:
        yield _("The newest backup is of {day}; `distressapp backup` makes one.").format(
            day=house.local(newest).date().isoformat()
        )
    place = second_place(house)
    if place is None:
        if not house.settings.is_rehearsal:
            yield _("No second place for backups is set: a broken disk would take them all.")
        return
    if not is_folder(place):
        yield _("The second place for backups is not there; is the stick plugged in?")
        return
    second = newest_at(place)
    if newest is not None and (second is None or (last and house.local(second).date() < last)):
        yield _("The second place for backups has no new one; `distressapp backup` makes one.")


def _last_working_day(house: House) -> date | None:
    today = house.today()
    days = (today - timedelta(days=number) for number in range(1, _FURTHEST_DAYS + 1))
    return next((day for day in days if house.settings.is_working_day(day)), None)
