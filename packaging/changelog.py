"""The changelog in Debian's own form, made from the one that clinics read."""

import re
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).resolve().parents[1] / "CHANGELOG.md"

_VERSION: Final = re.compile(r"^## (?P<version>\d[\w.]*)(?:, (?P<when>.+))?$")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_WIDTH: Final = 79


def debian(text: str, *, maintainer: str, epoch_s: int) -> str:
    """The changelog as dpkg reads it.

    Args:
        text: The one in Markdown: `## VERSION, DAY`, `### Heading`, and points with a dash.
        maintainer: Name and address.
        epoch_s: The second since 1970 of a version that has no day yet.
    """
    lines: list[str] = []
    end: str | None = None
    for block in _blocks(text):
        head = _VERSION.match(block)
        if head is not None:
            if end is not None:
                lines += [end, ""]
            lines.append(f"distressapp ({head['version']}) {_suite(head)}; urgency=medium")
            end = f"\n -- {maintainer}  {_day(head, epoch_s)}"
        elif end is not None and block.startswith("### "):
            lines += ["", f"  [ {block[4:]} ]"]
        elif end is not None:
            lines += textwrap.wrap(
                _plain(block), _WIDTH, initial_indent="  * ", subsequent_indent="    "
            )
    return "\n".join([*lines, *([end] if end else [])]) + "\n"


def _blocks(text: str) -> Iterator[str]:
    """Headings, points and paragraphs, each on one line."""
    block: list[str] = []
    for line in text.splitlines():
        if block and (not line.strip() or line.startswith(("#", "- "))):
            yield " ".join(block)
            block = []
        if line.strip():
            block.append(line.strip())
        if line.startswith("#"):
            yield " ".join(block)
            block = []
    if block:
        yield " ".join(block)


def _plain(block: str) -> str:
    return block.removeprefix("- ").replace("**", "")


def _suite(head: re.Match[str]) -> str:
    return "unstable" if _DAY.fullmatch(head["when"] or "") else "UNRELEASED"


def _day(head: re.Match[str], epoch_s: int) -> str:
    when = head["when"] or ""
    if _DAY.fullmatch(when):
        return format_datetime(datetime.fromisoformat(when).replace(tzinfo=UTC))
    return format_datetime(datetime.fromtimestamp(epoch_s, tz=UTC))
