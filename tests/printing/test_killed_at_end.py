"""The kiosk is killed while it prints by itself: the page is in the printer, or staff see it."""

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from distressapp.printing import system
from distressapp.service import prints
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.takein import take_in
from distressapp.settings import Printer
from distressapp.vault.prints import State, of_sitting
from tests.clinics import copied
from tests.printing.cups import Cups, Needy
from tests.printing.test_killed_printing import (
    hand_over,
    kill_while_printing,
    moments,
    titled,
    until_idle,
    until_settled,
    within,
)
from tests.rigs.replay import drawing
from tests.rigs.rounds import is_full, rounds

OFFICE = Printer(name="Office", is_staff_only=True)


class Restart:
    """What staff find at their next sign-in, and what their room makes of it."""

    def __init__(self, needy: Needy, found: Counter[str]) -> None:
        self.needy, self.found, self.known = needy, found, set[str]()

    def __call__(self, house: House, session: Session) -> None:
        house.settings = replace(house.settings, printer=OFFICE, is_printed_at_end=True)
        vault = session.vault
        take_in(house, vault)
        sittings = {str(row["sitting"]) for row in vault.projections()["sitting"]}
        (sitting,) = sittings - self.known
        self.known.add(sitting)
        by_kiosk = of_sitting(vault, sitting)
        states = [f"{each.state}{'' if each.request else ', unnamed'}" for each in by_kiosk]
        self.found[states[0] if states else "not begun"] += 1

        prints.forsake(house, session, in_hand=frozenset())
        prints.queue_ended(house, session)
        for waiting in prints.waiting(vault):
            hand_over(house, session, waiting)
        until_settled(house, session)
        until_idle()
        prints.settle(house, session, system.ask(prints.requests(vault)).states)

        (page,) = of_sitting(vault, sitting)
        sheets = titled(self.needy, page)
        assert sheets <= 1, "it came out twice, and nobody asked for that"
        if page.state is State.DONE:
            assert sheets == 1
            return
        assert page in prints.unprinted(vault), "a page is lost from sight"
        prints.found_on_paper(house, session, page.job)


def test_a_page_without_a_name_is_printed_or_seen_however_the_kiosk_dies(
    cups: Cups, tmp_path: Path
) -> None:
    needy, root = cups.needy("Office"), copied(tmp_path / "clinic")
    found: Counter[str] = Counter()
    restart = Restart(needy, found)

    for after_s, is_power_cut in moments(drawing(), rounds(fast=4, full=60)):
        kill_while_printing(
            root, after_s / 2, is_power_cut=is_power_cut, room="tests.printing.printing_kiosk"
        )
        within(root, restart)

    assert sum(found.values()) == rounds(fast=4, full=60)
    if is_full():
        sys.stderr.write(f"{dict(found)}\n")
