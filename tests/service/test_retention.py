from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.journal import parsed
from distressapp.core.roles import Role
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.house import House
from distressapp.service.retention import NothingKeptShortError, apply, due, years_before
from distressapp.settings import Retention
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import Clock, seated
from tests.service.patients import ANNA, BERTA, colleague, matched, patient_id, sat


@pytest.fixture
def ten_years(house: House) -> House:
    house.settings = replace(house.settings, retention=Retention(years=10))
    return house


def test_without_a_figure_everything_is_kept(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    matched(house, vault)
    clock.forward(days=40_000)

    with pytest.raises(NothingKeptShortError, match="kept"):
        due(house, session)


def test_a_patient_is_due_the_day_after_the_years_are_over(
    ten_years: House, session: Session, vault: Vault, clock: Clock
) -> None:
    matched(ten_years, vault)
    clock.at = clock.at.replace(year=2036)
    on_the_day = due(ten_years, session)

    clock.forward(days=1)

    assert on_the_day == ()
    (found,) = due(ten_years, session)
    assert (found.subject, found.day, found.sittings) == (patient_id(vault), date(2026, 3, 2), 1)


def test_a_later_sitting_keeps_all_of_a_patients_sittings(
    ten_years: House, session: Session, vault: Vault, clock: Clock
) -> None:
    matched(ten_years, vault, value=2)
    clock.forward(days=365 * 9)
    matched(ten_years, vault, value=2)
    clock.forward(days=365 * 9)

    assert due(ten_years, session) == ()


def test_what_is_still_in_the_letterbox_counts(
    ten_years: House, session: Session, vault: Vault, clock: Clock
) -> None:
    loose = sat(ten_years, vault)
    clock.forward(days=365 * 11)
    sat(ten_years, vault)

    assert [each.subject for each in due(ten_years, session)] == [loose]


def test_a_sitting_of_today_that_nobody_matched_yet_keeps_the_patient_of_its_number(
    ten_years: House, session: Session, vault: Vault, clock: Clock
) -> None:
    matched(ten_years, vault)
    matched(ten_years, vault, BERTA)
    clock.forward(days=365 * 11)
    shown = due(ten_years, session)
    sat(ten_years, vault)

    done = apply(ten_years, session, shown)

    assert len(shown) == 2
    assert done.erased == 1
    assert lists.patient_of(vault, ANNA.record_number) is not None


def test_nothing_is_erased_until_somebody_says_so(
    ten_years: House, session: Session, vault: Vault, clock: Clock
) -> None:
    sitting = matched(ten_years, vault)
    clock.forward(days=365 * 11)

    due(ten_years, session)

    assert lists.all_sittings(vault) == (sitting,)


def test_what_is_due_is_erased_with_its_reason_and_the_rest_stays(
    ten_years: House, session: Session, vault: Vault, clock: Clock
) -> None:
    matched(ten_years, vault)
    sat(ten_years, vault)
    clock.forward(days=365 * 11)
    stays = matched(ten_years, vault, BERTA)
    shown = due(ten_years, session)

    done = apply(ten_years, session, shown)

    assert (done.erased, done.kept, done.last.is_settled) == (2, (), True)
    assert lists.all_sittings(vault) == (stays,)
    reasons = [
        parsed(each.entry.payload)["reason"]
        for each in vault.entries(vault.writer)
        if each.entry.kind == "patient.erased"
    ]
    assert reasons == ["retention", "retention"]
    assert vault.verify() > 0


def test_who_sat_again_since_the_list_was_shown_is_kept(
    ten_years: House, session: Session, vault: Vault, clock: Clock
) -> None:
    matched(ten_years, vault, value=2)
    clock.forward(days=365 * 11)
    shown = due(ten_years, session)
    matched(ten_years, vault, value=2)

    done = apply(ten_years, session, shown)

    assert done.erased == 0
    assert len(lists.all_sittings(vault)) == 2


def test_who_sits_at_this_moment_is_kept_and_said(
    ten_years: House, session: Session, vault: Vault, clock: Clock
) -> None:
    matched(ten_years, vault)
    matched(ten_years, vault, BERTA)
    clock.forward(days=365 * 11)
    seated(ten_years, number=ANNA.record_number, born=ANNA.born)

    done = apply(ten_years, session, due(ten_years, session))

    assert (done.erased, done.kept) == (1, (patient_id(vault),))


def test_who_may_not_erase_is_not_even_shown_what_is_due(
    ten_years: House, session: Session
) -> None:
    other = colleague(ten_years, session, Role.NURSE)

    with pytest.raises(NotAllowedError):
        due(ten_years, other)
    with pytest.raises(NotAllowedError):
        apply(ten_years, other, ())

    other.close()


@given(st.dates(date(1952, 1, 1), date(2100, 12, 31)), st.integers(1, 150))
def test_years_before_is_the_same_day_or_the_last_of_february(day: date, years: int) -> None:
    found = years_before(day, years)

    assert found.year == day.year - years
    assert (found.month, found.day) == (day.month, day.day) or (
        (day.month, day.day) == (2, 29) and found + timedelta(days=1) == date(found.year, 3, 1)
    )
