"""The threat model: the tests it names exist, and every part it speaks of has one."""

import ast
import re
from collections.abc import Iterator
from typing import Final

import pytest

from tests.house.collecting import known
from tests.house.hazards import ISSUE
from tests.house.project import ROOT

MODEL: Final = ROOT / "docs" / "threat-model.md"
NAMED: Final = re.compile(r"`(test_\w+)`")
DEFINED: Final = re.compile(r"^def (test_\w+)\(", re.MULTILINE)
SPEAK: Final = frozenset(
    {
        *("_socket", "asyncio", "ftplib", "http", "imaplib", "poplib", "smtplib", "socket"),
        *("socketserver", "ssl", "urllib", "xmlrpc", "PySide6.QtNetwork", "PySide6.QtDBus"),
    }
)
"""Modules that speak to somebody, here or elsewhere."""

PAIRED: Final = {"channel.py: _socket", "channel.py: socket", "channel.py: socket.socketpair"}
"""Who uses them: for two ends of a pair, one of which a child inherits."""

PARTS: Final = "## What each part gives away"


def defined() -> dict[str, set[str]]:
    """The files in which a name is defined like a test, by name."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        for name in re.findall(
            r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            found.setdefault(name, set()).add(str(path.relative_to(ROOT)))
    return found


def rows(heading: str) -> list[str]:
    """The rows of the table under a heading, without its head."""
    part = MODEL.read_text(encoding="utf-8").partition(heading)[2].partition("\n## ")[0]
    return [line for line in part.splitlines() if line.startswith("| **")]


def test_every_test_of_the_threat_model_is_one(request: pytest.FixtureRequest) -> None:
    named = set(NAMED.findall(MODEL.read_text(encoding="utf-8")))
    where = defined()
    wanted = {f"{file}::{name}" for name in named for file in where.get(name, ())}

    marks = known(request.session, wanted)

    shown = {
        node.partition("::")[2]
        for node in wanted & marks.keys()
        if not marks[node] & {"skip", "xfail"}
    }
    assert named - shown == set()


def test_every_part_has_a_test_or_waits_for_an_issue() -> None:
    bare = [
        row.split("|")[1].strip()
        for row in rows(PARTS)
        if not (NAMED.search(row) or ISSUE.search(row))
    ]

    assert bare == []
    assert len(rows(PARTS)) >= 12


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md", "docs/threat-model.md"])
def test_nobody_is_told_that_this_is_a_certified_device(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").lower()

    assert "not a certified medical device" in text
    assert "nobody has assessed it as one" in text


def speakers() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the program that imports one that speaks."""
    for path in (ROOT / "distressapp").rglob("*.py"):
        tree = ast.parse(path.read_bytes())
        for node in ast.walk(tree):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                if name in SPEAK or name.partition(".")[0] in SPEAK:
                    yield f"{path.relative_to(ROOT / 'distressapp')}: {name}", tree


def test_nobody_but_the_keeper_and_its_rooms_speaks_and_they_over_a_pair_only() -> None:
    found = dict(speakers())

    used = {
        node.attr
        for tree in found.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "socket"
    }

    assert set(found) == PAIRED
    assert used == {"socket", "socketpair"}
