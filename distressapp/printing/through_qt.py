"""The print system of a computer that has no CUPS, reached by a child that draws with Qt.

The child gets the marks of a page, not a PDF, and paints them on the printer. Of what becomes of
them Qt tells whether they were taken, and nothing more. This package stays without Qt: whoever
prints waits for a child process, as for the print system's own commands.
"""

import json
import os
import re
import subprocess
import sys
from typing import Final

from distressapp import hardening, program

CHOICE: Final = "DISTRESSAPP_PRESS"
"""Set to `qt`, this way is taken on any computer: to try it."""

TIMEOUT_S: Final = 60.0
"""A driver draws a page at the printer's own fineness (this project's judgement)."""

LIST: Final = "list"
PUT: Final = "print"
NOT_TAKEN: Final = 1
"""Exit status of a child of whose page certainly nothing came out."""

_REQUEST: Final = re.compile(r".+-qt[0-9a-f]{8}", re.DOTALL)


class NotTakenError(OSError):
    """The printer took nothing of the page."""


def is_chosen() -> bool:
    """Whether this computer prints this way."""
    return sys.platform == "win32" or os.environ.get(CHOICE) == "qt"


def is_ours(request: str) -> bool:
    """Whether a page was handed over this way: nobody can say what became of it."""
    return _REQUEST.fullmatch(request) is not None


def printers() -> dict[str, bool]:
    """The printers of this computer by name, and whether each works as far as is known.

    Raises:
        OSError: They cannot be asked for.
    """
    done = _run([LIST], b"")
    if done.returncode != 0:
        raise OSError("the printers cannot be asked for")
    return {str(name): bool(works) for name, works in json.loads(done.stdout).items()}


def hand_over(content: bytes, *, printer: str, title: str) -> str:
    """Have a page painted; what it is called from now on.

    Args:
        content: The marks of pages as JSON, or lines of text.
        title: Seen in the system's list of pages: nothing of a patient.

    Raises:
        NotTakenError: Certainly nothing came out.
        OSError: Nobody knows whether something did.
    """
    done = _run([PUT, printer, title], content)
    if done.returncode == NOT_TAKEN:
        raise NotTakenError(printer)
    if done.returncode != 0:
        raise OSError("the page was taken in part, or not at all")
    return f"{printer}-qt{os.urandom(4).hex()}"


def _run(words: list[str], content: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  (this program itself)
            program.child("paper", *words),
            input=content,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
            env=hardening.environment(program.environment(os.environ)),
        )
    except subprocess.TimeoutExpired as error:
        raise OSError("the printer does not answer") from error
    except OSError as error:
        raise NotTakenError("the child could not be started") from error
