"""The child process that draws one page and ends."""

import json
import sys
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.report.grid import Paper
from distressapp.report.render import render
from distressapp.report.wire import decode

_EXPECTED: Final = 3


def main(arguments: list[str]) -> int:
    """Reads a summary from standard input, writes the PDF to standard output.

    Args:
        arguments: `a4` or `letter`, then `receipt` for the second page.

    Returns:
        The exit status; 3 when standard error holds what a person can do, as JSON.
    """
    paper: Paper = "letter" if "letter" in arguments else "a4"
    summary = decode(sys.stdin.buffer.read())
    try:
        pdf = render(summary, paper=paper, receipt="receipt" in arguments)
    except ExpectedError as error:
        json.dump({"message": error.message, "advice": error.advice}, sys.stderr)
        return _EXPECTED
    sys.stdout.buffer.write(pdf)
    return 0
