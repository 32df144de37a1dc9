from dataclasses import replace

import pytest

from distressapp.core.sitting import NowState
from distressapp.service.access import Session
from distressapp.service.erasure import NotErasedError, erase
from distressapp.service.house import House
from distressapp.service.matching import confirm
from distressapp.service.takein import take_in
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import NUMBER, closed, seated, told
from tests.service.patients import ANNA, BERTA, REASON, about, matched, patient_id, sat
from tests.service.teams import as_first


@pytest.mark.parametrize(
    "reason",
    [
        " ",
        f"{NUMBER} asked",
        "mrn - 4711",
        "for anna, dead",
        ANNA.name,
        "born 1 / 1950-03-01",
        "* 01.03.1950",
    ],
)
def test_a_reason_that_is_none_or_that_names_the_patient_is_refused(
    house: House, session: Session, vault: Vault, reason: str
) -> None:
    matched(house, vault)

    with pytest.raises(NotErasedError):
        erase(house, session, patient_id(vault), reason=reason)

    assert not any(about(vault, patient_id(vault)))


def test_a_patient_who_sits_at_this_moment_is_not_erased(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault)
    running = seated(house)

    with pytest.raises(NotErasedError, match="has not ended"):
        erase(house, session, patient_id(vault), reason=REASON)

    closed(house, running)
    take_in(house, vault)
    confirm(house, as_first(vault), sitting=running.plan.sitting, patient=ANNA)
    erase(house, session, patient_id(vault), reason=REASON)
    assert lists.all_sittings(vault) == ()


def test_somebody_else_who_sits_keeps_nobody_from_erasing(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault)
    running = seated(house, number=BERTA.record_number, born=BERTA.born)

    erase(house, session, patient_id(vault), reason=REASON)

    assert not running.closed
    assert lists.all_sittings(vault) == ()


def test_a_call_that_has_not_ended_is_answered_first(
    house: House, session: Session, vault: Vault
) -> None:
    running = seated(house)
    running.raise_now()
    running.close(told(running, now=NowState.SOUNDING))
    take_in(house, vault)

    with pytest.raises(NotErasedError, match="call for help"):
        erase(house, session, running.plan.sitting, reason=REASON)


def test_a_short_record_number_is_no_part_of_a_word_and_is_refused_as_one(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = sat(house, vault, replace(ANNA, record_number="E7"))

    with pytest.raises(NotErasedError, match="names the patient"):
        erase(house, session, sitting, reason="e7 asked")

    assert erase(house, session, sitting, reason="case7 asked for it").entries == 1
