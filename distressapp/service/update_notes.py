"""What an update asks of the clinic's own files: a backup, a note in the journal, a look.

All of this runs under the account that owns the folder. Who updates the program holds no answers.
"""

from pathlib import Path
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.journal import Json
from distressapp.core.releases import Schemas
from distressapp.core.roles import Act, may
from distressapp.core.stores import (
    StoreDamagedError,
    StoreError,
    StoreTooNewError,
    WrongPassphraseError,
)
from distressapp.letterbox import checking
from distressapp.paths import Folder
from distressapp.service.access import NotAllowedError, Session, check_may, listed, unlocked
from distressapp.service.archive import Manifest, read_manifest
from distressapp.service.backups import Made, make_backup
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News, post
from distressapp.text import _
from distressapp.vault.looking import Looked, looking, sittings_after
from distressapp.vault.schema import VERSION as VAULT_SCHEMA

BEGUN: Final = "program.update_begun"
UPDATED: Final = "program.updated"
WENT_BACK: Final = "program.went_back"
TOO_NEW: Final = VAULT_SCHEMA + 1
"""Stands for every later shape of the vault."""

KINDS: Final = (BEGUN, UPDATED, WENT_BACK)


@frozen
class Since:
    """What stands in a vault that an older program may not open.

    Attributes:
        schemas: Of the two files as they are.
        entries: Written since the backup; `restore` of that backup leaves them in quarantine. None
            where this version cannot count them: a later one wrote the vault.
        sittings: How many sittings are among them; None as above.
        has_backup: Whether the backup is there.
    """

    schemas: Schemas
    has_backup: bool
    entries: int | None
    sittings: int | None


def back_up(house: House, session: Session, *, old: str, new: str) -> Made:
    """A backup that was opened, and the entry that an update begins.

    Raises:
        NotAllowedError: The role neither updates nor restores.
        StoreError: No backup could be made; nothing was changed.
    """
    check_may(session, Act.RESTORE)
    made = make_backup(house, session)
    with session.vault.commit():
        append(house, session.vault, News(kind=BEGUN, payload=_payload(old, new, session)))
    return made


def note(house: House, kind: str, *, old: str, new: str) -> bool:
    """Post what became of it, sealed; whether the letterbox took it.

    Args:
        kind: `UPDATED` or `WENT_BACK`.
    """
    try:
        post(house, News(kind=kind, payload=_payload(old, new, None)))
    except StoreError:
        return False
    return True


def since(folder: Folder, passphrase: str, *, name: str, backup: str) -> Since:
    """How the files are, and what the backup lacks; nothing is brought up to date.

    Raises:
        WrongPassphraseError: It does not open the vault.
        NotAllowedError: The role does not restore.
        StoreError: A file cannot be used.
    """
    letterbox = checking.check_file(folder.letterbox)
    path = folder.backups / backup
    manifest = read_manifest(path) if backup and path.is_file() else None
    for each in unlocked(folder, passphrase, name=name):
        for key in each.keys:
            try:
                with looking(folder.vault, key) as looked:
                    who = listed(looked.vault, each.member)
                    if who is None or who.public != each.public or not may(who.role, Act.RESTORE):
                        raise NotAllowedError(
                            _("Your role does not take the program back here"),
                            advice=_("Ask an administrator or a manager to do it."),
                        )
                    return _since(looked, letterbox, manifest)
            except StoreTooNewError:
                # Of the program that stood aside: the new one wrote here, and does not start now.
                return Since(
                    schemas=Schemas(vault=TOO_NEW, letterbox=letterbox),
                    has_backup=manifest is not None,
                    entries=None,
                    sittings=None,
                )
            except StoreDamagedError:
                continue
    raise WrongPassphraseError(
        _("That does not open the vault"), advice=_("Nothing was changed. Type it again slowly.")
    )


def kept_backup(folder: Folder, name: str) -> Path:
    """A backup by its name.

    Raises:
        ExpectedError: It is not there.
    """
    path = folder.backups / name
    if not name or path.name != name or not path.is_file():
        raise ExpectedError(
            _("The backup of before the update is not in the data folder"),
            advice=_("Put it back from the stick, under its own name: {name}.").format(name=name),
        )
    return path


def _since(looked: Looked, letterbox: int, manifest: Manifest | None) -> Since:
    heads: dict[str, int] = {}
    for each in () if manifest is None else (*manifest.heads, manifest.letterbox):
        heads[each.writer] = max(each.number, heads.get(each.writer, 0))
    entries = sum(
        max(0, each.number - heads.get(each.writer, 0)) for each in looked.vault.heads().values()
    )
    return Since(
        schemas=Schemas(vault=looked.schema, letterbox=letterbox),
        has_backup=manifest is not None,
        entries=entries,
        sittings=sittings_after(looked.vault, heads),
    )


def _payload(old: str, new: str, session: Session | None) -> Json:
    payload: dict[str, Json] = {"from": old, "to": new}
    if session is not None:
        payload["by"] = session.member.id
    return payload
