"""Damage found at the start of a kiosk, mended with the vault shut.

A damaged letterbox goes to `quarantine/` whole, and a new one takes its place with every row that
can still be read: the rows are sealed, so the next take-in finds out which of them are good. A
damaged `kiosk.json` or `clinic.pub` is put back from the newest backup that has a good one. The
next sign-in compares both with the vault. A letterbox of an older version is brought up to date in
the same way: the older one lies in quarantine, untouched.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import Json
from distressapp.core.stores import (
    StoreDamagedError,
    StoreError,
    StoreTooOldError,
    damaged,
)
from distressapp.letterbox.connection import create
from distressapp.letterbox.rescuing import Rescued, renew, rescue
from distressapp.log import Event, note_in
from distressapp.paths import Folder
from distressapp.service.archive import extract, in_folder
from distressapp.service.house import House
from distressapp.service.keyfiles import vault_lock
from distressapp.service.posting import News, post
from distressapp.service.soundness import damaged_files, read_letterbox, read_public_key
from distressapp.service.swapping import begin, forget, put_in_place
from distressapp.settings import read
from distressapp.text import _

QUARANTINED = "damage.quarantined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One file that was damaged, and what took its place.

    Attributes:
        name: Of the file.
        backup: Name of the backup it came from; empty for a new letterbox.
        rescued: What a new letterbox was given of the damaged one; None where nothing was
            damaged, and an older one was only brought up to date.
    """

    name: str
    backup: str = ""
    rescued: Rescued | None = None


def mend(
    folder: Folder, *, clock: Callable[[], datetime], new_id: Callable[[], str]
) -> tuple[Repair, ...]:
    """Find out what of the kiosk's three files is damaged or gone, and put good ones in place.

    Call it with the kiosk's room taken. Nothing is done in a folder without a vault: there is
    no clinic in it.

    Raises:
        StoreDamagedError: There is no backup to mend a file from; nothing was changed.
        StoreTooNewError: A newer version of the program wrote a file.
        StoreError: A file cannot be used for another reason than damage.
    """
    bad = damaged_files(folder)
    if not bad:
        return ()
    with vault_lock(folder):
        try:
            new = begin(folder)
            found = [_mended(folder, new, path, clock=clock, new_id=new_id) for path in bad]
            put_in_place(folder, at=clock())
        except StoreError:
            forget(folder)
            raise
    note_in(folder.log, Event.QUARANTINED, count=len(found))
    return tuple(found)


def tell(house: House, repairs: tuple[Repair, ...]) -> None:
    """Post an entry for each repair, so that staff find it in the journal.

    Raises:
        StoreError: The letterbox cannot be written.
    """
    for each in repairs:
        rescued: Json = None
        if each.rescued is not None:
            rescued = {
                "entries": each.rescued.entries,
                "drafts": each.rescued.drafts,
                "calls": each.rescued.calls,
                "is_whole": each.rescued.is_whole,
            }
        payload: Json = {
            "file": each.name,
            "backup": each.backup,
            "rescued": rescued,
            "program": house.program,
        }
        post(house, News(kind=QUARANTINED, payload=payload))


def _is_old(letterbox: Path) -> bool:
    try:
        read_letterbox(letterbox)
    except StoreTooOldError:
        return True
    except StoreError:
        return False
    return False


def _mended(
    folder: Folder,
    new: Folder,
    path: Path,
    *,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
) -> Repair:
    if path == folder.letterbox:
        create(new.letterbox, writer=new_id())
        if _is_old(path):
            # Of a damaged one nothing was carried yet: what can be read is, below.
            with suppress(StoreDamagedError):
                renew(path, new.letterbox)
                return Repair(name=path.name)
        today = clock().date().isoformat()
        return Repair(name=path.name, rescued=rescue(path, new.letterbox, today=today))
    check = read if path == folder.settings else read_public_key
    for backup in in_folder(folder.backups):
        target = new.root / path.name
        target.unlink(missing_ok=True)
        try:
            extract(backup, new.root, only=path.name)
            check(target)
        except ExpectedError:
            continue
        return Repair(name=path.name, backup=backup.name)
    advice = _(
        "Leave the data folder as it is, and restore a backup from another place with "
        "`distressapp restore`."
    )
    if path == folder.clinic_public:
        advice = _("An administrator writes it again with `distressapp mend --clinic-key`.")
    raise StoreDamagedError(
        _("{name} is damaged, and no backup has a good one").format(name=path.name), advice=advice
    ) from damaged(path.name)
