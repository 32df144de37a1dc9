"""A page that was handed to a system which tells nothing more of it."""

from dataclasses import replace

from distressapp.printing.system import JobState
from distressapp.service import prints
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.settings import Printer
from distressapp.ui import words
from distressapp.vault.prints import State
from distressapp.vault.vault import Vault
from tests.clinics import Clock
from tests.service.patients import matched

REQUEST = "Office-qt0123abcd"


def test_no_time_makes_a_page_printed_or_lost_of_which_nobody_knows(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    house.settings = replace(house.settings, printer=Printer(name="Office", is_staff_only=True))
    prints.queue_page(house, session, matched(house, vault))
    (found,) = prints.unprinted(vault)
    prints.ready(house, session, found, words)
    prints.handed(house, session, found.job, REQUEST)

    clock.forward(hours=3)
    settled = prints.settle(house, session, {REQUEST: JobState.HANDED})

    (after,) = prints.unprinted(vault)
    assert settled.jobs == 0
    assert after.state is State.SENT
