"""What staff wrote about a patient is erased and exported with everything else of theirs."""

import json
from datetime import timedelta
from pathlib import Path

from distressapp.core.visiting import Mark
from distressapp.service import erasure, patient_export, patients, visits
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.takein import take_in
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import Clock, seated
from tests.service.days import ADA, BEN, admitted, registered, sat, visit_today
from tests.service.test_patients import same_again


def test_erasing_leaves_no_details_visit_or_hand_over(
    house: House, session: Session, vault: Vault
) -> None:
    ada, ben = registered(house, session), registered(house, session, BEN)
    visit = visit_today(house, session, ada)
    visits.mark(house, session, visit, Mark.LEFT, note="CANARY")
    visit_today(house, session, ben)
    house.letterbox.take_ticket("never", day=house.today().isoformat())
    admitted(house, session, "e" * 32, ada, visit)

    erasure.erase(house, session, ada, reason="asked for in writing")

    found = vault.projections()
    assert [row["patient"] for row in found["patient"]] == [ben]
    assert [row["patient"] for row in found["visit"]] == [ben]
    assert found["admitted"] == []
    assert lists.about(vault, ada) == ()
    assert same_again(vault)
    vault.verify()


def test_a_patient_who_never_sat_can_be_erased_and_exported(
    house: House, session: Session, tmp_path: Path
) -> None:
    ada = registered(house, session, notes="CANARY")
    visit_today(house, session, ada)
    into = tmp_path / "export"
    into.mkdir()

    done = patient_export.export(house, session, ada, into=into)
    found = json.loads(done.record.read_text(encoding="utf-8"))
    erasure.erase(house, session, ada, reason="asked for in writing")

    kinds = [each["kind"] for each in found["about_the_patient"]]
    assert kinds == ["patient.registered", "visit.planned"]
    assert found["about_the_patient"][0]["payload"]["notes"] == "CANARY"
    assert lists.patient(session.vault, ada) is None


def test_an_export_of_a_merged_patient_tells_of_both_records(
    house: House, session: Session, tmp_path: Path, clock: Clock
) -> None:
    ada = registered(house, session)
    twice = registered(house, session, record_number="MRN-9")
    first = sat(house, session, ADA, patient=ada, words="CANARY")
    clock.forward(seconds=1)
    patients.merge(house, session, patient=ada, into=twice)
    into = tmp_path / "export"
    into.mkdir()

    done = patient_export.export(house, session, ada, into=into)

    found = json.loads(done.record.read_text(encoding="utf-8"))
    assert found["patient"]["id"] == twice
    assert [each["sitting"] for each in found["sittings"]] == [first]
    kinds = [each["kind"] for each in found["about_the_patient"]]
    assert kinds.count("patient.registered") == 2
    assert "patient.merged" in kinds
    (sitting,) = found["sittings"]
    assert [each["kind"] for each in sitting["other"]] == ["sitting.admitted"]
    assert [each["kind"] for each in sitting["stops"]] == ["sitting.stopped"]


def test_who_sits_is_not_erased_under_their_hands(house: House, session: Session) -> None:
    ada = registered(house, session)
    running = seated(house, number=ADA.record_number, born=ADA.born)
    admitted(house, session, running.plan.sitting, ada)

    try:
        erasure.erase(house, session, ada, reason="asked for in writing")
    except erasure.NotErasedError:
        refused = True
    else:
        refused = False

    assert refused
    take_in(house, session.vault)
    assert lists.patient(session.vault, ada) is not None


def test_who_never_sat_is_not_kept_for_ever(house: House, session: Session, clock: Clock) -> None:
    ada, ben = registered(house, session), registered(house, session, BEN)
    clock.forward(days=10)
    visit_today(house, session, ben)
    cora = registered(house, session, ADA, name="Cora Third", record_number="MRN-3")
    sat(house, session, BEN)

    found = {each.subject: (each.day, each.sittings) for each in lists.last_days(session.vault)}

    first = house.today() - timedelta(days=10)
    assert found[ada] == (first, 0)
    assert found[cora] == (house.today(), 0)
    assert ben not in found  # a sitting under that number waits to be matched
