"""Making backups: after each shift, to two places, and no older than the clinic wants them."""

import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from io import BufferedWriter
from pathlib import Path
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.roles import Act
from distressapp.core.stores import StoreError
from distressapp.log import Event, note, note_in
from distressapp.paths import is_folder
from distressapp.service.access import Session, check_may
from distressapp.service.archive import (
    heads_to_table,
    in_folder,
    made_at,
    part_of,
    read_manifest,
)
from distressapp.service.clinic_keys import awaits_backup, settle_public
from distressapp.service.copying import Written, settle, write_backup
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.keyfiles import vault_lock
from distressapp.service.posting import News
from distressapp.service.shelf import second_place
from distressapp.service.swapping import prune
from distressapp.service.takein import TakenIn, take_in
from distressapp.text import _
from distressapp.vault import backups
from distressapp.vault.backed import GONE, MADE
from distressapp.vault.vault import Vault

LEAST: Final = 3
"""So many of the newest backups always stay, however old (this project's judgement)."""


@frozen
class Made:
    """A backup that was made.

    Attributes:
        path: In the data folder.
        places: The other places that have it too.
        warnings: What did not work, a sentence each; the backup itself is good.
        gone: Names of older backups that were deleted.
    """

    path: Path
    at: datetime
    places: tuple[Path, ...]
    warnings: tuple[str, ...]
    gone: tuple[str, ...]


@frozen
class Shift:
    """What was done at the end of a shift."""

    taken: TakenIn
    made: Made


def end_shift(house: House, session: Session) -> Shift:
    """Take the letterbox in and make a backup; called before somebody signs out.

    Raises:
        StoreError: A file cannot be used; what was done so far stands.
    """
    taken = take_in(house, session.vault)
    return Shift(taken=taken, made=make_backup(house, session))


def back_up_new_pair(house: House, session: Session) -> bool:
    """A backup that holds a new pair, so that everybody may post with it from now on.

    Where none can be made, everybody goes on posting with the pair before it, and the next who
    signs in tries again.

    Returns:
        Whether what is posted now opens after a restore.
    """
    if not awaits_backup(house.folder, session.vault):
        return True
    try:
        make_backup(house, session)
    except ExpectedError as error:
        note(Event.NOT_BACKED_UP, error=error)
    return not awaits_backup(house.folder, session.vault)


def make_backup(house: House, session: Session, places: Sequence[Path] | None = None) -> Made:
    """Make a backup in the data folder, carry it to the other places, delete what is too old.

    Args:
        places: Where else it goes; None for the second place of the settings. One that is not
            there is a warning.

    Raises:
        NotAllowedError: The role does not do that.
        StoreError: No backup could be made; those that stand, stand.
    """
    check_may(session, Act.BACK_UP)
    if places is None:
        second = second_place(house)
        places = () if second is None else (second,)
    written = write_backup(house, session.vault, session.key)
    there, warnings = _carried(house, written, places)
    gone = _prune(house, session.vault, (house.folder.backups, *there))
    prune(house.folder, now=house.clock(), keep_days=house.settings.backup.keep_days)
    _tell(house, session, written, 1 + len(there), gone)
    if awaits_backup(house.folder, session.vault):
        with vault_lock(house.folder):
            settle_public(house, session.vault)
    note_in(house.folder.log, Event.BACKED_UP)
    return Made(
        path=written.path,
        at=written.checked.manifest.at,
        places=tuple(there),
        warnings=tuple(warnings),
        gone=gone,
    )


def _carried(
    house: House, written: Written, places: Sequence[Path]
) -> tuple[list[Path], list[str]]:
    there: list[Path] = []
    warnings: list[str] = []
    if not written.checked.is_chain_whole:
        warnings.append(
            _("The backup was made, but the journal does not check out; run `distressapp verify`.")
        )
    warnings += [
        _(
            "The backup opens, but not for everybody who should open it: {name}. "
            "A new passphrase, or `distressapp recovery new`, puts that right."
        ).format(name=each)
        for each in written.checked.shut_out
    ]
    for place in dict.fromkeys(places):
        try:
            _carry(written.path, place)
        except (OSError, StoreError) as error:
            note(Event.NOT_BACKED_UP, error=error)
            warnings.append(_not_there(place))
            continue
        there.append(place)
        if _is_same_disk(place, house.folder.root):
            warnings.append(
                _("{place} is on the disk of the data folder; choose another one.").format(
                    place=place
                )
            )
    return there, warnings


def _tell(
    house: House, session: Session, written: Written, places: int, gone: Sequence[str]
) -> None:
    manifest = written.checked.manifest
    payload: Json = {
        "name": written.path.name,
        "places": places,
        "by": session.member.id,
        "heads": heads_to_table(manifest.heads),
        "letterbox": heads_to_table((manifest.letterbox,)),
        "keys": list(manifest.keys),
        "sha256": part_of(written.path).sha256,
    }
    vault = session.vault
    with vault.commit():
        append(house, vault, News(kind=MADE, payload=payload))
        if gone:
            append(house, vault, News(kind=GONE, payload={"names": list(gone)}))


def _carry(path: Path, place: Path) -> None:
    """Copy a finished backup to another place, and read it again from there."""
    if not is_folder(place):
        raise FileNotFoundError(place)
    for left in place.glob(".backup-*.part"):
        left.unlink()
    if shutil.disk_usage(place).free < path.stat().st_size:
        raise OSError(_("There is no room"))
    beside = place / f".{path.name}.part"
    try:
        with path.open("rb") as source, _new_file(beside) as target:
            shutil.copyfileobj(source, target, 1024 * 1024)
            target.flush()
            os.fsync(target.fileno())
            if sys.platform != "win32" and hasattr(os, "posix_fadvise"):
                # Read it from the stick, not from the memory that it was written from.
                os.posix_fadvise(target.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        _check_same(beside, path)
        settle(beside, place / path.name)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _check_same(beside: Path, path: Path) -> None:
    if part_of(beside) != part_of(path):
        raise OSError(_("It does not read back as it was written"))


def _new_file(path: Path) -> BufferedWriter:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _is_same_disk(place: Path, root: Path) -> bool:
    return place.stat().st_dev == root.stat().st_dev


def _not_there(place: Path) -> str:
    if is_folder(place):
        return _("The backup could not be copied to {place}; it is in the data folder.").format(
            place=place
        )
    return _(
        "{place} is not there; is the stick plugged in? The backup is in the data folder."
    ).format(place=place)


def _prune(house: House, vault: Vault, folders: Sequence[Path]) -> tuple[str, ...]:
    """Delete backups that are older than the clinic keeps them, but never the newest ones.

    In a place that several clinics may use, only those that have a writer of this vault.
    """
    oldest = house.clock() - timedelta(days=house.settings.backup.keep_days)
    writers = frozenset(vault.heads())
    gone: dict[str, None] = {}
    for folder in folders:
        ours = [path for path in in_folder(folder) if _is_ours(path, writers)]
        newest = [path for path in ours if path.name.startswith("backup-")][:LEAST]
        for path in ours:
            at = made_at(path)
            if path in newest or at is None or at >= oldest:
                continue
            with suppress(OSError):
                path.unlink()
                gone[path.name] = None
    # One that stands in more places than were reached now may still be on a stick that is away.
    left = {path.name for folder in folders for path in in_folder(folder)}
    left |= {each.name for each in backups.kept(vault) if each.places > len(folders)}
    return tuple(each for each in gone if each not in left)


def _is_ours(path: Path, writers: frozenset[str]) -> bool:
    try:
        manifest = read_manifest(path)
    except StoreError:
        return False
    return any(head.writer in writers for head in manifest.heads)
