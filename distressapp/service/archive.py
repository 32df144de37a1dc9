"""A backup as one file: a plain tar, its first part a manifest that says what must be in it.

Whoever can write to a folder of backups can write anything there. So nothing of a file is
believed: names, kinds and sizes are checked before a byte is written, hashes afterwards.
"""

import io
import json
import os
import re
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Final

from distressapp.core.frozen import frozen
from distressapp.core.journal import Head, Json
from distressapp.core.sitting import Use
from distressapp.core.stores import StoreDamagedError, StoreError, StoreTooNewError, full, read_only
from distressapp.settings.file import sync_folder
from distressapp.text import _

SCHEMA: Final = 1
MANIFEST: Final = "manifest.json"
ENDING: Final = ".tar"
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_NAMED: Final = re.compile(r"(backup|before-upgrade-v\d+)-(\d{8}T\d{6}Z)(-\d+)?\.tar")
_PART: Final = re.compile(
    r"vault\.db|letterbox\.db|clinic\.pub|kiosk\.json|wraps/[\w.-]+\.json|packs/[\w./-]+", re.ASCII
)
_MOST_MANIFEST_BYTES: Final = 4 * 1024 * 1024
_STEP_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file inside a backup."""

    sha256: str
    size: int


@frozen
class Manifest:
    """What a backup holds.

    Attributes:
        at: When it was begun; UTC. Everything that was committed before is in it.
        vault_schema, letterbox_schema: Versions of the two files.
        heads: How far each writer's chain goes in the vault.
        letterbox: How far the letterbox's own chain goes.
        keys: Ids of clinic keys that something in the letterbox is sealed to, and of the pair
            that was the clinic's when the vault was copied.
        parts: By the name inside the file.
    """

    at: datetime
    program: str
    use: Use
    vault_schema: int
    letterbox_schema: int
    heads: tuple[Head, ...]
    letterbox: Head
    keys: tuple[str, ...]
    parts: Mapping[str, Part]


def file_name(kind: str, at: datetime) -> str:
    """`backup-20260302T090000Z.tar`; the kind is `"backup"` or `"before-upgrade-v1"`."""
    return f"{kind}-{at.astimezone(UTC).strftime(_STAMP)}{ENDING}"


def made_at(path: Path) -> datetime | None:
    """When the backup of that name was made, UTC; None where it is no backup's name."""
    found = _NAMED.fullmatch(path.name)
    if found is None:
        return None
    try:
        return datetime.strptime(found.group(2), _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def in_folder(folder: Path) -> tuple[Path, ...]:
    """The backups in a folder by name and time, the newest first; empty where it is not there."""
    try:
        paths = [path for path in folder.iterdir() if path.is_file() and not path.is_symlink()]
    except OSError:
        return ()
    dated = [(at, _number(path), path) for path in paths if (at := made_at(path)) is not None]
    return tuple(path for *_when, path in sorted(dated, reverse=True))


def _number(path: Path) -> int:
    """The first, the second... of the same second."""
    found = _NAMED.fullmatch(path.name)
    return 1 if found is None or found.group(3) is None else int(found.group(3)[1:])


def part_of(path: Path) -> Part:
    """The hash and the size of a file."""
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_STEP_BYTES):
            digest.update(block)
            size += len(block)
    return Part(sha256=digest.hexdigest(), size=size)


def write(path: Path, manifest: Manifest, parts: Mapping[str, Path]) -> None:
    """Write the file and wait for the disk; readable by this account only.

    Args:
        path: Where no file stands yet.

    Raises:
        StoreError: The folder cannot be written, or the disk is full; then no file is left.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise read_only(path.name) from error
    content = json.dumps(_to_table(manifest), indent=1, sort_keys=True).encode() + b"\n"
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                tar.addfile(_member(MANIFEST, len(content), manifest.at), io.BytesIO(content))
                for name, source in parts.items():
                    with source.open("rb") as part:
                        tar.addfile(_member(name, manifest.parts[name].size, manifest.at), part)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise full(path.name) from error


def read_manifest(path: Path) -> Manifest:
    """What a backup says it holds; nothing of that is checked yet.

    Raises:
        StoreDamagedError: It is no backup, or cut off.
        StoreTooNewError: A newer version of the program made it.
        StoreError: It cannot be read.
    """
    with _reading(path) as tar:
        return _first(path, tar)


def extract(path: Path, folder: Path, *, only: str | None = None) -> Manifest:
    """Write the parts of a backup into an empty folder, and check each against its hash.

    Args:
        only: One part; None for all.

    Raises:
        StoreDamagedError: Something is missing, changed, cut off, or has no place in a backup.
        StoreTooNewError: A newer version of the program made it.
        StoreError: The backup cannot be read, or the folder not be written.
    """
    with _reading(path) as tar:
        manifest = _first(path, tar)
        found: set[str] = set()
        for member in tar:
            if member.name == MANIFEST and not found:
                continue
            part = manifest.parts.get(member.name)
            if not member.isreg() or part is None or member.name in found:
                raise _strange(path)
            found.add(member.name)
            if only is None or only == member.name:
                _extract_one(path, tar, member, folder, part)
        if found != set(manifest.parts) or (only is not None and only not in found):
            raise _damaged(path)
    return manifest


def _extract_one(
    path: Path, tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, part: Part
) -> None:
    source = tar.extractfile(member)
    if source is None or member.size != part.size:
        raise _damaged(path)
    target = folder.joinpath(*PurePosixPath(member.name).parts)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise read_only(target.name) from error
    with os.fdopen(handle, "wb") as file:
        if _copied(source, file, target.name) != part.sha256:
            raise _damaged(path)


def _copied(source: IO[bytes], file: IO[bytes], name: str) -> str:
    digest = sha256()
    while block := source.read(_STEP_BYTES):
        digest.update(block)
        try:
            file.write(block)
        except OSError as error:
            raise full(name) from error
    try:
        file.flush()
        os.fsync(file.fileno())
    except OSError as error:
        raise full(name) from error
    return digest.hexdigest()


@contextmanager
def _reading(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as tar:
            yield tar
    # Bytes that are no tar fail in many ways, and each means the same to a person.
    except (tarfile.TarError, EOFError, ValueError, LookupError, TypeError) as error:
        raise _damaged(path) from error
    except OSError as error:
        raise StoreError(
            _("{name} cannot be read").format(name=path.name),
            advice=_("Look whether the stick or the folder with the backups is there."),
        ) from error


def _first(path: Path, tar: tarfile.TarFile) -> Manifest:
    member = tar.next()
    if member is None or member.name != MANIFEST or not member.isreg():
        raise _damaged(path)
    source = tar.extractfile(member)
    if source is None or member.size > _MOST_MANIFEST_BYTES:
        raise _damaged(path)
    table = json.loads(source.read())
    if int(table["schema"]) > SCHEMA:
        raise StoreTooNewError(
            _("{name} was made by a newer version of this program").format(name=path.name),
            advice=_("Update the program on this computer, then try again."),
        )
    manifest = _from_table(table)
    if not all(is_a_part(name) for name in manifest.parts):
        raise _strange(path)
    return manifest


def is_a_part(name: str) -> bool:
    """Whether a file of that name may stand in a backup, and be written where it says."""
    parts = PurePosixPath(name).parts
    return (
        _PART.fullmatch(name) is not None
        and str(PurePosixPath(name)) == name
        and not any(part.startswith(".") for part in parts)
    )


def _member(name: str, size: int, at: datetime) -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.size, found.mode, found.mtime = size, 0o600, int(at.timestamp())
    return found


def _to_table(manifest: Manifest) -> dict[str, Json]:
    return {
        "schema": SCHEMA,
        "at": manifest.at.isoformat(),
        "program": manifest.program,
        "use": manifest.use.value,
        "vault_schema": manifest.vault_schema,
        "letterbox_schema": manifest.letterbox_schema,
        "heads": heads_to_table(manifest.heads),
        "letterbox": heads_to_table((manifest.letterbox,)),
        "keys": list(manifest.keys),
        "parts": {
            name: {"sha256": part.sha256, "size": part.size}
            for name, part in manifest.parts.items()
        },
    }


def _from_table(table: dict[str, Json]) -> Manifest:
    (letterbox,) = _heads_from_table(table["letterbox"])
    parts, keys, at = table["parts"], table["keys"], datetime.fromisoformat(str(table["at"]))
    if not isinstance(parts, dict) or not isinstance(keys, list) or at.tzinfo is None:
        raise TypeError("a manifest has another shape")
    return Manifest(
        at=at,
        program=str(table["program"]),
        use=Use(str(table["use"])),
        vault_schema=int(str(table["vault_schema"])),
        letterbox_schema=int(str(table["letterbox_schema"])),
        heads=_heads_from_table(table["heads"]),
        letterbox=letterbox,
        keys=tuple(str(each) for each in keys),
        parts={
            name: Part(sha256=str(each["sha256"]), size=int(each["size"]))
            for name, each in parts.items()
        },
    )


def heads_to_table(heads: tuple[Head, ...]) -> list[Json]:
    """Heads as they stand in a manifest and in an entry."""
    return [[each.writer, each.number, each.chain.hex()] for each in heads]


def _heads_from_table(found: object) -> tuple[Head, ...]:
    if not isinstance(found, list):
        raise TypeError("heads are a list")
    return tuple(
        Head(writer=str(writer), number=int(number), chain=bytes.fromhex(chain))
        for writer, number, chain in found
    )


def _damaged(path: Path) -> StoreDamagedError:
    return StoreDamagedError(
        _("{name} is not a whole backup").format(name=path.name),
        advice=_("Use another backup; the data folder was not changed."),
    )


def _strange(path: Path) -> StoreDamagedError:
    return StoreDamagedError(
        _("{name} holds something that has no place in a backup").format(name=path.name),
        advice=_("Somebody may have changed it. Use another; the data folder was not changed."),
    )
