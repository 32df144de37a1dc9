"""What SQLite plans once stays planned."""

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2] / "distressapp"
BARE: Final = re.compile(r"(LIMIT|OFFSET) [?:]")


def test_no_statement_is_planned_anew_each_time_it_is_asked() -> None:
    """A number that is bound to a bare LIMIT is looked at while SQLite plans (3.53 with STAT4)."""
    places = [*(ROOT / "vault").glob("*.py"), *(ROOT / "letterbox").glob("*.py")]

    found = {
        each.name: line
        for each in places
        for line in each.read_text(encoding="utf-8").splitlines()
        if BARE.search(line) and not line.lstrip().startswith("#")
    }

    assert len(places) > 1
    assert found == {}
