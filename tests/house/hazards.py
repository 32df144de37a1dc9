"""The list of hazards, and what a run of the tests says about its controls.

One line of `docs/hazards.csv` is one control of one hazard. Its last cell names the tests that
show the control, or the issue that brings it: `tests/core/test_flags.py::test_…; issue 4`.
"""

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.house.project import ROOT

LIST: Final = ROOT / "docs" / "hazards.csv"
OPEN: Final = ROOT / "docs" / "hazards.md"
ISSUE: Final = re.compile(r"issue [4-7]")
TEST: Final = re.compile(r"tests/(\w+/)*test_\w+\.py::test_\w+")
BETWEEN: Final = "; "
_RAN: Final = "hazards/ran"
_PASSED: Final = "hazards/passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One line of the list: what can go wrong, what is done about it, and what shows that."""

    line: int
    number: int
    hazard: str
    cause: str
    control: str
    shown: tuple[str, ...]

    @property
    def tests(self) -> frozenset[str]:
        return frozenset(each for each in self.shown if not ISSUE.fullmatch(each))

    @property
    def issues(self) -> frozenset[str]:
        return frozenset(each for each in self.shown if ISSUE.fullmatch(each))


def controls(path: Path = LIST) -> tuple[Control, ...]:
    """Every control of the list, in its order.

    Raises:
        KeyError: A column is missing.
        ValueError: A number is none.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Control(
                line=line,
                number=int(row["number"]),
                hazard=row["hazard"].strip(),
                cause=row["cause"].strip(),
                control=row["control"].strip(),
                shown=tuple(row["test"].split(BETWEEN)),
            )
            for line, row in enumerate(csv.DictReader(file, strict=True), start=2)
        )


def faults(listed: Iterable[Control], marks: Mapping[str, frozenset[str]]) -> list[str]:
    """A sentence for everything that a line names and that cannot show its control.

    Args:
        listed: The controls.
        marks: The marks of every test that pytest collects, by node id without parameters.
    """
    return [
        f"line {control.line}: {name} {fault}"
        for control in listed
        for name in control.shown
        if (fault := _fault(name, marks))
    ]


def _fault(name: str, marks: Mapping[str, frozenset[str]]) -> str:
    if ISSUE.fullmatch(name):
        return ""
    if TEST.fullmatch(name) is None:
        return "is neither a test nor an issue that is still to come"
    if name not in marks:
        called = name.partition("::")[2]
        moved = sorted(each for each in marks if each.partition("::")[2] == called)
        return f"is not collected; {moved[0]} is" if moved else "is not collected"
    if marks[name] & {"skip", "xfail"}:
        return "is marked so that it cannot fail"
    return ""


def lost(listed: Iterable[Control], *, ran: set[str], passed: set[str]) -> list[str]:
    """A sentence for each control whose tests all ran and none of them passed.

    A test that skips itself, since this machine lacks something, shows nothing.
    """
    return [
        f"{LIST.name} line {control.line}: no test of this control passed ({control.hazard})"
        for control in listed
        if control.tests and control.tests <= ran and not control.tests & passed
    ]


def wholly_open(listed: Iterable[Control]) -> list[str]:
    """A line of `docs/hazards.md` for each hazard that nothing controls today."""
    by_number: dict[int, list[Control]] = {}
    for control in listed:
        by_number.setdefault(control.number, []).append(control)
    return [
        f"- {number}. {found[0].hazard}: waits for "
        + ", ".join(sorted(set().union(*(each.issues for each in found))))
        + "."
        for number, found in by_number.items()
        if not any(control.tests for control in found)
    ]


def bare(node: str) -> str:
    """A test's node id without its parameters."""
    return node.partition("[")[0]


class Watch:
    """Ends a run badly when a control was left without a test that passed."""

    def __init__(self, listed: Callable[[], Iterable[Control]] = controls) -> None:
        self._listed = listed
        self._ran: set[str] = set()
        self._passed: set[str] = set()
        self._lost: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._ran.add(bare(report.nodeid))
        if report.when == "call" and report.passed and not hasattr(report, "wasxfail"):
            self._passed.add(bare(report.nodeid))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self._join(session.config)
        self._lost = lost(self._listed(), ran=self._ran, passed=self._passed)
        if self._lost and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _join(self, config: pytest.Config) -> None:
        """Count what the run before saw, where this is its second part; keep both for the next."""
        cache = getattr(config, "cache", None)
        if cache is None:
            return
        if config.getoption("--second-part", default=False):
            self._ran |= set(cache.get(_RAN, []))
            self._passed |= set(cache.get(_PASSED, []))
        cache.set(_RAN, sorted(self._ran))
        cache.set(_PASSED, sorted(self._passed))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for sentence in self._lost:
            terminalreporter.write_line(sentence, red=True)
