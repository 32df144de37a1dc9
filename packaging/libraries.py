"""Which of the system's libraries a built program loads, and the packages that bring them."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import buildroom

LIST: Final = Path(__file__).resolve().with_name("debian") / "libraries.txt"

_ELF: Final = b"\x7fELF"
_NEEDED: Final = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_SONAME: Final = re.compile(r"^\s+SONAME\s+(\S+)$", re.MULTILINE)
_GLIBC: Final = re.compile(r"\bGLIBC_(\d+)\.(\d+)")


class UnknownLibraryError(buildroom.NotBuiltError):
    """The program loads something that no package in the list brings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loads:
    """What a folder of programs and libraries asks of the system.

    Attributes:
        libraries: Names of libraries that it needs and does not hold, in order.
        glibc: The newest version of the C library that is asked for, such as (2, 34).
    """

    libraries: tuple[str, ...]
    glibc: tuple[int, int]


def programs(folder: Path) -> Iterator[Path]:
    """Every program and library of a folder, by path; links are passed over."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            if file.read(len(_ELF)) == _ELF:
                yield path


def loads(folder: Path) -> Loads:
    """What the programs of that folder ask of the system, by their own headers."""
    said = [_headers(path) for path in programs(folder)]
    held = {path.name for path in folder.rglob("*.so*") if path.exists()}
    held.update(name for each in said for name in _SONAME.findall(each))
    needed = {name for each in said for name in _NEEDED.findall(each)}
    versions = [(int(major), int(minor)) for each in said for major, minor in _GLIBC.findall(each)]
    return Loads(libraries=tuple(sorted(needed - held)), glibc=max(versions, default=(2, 0)))


def packages(text: str) -> dict[str, str]:
    """The packages written in `libraries.txt`, by library."""
    lines = (line.split("#")[0].split(maxsplit=1) for line in text.splitlines())
    return {words[0]: words[1].strip() for words in lines if words}


def depends(asked: Loads, brought: Mapping[str, str]) -> tuple[str, ...]:
    """What the package depends on, each once, in order.

    Raises:
        UnknownLibraryError: No package is named for a library; the text names all such.
    """
    unknown = [name for name in asked.libraries if name not in brought]
    if unknown:
        raise UnknownLibraryError(
            f"{', '.join(unknown)}: not named in {LIST.name}. Name the package that brings it, or "
            "leave out what loads it."
        )
    found = {brought[name] for name in asked.libraries} - {"libc6"}
    return (f"libc6 (>= {'.'.join(map(str, asked.glibc))})", *sorted(found))


def _headers(path: Path) -> str:
    done = subprocess.run(  # noqa: S603 - fixed words, and a file of the build
        ["objdump", "-p", str(path)],  # noqa: S607 - the system's own
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout
