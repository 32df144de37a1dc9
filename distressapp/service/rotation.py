"""A new key for the vault and a new pair for the clinic, once somebody has left.

Everything before the new file takes the vault's place can be done again from the start; everything
after it follows from what the vault says. So a crash anywhere is put right by the next sign-in.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import Json, canonical, parsed
from distressapp.core.roles import Role
from distressapp.core.stores import StoreDamagedError, StoreError, full, read_only
from distressapp.keys.clinic import PublicKey, new_pair
from distressapp.keys.recovery import RecoveryWrap, new_recovery_wrap
from distressapp.keys.sitting import KEY_BYTES, random_bytes
from distressapp.keys.staff import Wrap, key_id
from distressapp.log import Event, note
from distressapp.paths import Folder
from distressapp.service import keyfiles
from distressapp.service.clinic_keys import drop_retired, keep_pair, settle_public
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News
from distressapp.settings.file import sync_folder
from distressapp.text import _
from distressapp.vault import members
from distressapp.vault.members import Member
from distressapp.vault.rekeying import copied, share_again, stay_alone
from distressapp.vault.staffing import RECOVERY
from distressapp.vault.vault import Vault

_DUE: Final = "rotation.due"


def settle(house: House, vault: Vault, key: bytes) -> tuple[Vault, bytes]:
    """Put right what a crash left; with `keyfiles.vault_lock` held.

    What cannot be put right now keeps nobody out: the log says so, and the next sign-in tries
    again.

    Returns:
        The vault and its key: others, where a rotation was finished.

    Raises:
        StoreError: The public key beside the vault is not its own, or the vault cannot be read.
    """
    settle_public(house, vault)
    try:
        settle_wraps(house.folder, vault, key)
    except StoreError as error:
        note(Event.NOT_ROTATED, error=error)
    if is_due(vault):
        vault, key = rotated(house, vault, key)
    try:
        drop_retired(house, vault)
    except StoreError as error:
        note(Event.NOT_ROTATED, error=error)
    return vault, key


def is_due(vault: Vault) -> bool:
    """Somebody has left, and the vault still has the key they might have written down."""
    return vault.has_secret(_DUE)


def make_due(vault: Vault, *, by: str) -> None:
    """From here on the vault needs another key; inside `commit`."""
    vault.keep_secret(_DUE, canonical({"by": by}))


def rotated(house: House, vault: Vault, key: bytes) -> tuple[Vault, bytes]:
    """Give the vault a new key and the clinic a new pair; with the vault's lock held.

    Where it cannot be done now (another program has the vault open, the disk is full, an
    administrator could not open it afterwards), the vault stays as it is, the log says so, and the
    next sign-in tries again.

    Returns:
        The vault and its key; the vault that was given is closed where they are others.
    """
    fresh, pair = random_bytes(KEY_BYTES), new_pair()
    try:
        _check_reached(house.folder, vault)
        stay_alone(vault)
    except ExpectedError as error:
        note(Event.NOT_ROTATED, error=error)
        return vault, key
    beside = house.folder.root / "vault.next.db"
    try:
        _remove(beside)
        copy = copied(vault, beside, fresh)
        try:
            with copy.commit():
                keep_pair(copy, pair, at_ms=int(house.clock().timestamp() * 1000))
                _write_entries(house, copy, fresh, pair.public)
            # All of it in the one file, before that file takes the vault's place.
            stay_alone(copy)
        finally:
            copy.close()
        _seal(house.folder, vault, (key, fresh))
        sync_folder(house.folder.root)
    except (ExpectedError, OSError) as error:
        note(Event.NOT_ROTATED, error=error)
        with suppress(StoreError):
            _remove(beside)
        with suppress(StoreError):
            share_again(vault)
        return vault, key
    return _put_in_place(house, vault, beside, key, fresh)


def settle_wraps(folder: Folder, vault: Vault, key: bytes) -> None:
    """The files in `wraps/` as the vault says: who may open it, and with which key.

    A member's wrap that is not the one the vault lists, and waits for no change, is left as it is
    found. The recovery key's is written again wherever it is not what it should be: the vault
    knows the public half, and nothing else is needed.

    Raises:
        StoreError: A file cannot be written.
    """
    people = {each.id: each for each in members.members(vault)}
    _sync_name(folder)
    for found in keyfiles.wraps(folder):
        who = people.get(found.wrap.member)
        if _is_theirs(found.wrap, who):
            _settle_wrap(folder.wrap(found.wrap.member), found, key)
        elif found.is_next or (who is not None and who.has_left):
            keyfiles.drop_file(found.path)
    _settle_recovery(folder, vault, key)


def _sync_name(folder: Folder) -> None:
    """Have the vault's new file on the disk under its name, before the old key is forgotten.

    Raises:
        StoreError: Nobody knows which file a power cut would leave: both keys stay.
    """
    if all(len(each.wrap.vault) == 1 for each in keyfiles.wraps(folder)):
        return
    try:
        sync_folder(folder.root)
    except OSError as error:
        raise full(folder.vault.name) from error


def unreached(folder: Folder, vault: Vault) -> tuple[Member, ...]:
    """Administrators whose wrap is gone or damaged: no new key can be given to them."""
    found = [each.wrap for each in keyfiles.wraps(folder)]
    return tuple(
        each
        for each in members.members(vault)
        if each.role is Role.ADMINISTRATOR
        and not each.has_left
        and not any(_is_theirs(wrap, each) for wrap in found if wrap.member == each.id)
    )


def _is_theirs(wrap: Wrap, who: Member | None) -> bool:
    return who is not None and not who.has_left and who.public == wrap.public.public


def _settle_wrap(place: Path, found: keyfiles.Found, key: bytes) -> None:
    wrap = found.wrap
    is_newest = _is_newest(wrap, key)
    if place != found.path or not is_newest:
        keyfiles.write_wrap(place, wrap if is_newest else wrap.with_keys([key]))
    if place != found.path:
        keyfiles.drop_file(found.path)


def _settle_recovery(folder: Folder, vault: Vault, key: bytes) -> None:
    if not members.recovery_public(vault):
        return
    wanted = _recovery_wrap(vault, [key])
    standing = dict(keyfiles.recovery_wraps(folder)).get(folder.recovery_wrap)
    if (
        standing is None
        or (standing.public, standing.is_proven) != (wanted.public, wanted.is_proven)
        or not _is_newest(standing, key)
    ):
        keyfiles.write_wrap(folder.recovery_wrap, wanted)
    if folder.next_wrap(RECOVERY).exists():
        keyfiles.drop_file(folder.next_wrap(RECOVERY))


def _recovery_wrap(vault: Vault, keys: Sequence[bytes]) -> RecoveryWrap:
    return new_recovery_wrap(
        PublicKey(public=members.recovery_public(vault)),
        keys,
        is_proven=members.is_recovery_proven(vault),
    )


def _is_newest(wrap: Wrap | RecoveryWrap, key: bytes) -> bool:
    return len(wrap.vault) == 1 and wrap.vault[0].is_of(key, wrap.public)


def _check_reached(folder: Folder, vault: Vault) -> None:
    """Nothing where the paper and every administrator would open the vault afterwards, too.

    Raises:
        StoreError: Somebody would not.
    """
    if unreached(folder, vault):
        raise StoreError(
            _("The vault gets no new key while the file of an administrator's is damaged or gone"),
            advice=_("Give them a new passphrase, or let them go."),
        )
    if not members.recovery_public(vault):
        raise StoreError(
            _("The vault gets no new key before it has a recovery code"),
            advice=_("Make one with `distressapp recovery new`."),
        )


def _seal(folder: Folder, vault: Vault, keys: Sequence[bytes]) -> None:
    """Seal these keys to everybody who stays, by the public halves that the vault lists."""
    people = {each.id: each for each in members.members(vault)}
    for found in keyfiles.wraps(folder):
        if _is_theirs(found.wrap, people.get(found.wrap.member)):
            keyfiles.write_wrap(found.path, found.wrap.with_keys(keys))
    keyfiles.write_wrap(folder.recovery_wrap, _recovery_wrap(vault, keys))


def _write_entries(house: House, copy: Vault, fresh: bytes, public: PublicKey) -> None:
    due = parsed(copy.secret(_DUE))
    by: Json = due["by"]
    append(house, copy, News(kind="vault.rotated", payload={"key": key_id(fresh), "by": by}))
    append(house, copy, News(kind="clinic.rotated", payload={"key": public.id, "by": by}))
    members.drop_secret(copy, _DUE)


def _put_in_place(
    house: House, vault: Vault, beside: Path, key: bytes, fresh: bytes
) -> tuple[Vault, bytes]:
    vault.close()
    try:
        # Nothing of the old file's may be taken for the new one's.
        for tail in ("-wal", "-shm", "-journal"):
            house.folder.vault.with_name(house.folder.vault.name + tail).unlink(missing_ok=True)
        sync_folder(house.folder.root)
        beside.replace(house.folder.vault)
        sync_folder(house.folder.root)
    except OSError as error:
        note(Event.NOT_ROTATED, error=error)
    # It may have been renamed, and the disk have failed after that.
    newest, found = _reopened(house.folder.vault, fresh, key)
    try:
        _remove(beside)
        settle_public(house, newest)
        settle_wraps(house.folder, newest, found)
    except StoreError as error:
        note(Event.NOT_ROTATED, error=error)
    return newest, found


def _reopened(path: Path, fresh: bytes, key: bytes) -> tuple[Vault, bytes]:
    try:
        return Vault.open(path, fresh), fresh
    except StoreDamagedError:
        return Vault.open(path, key), key


def _remove(beside: Path) -> None:
    try:
        for tail in ("", "-wal", "-shm", "-journal"):
            beside.with_name(beside.name + tail).unlink(missing_ok=True)
    except OSError as error:
        raise read_only(beside.name) from error
