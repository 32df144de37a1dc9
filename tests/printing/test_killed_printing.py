"""The staff's window is killed while it prints, at any moment, beside a real print system.

No page is lost from sight, and none comes out twice that nobody asked for again.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

from distressapp.bootstrap import sign_in
from distressapp.printing import system
from distressapp.service import prints
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.ui import words
from distressapp.vault.prints import Job, State, job
from tests.clinics import PASSPHRASE, copied, opened
from tests.patience import until
from tests.printing.cups import Cups, Needy
from tests.rigs.replay import drawing
from tests.rigs.rounds import is_full, rounds
from tests.rigs.trace import ROOT
from tests.service.patients import matched

LONGEST_S: Final = 1.6
"""From the moment the window is open until after the page was handed over."""


def kill_while_printing(
    root: Path,
    after_s: float,
    *,
    is_power_cut: bool,
    room: str = "tests.printing.printing_room",
) -> None:
    """Start the window, let it print so long, and kill it: alone, or with all it started."""
    with subprocess.Popen(
        [sys.executable, "-m", room, str(root)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as window:
        assert window.stdout is not None
        try:
            assert window.stdout.readline() == b"in\n"
            time.sleep(after_s)
        finally:
            if is_power_cut:
                os.killpg(window.pid, signal.SIGKILL)
            else:
                window.kill()


def within(root: Path, act: Callable[[House, Session], None]) -> None:
    """With the vault open, as after a restart."""
    house = opened(root, room="staff")
    session = sign_in(house, PASSPHRASE)
    try:
        act(house, session)
    finally:
        session.close()
        house.close()


def hand_over(house: House, session: Session, waiting: Job) -> None:
    ready = prints.ready(house, session, waiting, words)
    prints.handed(house, session, waiting.job, prints.hand_over(ready))


def until_settled(house: House, session: Session) -> None:
    """Until the print system has said what became of each page that it has."""

    def is_settled() -> bool:
        prints.settle(house, session, system.ask(prints.requests(session.vault)).states)
        return not prints.has_sent(session.vault)

    until(lambda: not prints.has_sent(session.vault) or is_settled())


def until_idle() -> None:
    """What was handed over by a process that is dead still comes out."""
    # Not by the library: within one process it stays with the print system that it asked first.
    waiting = ["lpstat", "-W", "not-completed", "-o"]
    until(lambda: not subprocess.run(waiting, capture_output=True, check=True).stdout)


def titled(needy: Needy, each: Job) -> int:
    """How many sheets of that page lie in the printer."""
    return needy.titles[f"Page {each.job[:8]}"]


class Round:
    """One page, one death, and what a restart and a person make of it."""

    def __init__(self, root: Path, needy: Needy, found: Counter[str]) -> None:
        self.root, self.needy, self.found = root, needy, found
        self.job = ""

    def ask(self, house: House, session: Session) -> None:
        sitting = matched(house, session.vault) if not self.found else _any(session)
        self.job = prints.queue_page(house, session, sitting, printer="Office")

    def restart(self, house: House, session: Session) -> None:
        vault = session.vault
        before = job(vault, self.job)
        assert before is not None
        self.found[f"{before.state}{'' if before.request else ', unnamed'}"] += 1
        prints.forsake(house, session, in_hand=frozenset())
        for waiting in prints.waiting(vault):
            hand_over(house, session, waiting)
        until_settled(house, session)
        until_idle()
        (page,) = [each for each in (job(vault, self.job),) if each is not None]
        sheets = titled(self.needy, page)
        assert sheets <= 1, "it came out twice, and nobody asked for that"
        if page.state is State.DONE:
            assert sheets == 1
            return
        assert page in prints.unprinted(vault), "a page is lost from sight"
        assert page.state is State.FAILED
        if sheets:
            prints.found_on_paper(house, session, page.job)
        else:
            assert prints.again(house, session, page.job) == ""
            (waiting,) = prints.waiting(vault)
            hand_over(house, session, waiting)
            until_settled(house, session)
        assert prints.unprinted(vault) == ()
        assert titled(self.needy, page) == 1


def _any(session: Session) -> str:
    return str(next(iter(session.vault.projections()["sitting"]))["sitting"])


def test_no_page_is_lost_or_comes_out_twice_however_a_window_dies(
    cups: Cups, tmp_path: Path
) -> None:
    needy, root, random = cups.needy("Office"), copied(tmp_path / "clinic"), drawing()
    found: Counter[str] = Counter()

    for after_s, is_power_cut in moments(random, rounds(fast=4, full=120)):
        one = Round(root, needy, found)
        within(root, one.ask)
        kill_while_printing(root, after_s, is_power_cut=is_power_cut)
        within(root, one.restart)

    assert sum(found.values()) == rounds(fast=4, full=120)
    if is_full():
        sys.stderr.write(f"{dict(found)}\n")
        assert {"queued, unnamed", "sent, unnamed", "sent"} <= set(found)


def moments(random: Random, count: int) -> list[tuple[float, bool]]:
    """When to kill, and whether with everything it started."""
    return [(random.random() * LONGEST_S, random.random() < 0.5) for _ in range(count)]
