"""Collect the licence of everything that ships, for the program to show: `resources/licences`.

The texts of Python packages are taken from the packages as they are installed. The few that no
package brings along stand there by hand; `BY_HAND` names them. Plain standard library; run by
`make software`, inside `.venv`.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

import software
import tree

RESOURCES: Final = tree.ROOT / "resources"
FOLDER: Final = "licences"
INDEX: Final = "index.json"
END: Final = "-licence.txt"
RULE: Final = "\n" + "-" * 70 + "\n\n"
TEXT: Final = re.compile(r"LICEN[CS]E|COPYING|NOTICE|AUTHORS", re.IGNORECASE)
APACHE: Final = f"{FOLDER}/Apache-2.0{END}"
QT: Final = tuple(
    f"{FOLDER}/{name}{END}" for name in ("LGPL-3.0", "GPL-3.0", "qtbase", "qtwayland", "qt-newer")
)
BY_HAND: Final[Mapping[str, tuple[str, ...]]] = {
    "ICU": (f"{FOLDER}/icu{END}",),
    "OpenSSL": (APACHE,),
    "Qt": QT,
    "SQLCipher": (f"{FOLDER}/sqlcipher{END}",),
    "SQLite": (f"{FOLDER}/sqlite{END}",),
    "libffi": (f"{FOLDER}/libffi{END}",),
    "pyside6-essentials": QT[:2],
    "shiboken6": QT[:2],
}
"""Texts that the packages do not bring along, by the name of the part; seen from the resources."""

OFL: Final = "OFL-1.1"
FONTS: Final = {
    "AtkinsonHyperlegibleNext": "Atkinson Hyperlegible Next",
    "NotoSans": "Noto Sans",
    "NotoSansArabic": "Noto Sans Arabic",
    "NotoSansSC": "Noto Sans SC",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One part and its licence.

    Attributes:
        name: As its makers write it.
        version: Empty where the part cannot be asked for it.
        licence: As SPDX writes it, else in words.
        what_for: One line.
        within: The package that holds it; empty for one that stands by itself.
        texts: Files seen from the resources, in the order to read them.
    """

    name: str
    version: str
    licence: str
    what_for: str
    within: str = ""
    texts: tuple[str, ...]


def texts_of(package: str) -> str:
    """The licence files that an installed package brings along, one after the other."""
    files = [
        file
        for file in metadata.files(package) or []
        if ".dist-info" in file.parts[0] and "src" not in file.parts and TEXT.search(file.name)
    ]
    read = [
        Path(str(file.locate())).read_text(encoding="utf-8").strip("\n") for file in sorted(files)
    ]
    return RULE.join(read) + "\n" if read else ""


def entries(locked: Mapping[str, str]) -> Iterator[Entry]:
    """Everything that ships, ourselves first."""
    yield Entry(
        name="distressapp",
        version=software.own_version(),
        licence="Apache-2.0",
        what_for="this program",
        texts=(APACHE,),
    )
    yield Entry(
        name="Python",
        version="",
        licence="PSF-2.0",
        what_for="runs the program; inside the packaged program, else the system's",
        texts=(f"{FOLDER}/python{END}",),
    )
    for name, version in sorted(locked.items()):
        yield from _of(name, version)
    for file, name in FONTS.items():
        texts = (f"fonts/{file}-OFL.txt",)
        yield Entry(name=name, version="", licence=OFL, what_for="letters", texts=texts)
    yield Entry(
        name="PyInstaller's bootloader",
        version="",
        licence="GPL-2.0-or-later WITH Bootloader-exception",
        what_for="starts the packaged program on Windows; its exception lets it start any",
        texts=(f"{FOLDER}/pyinstaller{END}",),
    )


def _of(name: str, version: str) -> Iterator[Entry]:
    part = software.PARTS[name]
    own = BY_HAND.get(name, (f"{FOLDER}/{name}{END}",))
    yield Entry(name=name, version=version, licence=part.licence, what_for=part.what_for, texts=own)
    for inner, found, licence in part.within:
        texts = BY_HAND.get(inner, own)
        yield Entry(
            name=inner, version=found, licence=licence, what_for="", within=name, texts=texts
        )


def made(locked: Mapping[str, str]) -> dict[Path, str]:
    """Every file that is collected, and the index, as they should stand."""
    found = tuple(entries(locked))
    folder = RESOURCES / FOLDER
    collected = {
        folder / f"{name}{END}": texts_of(name) for name in sorted(locked) if name not in BY_HAND
    }
    index = json.dumps([asdict(each) for each in found], indent=1, ensure_ascii=False) + "\n"
    return collected | {folder / INDEX: index}


def main() -> int:
    """Write them; the exit status is 0 when every part has a text to show."""
    files = made(software.pins(software.LOCK.read_text(encoding="utf-8")))
    silent = [path.name for path, text in files.items() if not text]
    if silent:
        sys.stderr.write(f"No licence came with: {', '.join(silent)}\n")
        return 1
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
