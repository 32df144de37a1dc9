"""Staff read before they hand over what a language leaves out."""

from dataclasses import replace
from pathlib import Path

from distressapp.bootstrap import sign_in
from distressapp.service.admissions import planned
from distressapp.service.handover import Handover
from distressapp.service.house import House
from distressapp.service.patients import Details, register
from distressapp.staff.handover.cards import asked_lines
from distressapp.vault import people
from tests.clinics import BORN, NUMBER, PASSPHRASE, copied, opened
from tests.service.test_readiness import speaking


def handover(house: House) -> Handover:
    """Somebody is about to sit down."""
    session = sign_in(house, PASSPHRASE)
    patient = register(
        house, session, Details(name="Ana Invented", born=BORN, record_number=NUMBER)
    )
    known = people.known(session.vault, patient)
    assert known is not None
    session.close()
    return Handover(patient=known, plan=planned(house, last={}))


def test_what_a_language_leaves_out_is_told_before_the_hand_over(tmp_path: Path) -> None:
    house = opened(copied(tmp_path / "clinic"))
    about_to = handover(house)
    speaking(house, "dt.en", "hads.en", "pss10.en", "dt.el", "pss10.el")

    lines = asked_lines(replace(about_to, plan=planned(house, last={})), house)

    assert "Not asked where the patient chooses Greek: HADS." in lines
    assert not [line for line in asked_lines(about_to, house) if "Greek" in line]
    house.close()
