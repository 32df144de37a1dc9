"""What is said for the ledgers is the same, held in memory or read again."""

import tracemalloc
from dataclasses import replace
from functools import partial
from typing import Final

import pytest

from distressapp.core.followup_record import STOPPED
from distressapp.core.journal import Entry
from distressapp.service.house import House
from distressapp.service.takein import take_in
from distressapp.vault import projections
from distressapp.vault.hearing import Heard
from distressapp.vault.vault import Vault
from tests.clinics import closed, rated, seated

SITTINGS = 5
STOP: Final = Entry(
    writer="a" * 32,
    number=1,
    at_ms=1_772_442_000_000,
    offset_min=0,
    kind=STOPPED,
    schema=1,
    subject="b" * 32,
    salt=b"",
    payload=b"",
)


def test_more_people_than_are_held_have_the_same_cases(
    house: House, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in range(SITTINGS):
        running = seated(house, number=f"MRN-{value}")
        running.keep(rated(house, 9))
        closed(house, running)
    take_in(house, vault)
    before = vault.projections()
    assert len(before["followup"]) == SITTINGS

    monkeypatch.setattr(projections, "Heard", partial(Heard, most=2))
    vault.rebuild()

    assert vault.projections() == before


def test_a_batch_has_the_cases_that_each_alone_would_have(house: House, vault: Vault) -> None:
    for value in range(SITTINGS):
        running = seated(house, number=f"MRN-{value}")
        running.keep(rated(house, 9))
        closed(house, running)

    take_in(house, vault)

    together = vault.projections()
    vault.rebuild()
    assert vault.projections() == together


def test_what_is_held_of_a_sitting_is_some_hundred_bytes() -> None:
    heard, count = Heard(frozenset(), is_all=True), 10_000
    tracemalloc.start()
    try:
        for number in range(count):
            at_ms = STOP.at_ms + number
            entry = replace(
                STOP,
                writer=b"a".hex() * 16,  # each row has words of its own
                kind="".join(STOP.kind),
                subject=f"{number:032x}",
                number=number,
                at_ms=at_ms,
            )
            heard.hear(entry, ())
        held, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert len(heard.subjects()) == count
    assert held / count < 350
