"""What this program is: its version, what is inside, under which licences, and what changed.

All of it is read from files that ship with the program; nothing is asked for over a network.
"""

import json
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from distressapp import __version__
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.paths import resources
from distressapp.program import is_frozen
from distressapp.text import _

_BULLET: Final = re.compile(r"^[-*] ")
_LINK: Final = re.compile(r"\[([^]]+)\]\([^)]*\)")
_SIGN: Final = re.compile(r"`|\*{1,2}")
COMMIT_SHOWN: Final = 12
"""Signs of a commit's name that people are shown."""

SOURCE: Final = "source"
WHEEL: Final = "wheel"
PACKAGED: Final = "packaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the program, with its licence.

    Attributes:
        name: As its makers write it.
        version: Empty where the part cannot be asked for it.
        licence: As SPDX writes it, else in words.
        what_for: One line; empty for what is compiled into another part.
        within: The part that holds it; empty for one that stands by itself.
        texts: Its licence's files, seen from the resources, in the order to read them.
    """

    name: str
    version: str
    licence: str
    what_for: str
    within: str
    texts: tuple[str, ...]


@frozen
class Build:
    """Which build this is.

    Attributes:
        kind: `"source"`, `"wheel"` or `"packaged"`.
        commit: The commit's name, cut short; empty where it is not known.
        is_changed: Files differed from that commit.
        made_of: The time of the commit; None where it is not known.
    """

    kind: str
    commit: str
    is_changed: bool
    made_of: datetime | None


def parts() -> tuple[Part, ...]:
    """Everything that ships, the program itself first.

    Raises:
        ExpectedError: A file of the program is missing.
    """
    found = json.loads(_read("licences/index.json"))
    return tuple(
        Part(**{**each, "texts": tuple(each["texts"])}) for each in found if isinstance(each, dict)
    )


def part_named(name: str) -> Part:
    """The part of that name, in capitals or not.

    Raises:
        ExpectedError: There is none; the advice names all.
    """
    known = parts()
    wanted = name.casefold()
    for each in known:
        if each.name.casefold() == wanted:
            return each
    raise ExpectedError(
        _("No part is called {name}").format(name=name),
        advice=_("These are: {names}.").format(names=", ".join(each.name for each in known)),
    )


def licence_text(part: Part) -> str:
    """The words of its licence, whole."""
    return "\n\n".join(_read(name).strip("\n") for name in part.texts) + "\n"


def bill() -> str:
    """The bill of materials, CycloneDX as JSON: of the packaged program, what is really in it."""
    return _read("software.cdx.json")


def changes() -> str:
    """What a clinic would notice in each version, newest first; Markdown."""
    return _read("CHANGELOG.md")


def changes_to_read() -> str:
    """The same without the signs of Markdown: a heading a line, and a line for each change."""
    lines: list[str] = []
    for line in changes().splitlines():
        if line.startswith("  ") and lines:
            lines[-1] = f"{lines[-1]} {line.strip()}"
        elif line.startswith("#"):
            lines.append(line.lstrip("# "))
        else:
            lines.append(_BULLET.sub("\N{BULLET} ", line))
    return _SIGN.sub("", _LINK.sub(r"\1", "\n".join(lines))).strip() + "\n"


def build() -> Build:
    """Which build this is, as far as it says so of itself."""
    said = _said()
    at = said.get("time")
    return Build(
        kind=_kind(),
        commit=str(said.get("commit", ""))[:COMMIT_SHOWN],
        is_changed=said.get("is_changed") is True,
        made_of=datetime.fromtimestamp(at, tz=UTC) if isinstance(at, int) else None,
    )


def build_words() -> str:
    """A sentence for which build this is."""
    found = build()
    how = {
        SOURCE: _("Run from its source."),
        WHEEL: _("Installed as a Python package."),
        PACKAGED: _("The packaged program, with its own Python and Qt inside."),
    }[found.kind]
    if found.made_of is None or not found.commit:
        return how
    sentence = _("Built from commit {commit} of {day}.")
    if found.is_changed:
        sentence = _("Built from commit {commit} of {day}, with changes that are in no commit.")
    day = found.made_of.date().isoformat()
    return f"{how} {sentence.format(commit=found.commit, day=day)}"


def heading() -> tuple[str, ...]:
    """What everybody should know first, a sentence each."""
    return (
        _("distressapp {version}").format(version=__version__),
        build_words(),
        _("It runs on Python {version}.").format(version=platform.python_version()),
        _("It needs no network and sends nothing anywhere."),
        _("It is free software under the Apache License, version 2.0, and comes without warranty."),
    )


def qt_words() -> str:
    """What the licence of Qt lets everybody do, and how."""
    return _(
        "Qt, PySide6 and Shiboken are under the GNU Lesser General Public License, version 3. They "
        "are used as they were published, as libraries beside this program; nothing of them was "
        "changed, and nothing forbids you to change them, or to take the program apart to find "
        "faults of such a change. To use a build of your own, put its files in the place of those "
        "in {folder}, of the same version, and start the program again. Their source is to be had "
        "from the Qt project under the versions named here."
    ).format(folder=_qt_folder())


def _qt_folder() -> Path | str:
    found = find_spec("PySide6")
    if found is None or found.origin is None:
        return "PySide6"
    return Path(found.origin).parent


def _kind() -> str:
    if is_frozen():
        return PACKAGED
    return WHEEL if resources().parent.name == "distressapp" else SOURCE


def _said() -> Mapping[str, object]:
    try:
        found = json.loads((resources() / "build.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _read(name: str) -> str:
    try:
        return (resources() / name).read_text(encoding="utf-8")
    except OSError as error:
        raise ExpectedError(
            _("A file of the program is missing: {name}").format(name=name),
            advice=_("Install the program again; the clinic's data are not touched by that."),
        ) from error
