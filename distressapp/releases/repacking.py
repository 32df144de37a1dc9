"""The package of what is installed, made again from its files: what an update can go back to.

A clinic that installed the program from a file seldom has that file any more.
"""

import os
import shutil
import stat
from pathlib import Path
from typing import Final

from distressapp.core.stores import full
from distressapp.releases.packages import Packages
from distressapp.settings.file import sync_folder

_NOT_OF_THE_PACKAGE: Final = frozenset({"Status", "Config-Version", "Conffiles"})
"""Fields that the system added."""
_SCRIPTS: Final = frozenset({"preinst", "postinst", "prerm", "postrm", "config"})


def repack(packages: Packages, target: Path) -> None:
    """Write the package of what is installed, as its files are now, and wait for the disk.

    Raises:
        PackageError: The system does not say what it has.
        StoreError: The disk is full, or a file cannot be read.
    """
    tree = target.with_name(f".{target.name}.tree")
    beside = target.with_name(f".{target.name}.part")
    shutil.rmtree(tree, ignore_errors=True)
    beside.unlink(missing_ok=True)
    try:
        tree.mkdir(mode=0o755, parents=True)
        for path in packages.files():
            _copy(packages.root / path.relative_to("/"), tree / path.relative_to("/"))
        _control(packages, tree / "DEBIAN")
        packages.build(tree, beside)
        _sync(beside)
        beside.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise full(target.name) from error
    finally:
        shutil.rmtree(tree, ignore_errors=True)
        beside.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    try:
        found = source.lstat()
    except FileNotFoundError:
        return  # somebody deleted it; what is not there is not gone back to
    if stat.S_ISLNK(found.st_mode):
        target.symlink_to(source.readlink())
    elif stat.S_ISDIR(found.st_mode):
        target.mkdir(exist_ok=True)
        target.chmod(stat.S_IMODE(found.st_mode))
    elif stat.S_ISREG(found.st_mode):
        shutil.copy2(source, target)


def _control(packages: Packages, folder: Path) -> None:
    folder.mkdir(mode=0o755)
    fields = "".join(
        f"{name}: {value}\n"
        for name, value in packages.fields().items()
        if name not in _NOT_OF_THE_PACKAGE
    )
    (folder / "control").write_text(fields, encoding="utf-8")
    for path in packages.control_files():
        target = folder / path.name.rpartition(".")[2]
        shutil.copyfile(path, target)
        target.chmod(0o755 if target.name in _SCRIPTS else 0o644)
    conffiles = folder / "conffiles"
    if conffiles.is_file():
        _leave_out_deleted(packages, conffiles)


def _leave_out_deleted(packages: Packages, conffiles: Path) -> None:
    """A package may not name a file that is not in it."""
    kept = [
        line
        for line in conffiles.read_text(encoding="utf-8").splitlines()
        if (packages.root / line.rpartition(" ")[2].lstrip("/")).is_file()
    ]
    conffiles.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
