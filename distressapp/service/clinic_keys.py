"""The clinic's pairs in the vault: the one that is posted with now, and those before it."""

from collections.abc import Mapping
from typing import Final

from distressapp.core.stores import RoomTakenError, StoreError
from distressapp.keys.clinic import CannotOpenError, PrivateKey, PublicKey, cannot_open, pair_from
from distressapp.letterbox.lock import RoomLock
from distressapp.letterbox.upkeep import key_ids
from distressapp.service.house import House
from distressapp.service.keyfiles import read_public
from distressapp.settings.file import write_whole
from distressapp.vault.members import backed_up_keys, drop_secret, secrets_named
from distressapp.vault.vault import Vault

CURRENT: Final = "current"
GRACE_DAYS: Final = 30
"""How long a retired key is kept in any case: a program that was open when the key was changed
may still post with it (this project's judgement)."""

_START: Final = "clinic."
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
    named = [keys[key_id]] if key_id in keys else []
    for each in (*named, *keys.values()):
        try:
            each.open(sealed)
        except CannotOpenError:
            continue
        return each
    raise cannot_open()


def keep_pair(vault: Vault, pair: PrivateKey, *, at_ms: int) -> None:
    """From here on this pair is the clinic's; the one before it is retired; inside `commit`."""
    if vault.has_secret(_START + CURRENT):
        before = vault.secret(_START + CURRENT).decode()
        vault.keep_secret(_RETIRED + before, str(at_ms).encode())
    vault.keep_secret(_START + pair.public.id, pair.private)
    vault.keep_secret(_START + CURRENT, pair.public.id.encode())


def settle_public(house: House, vault: Vault) -> None:
    """Publish the clinic's public key where a crash left the one before it.

    Raises:
        StoreError: What stands there is no key of this vault, or it cannot be written.
    """
    keys = private_keys(vault)
    current = current_public(vault)
    for each in (house.public, read_public(house.folder)):
        if each.id not in keys or keys[each.id].public != each:
            raise StoreError(
                f"{house.folder.clinic_public.name} is not the key of this vault",
                advice="Somebody may have exchanged it. Stop the kiosk, and ask for help.",
            )
        if each != current:
            publish(house, current)


def publish(house: House, public: PublicKey) -> None:
    """Let everybody post with that key.

    Raises:
        StoreError: It cannot be written; the key before it stands.
    """
    write_whole(house.folder.clinic_public, public.as_file())
    house.public = public


def drop_retired(house: House, vault: Vault) -> None:
    """Forget retired keys that nothing needs: no row of the letterbox, no backup, no kiosk."""
    now_ms = int(house.clock().timestamp() * 1000)
    old = {
        each
        for each, at_ms in secrets_named(vault, _RETIRED).items()
        if now_ms - int(at_ms) >= GRACE_DAYS * _DAY_MS
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
