"""The list of hazards: every control is shown by a test, or says which issue brings it."""

import csv
import re
from typing import Final

from tests.house.project import ROOT

COMES_LATER: Final = re.compile(r"issue [3-7]")
TEST: Final = re.compile(r"^ *def (test_\w+)\(", re.MULTILINE)
HAZARDS: Final = 20


def rows() -> list[dict[str, str]]:
    with (ROOT / "docs" / "hazards.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def names_of_tests() -> set[str]:
    """The name of every test of the repository. A name is a sentence, so it names no file."""
    return {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in TEST.findall(path.read_text(encoding="utf-8"))
    }


def test_every_hazard_says_its_cause_and_its_control() -> None:
    empty = [row["number"] for row in rows() if not all(cell.strip() for cell in row.values())]

    assert empty == []
    assert [int(row["number"]) for row in rows()] == list(range(1, len(rows()) + 1))
    assert len(rows()) >= HAZARDS


def test_every_control_has_a_test_or_an_issue_that_brings_it() -> None:
    known = names_of_tests()

    unshown = {
        f"{row['number']}: {name}"
        for row in rows()
        for name in row["test"].split("; ")
        if not (COMES_LATER.fullmatch(name) or name in known)
    }

    assert unshown == set()


def test_a_test_that_is_gone_is_noticed() -> None:
    assert "test_a_test_that_is_gone_is_noticed" in names_of_tests()
    assert "test_that_was_removed" not in names_of_tests()
