"""The clinic's pairs in the vault: the one that is posted with now, and those before it."""

from collections.abc import Mapping
from typing import Final

from distressapp.core.journal import Json, parsed
from distressapp.core.stores import RoomTakenError, StoreError
from distressapp.keys.clinic import CannotOpenError, PrivateKey, PublicKey, cannot_open, pair_from
from distressapp.letterbox.lock import RoomLock
from distressapp.letterbox.upkeep import key_ids
from distressapp.log import Event, note
from distressapp.paths import Folder
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.keyfiles import read_public
from distressapp.service.posting import News
from distressapp.service.shelf import holds_key
from distressapp.settings.file import write_whole
from distressapp.vault import lists
from distressapp.vault.members import backed_up_keys, drop_secret, secrets_named
from distressapp.vault.vault import Vault

CURRENT: Final = "current"
GRACE_DAYS: Final = 30
"""How long a retired key is kept in any case: a program that was open when the key was changed
may still post with it (this project's judgement)."""

EXCHANGED: Final = "clinic.found_exchanged"
PUBLISHED: Final = "clinic.published"

_START: Final = "clinic."
_TO_PUBLISH: Final = "publish.due"
"""Stands in the vault from a change of the pair until its public half is in the folder."""
_RETIRED: Final = "retired."
_DAY_MS: Final = 24 * 60 * 60 * 1000


def private_key(house: House, vault: Vault) -> PrivateKey:
    """The half of the clinic's key that reads what is posted now."""
    return PrivateKey(public=house.public, private=vault.secret(_START + house.public.id))


def private_keys(vault: Vault) -> Mapping[str, PrivateKey]:
    """Every key that something posted may need, by its id."""
    found = secrets_named(vault, _START)
    return {each: pair_from(private) for each, private in found.items() if each != CURRENT}


def current_public(vault: Vault) -> PublicKey:
    """What everybody posts with, as the vault has it."""
    return private_keys(vault)[vault.secret(_START + CURRENT).decode()].public


def fitting(keys: Mapping[str, PrivateKey], sealed: bytes, *, key_id: str) -> PrivateKey:
    """The key that opens it: the one it names, or another where that name was damaged.

    Raises:
        CannotOpenError: None does.
    """
    return _opened(keys, sealed, key_id=key_id)[0]


def opened_with_fitting(keys: Mapping[str, PrivateKey], sealed: bytes, *, key_id: str) -> bytes:
    """What was sealed, opened once; see `fitting`.

    Raises:
        CannotOpenError: No key does.
    """
    return _opened(keys, sealed, key_id=key_id)[1]


def keep_pair(vault: Vault, pair: PrivateKey, *, at_ms: int) -> None:
    """From here on this pair is the clinic's; the one before it is retired; inside `commit`."""
    if vault.has_secret(_START + CURRENT):
        vault.keep_secret(_TO_PUBLISH, b"")
        before = vault.secret(_START + CURRENT).decode()
        vault.keep_secret(_RETIRED + before, str(at_ms).encode())
    vault.keep_secret(_START + pair.public.id, pair.private)
    vault.keep_secret(_START + CURRENT, pair.public.id.encode())


def published(folder: Folder) -> PublicKey | None:
    """What stands in the folder to post with; None where that is gone or damaged."""
    try:
        return read_public(folder)
    except (StoreError, OSError):
        return None


def awaits_backup(folder: Folder, vault: Vault) -> bool:
    """The clinic has a new pair, and everybody still posts with one before it.

    Until a backup holds the new pair, a damaged vault would take what was posted with it along.
    """
    return vault.has_secret(_TO_PUBLISH) and published(folder) in _retired(vault)


def settle_public(house: House, vault: Vault) -> None:
    """Publish the clinic's public key once a backup holds its other half.

    Anything else that stands there somebody put there, or took away: that is an entry, and is
    left for an administrator, as what was posted since may be readable for somebody else. It
    keeps no staff out: only the kiosk must stop, see `takein.check_agreement`.

    Raises:
        StoreError: The vault cannot be written.
    """
    current, found = current_public(vault), published(house.folder)
    house.public = current
    if found is not None and awaits_backup(house.folder, vault):
        house.public = found
        if not holds_key(house, current.id):
            return
        try:
            publish(house, current)
        except StoreError as error:
            note(Event.NOT_ROTATED, error=error)
            return
        _keep_published(house, vault, before=found)
    elif found != current:
        _tell_exchanged(house, vault, "" if found is None else found.id)
    elif vault.has_secret(_TO_PUBLISH):
        _keep_published(house, vault)


def _keep_published(house: House, vault: Vault, *, before: PublicKey | None = None) -> None:
    with vault.commit():
        drop_secret(vault, _TO_PUBLISH)
        if before is not None:
            # It is retired from now on: until now it was posted with.
            vault.keep_secret(_RETIRED + before.id, str(_now_ms(house)).encode())


def _opened(
    keys: Mapping[str, PrivateKey], sealed: bytes, *, key_id: str
) -> tuple[PrivateKey, bytes]:
    named = [keys[key_id]] if key_id in keys else []
    for each in (*named, *keys.values()):
        try:
            return each, each.open(sealed)
        except CannotOpenError:
            continue
    raise cannot_open()


def _retired(vault: Vault) -> tuple[PublicKey, ...]:
    before = secrets_named(vault, _RETIRED)
    return tuple(each.public for key, each in private_keys(vault).items() if key in before)


def _tell_exchanged(house: House, vault: Vault, found: str) -> None:
    """Write what stands there, once; where it is nothing, the id is empty."""
    last = lists.last_of(vault, (EXCHANGED, PUBLISHED, "clinic.rotated"))
    is_told = last is not None and last.entry.kind == EXCHANGED
    if last is not None and is_told and parsed(last.entry.payload)["found"] == found:
        return
    payload: Json = {"found": found, "key": house.public.id}
    with vault.commit():
        append(house, vault, News(kind=EXCHANGED, payload=payload))


def publish(house: House, public: PublicKey) -> None:
    """Let everybody post with that key.

    Raises:
        StoreError: It cannot be written; the key before it stands.
    """
    write_whole(house.folder.clinic_public, public.as_file())
    house.public = public


def drop_retired(house: House, vault: Vault) -> None:
    """Forget retired keys that nothing needs: no row of the letterbox, no backup, no kiosk."""
    now_ms, posted = _now_ms(house), published(house.folder)
    old = {
        each
        for each, at_ms in secrets_named(vault, _RETIRED).items()
        if now_ms - int(at_ms) >= GRACE_DAYS * _DAY_MS and (posted is None or posted.id != each)
    }
    if not old or house.lock is not None:
        return
    try:
        lock = RoomLock(house.folder.lock("kiosk"), room="kiosk")
    except RoomTakenError:
        return
    with lock:
        needed = key_ids(house.folder.letterbox)
        kept = backed_up_keys(vault)
        with vault.commit():
            for each in old:
                if each not in needed and each not in kept:
                    drop_secret(vault, _START + each)
                    drop_secret(vault, _RETIRED + each)


def _now_ms(house: House) -> int:
    return int(house.clock().timestamp() * 1000)
