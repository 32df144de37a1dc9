"""An update before anything is changed: who signed it, what it brings, whether it fits here."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from distressapp import program
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.releases import Schemas, Standing, Version, standing
from distressapp.keys.release import (
    MOST_FILE_BYTES,
    ReleaseKey,
    check_signed,
    public_from_release_file,
)
from distressapp.letterbox.connection import VERSION as LETTERBOX_SCHEMA
from distressapp.paths import Folder, resources
from distressapp.releases import bundle
from distressapp.releases.bundle import Bundle
from distressapp.releases.packages import Packages
from distressapp.releases.record import Store
from distressapp.text import _
from distressapp.vault.schema import VERSION as VAULT_SCHEMA

OURS: Final = Schemas(vault=VAULT_SCHEMA, letterbox=LETTERBOX_SCHEMA)
"""What this version of the program writes."""

_WRITABLE: Final = stat.S_IWGRP | stat.S_IWOTH


class UpdateError(ExpectedError):
    """The program is not changed, or was put back; which of them, the sentence says."""


class NotNewerError(UpdateError):
    """The update is no newer than what is installed."""


@frozen
class Site:
    """The computer whose program is changed.

    Attributes:
        folder: The clinic's; there need not be a clinic in it.
        keys: Where the public keys of makers stand.
        itself: The command that starts this program.
    """

    packages: Packages
    folder: Folder
    store: Store
    keys: tuple[Path, ...]
    itself: tuple[str, ...]

    @property
    def has_clinic(self) -> bool:
        """Whether there are answers to be kept."""
        return self.folder.settings.is_file()


@frozen
class Offer:
    """What an update would do here.

    Attributes:
        by: Whose key signed it.
        changes: What is new since the version that is installed, as the makers wrote it.
        migrates: The new version writes the clinic's files in another shape.
    """

    version: Version
    made: str
    by: str
    standing: Standing
    installed: Version
    changes: str
    migrates: bool


def site(packages: Packages, folder: Folder) -> Site:
    """This computer, or a system below a folder."""
    root = packages.root
    return Site(
        packages=packages,
        folder=folder,
        store=Store(root=root / "var" / "lib" / "distressapp-updates"),
        keys=(resources() / "release-keys", root / "etc" / "distressapp" / "release-keys"),
        itself=program.itself(),
    )


def known_keys(folders: Sequence[Path]) -> tuple[ReleaseKey, ...]:
    """The makers whose updates are taken: what stands in those folders, under each id once.

    Raises:
        UpdateError: Somebody else than the computer's administrator could have put a key there.
        StoreDamagedError: A file is no key.
    """
    found: dict[str, ReleaseKey] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.pub")):
            _check_trusted(path)
            with path.open("rb") as file:
                key = public_from_release_file(path.name, file.read(MOST_FILE_BYTES))
            found.setdefault(key.id, key)
    return tuple(found.values())


@contextmanager
def opened(here: Site, path: Path) -> Iterator[Bundle]:
    """An update that somebody signed who is known here.

    Raises:
        NotSignedError: Nobody known did.
        BundleError: It is no update, or not whole.
        UpdateError: No maker is known here at all.
    """
    keys = known_keys(here.keys)
    if not keys:
        raise UpdateError(
            _("This computer knows nobody whose updates it may take"),
            advice=_(
                "Nothing was changed. An administrator of the computer puts the makers' public key "
                "into {folder}; the manual says how to be sure that it is theirs."
            ).format(folder=here.keys[-1]),
        )
    with bundle.opened(path, partial(_signer, keys)) as found:
        yield found


def offer(here: Site, path: Path, *, running: Version) -> Offer:
    """What an update brings.

    Args:
        running: This program's version, where the system does not have it as a package.

    Raises:
        ExpectedError: As `opened`.
    """
    installed = here.packages.installed() if here.packages.is_there else None
    now = running if installed is None else installed.version
    with opened(here, path) as found:
        release = found.release
        machine = here.packages.machine() if here.packages.is_there else release.machine
        return Offer(
            version=release.version,
            made=release.made,
            by=found.by,
            standing=standing(release, now, machine),
            installed=now,
            changes=since(found.changes(), now),
            migrates=release.schemas != OURS,
        )


def check_standing(release: Standing, *, new: Version, installed: Version) -> None:
    """Nothing where an update may be installed.

    Raises:
        NotNewerError: It is installed already, or older.
        UpdateError: It does not fit.
    """
    if release is Standing.NEWER:
        return
    if release is Standing.SAME:
        raise NotNewerError(
            _("Version {version} is installed already").format(version=new),
            advice=_("Nothing was changed."),
        )
    if release is Standing.OLDER:
        raise NotNewerError(
            _("The update is version {new}, and {installed} is installed").format(
                new=new, installed=installed
            ),
            advice=_(
                "Nothing was changed: an update never goes back. `distressapp update back` undoes "
                "the last one."
            ),
        )
    if release is Standing.TOO_FAR:
        raise UpdateError(
            _("Version {installed} is too old to be replaced by {new} at once").format(
                new=new, installed=installed
            ),
            advice=_("Nothing was changed. Install the updates that lie between, one by one."),
        )
    raise UpdateError(
        _("The update is for another kind of computer"),
        advice=_("Nothing was changed. Ask its makers for the one for this computer."),
    )


def since(changes: str, installed: Version) -> str:
    """The parts of a list of changes, newest first, down to the version that is installed."""
    kept: list[str] = []
    for line in changes.splitlines():
        if line.startswith("## ") and str(installed) in line.replace(",", " ").split():
            break
        kept.append(bundle.visible(line))
    return "\n".join(kept).strip() + "\n"


def _signer(keys: Sequence[ReleaseKey], manifest: bytes, signature: bytes, by: str) -> str:
    return check_signed(keys, manifest, signature, by=by).name


def _check_trusted(path: Path) -> None:
    """Nobody but the system's account, or the caller's own, could have written it."""
    own = {0, os.geteuid()} if hasattr(os, "geteuid") else None
    for each in (path, path.parent):
        found = each.stat()
        if own is not None and (found.st_uid not in own or found.st_mode & _WRITABLE):
            raise UpdateError(
                _("{path} could have been put there by anybody").format(path=each),
                advice=_(
                    "Nothing was changed. Let the computer's administrator look at it: only they "
                    "may be able to write there."
                ),
            )
