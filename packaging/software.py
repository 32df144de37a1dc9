"""Write down all software that ships: `docs/software.md`, and the same for machines.

Names and versions come from `requirements.lock`, the system's libraries from `debian.txt`. Licences
stand here, each with the words that the installed package must say of itself, so that a package
that changes its licence stops us. Plain standard library; run it inside `.venv` (`make software`).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import debian

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "packaging" / "requirements.lock"
LIST = ROOT / "docs" / "software.md"
BILL = ROOT / "docs" / "software.cdx.json"
PIN = re.compile(r"^([a-z0-9-]+)==([0-9][0-9a-z.]*)", re.MULTILINE)
VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
NEVER = "never: another package asks for it"
VAULT = "wherever the vault is open, never in the kiosk"
EVERYWHERE = "kiosk, keeper and every command that opens or posts"
PAGE = "the short-lived process that draws a page"
QT = ("pyside6-essentials", "shiboken6")
SHIPS = frozenset({"always", "x11", "wayland"})


@dataclass(frozen=True)
class Part:
    """What is known of a package beyond its version."""

    licence: str
    """As SPDX writes it; of several that are offered, the one we use."""

    says: str
    """A pattern that the installed package's own words must fit."""

    what_for: str
    where: str
    within: tuple[tuple[str, str, str], ...] = ()
    """What else is compiled into it: name, version where it can be asked for, licence."""


PARTS: Mapping[str, Part] = {
    "cffi": Part(
        "MIT-0", r"MIT", "lets Python call libsodium", EVERYWHERE, (("libffi", "", "MIT"),)
    ),
    "charset-normalizer": Part("MIT", r"MIT", "reportlab asks for it", NEVER),
    "click": Part("BSD-3-Clause", r"BSD-3", "sqlite-utils asks for it", VAULT),
    "click-default-group": Part(
        "Public domain", r"Public Domain", "sqlite-utils' own command line asks for it", NEVER
    ),
    "pillow": Part(
        "MIT-CMU",
        r"MIT-CMU|HPND",
        "reportlab asks for it; we draw no pictures from files",
        PAGE,
        tuple(
            (name, "", "as its licence file says")
            for name in (
                *("libjpeg-turbo", "libpng", "libtiff", "libwebp", "libavif", "OpenJPEG"),
                *("FreeType", "HarfBuzz", "Little CMS", "zlib", "brotli", "zstd", "liblzma"),
                *("libXau", "libxcb"),
            )
        ),
    ),
    "pip": Part(
        "MIT", r"MIT", "sqlite-utils asks for it; installs, and is not run afterwards", NEVER
    ),
    "platformdirs": Part("MIT", r"MIT", "where the data folder stands", "at every start"),
    "pluggy": Part("MIT", r"MIT", "sqlite-utils asks for it", VAULT),
    "pycparser": Part("BSD-3-Clause", r"BSD", "cffi asks for it; needed only to build", NEVER),
    "pynacl": Part(
        "Apache-2.0",
        r"Apache",
        "sealed boxes, authenticated encryption, Argon2id",
        EVERYWHERE,
        (("libsodium", "", "ISC"),),
    ),
    "pyside6-essentials": Part(
        "LGPL-3.0-only",
        r"LGPL-3\.0-only OR GPL-2\.0-only OR GPL-3\.0-only",
        "Qt: windows, accessibility",
        "kiosk and staff's windows",
        (("Qt", "6.11.3", "LGPL-3.0-only"), ("ICU", "73", "Unicode-3.0")),
    ),
    "arabic-reshaper": Part("MIT", r"MIT", "joins Arabic letters on paper", PAGE),
    "python-dateutil": Part("BSD-3-Clause", r"BSD", "sqlite-utils asks for it", VAULT),
    "reportlab": Part("BSD-3-Clause", r"BSD", "draws the page", PAGE),
    "shiboken6": Part(
        "LGPL-3.0-only",
        r"LGPL-3\.0-only OR GPL-2\.0-only OR GPL-3\.0-only",
        "binds Qt to Python",
        "kiosk and staff's windows",
    ),
    "sqlcipher3": Part(
        "Zlib",
        r"provided 'as-is'",
        "the vault: SQLite encrypted page by page",
        VAULT,
        (
            ("SQLCipher", "4.19.0", "BSD-3-Clause"),
            ("SQLite", "3.53.4", "Public domain"),
            ("OpenSSL", "3.6.0", "Apache-2.0"),
        ),
    ),
    "sqlite-fts4": Part("Apache-2.0", r"Apache", "sqlite-utils asks for it", VAULT),
    "sqlite-utils": Part("Apache-2.0", r"Apache", "tables and migrations of the vault", VAULT),
    "tabulate": Part("MIT", r"MIT", "sqlite-utils' own command line asks for it", NEVER),
    "tzdata": Part("Apache-2.0", r"Apache", "time zones where the system has none", "everywhere"),
}
"""One line for each package of the lock file. Who adds a package adds its line."""


class NotAsSaidError(Exception):
    """The lock file, the table above and the installed packages do not agree."""


def pins(lock: str) -> dict[str, str]:
    """The exact version of every package of a lock file, by name."""
    return dict(PIN.findall(lock))


def unlike(names: Iterable[str]) -> list[str]:
    """A sentence for each package that has no line above, or a line and no package."""
    found = set(names)
    return [
        f"{name} is locked and has no line in software.py" for name in sorted(found - set(PARTS))
    ] + [
        f"{name} has a line in software.py and is not locked" for name in sorted(set(PARTS) - found)
    ]


def words_of(name: str) -> str:
    """What an installed package says of its licence: its metadata, else its licence files."""
    found = metadata.metadata(name)
    said = [found["License-Expression"], found["License"], *(found.get_all("Classifier") or [])]
    words = "\n".join(
        str(each) for each in said if each and (" :: " not in each or "License" in each)
    )
    if words.strip():
        return words
    files = metadata.files(name) or []
    return "\n".join(file.read_text() for file in files if "licenses" in file.parts)


def changed(name: str, words: str) -> str:
    """A sentence when a package no longer says what its line expects, else nothing."""
    part = PARTS[name]
    if re.search(part.says, words) is None:
        return f"{name} does not say {part.says} of itself any more"
    if re.search(r"\bGPL", words) and "LGPL" not in part.licence:
        return f"{name} speaks of the GPL"
    return ""


def check(locked: Mapping[str, str]) -> None:
    """See that the table, the lock file and what is installed agree.

    Raises:
        NotAsSaidError: They do not; the text has a line for each difference.
    """
    wrong = unlike(locked)
    for name in sorted(set(locked) & set(PARTS)):
        if metadata.version(name) != locked[name]:
            wrong.append(f"{name} is installed as {metadata.version(name)}, not {locked[name]}")
        wrong.extend(filter(None, [changed(name, words_of(name))]))
    if wrong:
        raise NotAsSaidError("\n".join(wrong))


def asks_for(name: str, locked: Mapping[str, str]) -> list[str]:
    """Which locked packages an installed package needs."""
    needed = (
        re.split(r"[\s;<>=!~\[(]", line, maxsplit=1) for line in plain(metadata.requires(name))
    )
    return sorted({first[0].lower().replace("_", "-") for first in needed} & set(locked))


def plain(required: list[str] | None) -> list[str]:
    """What is required without an extra."""
    return [line for line in required or [] if "extra ==" not in line]


def system() -> list[tuple[str, str, str]]:
    """Debian's packages that ship with it: name, when they are needed, what is tried."""
    needs = debian.needs(debian.LIST.read_text(encoding="utf-8"))
    return [
        (need.package, need.when, need.what.partition(":")[2])
        for need in needs
        if need.when in SHIPS
    ]


def purl(name: str, version: str) -> str:
    """A package's name as machines write it."""
    return f"pkg:pypi/{name}@{version}"


def bill(version: str, locked: Mapping[str, str]) -> dict[str, object]:
    """The list in CycloneDX 1.6; the same lock file gives the same bytes, so it has no time."""
    ours = {
        "type": "application",
        "bom-ref": "distressapp",
        "name": "distressapp",
        "version": version,
    }
    direct = sorted(name for name in locked if name in named())
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**ours, "licenses": [{"license": {"id": "Apache-2.0"}}]}},
        "components": [
            *(component(name, found) for name, found in sorted(locked.items())),
            *(
                {"type": "library", "bom-ref": f"pkg:deb/debian/{name}", "name": name}
                | {"purl": f"pkg:deb/debian/{name}", "scope": _scope(when)}
                for name, when, _ in system()
            ),
        ],
        "dependencies": [
            {"ref": "distressapp", "dependsOn": [purl(name, locked[name]) for name in direct]},
            *(
                {
                    "ref": purl(name, locked[name]),
                    "dependsOn": [purl(each, locked[each]) for each in asks_for(name, locked)],
                }
                for name in sorted(locked)
            ),
        ],
    }


def component(name: str, version: str) -> dict[str, object]:
    """One package of the lock file in CycloneDX."""
    part = PARTS[name]
    return {
        "type": "library",
        "bom-ref": purl(name, version),
        "name": name,
        "version": version,
        "purl": purl(name, version),
        "scope": "optional" if part.where == NEVER else "required",
        "description": part.what_for,
        "licenses": [licence(part.licence)],
        "components": [
            {"type": "library", "bom-ref": f"{name}/{each}", "name": each}
            | ({"version": found} if found else {})
            | {"licenses": [licence(said)]}
            for each, found, said in part.within
        ],
    }


def licence(said: str) -> dict[str, object]:
    """A licence in CycloneDX: by the id that SPDX gave it, else by its name."""
    return {"license": {"name" if " " in said else "id": said}}


def _scope(when: str) -> str:
    return "required" if when == "always" else "optional"


def named() -> frozenset[str]:
    """The packages that `pyproject.toml` names itself."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = text.partition("dependencies = [")[2].partition("\n]")[0]
    return frozenset(re.findall(r'"([A-Za-z0-9-]+)', lines.lower()))


def page(version: str, locked: Mapping[str, str]) -> str:
    """The list to read."""
    rows = [
        f"| {name} | {found} | {part.licence} | {part.what_for} | {part.where} |"
        for name, found in sorted(locked.items())
        for part in (PARTS[name],)
    ]
    inside = [
        f"| {name} | {each} | {found} | {licence} |"
        for name, part in PARTS.items()
        for each, found, licence in part.within
    ]
    libraries = [f"| {name} | {what} | {when} |" for name, when, what in system()]
    text = (ROOT / "packaging" / "software.txt").read_text(encoding="utf-8")
    return text.format(
        version=version,
        packages="\n".join(rows),
        inside="\n".join(inside),
        libraries="\n".join(libraries),
    )


def own_version() -> str:
    """The version of the program, read without importing it."""
    found = VERSION.search((ROOT / "distressapp" / "__init__.py").read_text(encoding="utf-8"))
    return found[1] if found else ""


def made() -> dict[Path, str]:
    """Both lists as they should stand, checked."""
    locked = pins(LOCK.read_text(encoding="utf-8"))
    check(locked)
    version = own_version()
    return {
        LIST: page(version, locked),
        BILL: json.dumps(bill(version, locked), indent=1, ensure_ascii=False) + "\n",
    }


def main() -> int:
    """Write both files; the exit status is 0 when lock file, table and packages agree."""
    try:
        files = made()
    except (NotAsSaidError, metadata.PackageNotFoundError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
