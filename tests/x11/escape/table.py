"""The list of what was tried, as `docs/escapes.md` shows it.

python -m tests.x11.escape.table
"""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from tests.house.project import ROOT
from tests.x11.escape.attempts import ALL, Attempt, attempts

PAGE: Final = ROOT / "docs" / "escapes.md"
START: Final = "<!-- from here on made by tests/x11/escape/table.py -->\n"
NOWHERE: Final = "none"


def rows() -> Iterator[str]:
    """Markdown: a heading and a table for each kind of attempt."""
    for group, members in groupby(attempts(), key=lambda each: each.group):
        yield f"\n### {group}\n\n"
        yield f"| What was tried | {' | '.join(ALL)} |\n| --- |{' --- |' * len(ALL)}\n"
        yield from map(row, members)


def row(attempt: Attempt) -> str:
    """One attempt, and what became of it on each screen."""
    found = [str(attempt.outcome) if surface in attempt.surfaces else NOWHERE for surface in ALL]
    return f"| {attempt.name.replace('|', '')} | {' | '.join(found)} |\n"


def page(text: str) -> str:
    """The page with the table of today."""
    return text.partition(START)[0] + START + "".join(rows())


def main(path: Path = PAGE) -> int:
    """Write the table anew."""
    path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
