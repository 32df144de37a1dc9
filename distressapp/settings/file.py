"""Publishing `kiosk.json` so that a reader sees the old file or the new one, never half."""

import json
import os
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path
from typing import Final

from distressapp.core.journal import canonical
from distressapp.core.stores import damaged, full, missing, read_only, too_new
from distressapp.settings.shape import from_table, to_table
from distressapp.settings.values import Settings

SCHEMA: Final = 1


def hash_of(settings: Settings) -> str:
    """What a sitting stamps: BLAKE2b-256 of the canonical settings, hexadecimal."""
    return blake2b(canonical(to_table(settings)), digest_size=32).hexdigest()


def read(path: Path) -> Settings:
    """The published settings.

    Raises:
        StoreError: Not there, damaged, or newer than this program.
        SettingsError: Something in it cannot be used: which key, and what to do.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise missing(path.name) from error
    try:
        found = json.loads(content, parse_float=Fraction)
        schema, stamped, table = found["schema"], found["hash"], found["settings"]
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(path.name) from error
    if isinstance(schema, int) and schema > SCHEMA:
        raise too_new(path.name, found=schema, ours=SCHEMA)
    settings = from_table(table, file=path.name)
    if stamped != hash_of(settings):
        raise damaged(path.name)
    return settings


def publish(path: Path, settings: Settings) -> None:
    """Replace the file atomically: a temporary file, fsync, rename, fsync of the folder.

    Raises:
        StoreError: The folder cannot be written, or the disk is full; the old file stands.
    """
    found = {"schema": SCHEMA, "hash": hash_of(settings), "settings": to_table(settings)}
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(path, text.encode())


def write_whole(path: Path, content: bytes) -> None:
    """Put a small file in place, whole or not at all, readable by this account only.

    Raises:
        StoreError: The folder cannot be written, or the disk is full; the old file stands.
    """
    beside = path.with_name(f"{path.name}.new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise read_only(path.name) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise full(path.name) from error


def sync_folder(folder: Path) -> None:
    """Have the names in the folder on the disk: what was renamed or deleted stays so."""
    if os.name == "nt":  # Windows has no handle of a folder to sync
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
