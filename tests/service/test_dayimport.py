from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from distressapp.core.journal import Json, parsed
from distressapp.service import dayfile, patients, visits
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.dayfile import columns_for
from distressapp.service.dayimport import IMPORTED, Change, Preview, bad, look_through, write
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News
from distressapp.service.visits import When
from distressapp.vault import days, lists, people
from distressapp.vault.vault import Vault
from tests.service.days import ADA, registered
from tests.service.test_patients import same_again

DAY = date(2026, 3, 2)
TITLES = "MRN,Name,DOB,Time,Phone,Language,Interpreter,Note,Date\n"


def looked(house: House, session: Session, tmp_path: Path, lines: str) -> Preview:
    path = tmp_path / "list.csv"
    path.write_text(TITLES + lines, encoding="utf-8")
    table = dayfile.read(path)
    preview = Preview(digest=table.digest, day=house.today())
    for _step in look_through(house, session, table, columns_for(session, table), preview):
        pass
    return preview


def imported(house: House, session: Session, tmp_path: Path, lines: str) -> Preview:
    preview = looked(house, session, tmp_path, lines)
    for _step in write(house, session, preview):
        pass
    return preview


def test_a_new_patient_and_the_visit_are_written(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    lines = '1,"Müller, Zoë",1950-03-01,9:05,030 1,de,,first time,\n'

    preview = imported(house, session, tmp_path, lines)

    (row,) = preview.rows
    assert row.changes == (Change.NEW_PATIENT, Change.NEW_VISIT)
    (found,) = people.everybody(vault)
    assert (found.name, found.record_number, found.phone) == ("Müller, Zoë", "1", "030 1")
    (visit,) = days.visits_on(vault, DAY)
    assert (visit.patient, visit.time, visit.source) == (found.id, "09:05", "list")
    assert same_again(vault)


def test_the_same_list_once_more_changes_nothing(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    lines = "1,Ada Invented,1950-03-01,9:05,,,,,\n2,Ben Example,1960-05-05,,,,,,2026-03-03\n"
    imported(house, session, tmp_path, lines)
    before = vault.projections()

    again = imported(house, session, tmp_path, lines)

    assert [each.changes for each in again.rows] == [(Change.NOTHING,)] * 2
    assert again.written == 0
    assert vault.projections() == before


def test_nothing_is_written_before_it_was_looked_at(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    preview = looked(house, session, tmp_path, "1,Ada Invented,1950-03-01,,,,,,\n")

    assert preview.count(Change.NEW_PATIENT) == 1
    assert people.count(vault) == 0


def test_a_list_fills_what_is_empty_and_overwrites_nothing(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    ada = registered(house, session, phone="030 7")
    lines = "mrn-1,Invented Ada,1950-03-01,,030 9,de,Ukrainian,,\n"

    preview = imported(house, session, tmp_path, lines)

    assert preview.rows[0].changes == (Change.DETAILS, Change.NEW_VISIT)
    found = patients.known(vault, ada)
    assert (found.name, found.phone, found.language, found.interpreter) == (
        "Ada Invented",
        "030 7",
        "de",
        "Ukrainian",
    )


def test_another_time_moves_the_visit_that_is_there(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    ada = registered(house, session)
    when = When(day=DAY, is_pivotal=True, note="kept")
    visit = visits.plan(house, session, patient=ada, when=when)

    preview = imported(house, session, tmp_path, "MRN-1,Ada Invented,1950-03-01,10:30,,,,,\n")

    assert preview.rows[0].changes == (Change.OTHER_TIME,)
    (found,) = days.visits_on(vault, DAY)
    assert (found.id, found.time, found.is_pivotal, found.note) == (visit, "10:30", True, "kept")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",Ada Invented,1950-03-01,,,,,,", "the record number is empty"),
        ("   ,Ada Invented,1950-03-01,,,,,,", "the record number is empty"),
        ("1.2E+12,Ada,1950-03-01,,,,,,", "the record number was spoilt by a spreadsheet"),
        ("=1+1,Ada,1950-03-01,,,,,,", "the record number was spoilt by a spreadsheet"),
        ("5,Ada,,,,,,,", "a new patient, and the date of birth is missing"),
        ("5,Ada,1.3.50,,,,,,", "the date of birth cannot be read"),
        ("5,,1950-03-01,,,,,,", "A patient needs a name"),
        ("5,Ada,1850-03-01,,,,,,", "That date of birth cannot be"),
        ("5,Ada,1950-03-01,soon,,,,,", "the time cannot be read"),
        ("5,Ada,1950-03-01,,,,,,yesterday", "the day of the visit cannot be read"),
        (
            "5,Ada,1950-03-01,,,,,,2026-03-01",
            "the day of the visit is over, or more than a year away",
        ),
        (
            "MRN-1,Somebody Else,1950-03-01,,,,,,",
            "under this record number the record has another name or date of birth",
        ),
        (
            "MRN-1,Ada Invented,1951-03-01,,,,,,",
            "under this record number the record has another name or date of birth",
        ),
        ('5,"Ada,1950-03-01,,,,,,', "a quotation mark is not closed"),
        ("9,Known Once,1950-03-01,,,,,,", "the same record number as line 2"),
        (
            "9,Other Name,1950-03-01,,,,,,2026-03-09",
            "line 2 has this record number with another name",
        ),
    ],
)
def test_a_bad_line_is_named_and_left_out(
    house: House, session: Session, tmp_path: Path, line: str, why: str
) -> None:
    registered(house, session)
    first = "9,Known Once,1950-03-01,,,,,,\n"

    preview = imported(house, session, tmp_path, f"{first}{line}\n")

    assert [(each.line, each.why) for each in bad(preview.rows)] == [(3, why)]
    assert people.count(session.vault) == 2


def test_a_known_patient_needs_no_date_of_birth_and_comes_on_two_days(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    ada = registered(house, session)
    lines = "MRN-1,Ada Invented,,,,,,,\nMRN-1,Ada Invented,,,,,,,2026-03-05\n"

    imported(house, session, tmp_path, lines)

    assert len(days.visits_of(vault, ada)) == 2


def test_a_new_patient_may_come_on_two_days(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    lines = "7,Ada Invented,1950-03-01,,,,,,\n7,Ada Invented,1950-03-01,,,,,,2026-03-05\n"

    imported(house, session, tmp_path, lines)

    (found,) = people.everybody(vault)
    assert len(days.visits_of(vault, found.id)) == 2


def test_a_formula_stays_text(house: House, session: Session, vault: Vault, tmp_path: Path) -> None:
    lines = '8,"=HYPERLINK(""file:x"")",1950-03-01,,"+49 30",,,"@SUM(1)",\n'

    imported(house, session, tmp_path, lines)

    (found,) = people.everybody(vault)
    assert (found.name, found.phone) == ('=HYPERLINK("file:x")', "+49 30")
    assert days.visits_on(vault, DAY)[0].note == "@SUM(1)"


def test_who_perhaps_stands_under_another_number_is_said(
    house: House, session: Session, tmp_path: Path
) -> None:
    registered(house, session)

    preview = looked(house, session, tmp_path, "77,Ada Invnted,1950-03-01,,,,,,\n")

    assert preview.rows[0].changes == (Change.NEW_PATIENT, Change.NEW_VISIT)
    assert preview.rows[0].why == "perhaps the patient who has record number MRN-1"


def test_who_died_gets_no_visit(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    ada = registered(house, session)
    payload: Json = {"words": "", "flags": [], "by": "Nurse B", "member": ""}
    with vault.commit():
        append(house, vault, News(kind="patient.died", subject=ada, payload=payload))

    preview = imported(house, session, tmp_path, "MRN-1,Ada Invented,1950-03-01,,,,,,\n")

    assert [each.why for each in bad(preview.rows)] == ["a death was reported of this patient"]
    assert days.visits_of(vault, ada) == ()


def test_a_number_that_was_merged_leads_to_the_patient(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    ada = registered(house, session)
    other = registered(house, session, replace(ADA, record_number="MRN-9"))
    patients.merge(house, session, patient=ada, into=other)

    imported(house, session, tmp_path, "MRN-1,Ada Invented,1950-03-01,,,,,,\n")

    assert len(days.visits_of(vault, other)) == 1


def test_what_was_written_before_a_cancel_stands_and_the_rest_can_follow(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    lines = "".join(f"{at},Patient {at},1950-03-01,,,,,,\n" for at in range(150))
    preview = looked(house, session, tmp_path, lines)

    steps = write(house, session, preview)
    assert next(steps) == (100, 150)
    steps.close()

    assert people.count(vault) == 100
    entry = lists.last_of(vault, [IMPORTED])
    assert entry is not None
    payload = parsed(entry.entry.payload)
    assert (payload["written"], payload["is_whole"]) == (100, False)
    assert "Patient" not in str(payload)

    again = imported(house, session, tmp_path, lines)
    assert (again.count(Change.NOTHING), again.written) == (100, 50)
    assert people.count(vault) == 150


def test_a_hundred_thousand_lines_are_looked_through_in_steps(
    house: House, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("MRN;Name;DOB\n")
        file.writelines(f"{at};Patient {at};1950-03-01\n" for at in range(100_000))
    table = dayfile.read(path)
    preview = Preview(digest=table.digest, day=house.today())

    steps = list(look_through(house, session, table, columns_for(session, table), preview))

    assert len(preview.to_write) == 100_000
    assert len(steps) > 100
    assert steps[-1] == (100_000, 100_000)


def test_who_has_left_imports_nothing(house: House, session: Session, tmp_path: Path) -> None:
    stranger = replace(session, member=replace(session.member, id="f" * 32))

    with pytest.raises(NotAllowedError):
        looked(house, stranger, tmp_path, "1,Ada,1950-03-01,,,,,,\n")
    with pytest.raises(NotAllowedError):
        next(write(house, stranger, Preview(digest="", day=DAY)))


def test_two_new_lines_of_one_name_and_birth_date_are_named_to_each_other(
    house: House, session: Session, tmp_path: Path
) -> None:
    lines = "O1,Ada Invented,1950-03-01,,,,,,\n01,Ada Invented,1950-03-01,,,,,,\n"

    preview = looked(house, session, tmp_path, lines)

    first, second = preview.rows
    assert first.why == ""
    assert second.why == "perhaps the patient who has record number O1"
    assert not second.is_left_out


def test_both_numbers_of_a_merged_patient_make_one_visit(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    ada = registered(house, session)
    twice = registered(house, session, replace(ADA, record_number="MRN-9"))
    patients.merge(house, session, patient=twice, into=ada)
    name, born = ADA.name, ADA.born.isoformat()
    lines = f"{ADA.record_number},{name},{born},9:00,,,,,\nMRN-9,{name},{born},9:30,,,,,\n"

    preview = imported(house, session, tmp_path, lines)

    assert [each.why for each in bad(preview.rows)] == ["the same patient as line 2"]
    assert [each.patient for each in days.visits_on(vault, DAY)] == [ada]
