from dataclasses import replace
from datetime import date

import pytest

from distressapp.core.journal import parsed
from distressapp.service import patients
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.house import House
from distressapp.service.identity import RecordNumberError
from distressapp.service.matching import Person, confirm
from distressapp.service.patients import Details, Likeness, NumberTakenError, PatientError
from distressapp.vault import lists, people
from distressapp.vault.vault import Vault
from tests.service.patients import ANNA, BERTA, matched, patient_id, sat

ADA = Details(
    name="Ada Invented",
    born=date(1950, 3, 1),
    record_number=" mrn-1 ",
    language="de",
    interpreter="Ukrainian",
    phone="+49 30 1",
    may_phone=True,
    may_message=False,
    notes="Two\nlines",
)
MARKUP = "<img src=x>&amp;</b>" * 10


def same_again(vault: Vault) -> bool:
    """Whether the lists made again from the journal are the lists that stand."""
    before = vault.projections()
    vault.rebuild()
    return before == vault.projections()


def test_a_patient_is_written_down_with_everything_said(
    house: House, session: Session, vault: Vault
) -> None:
    patient = patients.register(house, session, ADA)

    found = people.known(vault, patient)
    assert found is not None
    assert patients.details_of(found) == replace(ADA, record_number="MRN-1")
    assert same_again(vault)


def test_who_wrote_it_stands_in_the_entry(house: House, session: Session, vault: Vault) -> None:
    patient = patients.register(house, session, ADA)

    (entry,) = (each.entry for each in lists.about(vault, patient))
    assert entry.kind == "patient.registered"
    assert parsed(entry.payload)["by"] == session.member.name


def test_a_change_stands_and_the_details_before_stay_in_the_journal(
    house: House, session: Session, vault: Vault
) -> None:
    patient = patients.register(house, session, ADA)

    patients.change(house, session, patient, replace(ADA, name="Ada Married", may_phone=None))

    found = patients.known(vault, patient)
    assert (found.name, found.may_phone) == ("Ada Married", None)
    assert [each.entry.kind for each in lists.about(vault, patient)] == [
        "patient.registered",
        "patient.changed",
    ]
    assert same_again(vault)


def test_a_change_of_nothing_is_no_entry(house: House, session: Session, vault: Vault) -> None:
    patient = patients.register(house, session, ADA)

    patients.change(house, session, patient, ADA)

    assert len(lists.about(vault, patient)) == 1


def test_a_record_number_belongs_to_one_patient(house: House, session: Session) -> None:
    ada = patients.register(house, session, ADA)
    berta = patients.register(house, session, replace(ADA, name="Berta", record_number="mrn-2"))

    with pytest.raises(NumberTakenError) as taken:
        patients.register(house, session, replace(ADA, name="Somebody", record_number="MRN-1"))
    with pytest.raises(NumberTakenError):
        patients.change(house, session, berta, replace(ADA, record_number="MRN-1"))

    assert taken.value.patient.id == ada


@pytest.mark.parametrize(
    "details",
    [
        replace(ADA, name=" \u200b "),
        replace(ADA, name="A" * 201),
        replace(ADA, born=date(1899, 12, 31)),
        replace(ADA, born=date(2026, 3, 3)),
        replace(ADA, phone="1" * 41),
        replace(ADA, notes="x" * 4001),
    ],
    ids=["no name", "long name", "too old", "not born", "long phone", "long notes"],
)
def test_what_cannot_be_is_not_written(
    house: House, session: Session, vault: Vault, details: Details
) -> None:
    with pytest.raises(PatientError):
        patients.register(house, session, details)

    assert people.count(vault) == 0


def test_an_empty_record_number_is_not_written(house: House, session: Session) -> None:
    with pytest.raises(RecordNumberError):
        patients.register(house, session, replace(ADA, record_number="  "))


@pytest.mark.parametrize(
    "name", [MARKUP, "王小明", "محمد علي", "Ł" * 200, "O\u2019Brien \U0001f600"]
)
def test_a_name_in_any_script_and_with_markup_stays_as_typed(
    house: House, session: Session, vault: Vault, name: str
) -> None:
    patient = patients.register(house, session, replace(ADA, name=name))

    assert patients.known(vault, patient).name == name
    assert [each.id for each in patients.search(session, name[:20])] == [patient]


def test_who_has_left_registers_nobody(house: House, session: Session) -> None:
    stranger = replace(session, member=replace(session.member, id="f" * 32))

    with pytest.raises(NotAllowedError):
        patients.register(house, stranger, ADA)


def test_a_patient_is_found_by_part_of_the_name_the_number_or_the_date_of_birth(
    house: House, session: Session
) -> None:
    ada = patients.register(house, session, ADA)
    patients.register(
        house, session, replace(ADA, name="Zoë Other", record_number="X-9", born=date(1960, 5, 5))
    )

    for words in ("ada", "INV", "vented ad", "mrn-1", "MRN", "1950-03-01", "1.3.1950", "1/3/1950"):
        assert [each.id for each in patients.search(session, words)] == [ada], words
    assert [each.name for each in patients.search(session, "zoe")] == ["Zoë Other"]
    assert len(patients.search(session, "")) == 2
    assert patients.search(session, "nobody") == ()


def test_the_record_number_itself_comes_first(house: House, session: Session) -> None:
    patients.register(house, session, replace(ADA, record_number="12", name="Aaa Invented"))
    exact = patients.register(house, session, replace(ADA, record_number="1", name="Zzz Invented"))

    assert patients.search(session, "1")[0].id == exact


@pytest.mark.parametrize(
    ("meant", "likeness"),
    [
        (("Invented, ADA", date(1950, 3, 1)), Likeness.SAME),
        (("Ada Inventde", date(1950, 1, 3)), Likeness.SWAPPED),
        (("Ada Invented", date(1971, 7, 7)), Likeness.NAMESAKE),
        (("Ada Invented", date(1951, 1, 3)), Likeness.NAMESAKE),
        (("Ada Invented", None), Likeness.NAMESAKE),
    ],
)
def test_who_could_be_held_for_another_is_said(
    house: House, session: Session, meant: tuple[str, date | None], likeness: Likeness
) -> None:
    ada = patients.register(house, session, ADA)
    name, born = meant

    found = patients.similar(session.vault, name=name, born=born)

    assert [(each.patient.id, each.likeness) for each in found] == [(ada, likeness)]
    assert found[0].is_perhaps_the_same is (likeness is not Likeness.NAMESAKE)
    assert patients.similar(session.vault, name=name, born=born, without=ada) == ()


def test_another_name_on_the_same_birthday_is_nobody_similar(
    house: House, session: Session, vault: Vault
) -> None:
    patients.register(house, session, ADA)

    assert patients.similar(vault, name="Bela Somebody", born=ADA.born) == ()
    assert patients.similar(vault, name="", born=None) == ()


def test_a_merge_brings_both_courses_together_and_can_be_undone(
    house: House, session: Session, vault: Vault
) -> None:
    first, second = matched(house, vault, ANNA), matched(house, vault, BERTA)
    anna, berta = patient_id(vault, ANNA), patient_id(vault, BERTA)
    before = vault.projections()

    patients.merge(house, session, patient=anna, into=berta, reason="registered twice")

    assert set(lists.sittings_of(vault, berta)) == {first, second}
    assert lists.sittings_of(vault, anna) == ()
    assert people.of_number(vault, ANNA.record_number) == people.known(vault, berta)
    assert patients.search(session, "canaryname") == ()
    assert people.merged_ids(vault, berta) == (anna,)
    assert people.numbers_of(vault, berta) == [BERTA.record_number, ANNA.record_number]
    assert people.numbers(vault) == {ANNA.record_number: berta, BERTA.record_number: berta}
    assert same_again(vault)

    patients.undo_merge(house, session, anna)

    assert vault.projections() == before
    assert same_again(vault)


def test_a_sitting_matched_after_a_merge_goes_back_to_its_own_record_when_it_is_undone(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault, ANNA)
    matched(house, vault, BERTA)
    anna, berta = patient_id(vault, ANNA), patient_id(vault, BERTA)
    patients.merge(house, session, patient=anna, into=berta)

    later = sat(house, vault, BERTA)
    confirm(house, session, sitting=later, patient=BERTA)
    patients.undo_merge(house, session, anna)

    assert later in lists.sittings_of(vault, berta)
    assert len(lists.sittings_of(vault, anna)) == 1
    assert same_again(vault)


def test_merges_in_a_chain_come_apart_one_by_one(
    house: House, session: Session, vault: Vault
) -> None:
    cora = Person(name="Cora Third", born=date(1970, 1, 1), record_number="MRN-3")
    sittings = [matched(house, vault, each) for each in (ANNA, BERTA, cora)]
    anna, berta, third = (patient_id(vault, each) for each in (ANNA, BERTA, cora))

    patients.merge(house, session, patient=anna, into=berta)
    patients.merge(house, session, patient=berta, into=third)
    together = lists.sittings_of(vault, third)
    patients.undo_merge(house, session, berta)

    assert set(together) == set(sittings)
    assert set(lists.sittings_of(vault, berta)) == set(sittings[:2])
    assert lists.sittings_of(vault, third) == (sittings[2],)
    assert people.led(vault, anna) == berta
    assert same_again(vault)


def test_what_was_merged_away_is_not_merged_again(
    house: House, session: Session, vault: Vault
) -> None:
    ada = patients.register(house, session, ADA)
    berta = patients.register(house, session, replace(ADA, record_number="2"))
    patients.merge(house, session, patient=ada, into=berta)

    for one, other in ((ada, berta), (berta, ada), (berta, berta)):
        with pytest.raises(PatientError):
            patients.merge(house, session, patient=one, into=other)
    with pytest.raises(PatientError):
        patients.undo_merge(house, session, berta)
    with pytest.raises(PatientError):
        patients.known(vault, "f" * 32)


def test_the_number_of_a_merged_record_stays_taken(house: House, session: Session) -> None:
    ada = patients.register(house, session, ADA)
    berta = patients.register(house, session, replace(ADA, record_number="2"))
    patients.merge(house, session, patient=ada, into=berta)

    with pytest.raises(NumberTakenError) as taken:
        patients.register(house, session, replace(ADA, name="Somebody"))

    assert taken.value.patient.id == berta


def test_what_is_matched_under_a_merged_number_goes_with_it_when_the_merge_is_undone(
    house: House, session: Session, vault: Vault
) -> None:
    ada = patients.register(house, session, ADA)
    twice = patients.register(house, session, replace(ADA, record_number="MRN-2"))
    patients.merge(house, session, patient=twice, into=ada)
    person = Person(name=ADA.name, born=ADA.born, record_number="MRN-2")
    sitting = sat(house, vault, person)

    confirm(house, session, sitting=sitting, patient=person)
    merged = lists.sittings_of(vault, ada)
    patients.undo_merge(house, session, twice)

    assert merged == (sitting,)
    assert lists.sittings_of(vault, ada) == ()
    assert lists.sittings_of(vault, twice) == (sitting,)
    assert same_again(vault)
