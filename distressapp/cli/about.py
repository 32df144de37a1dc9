"""Say what this program is: version, parts and their licences, the bill of materials, changes."""

import argparse
import sys
import textwrap
from collections.abc import Sequence
from typing import Final

from distressapp.service import about
from distressapp.text import _

WIDE: Final = 30
WIDEST: Final = 100
"""Columns of the names, and of the page."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One of three papers instead of the list."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--licences",
        nargs="?",
        const="",
        metavar="PART",
        help=_("write the licence of one part, or of every part"),
    )
    one.add_argument(
        "--bom", action="store_true", help=_("write the bill of materials (CycloneDX, JSON)")
    )
    one.add_argument("--changes", action="store_true", help=_("write what changed, by version"))


def run(args: argparse.Namespace) -> int:
    """Write what was asked for.

    Raises:
        ExpectedError: No part has that name, or a file of the program is missing.
    """
    sys.stdout.write(_asked_for(args))
    return 0


def _asked_for(args: argparse.Namespace) -> str:
    if args.bom:
        return about.bill()
    if args.changes:
        return about.changes()
    if args.licences is None:
        return _list()
    if args.licences:
        return _licence((about.part_named(args.licences),))
    alike: dict[tuple[str, ...], list[about.Part]] = {}
    for part in about.parts():
        alike.setdefault(part.texts, []).append(part)
    return "\n".join(_licence(each) for each in alike.values())


def _list() -> str:
    inside = (_line(each) for each in about.parts())
    last = _("`distressapp about --licences PART` writes a licence; without PART it writes all.")
    qt = textwrap.fill(about.qt_words(), WIDEST, break_long_words=False, break_on_hyphens=False)
    return "\n".join([*about.heading(), "", qt, "", *inside, "", last, ""])


def _line(part: about.Part) -> str:
    said = _("{licence}, inside {part}").format(licence=part.licence, part=part.within)
    return f"{_called(part):<{WIDE}} {said if part.within else part.licence}"


def _licence(parts: Sequence[about.Part]) -> str:
    """The text that these parts share, below their names."""
    head = "\n".join(f"{_called(each)}: {each.licence}" for each in parts)
    rule = "=" * max(map(len, head.splitlines()))
    return f"{head}\n{rule}\n\n{about.licence_text(parts[0])}"


def _called(part: about.Part) -> str:
    return " ".join(filter(None, [part.name, part.version]))
