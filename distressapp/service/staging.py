"""Preparing what a restore will put in place: a backup, and all that is known since.

Nothing of the data folder changes here. Entries are a union by writer and number: what the backup
has, what its letterbox has, what can be read of the vault that is there now. From then on vault
and letterbox write new chains, so that no number is ever given twice.
"""

import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import SALT_BYTES, Entry, Head, Json, canonical
from distressapp.core.roles import Act, may
from distressapp.core.stores import (
    StoreDamagedError,
    StoreError,
    StoreTooNewError,
    WrongPassphraseError,
    damaged,
    read_only,
)
from distressapp.keys.clinic import PublicKey
from distressapp.keys.sitting import random_bytes
from distressapp.letterbox import rescuing, upkeep
from distressapp.letterbox.connection import VERSION as LETTERBOX_SCHEMA
from distressapp.letterbox.emptying import Emptying
from distressapp.paths import Folder
from distressapp.service.access import (
    NotAllowedError,
    Unlocked,
    listed,
    unlocked,
    unlocked_with_recovery,
)
from distressapp.service.archive import Manifest, extract, read_manifest
from distressapp.service.clinic_keys import awaits_backup, current_public, published
from distressapp.service.losses import Missing, missing, told
from distressapp.service.posting import NOBODY
from distressapp.service.setup import Making
from distressapp.service.swapping import begin
from distressapp.service.takein import take_posted
from distressapp.settings import Settings, from_table, publish, read
from distressapp.settings.file import write_whole
from distressapp.text import _
from distressapp.vault import backups, members
from distressapp.vault.gaps import RESTORED
from distressapp.vault.merging import Merged, begin_writer, keep_what_was_used, merge
from distressapp.vault.schema import VERSION as VAULT_SCHEMA
from distressapp.vault.vault import Vault


@frozen(repr=False)
class Wanted:
    """What is to be restored, and who does it.

    Attributes:
        code: The recovery code, in place of a passphrase.
        name: Of the member; may be left out while there is only one.
        with_letterbox: Put a letterbox in place too; a kiosk must not be open then. Without it
            only the vault is mended, and whoever may sign in may have it mended.
        without_current: Leave out what the vault that is there knows, where the passphrase does
            not open it.
    """

    backup: Path
    passphrase: str = ""
    code: str = ""
    name: str = ""
    with_letterbox: bool = True
    without_current: bool = False


@frozen
class Restored:
    """What a restore brought together.

    Attributes:
        manifest: Of the backup.
        merged: What came from the vault that was there; None where it did not open at all.
        missing: What is known to be lost since.
        present: Names of who may sign in now; that somebody left since may be among the lost.
    """

    manifest: Manifest
    merged: Merged | None
    missing: tuple[Missing, ...]
    present: tuple[str, ...]


def check_fits(backup: Path, folder: Folder) -> Manifest:
    """What a backup holds, where this program can restore it into that folder.

    Raises:
        StoreTooNewError: A newer version of the program made it.
        ExpectedError: It is of a rehearsal and the folder is not, or the other way round.
        StoreError: It is no backup.
    """
    manifest = read_manifest(backup)
    if manifest.vault_schema > VAULT_SCHEMA or manifest.letterbox_schema > LETTERBOX_SCHEMA:
        raise StoreTooNewError(
            _("{name} was made by a newer version of this program").format(name=backup.name),
            advice=_("Update the program on this computer, then try again."),
        )
    settings = _settings_of(folder)
    if settings is not None and settings.use is not manifest.use:
        raise ExpectedError(
            _("The backup is for {theirs} use, and the folder for {ours} use").format(
                theirs=manifest.use.value, ours=settings.use.value
            ),
            advice=_("Restore it into another folder with --into."),
        )
    return manifest


def stage(folder: Folder, wanted: Wanted, making: Making) -> Restored:
    """Build everything new beside the old; `swapping.put_in_place` does the rest.

    Raises:
        WrongPassphraseError: The passphrase opens the backup or the vault that is there not.
        NotARecoveryCodeError: The code is mistyped.
        NotAllowedError: The role does not restore.
        StoreError: The backup cannot be used, or the folder not be written.
    """
    manifest = check_fits(wanted.backup, folder)
    new = begin(folder)
    extract(wanted.backup, new.root)
    upkeep.bring_up_to_date(new.letterbox)
    here, there = _unlocked(folder, wanted), _unlocked(new, wanted)
    vault, key = _opened(new.vault, (*there, *here))
    try:
        vault.check_file()
        current, current_key = _current(folder, here, wanted)
        try:
            again = partial(_as_it_is, folder.vault, current_key)
            heads, merged = _gather(vault, current, new, again)
        finally:
            if current is not None:
                current.close()
        _stage_letterbox(folder, new, vault, manifest, making)
        known = (*heads, *told(folder, wanted.backup, frozenset(vault.heads())))
        letterbox = new.letterbox if wanted.with_letterbox else folder.letterbox
        lost = missing(vault, known, letterbox)
        present = tuple(each.name for each in members.members(vault) if not each.has_left)
        result = Restored(manifest=manifest, merged=merged, missing=lost, present=present)
        owner = _owner(vault, (*here, *there), wanted)
        _stage_settings(folder, new, vault)
        _close_the_past(vault, result, owner, wanted, making, read(new.settings))
        write_whole(new.clinic_public, _public(folder, vault, manifest).as_file())
        final = current_key or owner.keys[0] if owner.folder == folder else key
        if final != key:
            vault.copy(new.root / "vault.next.db", final)
    finally:
        vault.close()
    if final != key:
        (new.root / "vault.next.db").replace(new.vault)
    _stage_files(folder, new, owner, wanted)
    return result


def _public(folder: Folder, vault: Vault, manifest: Manifest) -> PublicKey:
    """What is posted with from now on; a pair that no backup holds is not."""
    current, posted = current_public(vault), published(folder)
    if posted is None or current.id in manifest.keys or not awaits_backup(folder, vault):
        return current
    return posted


def _unlocked(folder: Folder, wanted: Wanted) -> tuple[Unlocked, ...]:
    try:
        if wanted.code:
            return unlocked_with_recovery(folder, wanted.code)
        return unlocked(folder, wanted.passphrase, name=wanted.name)
    except StoreError:
        return ()


def _opened(path: Path, found: Iterable[Unlocked]) -> tuple[Vault, bytes]:
    keys = [key for each in found for key in each.keys]
    if not keys:
        raise _refused()
    for key in keys:
        try:
            return _as_it_is(path, key), key
        except StoreDamagedError:
            continue
    raise damaged(path.name)


def _as_it_is(path: Path, key: bytes) -> Vault:
    return Vault.open(path, key, before_upgrade=lambda *_: None)


def _current(
    folder: Folder, here: Sequence[Unlocked], wanted: Wanted
) -> tuple[Vault | None, bytes]:
    """The vault that is there, and its key; none where it is not there or damaged."""
    if not folder.vault.exists() or wanted.without_current:
        return None, b""
    if not here:
        raise WrongPassphraseError(
            _("That does not open the vault that is there"),
            advice=_(
                "Use the passphrase or the code that it has now. With --without-current the "
                "backup is restored without what was written since; the vault that is there goes "
                "to quarantine."
            ),
        )
    try:
        return _opened(folder.vault, here)
    except StoreError:
        return None, b""


def _gather(
    vault: Vault, current: Vault | None, new: Folder, again: Callable[[], Vault]
) -> tuple[tuple[Head, ...], Merged | None]:
    """Bring everything into one vault; how far the one that is there knew each chain to go."""
    # The older entries first: one that comes later closes no gap.
    emptying = Emptying(new.letterbox)
    try:
        take_posted(vault, emptying)
    finally:
        emptying.close()
    if current is None:
        return (), None
    try:
        heads = tuple(current.heads().values())
    except StoreError:
        heads = ()
    if heads and not {each.writer for each in heads} & set(vault.heads()):
        raise ExpectedError(
            _("The backup is of another clinic than the folder"),
            advice=_("Restore it into another folder with --into."),
        )
    with vault.commit():
        # Opened again: over a damaged page the first one may be of no more use.
        with closing(again()) as afresh:
            keep_what_was_used(vault, afresh)
        return heads, merge(vault, again)


def _stage_letterbox(
    folder: Folder, new: Folder, vault: Vault, manifest: Manifest, making: Making
) -> None:
    """The letterbox that is there where it can be read, else the backup's and what is rescued."""
    beside = new.root / "letterbox.next.db"
    at_ms = int(manifest.at.timestamp() * 1000)
    try:
        upkeep.copy_to(folder.letterbox, beside)
    except StoreError:
        beside.unlink(missing_ok=True)
        # A draft of then that ended since must not stand above its own end.
        upkeep.drop_drafts(new.letterbox, backups.stopped_since(vault, at_ms))
        today = making.clock().date().isoformat()
        rescuing.rescue(folder.letterbox, new.letterbox, today=today)
    else:
        beside.replace(new.letterbox)
    upkeep.begin_writer(new.letterbox, making.new_id())


def _owner(vault: Vault, found: Iterable[Unlocked], wanted: Wanted) -> Unlocked:
    """Whose passphrase or code it is, as the vault that was brought together lists them."""
    for each in found:
        who = listed(vault, each.member)
        if who is None or who.public != each.public or not each.keys:
            continue
        if wanted.with_letterbox and not may(who.role, Act.RESTORE):
            raise NotAllowedError(
                _("Your role does not restore a backup here"),
                advice=_("Ask an administrator to do it."),
            )
        return each
    raise _refused()


def _close_the_past(  # noqa: PLR0913, PLR0917  (what one entry is made of)
    vault: Vault,
    result: Restored,
    owner: Unlocked,
    wanted: Wanted,
    making: Making,
    settings: Settings,
) -> None:
    """Begin a new chain with the entry that says what was restored."""
    at, merged = making.clock(), result.merged
    offset = at.astimezone(settings.zone).utcoffset()
    payload: Json = {
        "backup": wanted.backup.name,
        "made": result.manifest.at.isoformat(),
        "by": owner.member,
        "how": "restore" if wanted.with_letterbox else "damage",
        "program": making.program,
        "from_current": None if merged is None else merged.entries,
        "conflicts": 0 if merged is None else merged.conflicts,
        "missing": [[each.writer, each.first, each.last] for each in result.missing],
    }
    with vault.commit():
        begin_writer(vault, making.new_id())
        vault.append(
            lambda head: Entry(
                writer=head.writer,
                number=head.number + 1,
                at_ms=int(at.timestamp() * 1000),
                offset_min=0 if offset is None else int(offset.total_seconds()) // 60,
                kind=RESTORED,
                schema=1,
                subject=NOBODY,
                salt=random_bytes(SALT_BYTES),
                payload=canonical(payload),
            )
        )


def _settings_of(folder: Folder) -> Settings | None:
    try:
        return read(folder.settings)
    except ExpectedError:
        return None


def _stage_settings(folder: Folder, new: Folder, vault: Vault) -> None:
    """Those that are published now, or those that the journal last had, or the backup's."""
    settings = _settings_of(folder)
    if settings is None:
        table = backups.settings_in(vault)
        settings = None if table is None else from_table(table, file=new.settings.name)
    if settings is not None:
        publish(new.settings, settings)


def _stage_files(folder: Folder, new: Folder, owner: Unlocked, wanted: Wanted) -> None:
    try:
        if owner.folder == folder:
            shutil.rmtree(new.wraps)
        if not wanted.with_letterbox:
            for path in (new.letterbox, new.settings):
                path.unlink(missing_ok=True)
            shutil.rmtree(new.packs, ignore_errors=True)
        else:
            if owner.folder == folder:
                shutil.copytree(folder.wraps, new.wraps)
            new.packs.mkdir(mode=0o700, exist_ok=True)
            if folder.packs.is_dir():
                shutil.copytree(folder.packs, new.packs, symlinks=True, dirs_exist_ok=True)
    except OSError as error:
        raise read_only(new.root.name) from error


def _refused() -> WrongPassphraseError:
    return WrongPassphraseError(
        _("That does not open the backup"),
        advice=_(
            "Use the passphrase or the recovery code of the day the backup was made, or try "
            "another backup."
        ),
    )
