"""A disk that is full, or fails, at the n-th call that writes, for every n."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import pytest

from tests.clinics import made
from tests.rigs.clinics import posted
from tests.rigs.examine import Promised, Promises, faults
from tests.rigs.rounds import is_full
from tests.rigs.trace import HAS_STRACE, NO_STRACE, ROOT

pytestmark = [
    pytest.mark.skipif(not HAS_STRACE, reason=NO_STRACE),
    pytest.mark.usefixtures("read_once"),
]
AT_ONCE: Final = 2
WRITING: Final = ("pwrite64", "fdatasync", "ftruncate")
LASTING: Final = 9
RUN: Final = (sys.executable, "-m", "tests.rigs.scenes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What fails, and when.

    Attributes:
        first: The n-th such call is the first that fails.
        calls: How many fail before the disk is well again; 0 is for ever.
    """

    call: str
    error: str
    first: int
    calls: int = 1

    def __str__(self) -> str:
        last = f"..{self.first + self.calls - 1}" if self.calls else "+"
        return f"inject={self.call}:error={self.error}:when={self.first}{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What became of one run on a failing disk."""

    fault: Fault
    has_failed: bool
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Where trials are made: each on a copy of one folder.

    Attributes:
        scene: And its control, as `tests.rigs.scenes` takes them.
        store: The file that fails, with its WAL.
    """

    folder: Path
    scene: tuple[str, ...]
    store: str
    promises: Promises

    def tried(self, fault: Fault) -> Trial:
        """Run the scene with that fault, and judge it on a disk that is well again."""
        root = self.folder / str(fault).replace(":", "-")
        shutil.copytree(self.folder / "clinic", root)
        done = subprocess.run(
            [*self._watching(root, fault), *RUN, *self.scene, str(root)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        promised = Promised(by_sitting=dict(self.promises))
        promised.hear(done.stdout.splitlines())
        found = [*faults(root, promised.by_sitting), *_crashes(done)]
        shutil.rmtree(root)
        return Trial(
            fault=fault, has_failed="INJECTED" in self._trace(root).read_text(), found=tuple(found)
        )

    def _watching(self, root: Path, fault: Fault) -> list[str]:
        files = [part for end in ("", "-wal") for part in ("-P", f"{root / self.store}{end}")]
        what = ["-e", f"trace={fault.call}", "-e", str(fault), "-o", str(self._trace(root))]
        return ["strace", "-f", "--seccomp-bpf", *files, *what]

    def _trace(self, root: Path) -> Path:
        return root.with_name(f"{root.name}.trace")


def _crashes(done: subprocess.CompletedProcess[str]) -> Iterator[str]:
    if done.returncode != 0 or done.stderr:
        yield f"a crash: {done.returncode} {done.stderr[-500:]}"
    for line in done.stdout.splitlines():
        if line.startswith("told") and ("SQL" in line or "rror" in line or ". " not in line):
            yield f"no plain sentence: {line}"


def every(call: str, error: str, calls: int) -> Callable[[], Iterator[Fault]]:
    return lambda: (Fault(call=call, error=error, first=n, calls=calls) for n in count(1))


SERIES: Final = (
    every("pwrite64", "ENOSPC", 1),
    every("pwrite64", "EIO", LASTING),
    every("pwrite64", "ENOSPC", 0),
    every("fdatasync", "EIO", 1),
    every("fdatasync", "EIO", 0),
    every("ftruncate", "EIO", 1),
    every("ftruncate", "ENOSPC", 0),
)
FEW: Final = (8, 5, 2, 9, 2, 2, 2)
"""How many of each series the fast rig makes: thirty, spread over a sitting."""


A_FEW: Final = tuple(
    Fault(call=call, error="EIO", first=2, calls=calls) for call in WRITING[:2] for calls in (1, 0)
)


def trials(bench: Bench) -> Iterator[Trial]:
    """Every fault of every series until the scene ends before it happens; a few when fast."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        if not is_full():
            few = (
                Fault(call=each.call, error=each.error, first=each.first * step, calls=each.calls)
                for series, many in zip(SERIES, FEW, strict=True)
                for each, _ in zip(series(), range(many), strict=False)
                for step in (6 if each.call == "pwrite64" else 1,)
            )
            yield from pool.map(bench.tried, few)
            return
        for series in SERIES:
            yield from _until_it_does_not_fail(pool, bench, series())


def _until_it_does_not_fail(
    pool: ThreadPoolExecutor, bench: Bench, series: Iterator[Fault]
) -> Iterator[Trial]:
    while True:
        batch = [next(series) for _ in range(AT_ONCE)]
        done = list(pool.map(bench.tried, batch))
        yield from done
        if not all(each.has_failed for each in done):
            return


def test_no_failing_call_gives_a_false_acknowledgement_or_a_crash(quick: Path) -> None:
    made(quick / "clinic")
    bench = Bench(folder=quick, scene=("struggling",), store="letterbox.db", promises={})

    done = list(trials(bench))

    assert {str(each.fault): each.found for each in done if each.found} == {}
    assert sum(each.has_failed for each in done) >= 25


def test_a_failing_disk_under_the_vault_keeps_what_was_posted(quick: Path) -> None:
    promises = posted(quick / "clinic")
    scene = ("taking_with_trouble",)
    bench = Bench(folder=quick, scene=scene, store="vault.db", promises=promises)

    done = list(trials(bench)) if is_full() else [bench.tried(each) for each in A_FEW]

    assert {str(each.fault): each.found for each in done if each.found} == {}
    assert any(each.has_failed for each in done)


def test_control_a_program_that_does_not_listen_to_the_disk_is_convicted(quick: Path) -> None:
    made(quick / "clinic")
    scene = ("struggling", "--spoilt", "deaf")
    bench = Bench(folder=quick, scene=scene, store="letterbox.db", promises={})

    found = [bench.tried(Fault(call="fdatasync", error="EIO", first=n)).found for n in (4, 6)]

    assert all(found)
