"""The list of hazards: every control is shown by a test, or says which issue brings it."""

import csv
import re
from typing import Final

from tests.house.project import ROOT

COMES_LATER: Final = re.compile(r"issue [3-7]")
HAZARDS: Final = 20


def rows() -> list[dict[str, str]]:
    with (ROOT / "docs" / "hazards.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def is_shown(name: str) -> bool:
    """Whether a test `path::function` stands in the repository."""
    path, _, function = name.partition("::")
    file = ROOT / path
    return (
        file.is_file()
        and re.search(
            rf"^ *def {re.escape(function)}\(", file.read_text(encoding="utf-8"), re.MULTILINE
        )
        is not None
    )


def test_every_hazard_says_its_cause_and_its_control() -> None:
    empty = [row["number"] for row in rows() if not all(cell.strip() for cell in row.values())]

    assert empty == []
    assert [int(row["number"]) for row in rows()] == list(range(1, len(rows()) + 1))
    assert len(rows()) >= HAZARDS


def test_every_control_has_a_test_or_an_issue_that_brings_it() -> None:
    unshown = {
        f"{row['number']}: {name}"
        for row in rows()
        for name in row["test"].split("; ")
        if not (COMES_LATER.fullmatch(name) or is_shown(name))
    }

    assert unshown == set()


def test_a_test_that_is_gone_is_noticed() -> None:
    assert is_shown("tests/house/test_hazards.py::test_a_test_that_is_gone_is_noticed")
    assert not is_shown("tests/house/test_hazards.py::test_that_was_removed")
    assert not is_shown("tests/house/test_nowhere.py::test_a_test_that_is_gone_is_noticed")
