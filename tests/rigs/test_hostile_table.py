"""Whatever a patient writes, the table of the export holds no formula, and the file all words."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import sign_in
from distressapp.core.answers import Written
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.matching import Person, confirm
from distressapp.service.patient_export import Exported, export
from distressapp.service.takein import take_in
from tests.clinics import BORN, NUMBER, PASSPHRASE, closed, made, opened, picked, said, seated
from tests.rigs.hostile import FORMULAS, texts
from tests.rigs.rounds import rounds
from tests.service.patients import patient_id

SEED: Final = 4714
COUNT: Final = rounds(fast=500, full=5_000)
DOMAINS: Final = ("physical", "emotional", "social", "practical", "spiritual")
BY_ONE: Final = 250
"""Texts by one patient: nobody sits a thousand times, and each confirmation reads them all."""

SEPARATORS: Final = ",;\t|"


@pytest.fixture
def house(quick: Path) -> Iterator[House]:
    found = opened(made(quick / "clinic"))
    yield found
    found.close()


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = sign_in(house, PASSPHRASE)
    yield found
    found.close()


def sat(house: House, wrote: Iterable[str], number: str) -> str:
    running = seated(house, number=number)
    for domain, text in zip(DOMAINS, wrote, strict=False):
        running.keep(picked(house, f"dt/{domain}", f"{domain}.other"))
        running.keep(said(house, f"dt/{domain}.other", Written(text=text, language="en")))
    closed(house, running)
    return running.plan.sitting


def exported(house: House, session: Session, wrote: list[str], into: Path) -> Exported:
    """All those words, by one patient in many sittings; the folder's name goes into the number."""
    anna = Person(name="Anna =1+1", born=BORN, record_number=f"{NUMBER}-{into.name}")
    parts = [wrote[n : n + len(DOMAINS)] for n in range(0, len(wrote), len(DOMAINS))]
    sittings = [sat(house, each, anna.record_number) for each in parts]
    take_in(house, session.vault)
    for sitting in sittings:
        confirm(house, session, sitting=sitting, patient=anna)
    into.mkdir()
    return export(house, session, patient_id(session.vault, anna), into=into)


def formulas(table: str) -> list[str]:
    """What a spreadsheet could take for a formula, whichever separator it guesses."""
    found: list[str] = []
    for separator in SEPARATORS:
        for row in csv.reader(io.StringIO(table, newline=""), delimiter=separator):
            found += [ascii(each) for each in row if is_formula(each)]
    return found


def is_formula(cell: str) -> bool:
    shown = "".join(each for each in cell if unicodedata.category(each)[0] not in "ZCM")
    return unicodedata.normalize("NFKC", shown)[:1] in set("=+-@")


def written(found: Exported) -> list[str]:
    """The patient's own words in the JSON file."""
    record = json.loads(found.record.read_bytes())
    stops = [stop for each in record["sittings"] for stop in each["stops"]]
    answers = [stop["payload"]["sitting"]["answers"] for stop in stops]
    return [each["written"] for one in answers for each in one.values() if "written" in each]


def in_utf8(text: str) -> str:
    """Half a character, which no file can hold, as the files write it."""
    return text.encode("utf-8", "backslashreplace").decode()


def test_no_cell_is_a_formula_and_no_word_is_missing(
    house: House, session: Session, tmp_path: Path
) -> None:
    every = texts(COUNT, seed=SEED)
    parts = [every[place : place + BY_ONE] for place in range(0, COUNT, BY_ONE)]

    files = [
        exported(house, session, wrote, tmp_path / str(place)) for place, wrote in enumerate(parts)
    ]

    for wrote, found in zip(parts, files, strict=True):
        assert_whole_and_harmless(wrote, found)


def assert_whole_and_harmless(wrote: list[str], found: Exported) -> None:
    table = found.answers.read_bytes().decode()
    assert formulas(table) == []
    rows = csv.DictReader(io.StringIO(table, newline=""), strict=True)
    cells = [row["answer"].replace("'", "") for row in rows if row["question"].endswith(".other")]
    assert sorted(cells) == sorted(in_utf8(each).replace("'", "") for each in wrote)
    halves = [each for each in wrote if any("\ud800" <= letter <= "\udfff" for letter in each)]
    assert halves
    kept = written(found)
    assert len(kept) == len(wrote)
    assert [each for each in wrote if each not in {*kept, *halves}] == []


@pytest.mark.parametrize("text", FORMULAS)
def test_the_control_of_a_plain_table_is_convicted(text: str) -> None:
    table = io.StringIO(newline="")
    csv.writer(table, quoting=csv.QUOTE_ALL).writerow(["dt/physical.other", text])

    assert formulas(table.getvalue()) != []
