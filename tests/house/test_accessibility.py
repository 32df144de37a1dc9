"""The page on accessibility: every criterion is there, and what is met is shown by tests."""

import re
from dataclasses import dataclass
from typing import Final

import pytest

from tests.house.collecting import Marks, known
from tests.house.hazards import Control, faults
from tests.house.project import ROOT

PAGE: Final = ROOT / "docs" / "accessibility.md"
MET: Final = "met"
STATES: Final = frozenset({MET, "not met", "not applicable"})
CRITERIA: Final = {
    "A": "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 "
    "2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 "
    "3.3.7 4.1.2",
    "AA": "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 "
    "2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3",
}
"""Web Content Accessibility Guidelines 2.2, W3C Recommendation: 31 of level A, 24 of AA."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One row of the page."""

    line: int
    criterion: str
    level: str
    state: str
    how: str
    tests: tuple[str, ...]

    @property
    def number(self) -> str:
        return self.criterion.partition(" ")[0]


def points() -> tuple[Point, ...]:
    rows = []
    for line, text in enumerate(PAGE.read_text(encoding="utf-8").splitlines(), start=1):
        if re.match(r"\| \d", text):
            criterion, level, state, how, shown = (
                each.strip() for each in text.strip().strip("|").split("|")
            )
            rows.append(
                Point(
                    line=line,
                    criterion=criterion,
                    level=level,
                    state=state,
                    how=how,
                    tests=tuple(re.findall(r"`([^`]+)`", shown)),
                )
            )
    return tuple(rows)


@pytest.fixture(scope="module")
def marks(request: pytest.FixtureRequest) -> Marks:
    return known(request.session, {name for each in points() for name in each.tests})


@pytest.mark.parametrize("level", CRITERIA)
def test_every_criterion_of_the_level_stands_there_once(level: str) -> None:
    listed = [each.number for each in points() if each.level == level]

    assert sorted(listed) == sorted(CRITERIA[level].split())


def test_every_point_says_what_holds_and_how() -> None:
    unsaid = [each.line for each in points() if each.state not in STATES or not each.how]

    assert unsaid == []


def test_what_is_met_names_a_test_and_what_is_not_applicable_none() -> None:
    bare = [each.line for each in points() if each.state == MET and not each.tests]
    odd = [each.line for each in points() if each.state == "not applicable" and each.tests]

    assert (bare, odd) == ([], [])


def test_the_tests_that_are_named_exist_and_can_fail(marks: Marks) -> None:
    listed = [
        Control(
            line=each.line, number=0, hazard=each.number, cause="", control="", shown=each.tests
        )
        for each in points()
        if each.tests
    ]

    assert faults(listed, marks) == []


def test_the_page_begins_with_what_is_not_met() -> None:
    page = PAGE.read_text(encoding="utf-8")

    (said,) = re.findall(r"^Not met: (.*?)\. The rest", page, re.MULTILINE)

    assert said.split(", ") == [each.criterion for each in points() if each.state == "not met"]


def test_tests_named_in_the_text_exist_too() -> None:
    named = re.findall(r"`(tests/[^`]+?)(?:::(\w+))?`", PAGE.read_text(encoding="utf-8"))

    gone = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).is_file()
        or f"def {name}" not in (ROOT / path).read_text(encoding="utf-8")
    ]

    assert gone == []
