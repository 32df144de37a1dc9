"""One answer at the disk: what it writes, how often it waits, and what a commit takes."""

import os
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final

from bench.disks import told_disk
from bench.measure import Result, at_most, in_turn, not_measured, told
from bench.sittings import PASSPHRASE, set_up
from distressapp.bootstrap import open_house
from distressapp.core.answers import Chosen
from distressapp.core.sitting import Revision
from distressapp.keys.wrap import Cost
from distressapp.service.access import sign_in
from distressapp.service.admissions import admit
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News
from distressapp.service.sittings import Running
from distressapp.vault.vault import Vault
from tests.rigs.costs import costs
from tests.rigs.trace import HAS_STRACE, NO_STRACE, watched

REACH: Final = 2.0
REACH_KB: Final = 4.2
_CHEAP: Final = Cost(passes=1, memory_kib=8)
_PAGE_BYTES: Final = 4096
_OPTIONS: Final = 11
_RECORD: Final = "BENCH-1"


def measure(place: Path, *, rounds: int = 400) -> Iterator[Result]:
    """Waits and bytes as strace counts them; commits against a page that is written and synced.

    Args:
        rounds: Commits that are timed, each with its page.
    """
    set_up(place / "clinic", cost=_CHEAP)
    yield from _counted(place / "clinic")
    yield from _timed(place / "clinic", rounds)


def _counted(root: Path) -> Iterator[Result]:
    what, told_by = "one answer", "strace"
    if not HAS_STRACE:
        yield not_measured(what, told_by, NO_STRACE)
        return
    found = costs(watched(["whole"], root=root))
    later = [each for each in found if not each.is_first]
    first = [each.syncs for each in found if each.is_first]
    yield told(
        [each.syncs for each in later],
        what=f"{what}: waits for the disk",
        against="",
        unit="fsync",
        reach=at_most(1),
        note=f"{len(found)} answers of one sitting, counted by strace",
    )
    yield told(
        first, what="the first after a truncation", against="", unit="fsync", reach=at_most(2)
    )
    yield told(
        [each.bytes / 1000 for each in found],
        what=f"{what}: written",
        against="",
        unit="KB",
        reach=at_most(REACH_KB),
        note="most write one page of the log; one that needs a new page of the file writes more",
    )


def _timed(root: Path, rounds: int) -> Iterator[Result]:
    house = open_house(root)
    try:
        with _page(root) as page:
            running = Running.open(house, admit(house, record_number=_RECORD), _RECORD)
            yield _against(
                "an answer sealed and committed", _answering(house, running), page, rounds, root
            )
        with _page(root) as page, _opened(house) as vault:
            yield _against(
                "an entry of the journal, committed to the encrypted vault",
                _entering(house, vault),
                page,
                rounds,
                root,
            )
    finally:
        house.close()


def _against(
    what: str, ours: Callable[[], object], page: Callable[[], object], rounds: int, root: Path
) -> Result:
    pairs = in_turn(ours, page, rounds=rounds, warm=20)
    median = statistics.median(pairs.theirs) * 1000
    return Result(
        what=what,
        against="fdatasync of 4 KiB",
        unit="x",
        value=pairs.at(0.5),
        low=min(pairs.ratios),
        high=max(pairs.ratios),
        reach=at_most(REACH),
        note=f"p50 against p50, in turn on the same folder: {told_disk(root)}, "
        f"{median:.2f} ms for the page; the page is appended, as the log is",
    )


def _answering(house: House, running: Running) -> Callable[[], None]:
    numbers = count()

    def answer() -> None:
        value = next(numbers) % _OPTIONS
        said = Chosen(index=value, value=value)
        running.keep(Revision(key="dt/rating", at=house.clock(), answer=said))

    return answer


def _entering(house: House, vault: Vault) -> Callable[[], None]:
    def enter() -> None:
        news = News(kind="page.printed", schema=1, subject=house.new_id(), payload={})
        with vault.commit():
            append(house, vault, news)

    return enter


@contextmanager
def _opened(house: House) -> Iterator[Vault]:
    session = sign_in(house, PASSPHRASE)
    try:
        yield session.vault
    finally:
        session.close()


@contextmanager
def _page(folder: Path) -> Iterator[Callable[[], None]]:
    """One page more in a file of that folder, and on the disk."""
    content = os.urandom(_PAGE_BYTES)
    handle = os.open(folder / "floor", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)

    def write() -> None:
        os.write(handle, content)
        os.fdatasync(handle)

    try:
        yield write
    finally:
        os.close(handle)
        (folder / "floor").unlink()
