from dataclasses import replace
from datetime import date

import pytest

from distressapp.core.journal import parsed
from distressapp.service import erasure, moving, patients
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.house import House
from distressapp.service.moving import NotMovedError
from distressapp.service.patients import PatientError
from distressapp.vault import days, lists
from distressapp.vault.vault import Vault
from tests.clinics import Clock
from tests.service.patients import ANNA, BERTA, matched, patient_id, sat
from tests.service.test_patients import ADA, same_again

WHY = "the wrong line was tapped"


def test_a_move_takes_the_sitting_and_its_flags_along_and_marks_both_records(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault, BERTA, value=1)
    wrong = matched(house, vault, ANNA, value=9)
    anna, berta = patient_id(vault, ANNA), patient_id(vault, BERTA)

    done = moving.move(house, session, sitting=wrong, to=berta, reason=WHY)

    assert lists.sittings_of(vault, anna) == ()
    assert wrong in lists.sittings_of(vault, berta)
    assert {each.rule for each in done.goes} >= {"dt.rating.8"}
    assert [each.copy for each in done.retrieve] == ["clinician"]
    assert not done.is_recorded
    for subject, side in ((anna, "left"), (berta, "joined")):
        entry = lists.about(vault, subject)[-1].entry
        assert (entry.kind, parsed(entry.payload)["side"]) == ("sitting.moved", side)
    assert same_again(vault)


def test_the_first_record_says_nothing_of_what_somebody_else_answered(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault, BERTA)
    wrong = matched(house, vault, ANNA)
    anna = patient_id(vault, ANNA)

    moving.move(house, session, sitting=wrong, to=patient_id(vault, BERTA), reason=WHY)

    payload = lists.about(vault, anna)[-1].entry.payload
    assert b"dt." not in payload
    assert b"flags" not in payload


def test_what_compared_it_with_the_wrong_history_is_withdrawn_and_its_own_is_raised(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    matched(house, vault, ANNA, value=1)
    matched(house, vault, BERTA, value=6)
    clock.forward(days=40)
    wrong = matched(house, vault, ANNA, value=7)
    assert "change.dt.rating" in lists.rules_of(vault, wrong)

    done = moving.move(house, session, sitting=wrong, to=patient_id(vault, BERTA), reason=WHY)

    assert [each.rule for each in done.withdrawn] == ["change.dt.rating"]
    assert "change.dt.rating" not in lists.rules_of(vault, wrong)
    assert same_again(vault)


def test_a_move_can_be_made_back(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    matched(house, vault, ANNA, value=1)
    matched(house, vault, BERTA, value=6)
    clock.forward(days=40)
    wrong = matched(house, vault, ANNA, value=7)
    anna, berta = patient_id(vault, ANNA), patient_id(vault, BERTA)
    rules = lists.rules_of(vault, wrong)

    moving.move(house, session, sitting=wrong, to=berta, reason=WHY)
    back = moving.move(house, session, sitting=wrong, to=anna, reason="it was right")

    assert {each.rule for each in back.raised} == {"change.dt.rating"}
    assert lists.rules_of(vault, wrong) == rules
    assert wrong in lists.sittings_of(vault, anna)
    assert same_again(vault)


def test_a_sitting_under_a_mistyped_number_comes_to_its_patient(
    house: House, session: Session, vault: Vault
) -> None:
    mistyped = sat(house, vault, replace(ANNA, record_number="MRN-4712"))
    ada = patients.register(house, session, ADA)

    done = moving.move(house, session, sitting=mistyped, to=ada, reason="a slip of the pen")

    assert done.origin is None
    assert lists.sittings_of(vault, ada) == (mistyped,)
    assert days.unmatched(vault) == ()
    assert same_again(vault)


def test_nothing_moves_without_a_reason_a_patient_or_a_right(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault, BERTA)
    wrong = matched(house, vault, ANNA)
    anna, berta = patient_id(vault, ANNA), patient_id(vault, BERTA)
    stranger = replace(session, member=replace(session.member, id="f" * 32))

    with pytest.raises(NotMovedError):
        moving.move(house, session, sitting=wrong, to=berta, reason=" ")
    with pytest.raises(NotMovedError):
        moving.move(house, session, sitting=wrong, to=anna, reason=WHY)
    with pytest.raises(NotMovedError):
        moving.move(house, session, sitting="f" * 32, to=berta, reason=WHY)
    with pytest.raises(PatientError):
        moving.move(house, session, sitting=wrong, to="f" * 32, reason=WHY)
    with pytest.raises(NotAllowedError):
        moving.move(house, stranger, sitting=wrong, to=berta, reason=WHY)

    assert lists.sittings_of(vault, anna) == (wrong,)


def test_erasing_whose_it_was_not_leaves_the_sitting_where_it_belongs(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault, BERTA)
    wrong = matched(house, vault, ANNA)
    anna, berta = patient_id(vault, ANNA), patient_id(vault, BERTA)
    moving.move(house, session, sitting=wrong, to=berta, reason=WHY)

    erasure.erase(house, session, anna, reason="asked for", leaves_unmatched=True)

    assert wrong in lists.sittings_of(vault, berta)
    assert same_again(vault)


def test_erasing_a_merged_patient_leaves_nothing_of_either_record(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault, ANNA)
    matched(house, vault, BERTA)
    ada = patients.register(house, session, replace(ADA, born=date(1944, 4, 4)))
    anna, berta = patient_id(vault, ANNA), patient_id(vault, BERTA)
    patients.merge(house, session, patient=anna, into=berta)

    erasure.erase(house, session, anna, reason="asked for", leaves_unmatched=True)

    assert [row["patient"] for row in vault.projections()["patient"]] == [ada]
    assert vault.projections()["sitting"] == []
    assert lists.about(vault, anna) == lists.about(vault, berta) == ()
    assert same_again(vault)
