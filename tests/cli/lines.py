"""Lines for `distressapp score`, and its answers read back."""

import json
from collections.abc import Sequence
from typing import Any, Final

from distressapp.cli.score_line import answer_line
from distressapp.instruments import load_all

INSTRUMENTS: Final = load_all()


def answer(line: bytes, profile: str = "classic") -> dict[str, Any]:
    """What answers that line; always one line of JSON."""
    found = answer_line(line, INSTRUMENTS, profile)
    assert found.endswith(b"\n")
    assert found.count(b"\n") == 1
    parsed: dict[str, Any] = json.loads(found)
    return parsed


def answer_to(**sheet: object) -> dict[str, Any]:
    """What answers a sheet."""
    return answer(json.dumps(sheet).encode())


def items(values: Sequence[int | str | None]) -> dict[str, int | str | None]:
    """Answers to items 1, 2, 3 …"""
    return {str(number): value for number, value in enumerate(values, start=1)}
