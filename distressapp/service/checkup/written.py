"""The self-check as lines of text, as a page, and as JSON for whoever compares many."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.self_check import SelfCheck
from distressapp.core.stores import StoreError
from distressapp.printing import system
from distressapp.report import press
from distressapp.service.reports import printable
from distressapp.settings.file import write_whole
from distressapp.text import _

_MARK: Final = 6
_NAME: Final = 26


def as_text(found: SelfCheck) -> str:
    """The page in letters of one width; what is not ready stands first."""
    return "".join(f"{_visible(line.rstrip())}\n" for line in _lines(found))


def _visible(line: str) -> str:
    """The line without what a terminal would obey: anybody may have changed a file."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in line)


def _lines(found: SelfCheck) -> Iterator[str]:
    yield from found.not_ready
    if found.is_ready or not found.not_ready:
        yield found.verdict
    yield from ("", found.heading, found.facts, found.promise)
    for part in found.parts:
        yield from ("", part.title)
        for line in part.lines:
            mark = found.mark(line.finding)
            yield f"  {mark:<{_MARK}}{line.name:<{_NAME}} {line.words}"


def as_json(found: SelfCheck) -> str:
    """One object: `is_ready`, `is_sound`, the sentences, and every line by part and id."""
    value = {
        "at": found.at.isoformat(timespec="seconds"),
        "is_ready": found.is_ready,
        "is_sound": found.is_sound,
        "not_ready": list(found.not_ready),
        "parts": {
            part.id: {
                line.id: {"finding": line.finding.value, "words": line.words} for line in part.lines
            }
            for part in found.parts
        },
    }
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def page_of(found: SelfCheck, *, paper: str = "a4") -> bytes:
    """One page as PDF bytes.

    Args:
        paper: `"a4"` or `"letter"`; anything else is A4.

    Raises:
        ExpectedError: The page could not be drawn.
    """
    return press.press(found, paper="letter" if paper == "letter" else "a4")


def print_page(found: SelfCheck, *, printer: str, paper: str) -> str:
    """Hand the page to the print system; what the system calls it. Takes seconds.

    Raises:
        ExpectedError: The page could not be drawn, or was not taken.
    """
    drawn = printable(found, paper=paper)
    return system.submit(drawn, printer=printer, title="Self-check", paper=paper)


def save_page(found: SelfCheck, to: Path, *, paper: str) -> Path:
    """Write the page as a PDF file; where it now stands.

    Raises:
        ExpectedError: The page could not be drawn or written; what stood there before stands.
    """
    pdf = page_of(found, paper=paper)
    try:
        write_whole(to, pdf)
    except StoreError as error:
        raise ExpectedError(
            _("The page could not be written as {name}").format(name=to.name),
            advice=_("Choose another place, or free some space there."),
        ) from error
    return to
