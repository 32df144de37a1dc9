"""Licensed wording: installed with the owner's permission, known by its hash.

A pack stands in a folder named for its SHA-256, so that a new one never takes the place of one
that is in use before the settings name it. Wording with another hash is not shown.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import rmtree

from distressapp.core.errors import PackError
from distressapp.core.roles import Act
from distressapp.core.stores import full, read_only
from distressapp.core.wording import Wording
from distressapp.instruments.pack import Beside, Pack, beside
from distressapp.instruments.packreading import look_into, sounds
from distressapp.paths import Folder, is_folder
from distressapp.service.access import Session, check_may
from distressapp.service.house import House
from distressapp.service.published import look_again, read_words
from distressapp.service.publishing import change_settings
from distressapp.service.recordings import place_of
from distressapp.settings import Permission
from distressapp.settings.file import sync_folder, write_whole
from distressapp.text import _

__all__ = ["Beside", "Pack", "PackError", "beside", "install", "look_into"]


def install(
    house: House,
    session: Session,
    path: Path,
    permission: Permission,
    *,
    seen: str | None = None,
) -> Wording:
    """Install licensed wording; the kiosk shows it from its next start on.

    Args:
        path: A folder, a zip file, or a file `<instrument>.<language>.toml`.
        permission: Of the owner; it replaces an older one for the same instrument, unless it
            begins on a later day.
        seen: SHA-256 of the pack that somebody looked at before; None where nobody did.

    Raises:
        NotAllowedError: The role does not do that.
        PackError: It is not licensed wording of an instrument that is known, it is another pack
            than the one that was looked at, or the permission says too little, has ended or is
            not for what this folder is for.
        DefinitionError: Something in the file is wrong.
        StoreError: It cannot be written.
    """
    check_may(session, Act.SETTINGS)
    pack = look_into(house.instruments, path)
    if seen not in {None, pack.sha256}:
        raise PackError(
            _("{name} was changed since it was looked at").format(name=path.name),
            advice=_("Look at it once more, then install it."),
        )
    found = pack.wording
    check_permission(house, permission, instrument=found.instrument)
    _put(house.folder, path, pack)
    look_again(house)
    settings = house.settings
    others = _others(house, permission)
    wanted = replace(
        settings,
        packs={**settings.packs, pack.name: pack.sha256},
        permissions=(*others, permission),
    )
    reason = _("Licensed wording installed: {name}").format(name=pack.name)
    change_settings(house, wanted, session=session, reason=reason)
    read_words(house)
    return found


def _others(house: House, permission: Permission) -> tuple[Permission, ...]:
    """What stands beside a new permission: one of before holds until the new one begins."""
    today = house.today()
    is_for_later = permission.since is not None and permission.since > today
    return tuple(
        each
        for each in house.settings.permissions
        if each.instrument != permission.instrument
        or (is_for_later and not each.has_ended_by(today))
    )


def check_permission(house: House, permission: Permission, *, instrument: str) -> None:
    """Nothing where that permission lets this folder show the owner's words, now or later.

    Raises:
        PackError: It says too little, has ended, or is not for what this folder is for.
    """
    is_whole = permission.holder.strip() and permission.reference.strip() and permission.uses
    if not is_whole or permission.instrument != instrument:
        raise PackError(
            _("The permission says too little"),
            advice=_("Write to whom the owner gave it, its number or date, and what it is for."),
        )
    if permission.until is not None and permission.until < (permission.since or date.min):
        raise PackError(
            _("The permission ends before it begins"),
            advice=_("Compare both days with the owner's letter."),
        )
    if permission.has_ended_by(house.today()):
        raise PackError(
            _("The permission has ended"), advice=_("Ask the owner to renew it, then try again.")
        )
    if not permission.covers(house.settings.use):
        raise PackError(
            _("The permission is not for what this folder is for"),
            advice=_("A clinic needs leave for clinical use, a rehearsal leave for training."),
        )


def _put(folder: Folder, path: Path, pack: Pack) -> None:
    """The pack's words and sounds in their own folder, which is there whole or not at all."""
    place = folder.packs / pack.sha256
    if is_folder(place):  # installed before: each file is replaced by itself, by the same
        _write(place, path, pack)
        return
    beside = place.with_suffix(".new")
    try:
        rmtree(beside, ignore_errors=True)
        beside.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise read_only(folder.packs.name) from error
    try:
        _write(beside, path, pack)
        beside.rename(place)
        sync_folder(folder.packs)
    except OSError as error:
        raise full(folder.packs.name) from error
    finally:
        rmtree(beside, ignore_errors=True)


def _write(place: Path, path: Path, pack: Pack) -> None:
    for sound, content in sounds(path, pack):
        write_whole(place_of(place, sound), content)
    write_whole(place / f"{pack.name}.toml", pack.content)
