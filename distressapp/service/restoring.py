"""Restoring a backup, mending a damaged vault, and what has to be done once the vault is open."""

import json
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from distressapp.core.erasure import erased_payload, together
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.stores import StoreDamagedError, StoreFullError, read_only
from distressapp.letterbox.lock import RoomLock
from distressapp.log import Event, note_in
from distressapp.paths import Folder
from distressapp.service import erasure, swapping
from distressapp.service.access import Session
from distressapp.service.archive import Manifest, in_folder
from distressapp.service.erased_list import NAME, read
from distressapp.service.erasure import Erasure
from distressapp.service.house import House
from distressapp.service.keyfiles import refresh_public, vault_lock
from distressapp.service.setup import Making
from distressapp.service.shelf import second_place
from distressapp.service.staging import Restored, Wanted, check_fits, stage
from distressapp.service.takein import TakenIn, take_in
from distressapp.settings import from_table, hash_of, publish
from distressapp.settings.file import write_whole
from distressapp.text import _
from distressapp.vault import backups


@frozen
class Finished:
    """What a restore left to be done with the vault open.

    Attributes:
        erased: What was erased before, had come back with the backup, and was erased again.
    """

    taken: TakenIn
    erased: Erasure


@frozen
class Mended:
    """A damaged vault that was replaced.

    Attributes:
        finished: None until somebody has signed in.
    """

    backup: Path
    restored: Restored
    finished: Finished | None = None


def inspect(backup: Path, folder: Folder) -> Manifest:
    """What a backup says it holds, where it could be restored into that folder.

    Raises:
        ExpectedError: It could not; nothing was changed.
    """
    return check_fits(backup, folder)


def restore(folder: Folder, wanted: Wanted, making: Making) -> Restored:
    """Put a backup in the place of what is there, with all that is known since.

    What was there goes to `quarantine/`. Sign in afterwards and call `finish`.

    Raises:
        RoomTakenError: A kiosk or a staff's window is open on the folder.
        WrongPassphraseError: The passphrase does not open it.
        ExpectedError: The backup cannot be restored here; nothing was changed.
    """
    swapping.resume(folder)
    inspect(wanted.backup, folder)
    try:
        folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise read_only(folder.root.name) from error
    with ExitStack() as locks:
        for room in ("kiosk", "staff"):
            locks.enter_context(RoomLock(folder.lock(room), room=room))
        locks.enter_context(vault_lock(folder))
        restored = _staged(folder, wanted, making)
        _keep_erased(folder, wanted.backup.parent)
        swapping.put_in_place(folder, at=making.clock())
        for each in (folder.backups, folder.log, folder.packs, folder.wraps):
            each.mkdir(mode=0o700, exist_ok=True)
    note_in(folder.log, Event.RESTORED)
    return restored


def mend_vault(
    house: House, passphrase: str, making: Making, *, name: str = "", code: str = ""
) -> Mended:
    """Put the newest backup's vault in the place of a damaged one; the kiosk may go on.

    Args:
        code: The recovery code, in place of name and passphrase.

    Raises:
        StoreFullError: There is no room to do it.
        StoreDamagedError: No backup opens; the damaged vault was left where it is.
    """
    folder, second = house.folder, second_place(house)
    swapping.resume(folder)
    paths = [*in_folder(folder.backups), *(() if second is None else in_folder(second))]
    with vault_lock(folder):
        for path in paths:
            wanted = Wanted(
                backup=path, passphrase=passphrase, code=code, name=name, with_letterbox=False
            )
            try:
                restored = _staged(folder, wanted, making)
            except StoreFullError:
                raise
            except ExpectedError:
                continue
            swapping.put_in_place(folder, at=making.clock())
            refresh_public(house)
            note_in(folder.log, Event.QUARANTINED)
            return Mended(backup=path, restored=restored)
    raise StoreDamagedError(
        _("{name} is damaged, and no backup opens with what was typed").format(
            name=folder.vault.name
        ),
        advice=_(
            "Leave the data folder as it is. Plug in the stick with the backups and sign in "
            "again, or ask for help; the kiosk may go on collecting."
        ),
    )


def finish(house: House, session: Session) -> Finished:
    """Do what a restore leaves for an open vault; again after a crash, and harmless twice.

    Raises:
        ExpectedError: As `take_in` and `erasure.replay`; call it again.
    """
    taken = take_in(house, session.vault)
    erased = erasure.replay(house, session.vault)
    table = backups.settings_in(session.vault)
    if table is not None:
        settings = from_table(table, file=house.folder.settings.name)
        if hash_of(settings) != hash_of(house.settings):
            publish(house.folder.settings, settings)
            house.settings = settings
    swapping.forget(house.folder)
    return Finished(taken=taken, erased=erased)


def finished(house: House, session: Session, mended: Mended) -> Mended:
    """`finish` after a damaged vault was replaced, and what that did.

    Raises:
        ExpectedError: As `finish`.
    """
    return replace(mended, finished=finish(house, session))


def finish_if_needed(house: House, session: Session) -> None:
    """`finish`, where a restore before this sign-in was not finished."""
    if swapping.is_unfinished(house.folder):
        finish(house, session)


def _staged(folder: Folder, wanted: Wanted, making: Making) -> Restored:
    try:
        return stage(folder, wanted, making)
    except BaseException:
        swapping.forget(folder)
        raise


def _keep_erased(folder: Folder, beside: Path) -> None:
    """What was erased is known beside the backup too, on a stick that came from elsewhere.

    Raises:
        ErasedListError: A list cannot be read; then nobody knows what must be erased.
    """
    erased = together([*read(folder.root / NAME), *read(beside / NAME)])
    if erased:
        content = json.dumps({"schema": 1, "erased": erased_payload(erased)}, indent=1)
        write_whole(folder.root / NAME, content.encode())
