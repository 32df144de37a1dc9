"""kill -9 at any moment while somebody answers."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import IO, Final

import pytest

from tests.clinics import made
from tests.rigs.examine import Promised, faults
from tests.rigs.replay import drawing
from tests.rigs.rounds import rounds
from tests.rigs.trace import ROOT

pytestmark = pytest.mark.usefixtures("read_once")
A_FOLDER_SEES: Final = 25


@contextmanager
def nursery(root: Path, *spoilt: str) -> Iterator[tuple[IO[str], IO[str]]]:
    """What children are asked for with, and what they say."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.rigs.scenes", "nursery", str(root), *spoilt],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        yield parent.stdin, parent.stdout
        parent.stdin.close()
    assert parent.returncode == 0


def promises_of_the_killed(root: Path, children: int, random: Random, *spoilt: str) -> Promised:
    """Everything that so many children said, each killed at another moment."""
    promised = Promised()
    with nursery(root, *spoilt) as (ask, said):
        for _ in range(children):
            ask.write("\n")
            ask.flush()
            _kill_one(said, promised, random)
    return promised


def _kill_one(said: IO[str], promised: Promised, random: Random) -> None:
    child, wanted = 0, random.randrange(1, 40)
    for line in said:
        kind, _, rest = line.strip().partition(" ")
        if kind == "born":
            child = int(rest)
        elif kind == "dead":
            return
        else:
            promised.hear([line.strip()])
        wanted -= 1
        if child > 0 and wanted <= 0:
            time.sleep(random.random() / 500)
            os.kill(child, signal.SIGKILL)
            wanted = sys.maxsize


def test_kill_9_loses_no_answer_that_was_acknowledged(quick: Path) -> None:
    random = drawing()

    for batch in range(0, rounds(fast=50, full=1_000), A_FOLDER_SEES):
        root = made(quick / f"clinic-{batch}")
        promised = promises_of_the_killed(root, A_FOLDER_SEES, random)

        assert len(promised.by_sitting) >= A_FOLDER_SEES
        assert faults(root, promised.by_sitting) == ()


def test_control_a_program_that_says_so_too_early_is_convicted(quick: Path) -> None:
    root = made(quick / "clinic")

    promised = promises_of_the_killed(root, 10, drawing(), "--spoilt", "early")

    assert any("lost" in each for each in faults(root, promised.by_sitting))
