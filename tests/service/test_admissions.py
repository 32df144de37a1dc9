from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from distressapp.bootstrap import ticket_words
from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Use, Who
from distressapp.service.admissions import UnderAgeError, admit, new_ticket, youngest
from distressapp.service.house import House
from distressapp.service.identity import RecordNumberError, record_number
from distressapp.service.readiness import NotReadyError, missing_for_clinic
from distressapp.service.recent import Recent, recent_from, recent_of
from distressapp.settings import Confirmed, Hours, LocalNumber, Now, Settings
from tests.clinics import BORN, NUMBER, Clock, closed, made, opened, seated, settings


def ready(found: Settings, clock: Clock) -> Settings:
    now = Now(
        responder="Nurse B",
        backup="Nurse C",
        tested_by="Nurse B",
        tested_at=clock(),
        hours={"monday": Hours(opens=clock().time(), closes=clock().time().replace(hour=17))},
        absence_cover="Ward 3",
        local_numbers=(LocalNumber(label="Line", number="116 123"),),
    )
    confirmed = Confirmed(by="Dr. A", on=date(2026, 3, 1))
    return replace(found, now=now, profile=confirmed)


def test_a_rehearsal_asks_everything_of_somebody_unknown(house: House) -> None:
    plan = admit(house, record_number=NUMBER, born=BORN)

    assert plan.instruments == ("dt", "hads", "pss10")
    assert plan.held_back == {}
    assert plan.use is Use.REHEARSAL
    assert plan.ticket in house.tickets
    assert len(plan.sitting) == 32


def test_what_was_scored_lately_is_held_back_and_said_so(house: House) -> None:
    house.recent = recent_of(
        [
            ("MRN-4711", "hads", date(2026, 2, 27)),
            ("MRN-4711", "hads", date(2026, 2, 1)),
            ("MRN-4711", "pss10", date(2026, 2, 1)),
            ("MRN-4712", "pss10", date(2026, 2, 1)),
        ]
    )

    plan = admit(house, record_number=" mrn-4711 ")

    assert plan.instruments == ("dt", "pss10")
    assert plan.held_back == {"hads": date(2026, 2, 27)}


def test_a_proxy_is_asked_no_measure(house: House) -> None:
    assert admit(house, record_number=NUMBER, who=Who.PROXY).instruments == ("dt",)


def test_the_recent_list_goes_through_a_pipe_and_names_nobody() -> None:
    found = recent_of([("MRN-4711", "hads", date(2026, 2, 27))])

    content = found.to_bytes()

    assert recent_from(content) == found
    assert b"4711" not in content
    assert recent_from(content).of("MRN-4711") == {"hads": date(2026, 2, 27)}
    assert recent_from(content).of("MRN-4712") == {}


def test_an_unknown_history_is_not_an_empty_one() -> None:
    assert not Recent().is_known
    assert recent_of([]).is_known


def test_a_kiosk_without_history_remembers_what_it_scored_itself() -> None:
    after = Recent().with_scored("4711", ["hads"], date(2026, 3, 2), keep_days=28)

    assert after.of("4711") == {"hads": date(2026, 3, 2)}
    assert after.of("4712") == {}
    assert not after.is_known


def test_what_holds_nothing_back_any_more_is_forgotten() -> None:
    first, later = date(2026, 3, 2), date(2026, 3, 30)
    before = recent_of([("4711", "hads", first), ("4712", "hads", first), ("4712", "dt", later)])

    on_the_last_day = before.with_scored("4713", ["hads"], date(2026, 3, 29), keep_days=28)
    a_day_later = before.with_scored("4713", ["hads"], later, keep_days=28)

    assert on_the_last_day.of("4711") == {"hads": first}
    assert a_day_later.of("4711") == {}
    assert set(a_day_later.of("4712")) == {"hads", "dt"}
    assert len(a_day_later.last) == 2


def test_a_sitting_without_a_score_leaves_no_trace_in_the_recent_list() -> None:
    before = recent_of([("4711", "hads", date(2026, 3, 2))])

    after = before.with_scored("4712", [], date(2026, 3, 2), keep_days=28)

    assert after == before
    assert len(after.last) == 1


@pytest.mark.parametrize("content", [b"", b"[]", b'{"key": "00"}', b'{"key":"zz","last":{}}'])
def test_half_a_recent_list_is_refused(content: bytes) -> None:
    with pytest.raises(ExpectedError, match="recent"):
        recent_from(content)


def test_no_two_patients_of_a_day_have_the_same_word(house: House, clock: Clock) -> None:
    words = [new_ticket(house) for _ in range(len(house.tickets) + 3)]

    assert len(set(words)) == len(words)
    assert set(words[: len(house.tickets)]) == set(house.tickets)
    assert all(word.endswith(" 2") for word in words[len(house.tickets) :])

    clock.forward(days=1)

    assert new_ticket(house) in house.tickets


def test_the_ticket_words_are_many_short_and_different() -> None:
    words = ticket_words()

    assert len(words) >= 200
    assert len(set(words)) == len(words)
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 10 for word in words)


@pytest.mark.parametrize("typed", ["", "  ", "a\x00b", "x" * 41])
def test_what_is_no_record_number_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(RecordNumberError):
        record_number(typed, settings())


def test_a_clinics_own_pattern_is_kept() -> None:
    found = replace(settings(), record_number="[0-9]{7}")

    assert record_number(" 123 4567\n", found) == "1234567"
    with pytest.raises(RecordNumberError) as caught:
        record_number("123456A", found)
    assert "123456A" not in str(caught.value)


def test_full_width_digits_are_the_same_number() -> None:
    wide = "\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT TWO}"

    assert record_number(wide, settings()) == "12"


@pytest.mark.parametrize("born", [date(1899, 12, 31), date(2026, 3, 3)])
def test_an_impossible_date_of_birth_is_refused(house: House, born: date) -> None:
    with pytest.raises(ExpectedError, match="date of birth"):
        admit(house, record_number=NUMBER, born=born)


def test_a_clinical_folder_that_is_not_ready_admits_nobody(tmp_path: Path, clock: Clock) -> None:
    house = opened(made(tmp_path / "clinic", settings(Use.CLINICAL), clock), clock)

    with pytest.raises(NotReadyError, match="never tested"):
        admit(house, record_number=NUMBER)

    assert len(missing_for_clinic(house.settings)) == 7
    house.close()


def test_a_working_day_unopened_stops_clinical_sittings(tmp_path: Path, clock: Clock) -> None:
    found = ready(settings(Use.CLINICAL), clock)
    day = found.now.hours["monday"]
    hours = {"monday": day, "tuesday": day, "wednesday": day}
    found = replace(found, now=replace(found.now, hours=hours))
    house = opened(made(tmp_path / "clinic", found, clock), clock)
    closed(house, seated(house))

    clock.forward(days=1)
    admit(house, record_number=NUMBER)
    clock.forward(days=1)

    with pytest.raises(NotReadyError, match="more than a working day"):
        admit(house, record_number=NUMBER)
    house.close()


def test_days_on_which_nobody_works_are_not_counted(tmp_path: Path, clock: Clock) -> None:
    found = ready(settings(Use.CLINICAL), clock)
    house = opened(made(tmp_path / "clinic", found, clock), clock)
    closed(house, seated(house))

    clock.forward(days=7)

    assert admit(house, record_number=NUMBER).instruments == ("dt",)
    house.close()


def test_a_clinical_folder_offers_only_what_it_has_permission_for(
    tmp_path: Path, clock: Clock
) -> None:
    found = ready(settings(Use.CLINICAL), clock)
    house = opened(made(tmp_path / "clinic", found, clock), clock)

    plan = admit(house, record_number=NUMBER)

    assert plan.instruments == ("dt",)
    assert set(plan.not_offered) == {"hads", "pss10"}
    assert house.wording("hads", "en") is None
    house.close()


def test_an_instrument_that_is_not_installed_is_not_offered(house: House) -> None:
    house.settings = replace(house.settings, instruments=("dt", "phq9"))

    plan = admit(house, record_number=NUMBER)

    assert plan.instruments == ("dt",)
    assert "phq9" in plan.not_offered


SEVENTEEN = date(2008, 3, 3)


def permitting(house: House, name: str, least_age: int) -> None:
    wording = replace(house.wordings[name], least_age=least_age)
    house.wordings = {**house.wordings, name: wording}


def test_nothing_is_asked_of_who_is_seventeen(house: House) -> None:
    with pytest.raises(UnderAgeError):
        admit(house, record_number=NUMBER, born=SEVENTEEN)


def test_a_pack_that_permits_it_is_asked_of_who_is_seventeen(house: House) -> None:
    permitting(house, "dt.en", 12)

    plan = admit(house, record_number=NUMBER, born=SEVENTEEN)

    assert plan.instruments == ("dt",)
    assert set(plan.not_offered) == {"hads", "pss10"}
    assert "18 years" in plan.not_offered["hads"]


def test_a_pack_for_older_patients_is_not_asked_of_younger_ones(house: House) -> None:
    permitting(house, "hads.en", 65)

    assert admit(house, record_number=NUMBER, born=date(1990, 1, 1)).instruments == ("dt", "pss10")
    assert "hads" in admit(house, record_number=NUMBER, born=BORN).instruments
    assert youngest(house) == 18
