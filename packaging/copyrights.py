"""Who holds which rights in the package, in the form that Debian's tools read (DEP-5).

The parts, their licences and the texts of these are those that the program itself shows.
"""

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import buildroom

FORMAT: Final = "https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
PROGRAM: Final = "/usr/lib/distressapp"

_OURS: Final = "the contributors to distressapp"
_SYSTEM: Final = {"Apache-2.0": "Apache-2.0", "LGPL-3.0-only": "LGPL-3"}
"""Licences whose text every Debian machine has, and that text's name there."""

_WHOLE: Final = (
    "The program is frozen: its own Python, Qt, the Python packages that it needs and what is "
    "compiled into these stand in one folder, each under its own licence. Qt, PySide6 and Shiboken "
    "are used as they were published, as shared libraries that can be replaced by another build "
    "of the same version. `distressapp about --licences` shows every text in full."
)
_HOLDER: Final = re.compile(r"^\W*Copyright\W.*\d{4}.*$", re.IGNORECASE | re.MULTILINE)
_SIGN: Final = re.compile(
    r"^\W*Copyright[\s:]*(\(c\)|©)?\s*|[\s.,]*(All rights reserved\.?)?\s*$", re.IGNORECASE
)
_MOST_HOLDERS: Final = 12
_WIDTH: Final = 78


class NoLicencesError(buildroom.NotBuiltError):
    """The program does not hold the licences of its parts, and may not be passed on."""


def paper(program: Path) -> str:
    """The copyright paper of a package that holds that frozen program in `PROGRAM`.

    Raises:
        NoLicencesError: The program holds no collection of licences.
    """
    found = sorted(program.rglob("licences/index.json"))
    if not found:
        raise NoLicencesError("The frozen program holds no licences/index.json.")
    index = found[0]
    resources = index.parents[1]
    parts = json.loads(index.read_text("utf-8"))
    where = f"{PROGRAM}/{resources.relative_to(program)}"
    blocks = [f"Format: {FORMAT}\nUpstream-Name: distressapp\n{_folded('Comment', _WHOLE)}"]
    blocks.append(f"Files: *\nCopyright: {_OURS}\nLicense: Apache-2.0\n")
    blocks += [_part(each, resources) for each in parts if each["name"] != "distressapp"]
    texts: dict[str, set[str]] = {}
    for each in parts:
        texts.setdefault(_short(each), set()).update(f"{where}/{text}" for text in each["texts"])
    blocks += [_licence(name, sorted(texts[name])) for name in sorted(texts)]
    return "\n".join(blocks)


def _part(part: Mapping[str, Any], resources: Path) -> str:
    """One part. Its name stands where Debian would name the files of a source."""
    version = f" {part['version']}" if part["version"] else ""
    within = f", compiled into {part['within']}" if part["within"] else ""
    what_for = f": {part['what_for']}" if part["what_for"] else ""
    lines = (
        f"Files: {'/'.join(map(_word, filter(None, (part['within'], part['name']))))}/*",
        f"Copyright: {_holders(part, resources)}",
        f"License: {_short(part)}",
        _folded("Comment", f"{part['name']}{version}{within}{what_for}."),
    )
    return "\n".join(lines)


def _holders(part: Mapping[str, Any], resources: Path) -> str:
    """Who is named in a text of the part's own; its authors where there is none that names them."""
    own = [text for text in part["texts"] if _word(part["name"]).lower() in text.lower()]
    said = [
        _SIGN.sub("", line)
        for text in own
        for line in _HOLDER.findall((resources / text).read_text("utf-8"))
    ]
    named = [each for each in dict.fromkeys(said) if not each.endswith(" by")][:_MOST_HOLDERS]
    return "\n           ".join(named or [f"the authors of {part['name']}"])


def _word(name: str) -> str:
    return re.sub(r"[^\w.+-]+", "-", name)


def _short(part: Mapping[str, Any]) -> str:
    """The licence as one word, where SPDX has none."""
    return str(part["licence"]).replace(" WITH ", " with ").replace(" ", "-")


def _licence(name: str, texts: Sequence[str]) -> str:
    there = _SYSTEM.get(name)
    first = f"/usr/share/common-licenses/{there}, and in" if there else ""
    listed = "".join(f"  {text}\n" for text in texts)
    return f"License: {name}\n The text stands in {first}".rstrip() + f"\n{listed}"


def _folded(field: str, words: str) -> str:
    folded = textwrap.indent(textwrap.fill(words, _WIDTH), " ")
    return f"{field}:\n{folded}\n"
