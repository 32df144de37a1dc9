"""What is said for the ledgers is the same, held in memory or read again."""

from functools import partial

import pytest

from distressapp.service.house import House
from distressapp.service.takein import take_in
from distressapp.vault import projections
from distressapp.vault.hearing import Heard
from distressapp.vault.vault import Vault
from tests.clinics import closed, rated, seated

SITTINGS = 5


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
