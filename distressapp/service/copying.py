"""Making one backup: copies that fit each other, one file, opened again before it counts."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.journal import ChainError, Head
from distressapp.core.roles import Role
from distressapp.core.stores import (
    RoomTakenError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    busy,
    damaged,
    read_only,
)
from distressapp.keys.clinic import public_from_file
from distressapp.keys.recovery import RecoveryWrap
from distressapp.keys.staff import Wrap, key_id
from distressapp.letterbox import upkeep
from distressapp.letterbox.connection import VERSION as LETTERBOX_SCHEMA
from distressapp.letterbox.lock import RoomLock
from distressapp.paths import Folder
from distressapp.service.archive import (
    ENDING,
    Manifest,
    extract,
    file_name,
    is_a_part,
    part_of,
    write,
)
from distressapp.service.clinic_keys import current_public
from distressapp.service.house import House
from distressapp.service.keyfiles import recovery_wraps, vault_lock, wraps
from distressapp.service.workroom import clear_drills, workroom
from distressapp.settings import read
from distressapp.settings.file import sync_folder
from distressapp.text import _
from distressapp.vault import members
from distressapp.vault.backups import heads_of
from distressapp.vault.schema import VERSION as VAULT_SCHEMA
from distressapp.vault.vault import Vault

_SPARE_BYTES: Final = 16 * 1024 * 1024
_TIMES: Final = 3
"""While a backup is made there are, beside the clinic's files: copies or what is unpacked, and
the file itself; a growing WAL needs the rest."""


@frozen
class Checked:
    """A backup that was opened.

    Attributes:
        is_chain_whole: Whether the journal in it checks out; where it does not, neither did the
            vault's when the backup was made: the pages of the copy are as they were written.
        shut_out: Administrators who are listed in it and whose passphrase does not open it, and
            the recovery key; for their file in `wraps/` is missing or damaged.
    """

    manifest: Manifest
    is_chain_whole: bool
    shut_out: tuple[str, ...]


@frozen
class Written:
    """A backup that was written and opened again.

    Attributes:
        path: In the data folder's own `backups/`.
    """

    path: Path
    checked: Checked


@frozen
class _Source:
    vault: Vault
    key: bytes
    schema: int


def write_backup(house: House, vault: Vault, key: bytes) -> Written:
    """Write a backup into `backups/`, and open it again before it gets its name.

    Kiosk and staff may go on meanwhile; nobody changes who opens the vault while it is copied.

    Args:
        key: Of the vault.

    Raises:
        StoreFullError: There is too little room; nothing was written.
        StoreError: It could not be made or opens for nobody; then no file of that name is left.
    """
    source = _Source(vault=vault, key=key, schema=VAULT_SCHEMA)
    return _written(house, source, vault_lock(house.folder), kind="backup")


def _written(
    house: House, source: _Source, lock: AbstractContextManager[None], *, kind: str
) -> Written:
    check_room(house.folder)
    backups = house.folder.backups
    with _alone(house.folder), workroom(backups, f".making-{house.new_id()}") as room:
        at = house.clock()
        path = _free_name(backups / file_name(kind, at))
        copies, beside = room / "copies", room / path.name
        manifest = _copied(house, source, copies, lock, at=at)
        write(beside, manifest, {name: copies / name for name in manifest.parts})
        shutil.rmtree(copies)
        checked = check(beside, room / "opened", source.key)
        settle(beside, path)
    return Written(path=path, checked=checked)


def before_upgrade(house: House, key: bytes) -> Callable[[Vault, int], None]:
    """What is called with an older vault: a backup of it as it is, under a name of its own.

    Whoever opens a vault to bring it up to date holds `keyfiles.vault_lock` already.
    """

    def act(vault: Vault, found: int) -> None:
        source = _Source(vault=vault, key=key, schema=found)
        _written(house, source, nullcontext(), kind=f"before-upgrade-v{found}")

    return act


def check(path: Path, room: Path, key: bytes) -> Checked:
    """Open a backup as a restore would, in a folder that is not there yet and may be left.

    Raises:
        StoreError: It is not whole, does not open, or is not what its manifest says.
    """
    room.mkdir(mode=0o700)
    manifest = extract(path, room)
    folder = Folder(root=room)
    try:
        read(folder.settings)
        public_from_file(folder.clinic_public.name, folder.clinic_public.read_bytes())
        upkeep.bring_up_to_date(folder.letterbox)
        letterbox = upkeep.head_of(folder.letterbox)
        # An older vault is migrated here, on what was unpacked: a rehearsal of the upgrade.
        vault = Vault.open(folder.vault, key, before_upgrade=lambda *_: None)
        try:
            heads, is_chain_whole = _verified(vault)
            shut_out = _shut_out(path, folder, vault, key)
        finally:
            vault.close()
    except (OSError, LookupError) as error:
        raise damaged(path.name) from error
    if heads != manifest.heads or letterbox != manifest.letterbox:
        raise damaged(path.name)
    return Checked(manifest=manifest, is_chain_whole=is_chain_whole, shut_out=shut_out)


def check_room(folder: Folder) -> None:
    """Nothing where there is room for a backup.

    Raises:
        StoreFullError: There is not.
    """
    parts = (folder.vault, folder.letterbox, *_plain(folder), *_keyfiles(folder))
    logs = [path.with_name(f"{path.name}-wal") for path in (folder.vault, folder.letterbox)]
    size = sum(path.stat().st_size for path in (*parts, *logs) if path.is_file())
    needed = size * _TIMES + _SPARE_BYTES
    if shutil.disk_usage(folder.root).free < needed:
        raise StoreFullError(
            _("There is too little room on the disk for a backup: it needs {size} MB").format(
                size=needed // 1024 // 1024 + 1
            ),
            advice=_("Free some space, then make it again. Nothing was changed."),
        )


@contextmanager
def _alone(folder: Folder) -> Iterator[None]:
    """One backup at a time; what a crash left of an earlier one is cleared away."""
    try:
        lock = RoomLock(folder.lock("backup"), room="backup")
    except RoomTakenError as error:
        raise busy(folder.backups.name) from error
    with lock:
        for left in folder.backups.glob(".making-*"):
            shutil.rmtree(left, ignore_errors=True)
        clear_drills(folder.backups)
        yield


def _copied(
    house: House,
    source: _Source,
    copies: Path,
    lock: AbstractContextManager[None],
    *,
    at: datetime,
) -> Manifest:
    folder = house.folder
    copies.mkdir(mode=0o700)
    others = _copy_files(folder, _plain(folder), copies)
    # The letterbox first: what is taken in between the two copies is then in both, not in none.
    letterbox = copies / folder.letterbox.name
    upkeep.copy_to(folder.letterbox, letterbox)
    with lock:
        # A passphrase that is changed between these two would leave a backup for nobody.
        others += _copy_files(folder, sorted(folder.wraps.glob("*.json")), copies)
        others += _copy_public(folder, source, copies)
        source.vault.copy(copies / folder.vault.name, source.key)
    names = (folder.vault.name, folder.letterbox.name, *others)
    return Manifest(
        at=at,
        program=house.program,
        use=house.settings.use,
        vault_schema=source.schema,
        letterbox_schema=LETTERBOX_SCHEMA,
        heads=heads_of(copies / folder.vault.name, source.key),
        letterbox=upkeep.head_of(letterbox),
        keys=tuple(sorted(upkeep.key_ids(letterbox) | _pair_ids(house, source))),
        parts={name: part_of(copies / name) for name in names},
    )


def _pair_ids(house: House, source: _Source) -> frozenset[str]:
    """What is posted with, and the pair that will be, once a backup holds it."""
    if source.schema != VAULT_SCHEMA:
        return frozenset({house.public.id})
    return frozenset({house.public.id, current_public(source.vault).id})


def _copy_files(folder: Folder, paths: Iterable[Path], copies: Path) -> list[str]:
    """The names in a backup of what was copied; what is no plain file is left out."""
    named = {path.relative_to(folder.root).as_posix(): path for path in paths}
    found = [name for name, path in named.items() if _is_plain(path) and is_a_part(name)]
    try:
        for name in found:
            target = copies / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(named[name], target, follow_symlinks=False)
    except OSError as error:
        raise read_only(folder.backups.name) from error
    return found


def _plain(folder: Folder) -> list[Path]:
    return [folder.settings, *sorted(folder.packs.rglob("*"))]


def _keyfiles(folder: Folder) -> list[Path]:
    return [folder.clinic_public, *folder.wraps.glob("*.json")]


def _copy_public(folder: Folder, source: _Source, copies: Path) -> list[str]:
    """The vault's own: in the folder may stand the one before it, another's, or none."""
    if source.schema != VAULT_SCHEMA:
        return _copy_files(folder, [folder.clinic_public], copies)
    name = folder.clinic_public.name
    try:
        (copies / name).write_bytes(current_public(source.vault).as_file())
    except OSError as error:
        raise read_only(folder.backups.name) from error
    return [name]


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _verified(vault: Vault) -> tuple[tuple[Head, ...], bool]:
    vault.check_file()
    heads = tuple(sorted(vault.heads().values(), key=lambda each: each.writer))
    try:
        vault.verify()
    except ChainError:
        return heads, False
    return heads, True


def _shut_out(path: Path, folder: Folder, vault: Vault, key: bytes) -> tuple[str, ...]:
    """Names of who is listed, may do everything, and has no wrap that opens this vault.

    Raises:
        StoreDamagedError: Nobody of them has one.
    """
    listed = {
        each.public: each.name
        for each in members.members(vault)
        if each.role is Role.ADMINISTRATOR and not each.has_left
    }
    recovery = members.recovery_public(vault)
    if recovery:
        listed[recovery] = _("Recovery key")
    found_wraps = [*(each for _path, each in recovery_wraps(folder)), *_wraps(folder)]
    open_for = {
        each.public.public
        for each in found_wraps
        if key_id(key) in {sealed.key for sealed in each.vault}
    }
    found = tuple(name for public, name in listed.items() if public not in open_for)
    if found and len(found) == len(listed):
        raise StoreDamagedError(
            _("{name} would open for nobody: what is in wraps/ is not of this vault").format(
                name=path.name
            ),
            advice=_("Sign in again, then make the backup. Nothing was changed."),
        )
    return found


def _wraps(folder: Folder) -> list[RecoveryWrap | Wrap]:
    try:
        return [each.wrap for each in wraps(folder)]
    except StoreError:
        return []


def settle(beside: Path, path: Path) -> None:
    """Give a finished file its name, and wait for the disk.

    Raises:
        StoreError: It cannot be renamed.
    """
    try:
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise read_only(path.name) from error


def _free_name(path: Path) -> Path:
    """The path, or the next one with a number: two in one second."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{ENDING}")
    return found
