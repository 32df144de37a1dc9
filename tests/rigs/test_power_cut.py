"""The power goes while a program works on a file system that drops what was not synced."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from tests.clinics import made
from tests.rigs.disk import Fate, read_folder, write_folder
from tests.rigs.examine import Promised, faults
from tests.rigs.forgetful import NO_FUSE, CannotMountError, Forgetful
from tests.rigs.replay import drawing
from tests.rigs.rounds import is_full, rounds
from tests.rigs.trace import ROOT

pytestmark = [
    pytest.mark.skipif(not is_full(), reason="the power is cut under `make rigs` only"),
    pytest.mark.usefixtures("read_once"),
]


@contextmanager
def mounted(folder: Path) -> Iterator[Forgetful]:
    """A clinic on a file system that forgets."""
    made(folder / "made")
    (folder / "disk").mkdir()
    try:
        disk = Forgetful(folder / "disk", read_folder(folder / "made"))
    except CannotMountError as error:
        pytest.skip(f"{NO_FUSE}: {error}")
    try:
        yield disk
    finally:
        disk.close()


def found_after_a_cut(folder: Path, fate: Fate, random: Random, *spoilt: str) -> tuple[str, ...]:
    """What is wrong on the next day, after the power went somewhere in the first sittings."""
    folder.mkdir()
    promised = Promised()
    with (
        mounted(folder) as disk,
        subprocess.Popen(
            [sys.executable, "-m", "tests.rigs.scenes", "endless", str(disk.root), *spoilt],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as child,
    ):
        assert child.stdout is not None
        promised.hear(line.strip() for line in islice(child.stdout, random.randrange(1, 60)))
        time.sleep(random.random() / 100)
        left = disk.cut(fate, random)
        child.kill()
    assert promised.by_sitting
    write_folder(folder / "left", left)
    return faults(folder / "left", promised.by_sitting)


def test_a_power_cut_loses_nothing_that_a_person_was_told_is_kept(quick: Path) -> None:
    random = drawing()

    for number in range(rounds(fast=0, full=100)):
        fate = list(Fate)[number % len(Fate)]

        assert found_after_a_cut(quick / f"{number}", fate, random) == ()


@pytest.mark.parametrize("spoilt", ["normal", "delete", "early"])
def test_control_a_program_that_does_not_wait_loses_an_answer(quick: Path, spoilt: str) -> None:
    random = drawing()

    found = [
        found_after_a_cut(quick / f"{number}", Fate.LOST, random, "--spoilt", spoilt)
        for number in range(5)
    ]

    assert any(found)
