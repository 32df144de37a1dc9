"""A package that was built, read back with Debian's own tools."""

import subprocess
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One thing in a package.

    Attributes:
        kind: As tar writes it.
        link: Where a link leads; empty for anything else.
    """

    name: str
    kind: bytes
    mode: int
    owner: str
    when: int
    size: int
    link: str


def contents(package: Path) -> dict[str, Held]:
    """What the package puts on a machine, by path, without the point that begins it."""
    with tarfile.open(fileobj=BytesIO(_said("dpkg-deb", "--fsys-tarfile", package))) as tar:
        found = [
            Held(
                name=each.name.removeprefix("."),
                kind=each.type,
                mode=each.mode,
                owner=f"{each.uname or each.uid}:{each.gname or each.gid}",
                when=int(each.mtime),
                size=each.size,
                link=each.linkname,
            )
            for each in tar
        ]
    return {each.name: each for each in found}


def text(package: Path, name: str) -> bytes:
    """The bytes of one file in it."""
    with tarfile.open(fileobj=BytesIO(_said("dpkg-deb", "--fsys-tarfile", package))) as tar:
        file = tar.extractfile(f".{name}")
        assert file is not None
        return file.read()


def field(package: Path, name: str) -> str:
    """A field of its control file."""
    return _said("dpkg-deb", "--field", package, name).decode().strip()


def control(package: Path, folder: Path) -> Path:
    """Its control files, laid out in a folder."""
    _said("dpkg-deb", "--control", package, folder)
    return folder


def _said(*words: str | Path) -> bytes:
    return subprocess.run(words, capture_output=True, check=True).stdout
