"""The child process that draws one page and ends."""

import json
import sys
from pathlib import Path
from typing import BinaryIO, TextIO

from distressapp.core.errors import ExpectedError
from distressapp.report.outline import to_json
from distressapp.report.papers import PAPERS, SECOND, Paper
from distressapp.report.render import outline, render
from distressapp.report.wire import EXPECTED, decode


def draw(  # noqa: PLR0913 (three streams and three wishes, all named where it is called)
    summary: BinaryIO,
    out: BinaryIO,
    errors: TextIO,
    *,
    paper: Paper = "a4",
    receipt: bool = False,
    as_marks: bool = False,
    fonts: Path | None = None,
) -> int:
    """Reads a page as JSON, writes the PDF, or the marks on it as JSON.

    Returns:
        The exit status; 3 when `errors` holds what a person can do, as JSON.
    """
    try:
        found = decode(summary.read())
        if as_marks:
            drawn = to_json(outline(found, paper=paper, receipt=receipt, fonts=fonts))
        else:
            drawn = render(found, paper=paper, receipt=receipt, fonts=fonts)
    except ExpectedError as error:
        json.dump({"message": error.message, "advice": error.advice}, errors)
        return EXPECTED
    out.write(drawn)
    return 0


def main(arguments: list[str]) -> int:
    """One page from standard input to standard output.

    Args:
        arguments: One of `PAPERS`, `second` for the score receipt, `marks` for JSON.
    """
    return draw(
        sys.stdin.buffer,
        sys.stdout.buffer,
        sys.stderr,
        paper=next((each for each in PAPERS if each in arguments), PAPERS[0]),
        receipt=SECOND in arguments,
        as_marks="marks" in arguments,
    )
