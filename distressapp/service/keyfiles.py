"""The files of keys that stand in clear beside the vault: `clinic.pub` and `wraps/`.

Nothing here needs the vault, so a kiosk may use it too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.stores import (
    RoomTakenError,
    StoreDamagedError,
    StoreError,
    busy,
    missing,
    read_only,
)
from distressapp.keys import recovery, staff
from distressapp.keys.clinic import PublicKey, public_from_file
from distressapp.keys.recovery import RecoveryWrap
from distressapp.keys.staff import Wrap
from distressapp.letterbox.lock import RoomLock
from distressapp.paths import Folder
from distressapp.service.house import House
from distressapp.settings.file import sync_folder, write_whole

_PAUSE_S: Final = 0.1
_TRIES: Final = 100
_RECOVERY: Final = "recovery"


@frozen
class Found:
    """A wrap, and where it stands.

    Attributes:
        is_next: It was put there for a change that the vault may not have.
    """

    path: Path
    wrap: Wrap
    is_next: bool


@frozen
class OtherVersion:
    """A wrap that another version of the program wrote, or one in which that number is damaged.

    Attributes:
        member: Id, as the file's name has it; `"recovery"` for the recovery key's.
        name: Whose it says it is; empty where it does not.
        error: What to tell whoever needs it.
    """

    member: str
    name: str
    error: StoreError


def read_public(folder: Folder) -> PublicKey:
    """The half of the clinic's key that can only post.

    Raises:
        StoreError: It is not there, or damaged.
    """
    path = folder.clinic_public
    if not path.is_file():
        raise missing(path.name)
    return public_from_file(path.name, path.read_bytes())


def refresh_public(house: House) -> None:
    """Post with the key that stands there now; staff may have changed it since the start.

    A file that cannot be read changes nothing: the vault keeps the key before it.
    """
    try:
        house.public = read_public(house.folder)
    except (StoreError, OSError):
        return


def wraps(folder: Folder) -> tuple[Found, ...]:
    """Every member's wrap, the ones that wait for the vault last; none where there is none.

    One that cannot be read is left out: it must not keep the others from their work.
    """
    found: list[Found] = []
    for path in _paths(folder):
        try:
            wrap = staff.from_file(path.name, path.read_bytes())
        except (StoreError, OSError):
            continue
        if wrap.member == _id_in(path):
            found.append(Found(path=path, wrap=wrap, is_next=_is_next(path)))
    return tuple(found)


def has_members(folder: Folder) -> bool:
    """Whether there is a file for any member, be it damaged."""
    return bool(_paths(folder))


def other_versions(folder: Folder) -> tuple[OtherVersion, ...]:
    """What looks like a wrap of a version that this program does not read; of recovery, too."""
    found: list[OtherVersion] = []
    for path in (folder.recovery_wrap, *_paths(folder)):
        content = b""
        try:
            content = path.read_bytes()
            staff.table_of(path.name, content)
        except (StoreDamagedError, OSError):
            continue
        except StoreError as error:
            name = staff.name_in(content)
            found.append(OtherVersion(member=_id_in(path), name=name, error=error))
    return tuple(found)


def recovery_wraps(folder: Folder) -> tuple[tuple[Path, RecoveryWrap], ...]:
    """The recovery key's wrap, and the one that waits for the vault.

    What cannot be read is left out: where the vault is open, it is written again.
    """
    found: list[tuple[Path, RecoveryWrap]] = []
    for path in (folder.recovery_wrap, folder.next_wrap(_RECOVERY)):
        try:
            found.append((path, recovery.from_file(path.name, path.read_bytes())))
        except (StoreError, OSError):
            continue
    return tuple(found)


def is_recovery_proven(folder: Folder) -> bool:
    """Whether the recovery code was typed back from the paper, as far as the folder says."""
    first = next(iter(recovery_wraps(folder)), None)
    return first is not None and first[0] == folder.recovery_wrap and first[1].is_proven


def write_wrap(path: Path, wrap: Wrap | RecoveryWrap) -> None:
    """Put a wrap in place, whole or not at all.

    Raises:
        StoreError: It cannot be written; what stood there stands.
    """
    content = staff.to_file(wrap) if isinstance(wrap, Wrap) else recovery.to_file(wrap)
    write_whole(path, content)


def drop_file(path: Path) -> None:
    """Delete a file for good; that it is not there is success.

    Raises:
        StoreError: The folder cannot be written.
    """
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise read_only(path.name) from error


@contextmanager
def vault_lock(folder: Folder) -> Iterator[None]:
    """Nobody else opens the vault, or puts another file in its place, inside the block.

    Raises:
        StoreBusyError: Somebody else is doing so, and does not end.
    """
    lock = _vault_lock(folder)
    try:
        yield
    finally:
        lock.release()


def _vault_lock(folder: Folder) -> RoomLock:
    for left in range(_TRIES, -1, -1):
        try:
            return RoomLock(folder.lock("vault"), room="vault")
        except RoomTakenError as error:
            if left == 0:
                raise busy(folder.vault.name) from error
            sleep(_PAUSE_S)
    raise AssertionError("the last try returns or raises")


def _paths(folder: Folder) -> list[Path]:
    """Of what may be members' wraps, the ones that wait for the vault last."""
    found = [path for path in folder.wraps.glob("*.json") if _id_in(path) != _RECOVERY]
    return sorted(found, key=lambda path: (_is_next(path), path.name))


def _id_in(path: Path) -> str:
    return path.name.partition(".")[0]


def _is_next(path: Path) -> bool:
    return path.name.endswith(".next.json")
