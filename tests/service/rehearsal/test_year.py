"""The year of a rehearsal clinic: something in every list, true to the core, in no clinical one."""

import unicodedata
from collections import Counter
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from distressapp.bootstrap import sign_in
from distressapp.core.answers import Written
from distressapp.core.conclude import conclude
from distressapp.core.instrument import Band
from distressapp.core.interview import Interview, say
from distressapp.core.sitting import Stop, Use, Who
from distressapp.service.owed import figures, owed
from distressapp.service.rehearsal.year import NotARehearsalError, fill
from distressapp.service.today import Today, today
from distressapp.vault import lists, people
from distressapp.vault.days import visits_on
from distressapp.vault.vault import Vault
from tests.clinics import PASSPHRASE, made, opened, settings
from tests.service.rehearsal.filling import NOON, OWNER, Filled, filled

MONDAY = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
MAY_BE_EMPTY = {"day", "unopened", "oldest_unopened", "not_due", "after_flag"}


def sittings(vault: Vault) -> list[lists.Stopped]:
    found = [lists.sitting(vault, each) for each in lists.all_sittings(vault)]
    return [each for each in found if each is not None]


def test_every_list_of_today_has_somebody_in_it(clinic: Filled) -> None:
    found = today(clinic.house, clinic.session)

    empty = {each.name for each in fields(Today) if not getattr(found, each.name)}

    assert empty <= MAY_BE_EMPTY
    assert found.unopened > 0


def test_somebody_is_owed_in_every_band_and_after_a_death(clinic: Filled) -> None:
    lines = owed(clinic.house, clinic.session)

    found = figures(lines)

    assert all(found.bands[band] for band in Band)
    assert found.overdue
    assert found.mourning == 2
    assert OWNER in found.owners


def test_cases_are_open_and_closed_with_different_outcomes(clinic: Filled) -> None:
    with clinic.session.vault.reading() as db:
        rows = list(db.query("SELECT is_open, reason FROM followup WHERE band != ''"))

    closed = Counter(row["reason"] for row in rows if not row["is_open"])

    assert 5 < sum(row["is_open"] for row in rows) < len(rows) / 2
    assert len(closed) >= 4


def test_on_a_monday_nobody_is_due_twice(tmp_path: Path) -> None:
    """A visit of the weekend is not put off to the day that has a list of its own."""
    clinic = filled(tmp_path / "clinic", until=MONDAY, patients=40, seed=7)

    times = Counter(each.patient for each in visits_on(clinic.session.vault, MONDAY.date()))
    clinic.session.close()
    clinic.house.close()

    assert times
    assert set(times.values()) == {1}


def test_two_patients_have_one_name_and_names_come_in_several_scripts(clinic: Filled) -> None:
    names = [each.name for each in people.search(clinic.session.vault, "", born=None, limit=999)]

    scripts = {unicodedata.name(name[0]).split()[0] for name in names}

    assert names.count("Anna Berg") == 2
    assert scripts == {"LATIN", "GREEK", "CYRILLIC", "CJK", "ARABIC"}


def test_sittings_end_in_many_ways_and_not_all_patients_answer_alone(clinic: Filled) -> None:
    found = [each.record.sitting for each in sittings(clinic.session.vault)]

    stops = {each.stop for each in found}
    answerers = {each.who for each in found}

    assert {Stop.FINISHED, Stop.CHECKPOINT, Stop.CALLED, Stop.NOT_TODAY} <= stops
    assert {Who.SELF, Who.HELPED, Who.PROXY} <= answerers


def test_patients_answer_and_write_in_their_own_language(clinic: Filled) -> None:
    found = [each.record for each in sittings(clinic.session.vault)]

    stamps = {each.sitting.language: each.stamped.wordings["dt"] for each in found}
    written = {
        answer.language == each.sitting.language
        for each in found
        for answer in each.sitting.answers.values()
        if isinstance(answer, Written)
    }

    assert set(stamps) == set(clinic.house.settings.languages)
    assert all(f" {language} " in f" {stamp} " for language, stamp in stamps.items())
    assert written == {True}


def test_every_answer_was_on_offer_and_every_result_is_the_cores_own(clinic: Filled) -> None:
    house = clinic.house
    found = sittings(clinic.session.vault)

    for each in found:
        sitting = each.record.sitting
        interview = Interview(
            plan=sitting.plan,
            instruments=house.instruments,
            languages=house.settings.languages,
        )
        for key, answer in sitting.answers.items():
            interview, _changes = say(interview, key, answer)

        assert dict(interview.answers) == dict(sitting.answers)
        assert set(sitting.shown) <= {step.id for step in interview.course}
        assert conclude(sitting, house.instruments) == each.record.outcome


def test_nothing_happens_before_the_year_or_after_now(clinic: Filled) -> None:
    vault = clinic.session.vault

    times = [each.entry.at_ms for writer in vault.heads() for each in vault.entries(writer)]
    own = [each.entry.at_ms for each in vault.entries(vault.writer)]

    assert min(times) >= int((NOON - timedelta(days=365)).timestamp() * 1000)
    assert max(times) <= int(NOON.timestamp() * 1000)
    assert own == sorted(own)


def test_the_journal_is_whole_and_its_tables_follow_from_it(clinic: Filled) -> None:
    vault = clinic.session.vault
    before = vault.projections()

    vault.rebuild()

    assert vault.projections() == before
    assert vault.verify() > 500


def test_the_same_seed_gives_the_same_patients_and_another_one_others(tmp_path: Path) -> None:
    names = []
    for place, seed in (("a", 3), ("b", 3), ("c", 4)):
        clinic = filled(tmp_path / place, seed=seed, patients=12)
        with clinic.session.vault.reading() as db:
            sql = "SELECT name, born, record_number FROM patient ORDER BY record_number"
            names.append([tuple(row.values()) for row in db.query(sql)])
        clinic.session.close()
        clinic.house.close()

    assert names[0] == names[1]
    assert names[0] != names[2]


@pytest.mark.parametrize("hour", [0, 6, 23])
def test_it_can_be_filled_at_any_hour_of_a_day_and_on_a_sunday(tmp_path: Path, hour: int) -> None:
    until = NOON.replace(day=8, hour=hour, minute=1)

    clinic = filled(tmp_path / "clinic", until=until, patients=30)

    found = today(clinic.house, clinic.session)
    clinic.session.close()
    clinic.house.close()
    assert found.due
    assert found.finished


def test_no_invented_patient_comes_into_a_clinical_folder(tmp_path: Path) -> None:
    house = opened(made(tmp_path / "clinic", settings(Use.CLINICAL)), room=None)
    session = sign_in(house, PASSPHRASE)
    before = session.vault.heads()

    with pytest.raises(NotARehearsalError):
        next(fill(house, session, until=NOON, patients=3))

    assert session.vault.heads() == before
    session.close()
    house.close()


def test_a_rehearsal_that_is_in_use_is_not_filled(tmp_path: Path) -> None:
    house = opened(made(tmp_path / "clinic"), room=None)
    session = sign_in(house, PASSPHRASE)

    with pytest.raises(NotARehearsalError):
        next(fill(house, session, until=house.clock(), patients=3))

    session.close()
    house.close()


def test_the_houses_clock_comes_back_even_when_it_is_stopped_early(tmp_path: Path) -> None:
    house = opened(made(tmp_path / "clinic"), room=None)
    session = sign_in(house, PASSPHRASE)
    real = house.clock
    weeks = fill(house, session, until=real() + timedelta(days=366), patients=3)

    next(weeks)
    assert house.clock is not real
    weeks.close()

    assert house.clock is real
    session.close()
    house.close()
