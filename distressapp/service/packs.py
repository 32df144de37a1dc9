"""Licensed wording: installed with the owner's permission, known by its hash.

A pack stands in a folder named for its SHA-256, so that a new one never takes the place of one
that is in use before the settings name it. Wording with another hash is not shown.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from distressapp.core.errors import ExpectedError
from distressapp.core.instrument import Instrument
from distressapp.core.roles import Act
from distressapp.core.stores import read_only
from distressapp.core.wording import Wording, WordingKind
from distressapp.instruments import load_wording
from distressapp.paths import Folder, is_file
from distressapp.service.access import Session, check_may
from distressapp.service.house import House
from distressapp.service.published import look_again
from distressapp.service.publishing import change_settings
from distressapp.settings import Permission
from distressapp.settings.file import write_whole
from distressapp.text import _


class PackError(ExpectedError):
    """A pack was not installed; nothing was changed."""


def install(house: House, session: Session, path: Path, permission: Permission) -> Wording:
    """Install licensed wording; the kiosk shows it from its next start on.

    Args:
        path: A file `<instrument>.<language>.toml`.
        permission: Of the owner; it replaces an older one for the same instrument.

    Raises:
        NotAllowedError: The role does not do that.
        PackError: It is not licensed wording of an instrument that is known, or the permission
            says too little or has ended.
        DefinitionError: Something in the file is wrong.
        StoreError: It cannot be written.
    """
    check_may(session, Act.SETTINGS)
    found = look_into(house.instruments, path)
    _check_permission(house, permission, found)
    key = f"{found.instrument}.{found.language}"
    _put(house.folder, found, path.read_bytes())
    look_again(house)
    settings = house.settings
    others = tuple(each for each in settings.permissions if each.instrument != found.instrument)
    wanted = replace(
        settings,
        packs={**settings.packs, key: found.sha256},
        permissions=(*others, permission),
    )
    reason = _("Licensed wording installed: {name}").format(name=key)
    change_settings(house, wanted, session=session, reason=reason)
    house.wordings = {**house.wordings, key: found}
    return found


def look_into(instruments: Mapping[str, Instrument], path: Path) -> Wording:
    """The licensed wording in that file, complete for its instrument; nothing is installed.

    Raises:
        PackError: It is not licensed wording of an instrument that is known.
        DefinitionError: Something in the file is wrong.
    """
    instrument = instruments.get(path.name.partition(".")[0])
    if instrument is None or path.suffix != ".toml" or not is_file(path):
        raise PackError(
            _("{name} is not a wording pack").format(name=path.name or _("Nothing")),
            advice=_("Choose a file that is named like hads.en.toml."),
        )
    found = load_wording(path, instrument)
    if found.kind is not WordingKind.LICENSED:
        raise PackError(
            _("{name} is not licensed wording").format(name=path.name),
            advice=_("Ask the owner of the instrument, or whoever made the file."),
        )
    return found


def _check_permission(house: House, permission: Permission, found: Wording) -> None:
    is_whole = permission.holder.strip() and permission.reference.strip()
    if not is_whole or permission.instrument != found.instrument:
        raise PackError(
            _("The permission says too little"),
            advice=_("Write to whom the owner gave it, and its number or date."),
        )
    if permission.until is not None and permission.until < house.today():
        raise PackError(
            _("The permission has ended"), advice=_("Ask the owner to renew it, then try again.")
        )


def _put(folder: Folder, found: Wording, content: bytes) -> None:
    place = folder.packs / found.sha256
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise read_only(folder.packs.name) from error
    write_whole(place / f"{found.instrument}.{found.language}.toml", content)
