"""Licensed wording: installed with the owner's permission, known by its hash.

A pack stands in a folder named for its SHA-256, so that a new one never takes the place of one
that is in use before the settings name it. Wording with another hash is not shown.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from distressapp.core.errors import PackError
from distressapp.core.instrument import Instrument
from distressapp.core.roles import Act
from distressapp.core.stores import read_only
from distressapp.core.wording import Wording
from distressapp.instruments.pack import Beside, Pack, beside, pack_of
from distressapp.instruments.table import read_table
from distressapp.paths import Folder, is_file
from distressapp.service.access import Session, check_may
from distressapp.service.house import House
from distressapp.service.published import look_again
from distressapp.service.publishing import change_settings
from distressapp.settings import Permission
from distressapp.settings.file import write_whole
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
        permission: Of the owner; it replaces an older one for the same instrument.
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
    _put(house.folder, pack)
    look_again(house)
    settings = house.settings
    others = tuple(each for each in settings.permissions if each.instrument != found.instrument)
    wanted = replace(
        settings,
        packs={**settings.packs, pack.name: pack.sha256},
        permissions=(*others, permission),
    )
    reason = _("Licensed wording installed: {name}").format(name=pack.name)
    change_settings(house, wanted, session=session, reason=reason)
    house.wordings = {**house.wordings, pack.name: found}
    return found


def look_into(instruments: Mapping[str, Instrument], path: Path) -> Pack:
    """The licensed wording in that file, complete for its instrument; nothing is installed.

    Raises:
        PackError: It is not licensed wording of an instrument that is known.
        DefinitionError: Something in the file is wrong: which file, item, and what to do.
    """
    instrument = instruments.get(path.name.partition(".")[0])
    if instrument is None or path.suffix != ".toml" or not is_file(path):
        raise PackError(
            _("{name} is not a wording pack").format(name=path.name or _("Nothing")),
            advice=_("Choose a file that is named like hads.en.toml."),
        )
    table, content = read_table(path)
    return pack_of(table, content, instrument, name=path.stem)


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


def _put(folder: Folder, pack: Pack) -> None:
    place = folder.packs / pack.sha256
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise read_only(folder.packs.name) from error
    write_whole(place / f"{pack.name}.toml", pack.content)
