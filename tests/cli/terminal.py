"""A command at a real terminal, and somebody who answers what it asks."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from tests.house.project import ROOT

CODE: Final = re.compile(r"([0-9A-Z]{4}-){8}[0-9A-Z]{4}")


def shown_code(shown: str) -> str:
    """The last recovery code on the screen."""
    found = [each.group() for each in CODE.finditer(shown)]
    return found[-1]


def at_terminal(
    root: Path,
    words: Sequence[str],
    answers: Sequence[tuple[str, str | Callable[[str], str]]],
    *,
    out: Path | None = None,
) -> tuple[int, str]:
    """The exit status, and all that stood on the screen.

    Args:
        answers: What to wait for, and what to type then; a function is given the screen so far.
        out: Where standard output goes instead.
    """
    host, guest = pty.openpty()
    with (out or Path(os.devnull)).open("wb") as file:
        child = subprocess.Popen(
            [sys.executable, "-m", "distressapp", *words, "--data", str(root)],
            cwd=ROOT,
            stdin=guest,
            stdout=guest if out is None else file,
            stderr=guest,
            start_new_session=True,
        )
    os.close(guest)
    shown, seen = "", 0
    for prompt, answer in answers:
        while prompt not in shown[seen:]:
            more = _read(host)
            assert more, f"{prompt} was never asked:\n{shown}"
            shown += more
        seen = shown.index(prompt, seen) + len(prompt)
        typed = answer if isinstance(answer, str) else answer(shown)
        os.write(host, f"{typed}\n".encode())
    while more := _read(host):
        shown += more
    os.close(host)
    return child.wait(timeout=120), shown.replace("\r\n", "\n")


def _read(host: int) -> str:
    try:
        return os.read(host, 4096).decode()
    except OSError:  # Linux says so where nobody has the other end any more
        return ""
