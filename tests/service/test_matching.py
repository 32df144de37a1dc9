from dataclasses import replace
from datetime import date

import pytest

from distressapp.core.answers import Chosen
from distressapp.core.errors import ExpectedError
from distressapp.core.instrument import Band
from distressapp.core.journal import parsed
from distressapp.service.access import NotAllowedError
from distressapp.service.house import House
from distressapp.service.matching import NotThisPatientError, Person, confirm, recent
from distressapp.service.pages import find_sitting, summary_from
from distressapp.service.recent import Recent
from distressapp.service.reports import nameless, page_made
from distressapp.service.takein import take_in
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import BORN, NUMBER, Clock, closed, rated, said, seated
from tests.service.teams import as_first

ANNA = Person(name="Anna Invented", born=BORN, record_number=NUMBER)


def sat(house: House, vault: Vault, value: int, born: date | None = BORN) -> str:
    running = seated(house, born=born)
    running.keep(rated(house, value))
    closed(house, running)
    take_in(house, vault)
    return running.plan.sitting


def test_two_identifiers_make_the_sitting_the_patients(house: House, vault: Vault) -> None:
    sitting = sat(house, vault, 3)

    flags = confirm(house, as_first(vault), sitting=sitting, patient=ANNA)

    found = lists.sitting(vault, sitting)
    assert flags == ()
    assert found is not None
    assert found.patient is not None
    assert found.patient.name == "Anna Invented"


@pytest.mark.parametrize(
    "patient",
    [replace(ANNA, record_number="MRN-4712"), replace(ANNA, born=date(1950, 3, 2))],
    ids=["number", "born"],
)
def test_one_wrong_identifier_confirms_nothing(house: House, vault: Vault, patient: Person) -> None:
    sitting = sat(house, vault, 3)

    with pytest.raises(NotThisPatientError):
        confirm(house, as_first(vault), sitting=sitting, patient=patient)

    assert vault.projections()["patient"] == []


def test_a_known_patient_keeps_their_date_of_birth(house: House, vault: Vault) -> None:
    confirm(house, as_first(vault), sitting=sat(house, vault, 3), patient=ANNA)
    later = sat(house, vault, 3, born=None)

    other = replace(ANNA, born=date(1951, 1, 1))
    with pytest.raises(NotThisPatientError):
        confirm(house, as_first(vault), sitting=later, patient=other)
    confirm(house, as_first(vault), sitting=later, patient=ANNA)

    assert len(vault.projections()["patient"]) == 1


def test_who_has_left_meanwhile_confirms_nothing(house: House, vault: Vault) -> None:
    who = as_first(vault)
    sitting = sat(house, vault, 3)

    with pytest.raises(NotAllowedError):
        confirm(
            house,
            replace(who, member=replace(who.member, id="f" * 32)),
            sitting=sitting,
            patient=ANNA,
        )

    assert vault.projections()["patient"] == []


def test_a_sitting_is_confirmed_once_and_as_somebodys(house: House, vault: Vault) -> None:
    sitting = sat(house, vault, 3)
    with pytest.raises(ExpectedError, match="No sitting"):
        confirm(house, as_first(vault), sitting=sitting, patient=replace(ANNA, name=" "))
    with pytest.raises(ExpectedError, match="No sitting"):
        confirm(house, as_first(vault), sitting="0" * 32, patient=ANNA)
    confirm(house, as_first(vault), sitting=sitting, patient=ANNA)

    with pytest.raises(NotThisPatientError, match="before"):
        confirm(house, as_first(vault), sitting=sitting, patient=ANNA)


def test_a_reliable_worsening_is_raised_once_history_is_known(
    house: House, vault: Vault, clock: Clock
) -> None:
    first = sat(house, vault, 0)
    confirm(house, as_first(vault), sitting=first, patient=ANNA)
    clock.forward(days=40)
    second = sat(house, vault, 7)
    before = lists.rules_of(vault, second)

    flags = confirm(house, as_first(vault), sitting=second, patient=ANNA)

    assert [flag.rule for flag in flags] == ["change.dt.rating"]
    assert flags[0].band is Band.TALK
    assert lists.rules_of(vault, second) == before | {"change.dt.rating"}
    rebuilt = vault.projections()
    vault.rebuild()
    assert vault.projections() == rebuilt


def test_what_was_asked_too_soon_is_marked(house: House, vault: Vault, clock: Clock) -> None:
    for _ in range(2):
        running = seated(house)
        for item in house.instruments["hads"].items:
            running.keep(said(house, f"hads/{item.id}", Chosen(index=0, value=item.values[0])))
        closed(house, running)
        take_in(house, vault)
        confirm(house, as_first(vault), sitting=running.plan.sitting, patient=ANNA)
        house.recent = Recent()  # the kiosk was started anew, with the vault shut
        clock.forward(days=3)

    *_, last = vault.entries(vault.writer)
    lines = summary_from(house, vault, running.plan.sitting).answered.lines
    assert parsed(last.entry.payload)["repeated"] == {"hads": "2026-03-02"}
    assert "HADS was also answered 3 days before" in [line.text for line in lines]


def test_the_recent_list_holds_what_the_vault_knows(
    house: House, vault: Vault, clock: Clock
) -> None:
    sat(house, vault, 3)
    clock.forward(days=3)

    found = recent(house, vault)

    assert found.is_known
    assert found.of(NUMBER) == {"dt": date(2026, 3, 2)}


def test_a_page_has_a_name_only_when_the_identity_is_confirmed(house: House, vault: Vault) -> None:
    sitting = sat(house, vault, 9)
    before = summary_from(house, vault, sitting)

    confirm(house, as_first(vault), sitting=sitting, patient=ANNA)
    after = summary_from(house, vault, sitting)

    assert not before.heading.is_confirmed
    assert "Anna" not in repr(before)
    assert after.heading.name == "Anna Invented"
    assert after.flags == before.flags


def test_a_nameless_page_is_the_one_the_vault_would_make(house: House, vault: Vault) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    closed(house, running)
    assert running.closed is not None

    shut = nameless(house, running.closed)
    take_in(house, vault)

    assert shut == summary_from(house, vault, running.plan.sitting)


def test_the_page_has_the_flags_of_every_stop(house: House, vault: Vault, clock: Clock) -> None:
    confirm(house, as_first(vault), sitting=sat(house, vault, 0), patient=ANNA)
    clock.forward(days=40)
    sitting = sat(house, vault, 7)
    confirm(house, as_first(vault), sitting=sitting, patient=ANNA)

    found = summary_from(house, vault, sitting)

    assert any("HADS" not in reason for group in found.flags for reason in group.reasons)
    assert sum(len(group.reasons) for group in found.flags) == len(lists.rules_of(vault, sitting))


def test_a_sitting_is_found_by_its_word_today_or_the_start_of_its_id(
    house: House, vault: Vault, clock: Clock
) -> None:
    sitting = sat(house, vault, 3)
    ticket = vault.projections()["sitting"][0]["ticket"]

    assert find_sitting(house, vault, ticket) == sitting
    assert find_sitting(house, vault, sitting[:10]) == sitting
    for words in ("no-such-word", "%", ""):
        with pytest.raises(ExpectedError, match="no sitting"):
            find_sitting(house, vault, words)
    clock.forward(days=1)
    with pytest.raises(ExpectedError, match="no sitting"):
        find_sitting(house, vault, ticket)


def test_a_start_that_fits_two_is_not_guessed(house: House, vault: Vault) -> None:
    starts = [sat(house, vault, 3)[0] for _ in range(17)]
    twice = next(start for start in starts if starts.count(start) > 1)

    with pytest.raises(ExpectedError, match="More than one"):
        find_sitting(house, vault, twice)


def test_a_page_that_was_made_is_an_entry(house: House, vault: Vault) -> None:
    sitting = sat(house, vault, 3)

    page_made(house, sitting, copy="clinician", by="Nurse B")
    take_in(house, vault)

    (row,) = vault.projections()["page"]
    assert (row["sitting"], row["copy"]) == (sitting, "clinician")
