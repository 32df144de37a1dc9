"""Whose is each file of a frozen program: found by walking the folder, file by file.

The modules that stand in one file are asked for: on Linux in ours (`bundle.py`), on Windows in the
program's own with PyInstaller. Libraries that came from the system are told by its own package
list. A file that nobody claims stops us.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

import bundle

OURS: Final = "distressapp"
PYTHON: Final = "Python"
LOADER: Final = "PyInstaller's bootloader"
PROGRAM: Final = frozenset({"distressapp", "distressapp.exe"})
"""The name of the program's own file."""

SESSION: Final = "session"
"""The folder of the kiosk session, which the Debian package puts beside the program's parts."""

HOLDS: Final = {
    "PIL": "pillow",
    "PySide6": "pyside6-essentials",
    "Shiboken": "shiboken6",
    "_cffi_backend": "cffi",
    "arabic_reshaper": "arabic-reshaper",
    "charset_normalizer": "charset-normalizer",
    "click": "click",
    "click_default_group": "click-default-group",
    "dateutil": "python-dateutil",
    "nacl": "pynacl",
    "pillow.libs": "pillow",
    "platformdirs": "platformdirs",
    "pluggy": "pluggy",
    "pycparser": "pycparser",
    "cffi": "cffi",
    "reportlab": "reportlab",
    "shiboken6": "shiboken6",
    "shibokensupport": "shiboken6",
    "sqlcipher3": "sqlcipher3",
    "sqlite_fts4": "sqlite-fts4",
    "sqlite_utils": "sqlite-utils",
    "tabulate": "tabulate",
    "tzdata": "tzdata",
}
"""Which package brings a module or a folder of that name."""

ADDED: Final = re.compile(r"pyi(_|mod|boot)|_pyi_|start$|bundled$")
"""What PyInstaller puts in, and our own first files."""

LIST_MODULES: Final = """
import json, sys
from PyInstaller.archive.readers import CArchiveReader
held = CArchiveReader(sys.argv[1])
names = [name for name, entry in held.toc.items() if entry[-1] in "sm"]
for archive in (name for name, entry in held.toc.items() if entry[-1] in "zZ"):
    names += held.open_embedded_archive(archive).toc
print(json.dumps(sorted({name.partition(".")[0] for name in names})))
print(json.dumps(sorted(sys.stdlib_module_names)))
"""


class UnknownFileError(Exception):
    """Files that nobody is known to have made; the text names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One file of a folder.

    Attributes:
        name: Seen from the folder, with slashes.
        owner: The part it belongs to: ours, Python, a package, or a library of the system.
        sha256: Of its bytes.
    """

    name: str
    owner: str
    sha256: str


def walked(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file with its SHA-256, by name; links are passed over, for they hold nothing."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield path.relative_to(folder).as_posix(), digest


def held(folder: Path) -> tuple[Held, ...]:
    """Every file of a frozen program, with its owner.

    Raises:
        UnknownFileError: A file has no owner that we know.
    """
    found = [(name, owner(name), digest) for name, digest in walked(folder)]
    unknown = [name for name, whose, _ in found if not whose]
    if unknown:
        raise UnknownFileError(f"Nobody is known to have made: {', '.join(unknown)}")
    return tuple(Held(name=name, owner=whose, sha256=digest) for name, whose, digest in found)


def owner(name: str) -> str:
    """Whose that file is; empty where nobody is known.

    Args:
        name: Seen from the frozen program's folder.
    """
    parts = PurePosixPath(name).parts
    if len(parts) == 1:
        return OURS if name in PROGRAM else ""
    first = parts[1]
    bare = first.split(".")[0] if len(parts) == 2 else first  # noqa: PLR2004  (the folder, and it)
    if first in {OURS, bundle.NAME} or parts[0] == SESSION:
        return OURS
    if first.startswith(("python3", "libpython3", "base_library")):
        return PYTHON
    if bare in HOLDS:
        return HOLDS[bare]
    if len(parts) == 2 and first.casefold().endswith((".pyd", ".dll")):  # noqa: PLR2004  (as above)
        return PYTHON  # on Windows, Python's installer brings what it loads
    return f"lib:{first}" if ".so" in first else ""


def modules(folder: Path, python: Path) -> tuple[str, ...]:
    """The packages whose modules a frozen program has in one file, by name.

    Args:
        python: On Windows, an interpreter that has the PyInstaller which made it.

    Raises:
        UnknownFileError: A module has no owner that we know.
    """
    names, of_python = _in_bundle(folder) if is_bundled(folder) else _in_program(folder, python)
    return tuple(sorted(set(_claimed(names, of_python))))


def is_bundled(folder: Path) -> bool:
    """Whether a frozen program was begun by us and has its modules in our file: so on Linux."""
    return (folder / "lib" / bundle.NAME).is_file()


def _in_bundle(folder: Path) -> tuple[set[str], set[str]]:
    names = {name.partition(".")[0] for name in bundle.names(folder / "lib" / bundle.NAME)}
    return names, set(sys.stdlib_module_names)


def _in_program(folder: Path, python: Path) -> tuple[set[str], set[str]]:
    (program,) = (folder / name for name in PROGRAM if (folder / name).is_file())
    done = subprocess.run(  # noqa: S603  (the interpreter of the builds, and our own words)
        [python, "-c", LIST_MODULES, program], check=True, capture_output=True, text=True
    )
    names, of_python = (json.loads(line) for line in done.stdout.splitlines())
    return set(names), set(of_python)


def _claimed(names: Iterable[str], of_python: set[str]) -> Iterator[str]:
    unknown = []
    for name in sorted(names):
        if name in HOLDS:
            yield HOLDS[name]
        elif name == OURS or ADDED.match(name):
            yield OURS
        elif name in of_python or name.startswith("_sysconfigdata"):
            yield PYTHON
        else:
            unknown.append(name)
    if unknown:
        raise UnknownFileError(f"Nobody is known to have made the modules: {', '.join(unknown)}")


def of_system(library: str) -> Mapping[str, str]:
    """The system's package that brought a library: `name`, `version`; empty where it cannot say."""
    listed = _said("ldconfig", "-p")
    paths = [line.rpartition("=> ")[2] for line in listed.splitlines() if library in line.split()]
    for path in paths:
        real = Path(path).resolve()
        merged = str(real).removeprefix("/usr")
        said = _said("dpkg", "-S", str(real)) or _said("dpkg", "-S", merged)
        name = said.partition(":")[0]
        if name:
            version = _said("dpkg-query", "-W", "-f", "${Version}", name)
            return {"name": name, "version": version}
    return {}


def _said(*words: str) -> str:
    found = shutil.which(words[0], path="/usr/bin:/usr/sbin:/bin:/sbin")
    if found is None:
        return ""
    done = subprocess.run(  # noqa: S603  (the path was just found, the words are ours)
        [found, *words[1:]], check=False, capture_output=True, text=True
    )
    return done.stdout if done.returncode == 0 else ""
