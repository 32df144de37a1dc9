"""Ask pytest which tests there are, in a process of its own: `python -m tests.house.collecting`.

A name that stands in a file is not yet a test; what pytest collects is.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house.hazards import bare
from tests.house.project import ROOT

Marks = dict[str, frozenset[str]]


def marks_of(items: Iterable[pytest.Item]) -> Marks:
    """The marks of each test, by node id without parameters."""
    found: Marks = {}
    for item in items:
        name = bare(item.nodeid)
        marks = frozenset(mark.name for mark in item.iter_markers())
        found[name] = found.get(name, frozenset()) | marks
    return found


def collect(paths: Iterable[str], *, root: Path = ROOT) -> Marks:
    """The tests of these files; a file that is not there has none.

    Raises:
        AssertionError: pytest could not read one of them; its words are the message.
    """
    there = [path for path in paths if (root / path).is_file()]
    if not there:
        return {}
    done = subprocess.run(
        [sys.executable, "-m", __name__, f"--rootdir={root}", *there],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    *words, last = done.stdout.splitlines()
    assert done.returncode == 0, "\n".join([*words, done.stderr])
    said = json.loads(last)
    return {name: frozenset(marks) for name, marks in said.items()}


def known(session: pytest.Session, named: Iterable[str]) -> Marks:
    """The tests of this run, and of the files of those named that are not in it.

    Args:
        named: Node ids.
    """
    here = marks_of(session.items)
    missing = {each.partition("::")[0] for each in set(named) - here.keys()}
    return here | collect(sorted(missing))


class _Collector:
    def __init__(self) -> None:
        self.marks: Marks = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.marks = marks_of(session.items)


def main() -> int:
    """Print the marks of each test of the files named, as one line of JSON."""
    collector = _Collector()
    quiet = ["--collect-only", "-qq", "-p", "no:randomly", "-p", "no:cacheprovider"]
    status = pytest.main([*quiet, *sys.argv[1:]], plugins=[collector])
    sys.stdout.write(json.dumps({name: sorted(found) for name, found in collector.marks.items()}))
    sys.stdout.write("\n")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
