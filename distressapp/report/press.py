"""The page from a child process, so that the kiosk never reads reportlab into itself.

The child is this program itself: a page goes in on standard input as JSON,
the PDF comes out on standard output. No word of a patient is an argument.
"""

import json
import os
import subprocess
from typing import Final

from distressapp import program
from distressapp.core.errors import ExpectedError
from distressapp.hardening import environment
from distressapp.report.marks import Page
from distressapp.report.outline import from_json
from distressapp.report.papers import SECOND, Paper
from distressapp.report.wire import EXPECTED, Paged, encode

TIMEOUT_S: Final = 30.0
"""A page takes a quarter of a second; a slow tablet with a cold disk a few."""

_AGAIN: Final = "Print the page again from the app; answers and flags are kept."


class PageNotMadeError(ExpectedError):
    """The page could not be drawn."""


def press(
    summary: Paged,
    *,
    paper: Paper = "a4",
    receipt: bool = False,
    timeout_s: float = TIMEOUT_S,
) -> bytes:
    """The page as PDF bytes.

    Raises:
        PageNotMadeError: A font is missing, or the child took too long or broke.
    """
    pdf = _asked(summary, [paper, *([SECOND] if receipt else [])], timeout_s)
    if not pdf.startswith(b"%PDF"):
        raise _failed()
    return pdf


def picture(
    summary: Paged,
    *,
    paper: Paper = "a4",
    receipt: bool = False,
    timeout_s: float = TIMEOUT_S,
) -> tuple[Page, ...]:
    """The same pages mark for mark, for the screen; nothing is written anywhere.

    Raises:
        PageNotMadeError: As `press`.
    """
    return from_json(marks(summary, paper=paper, receipt=receipt, timeout_s=timeout_s))


def marks(
    summary: Paged,
    *,
    paper: Paper = "a4",
    receipt: bool = False,
    timeout_s: float = TIMEOUT_S,
) -> bytes:
    """The same as it came from the child: JSON, for another child that paints it.

    Raises:
        PageNotMadeError: As `press`.
    """
    return _asked(summary, [paper, "marks", *([SECOND] if receipt else [])], timeout_s)


def _asked(summary: Paged, wishes: list[str], timeout_s: float) -> bytes:
    """What the child writes."""
    try:
        # The program itself, and no word of it comes from outside.
        done = subprocess.run(  # noqa: S603 (see the line above)
            program.child("page", *wishes),
            input=encode(summary),
            capture_output=True,
            timeout=timeout_s,
            check=False,
            env=environment(program.environment(os.environ)),
        )
    except subprocess.TimeoutExpired as error:
        raise PageNotMadeError("Drawing the page took too long", advice=_AGAIN) from error
    except OSError as error:
        raise PageNotMadeError("Drawing the page could not be started", advice=_AGAIN) from error
    if done.returncode == EXPECTED:
        said = json.loads(done.stderr)
        raise PageNotMadeError(said["message"], advice=said["advice"])
    if done.returncode != 0:
        raise _failed()
    return done.stdout


def _failed() -> PageNotMadeError:
    return PageNotMadeError("Drawing the page failed", advice=_AGAIN)
