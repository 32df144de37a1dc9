"""Making a clinic: a folder with its keys, its vault, its letterbox and its settings."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import SALT_BYTES, Entry, Head, canonical
from distressapp.core.stores import read_only
from distressapp.keys.clinic import new_pair
from distressapp.keys.passphrase import check_passphrase
from distressapp.keys.sitting import KEY_BYTES, random_bytes
from distressapp.keys.wrap import MODERATE, Cost, wrapped
from distressapp.letterbox.connection import create
from distressapp.paths import Folder
from distressapp.service.access import secret_name
from distressapp.service.posting import NOBODY
from distressapp.settings import Settings, hash_of, publish, to_table
from distressapp.settings.file import write_whole
from distressapp.text import _
from distressapp.vault.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What making a clinic needs from outside.

    Attributes:
        cost: Of one guess at the passphrase.
    """

    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    program: str
    cost: Cost = MODERATE


def make(folder: Folder, settings: Settings, passphrase: str, making: Making) -> None:
    """Make a clinic in an empty folder. `kiosk.json` comes last: without it there is none.

    Raises:
        WeakPassphraseError: The passphrase is too easy to guess, for a rehearsal too.
        ExpectedError: There is something in the folder.
        StoreError: The folder cannot be written.
    """
    check_passphrase(passphrase, clinic=settings.clinic)
    _make_folders(folder)
    pair, key = new_pair(), random_bytes(KEY_BYTES)
    write_whole(folder.vault_wrap, wrapped(key, passphrase, cost=making.cost))
    vault = Vault.create(folder.vault, key, writer=making.new_id())
    try:
        with vault.commit():
            vault.keep_secret(secret_name(pair.public.id), pair.private)
            vault.append(lambda head: _first_entry(head, settings, making))
    finally:
        vault.close()
    create(folder.letterbox, writer=making.new_id())
    write_whole(folder.clinic_public, pair.public.as_file())
    publish(folder.settings, settings)


def _make_folders(folder: Folder) -> None:
    try:
        folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.root.iterdir()):
            raise ExpectedError(
                _("There is something in {folder} already").format(folder=folder.root),
                advice=_("Choose an empty folder; a clinic is made once."),
            )
        folder.root.chmod(0o700)
        for each in (folder.wraps, folder.packs, folder.backups, folder.log):
            each.mkdir(mode=0o700)
    except OSError as error:
        raise read_only(folder.root.name) from error
    if not os.access(folder.root, os.W_OK | os.X_OK):
        raise read_only(folder.root.name)


def _first_entry(head: Head, settings: Settings, making: Making) -> Entry:
    at = making.clock()
    offset = at.astimezone(settings.zone).utcoffset()
    return Entry(
        writer=head.writer,
        number=head.number + 1,
        at_ms=int(at.timestamp() * 1000),
        offset_min=0 if offset is None else int(offset.total_seconds()) // 60,
        kind="settings.changed",
        schema=1,
        subject=NOBODY,
        salt=random_bytes(SALT_BYTES),
        payload=canonical(
            {
                "by": "setup",
                "program": making.program,
                "hash": hash_of(settings),
                "settings": to_table(settings),
            }
        ),
    )
