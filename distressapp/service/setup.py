"""Making a clinic: a folder with its keys, its vault, its letterbox, its settings, and one person.

Whoever sets it up becomes its first administrator. The recovery code is given back once, to be
printed, and kept nowhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.journal import SALT_BYTES, Entry, Head, Json, canonical
from distressapp.core.roles import Role
from distressapp.core.stores import read_only
from distressapp.keys.clinic import new_pair
from distressapp.keys.passphrase import check_passphrase
from distressapp.keys.recovery import new_code, new_recovery_wrap, pair_of
from distressapp.keys.sitting import KEY_BYTES, random_bytes
from distressapp.keys.staff import Wrap, new_wrap
from distressapp.keys.wrap import MODERATE, Cost
from distressapp.letterbox.connection import create
from distressapp.paths import Folder
from distressapp.service.clinic_keys import keep_pair
from distressapp.service.keyfiles import write_wrap
from distressapp.service.posting import NOBODY
from distressapp.service.staff import check_name
from distressapp.service.unfinished import folders, marked
from distressapp.settings import Settings, hash_of, publish, to_table
from distressapp.settings.file import write_whole
from distressapp.vault.vault import Vault

ADMINISTRATOR: Final = "Administrator"
"""The first administrator's name where none is given; a clinic should give one."""


@frozen
class Making:
    """What making a clinic needs from outside.

    Attributes:
        cost: Of one guess at the passphrase.
        administrator: The first administrator's name.
    """

    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    program: str
    cost: Cost = MODERATE
    administrator: str = ADMINISTRATOR


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Keys:
    """Made once, for one clinic."""

    vault: bytes
    code: str
    wrap: Wrap


def make(folder: Folder, settings: Settings, passphrase: str, making: Making) -> str:
    """Make a clinic in an empty folder. `kiosk.json` comes last: without it there is none.

    What fails half-way is cleared away, so that it can be tried again; what a set-up that was
    killed left is moved into a folder `unfinished-<time>`.

    Returns:
        The recovery code: to be printed, proven by typing it back, and kept nowhere else.

    Raises:
        WeakPassphraseError: The passphrase is too easy to guess, for a rehearsal too.
        ExpectedError: There is something in the folder, or the administrator has no name.
        StoreError: The folder cannot be written.
    """
    check_passphrase(passphrase, clinic=settings.clinic)
    name = check_name(making.administrator)
    with marked(folder, making.clock()):
        _make_folders(folder)
        key, member = random_bytes(KEY_BYTES), making.new_id()
        keys = _Keys(
            vault=key,
            code=new_code(),
            wrap=new_wrap(
                member=member, name=name, passphrase=passphrase, keys=[key], cost=making.cost
            ),
        )
        _fill(folder, settings, making, keys)
    return keys.code


def _fill(folder: Folder, settings: Settings, making: Making, keys: _Keys) -> None:
    pair, recovery = new_pair(), pair_of(keys.code).public
    write_wrap(folder.wrap(keys.wrap.member), keys.wrap)
    write_wrap(folder.recovery_wrap, new_recovery_wrap(recovery, [keys.vault]))
    vault = Vault.create(folder.vault, keys.vault, writer=making.new_id())
    try:
        with vault.commit():
            keep_pair(vault, pair, at_ms=0)
            for kind, subject, payload in _news(settings, making, keys.wrap, recovery.public):
                vault.append(_entry(kind, subject, payload, settings, making))
    finally:
        vault.close()
    create(folder.letterbox, writer=making.new_id())
    write_whole(folder.clinic_public, pair.public.as_file())
    publish(folder.settings, settings)


def _make_folders(folder: Folder) -> None:
    try:
        folder.root.chmod(0o700)
        for each in folders(folder):
            each.mkdir(mode=0o700)
    except OSError as error:
        raise read_only(folder.root.name) from error


def _news(
    settings: Settings, making: Making, wrap: Wrap, recovery: bytes
) -> tuple[tuple[str, str, Mapping[str, Json]], ...]:
    """The first entries of a clinic: kind, subject, payload."""
    set_up: Mapping[str, Json] = {
        "by": "setup",
        "program": making.program,
        "hash": hash_of(settings),
        "settings": to_table(settings),
    }
    added: Mapping[str, Json] = {
        "by": "setup",
        "name": wrap.name,
        "role": Role.ADMINISTRATOR.value,
        "public": wrap.public.public.hex(),
    }
    made: Mapping[str, Json] = {"by": "setup", "public": recovery.hex()}
    return (
        ("settings.changed", NOBODY, set_up),
        ("staff.added", wrap.member, added),
        ("recovery.made", NOBODY, made),
    )


def _entry(
    kind: str, subject: str, payload: Mapping[str, Json], settings: Settings, making: Making
) -> Callable[[Head], Entry]:
    at = making.clock()
    offset = at.astimezone(settings.zone).utcoffset()

    def entry(head: Head) -> Entry:
        return Entry(
            writer=head.writer,
            number=head.number + 1,
            at_ms=int(at.timestamp() * 1000),
            offset_min=0 if offset is None else int(offset.total_seconds()) // 60,
            kind=kind,
            schema=1,
            subject=subject,
            salt=random_bytes(SALT_BYTES),
            payload=canonical(payload),
        )

    return entry
