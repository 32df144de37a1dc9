"""Whether two builds of one commit are the same, byte for byte; and where not, in which files."""

import hashlib
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ENDINGS: Final = (".whl", ".tar.gz", ".deb")
"""What is compared: everything that is given out."""


def artefacts(folder: Path) -> tuple[Path, ...]:
    """What a build made to be given out, in name's order."""
    return tuple(sorted(each for each in folder.iterdir() if each.name.endswith(ENDINGS)))


def differences(first: Path, second: Path) -> tuple[str, ...]:
    """What differs between two folders of builds, a line each; empty where nothing does."""
    here, there = ({each.name: each for each in artefacts(folder)} for folder in (first, second))
    found = [f"{name}: only one build made it" for name in sorted(here.keys() ^ there.keys())]
    for name in sorted(here.keys() & there.keys()):
        if here[name].read_bytes() == there[name].read_bytes():
            continue
        one, other = _inside(here[name]), _inside(there[name])
        changed = sorted(each for each in one.keys() | other if one.get(each) != other.get(each))
        found += [f"{name}: {each}" for each in changed] or [f"{name}: how it is packed"]
    return tuple(found)


def _inside(archive: Path) -> Mapping[str, str]:
    """Each file of an archive, and what decides whether it is the same."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as held:
            return {each: _digest(held.read(each)) for each in held.namelist()}
    if archive.suffix == ".deb":
        return {**_tar_of(archive, "--ctrl-tarfile"), **_tar_of(archive, "--fsys-tarfile")}
    with tarfile.open(archive) as held_tar:
        return _members(held_tar)


def _tar_of(package: Path, which: str) -> Mapping[str, str]:
    unpack = shutil.which("dpkg-deb") or "dpkg-deb"
    with (
        subprocess.Popen([unpack, which, package], stdout=subprocess.PIPE) as child,  # noqa: S603  (found, and our file)
        tarfile.open(fileobj=child.stdout, mode="r|") as held,
    ):
        return _members(held)


def _members(held: tarfile.TarFile) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for each in held:
        file = held.extractfile(each) if each.isfile() else None
        content = "" if file is None else _digest(file.read())
        found[each.name] = (
            f"{each.mode:o} {each.mtime} {each.uid} {each.gid} {each.linkname} {content}"
        )
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
