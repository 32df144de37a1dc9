from dataclasses import replace

import pytest

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import Head, Json, parsed
from distressapp.core.roles import Role
from distressapp.core.sitting import Use
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.changes import changed, channel_tested
from distressapp.service.house import House
from distressapp.service.posting import post
from distressapp.service.publishing import (
    PUT_BACK,
    change_settings,
    confirm_settings,
    differences,
    put_settings_back,
)
from distressapp.service.takein import take_in
from distressapp.settings import Settings, SettingsError, hash_of, publish, read, to_table
from distressapp.vault.vault import Vault
from tests.clinics import Clock, seated
from tests.service.forging import forged, slipped_in
from tests.service.patients import colleague


def smuggled(house: House, settings: Settings) -> None:
    """Another file in the place of `kiosk.json`, and an entry by nobody who may."""
    publish(house.folder.settings, settings)
    news, house.settings = changed(house, settings, by="Dr. A")
    post(house, news)


def is_stopped(house: House, vault: Vault) -> bool:
    mismatches = take_in(house, vault).mismatches
    assert all("kiosk.json" in each for each in mismatches)
    return bool(mismatches)


def test_a_change_is_an_entry_of_whoever_is_signed_in_and_then_a_file(
    house: House, session: Session
) -> None:
    change_settings(house, replace(house.settings, idle_s=120), session=session)

    taken = take_in(house, session.vault)

    last = list(session.vault.entries(session.vault.writer))[-1].entry
    assert read(house.folder.settings).idle_s == 120
    assert house.settings.idle_s == 120
    assert (last.kind, parsed(last.payload)["by"]) == ("settings.changed", session.member.id)
    assert (taken.entries, taken.mismatches) == (0, ())


def test_a_nurse_changes_no_settings_and_a_manager_does(house: House, session: Session) -> None:
    nurse = colleague(house, session, Role.NURSE)
    manager = colleague(house, session, Role.MANAGER)
    wanted = replace(house.settings, idle_s=120)

    for verb in (confirm_settings, put_settings_back):
        with pytest.raises(NotAllowedError):
            verb(house, nurse)
    with pytest.raises(NotAllowedError):
        change_settings(house, wanted, session=nurse)
    before = house.settings.idle_s
    change_settings(house, wanted, session=manager)

    assert (before, house.settings.idle_s) == (90, 120)
    assert not is_stopped(house, session.vault)
    nurse.close()
    manager.close()


def test_settings_that_came_by_the_letterbox_stop_the_kiosk_until_a_manager_keeps_them(
    house: House, session: Session
) -> None:
    smuggled(house, replace(house.settings, clinic="Forged", idle_s=300))

    before = is_stopped(house, session.vault)
    found = differences(house, session.vault)
    confirm_settings(house, session)

    assert before
    assert not is_stopped(house, session.vault)
    assert found == (
        'clinic was "Clinic of the tests", and is "Forged"',
        "idle_s was 90, and is 300",
    )
    assert differences(house, session.vault) == ()


def test_settings_that_came_by_the_letterbox_can_be_put_back(
    house: House, session: Session
) -> None:
    before = house.settings
    lie = replace(house.settings, idle_s=300)
    smuggled(house, lie)
    take_in(house, session.vault)

    put_settings_back(house, session)

    last = list(session.vault.entries(session.vault.writer))[-1].entry
    assert house.settings == read(house.folder.settings) == before
    assert (last.kind, parsed(last.payload)["found"]) == (PUT_BACK, hash_of(lie))
    assert not is_stopped(house, session.vault)


def test_what_a_folder_is_for_cannot_be_confirmed_as_another(
    house: House, session: Session
) -> None:
    smuggled(house, replace(house.settings, use=Use.CLINICAL))

    with pytest.raises(ExpectedError, match="set up"):
        confirm_settings(house, session)

    assert is_stopped(house, session.vault)


def test_a_test_of_the_channel_says_who_and_when(house: House, vault: Vault) -> None:
    channel_tested(house, by="Nurse B ")

    found = read(house.folder.settings).now

    assert found.tested_by == "Nurse B"
    assert found.tested_at == house.clock()
    assert not is_stopped(house, vault)
    rebuilt = vault.projections()
    vault.rebuild()
    assert vault.projections() == rebuilt


def test_a_test_that_was_posted_with_a_clock_of_its_own_keeps_no_later_change_out(
    house: House, session: Session, clock: Clock
) -> None:
    now = replace(house.settings.now, tested_by="Nurse B", tested_at=house.clock())
    news, tested = changed(house, replace(house.settings, now=now), by="Nurse B")
    publish(house.folder.settings, tested)
    house.settings = tested
    late = 253_000_000_000_000
    slipped_in(house, forged(house, Head(writer="e" * 32), news, at_ms=late))
    before = is_stopped(house, session.vault)
    clock.forward(minutes=1)

    change_settings(house, replace(tested, idle_s=120), session=session)

    assert (before, is_stopped(house, session.vault)) == (False, False)


@pytest.mark.parametrize("lie", ["hash", "clinic", "nobody", "nonsense", "earlier"])
def test_a_posted_test_that_lies_changes_nothing(
    house: House, vault: Vault, clock: Clock, lie: str
) -> None:
    before = vault.projections()["setting"]
    now = replace(house.settings.now, tested_by="Nurse B", tested_at=house.clock())
    if lie == "nobody":
        now = replace(now, tested_by=None, tested_at=None)
    clinic = "Forged" if lie == "clinic" else house.settings.clinic
    posted = replace(house.settings, now=now, clinic=clinic, idle_s=90)
    table: dict[str, Json] = {**to_table(posted)}
    if lie == "nonsense":
        table["idle_s"] = "ninety"
    told = hash_of(replace(posted, idle_s=99)) if lie == "hash" else hash_of(posted)
    news, _checked = changed(house, posted, by="Nurse B")
    payload: Json = {"by": "", "program": "", "hash": told, "settings": table}
    if lie == "earlier":
        clock.forward(days=-1)
    post(house, replace(news, payload=payload))

    taken = take_in(house, vault)

    assert taken.entries == 1
    assert vault.projections()["setting"] == before


def test_a_test_by_nobody_is_none(house: House) -> None:
    before = house.folder.settings.read_bytes()

    with pytest.raises(ExpectedError, match="Nobody"):
        channel_tested(house, by=" ")

    assert house.folder.settings.read_bytes() == before
    assert house.letterbox.head.number == 0


def test_a_sitting_stamps_the_settings_it_ran_under(house: House, session: Session) -> None:
    before = seated(house)
    change_settings(house, replace(house.settings, idle_s=120), session=session)
    after = seated(house)

    assert before._begun.stamped.settings != after._begun.stamped.settings  # noqa: SLF001  (what is sealed at the start)


def test_what_a_folder_is_for_cannot_be_changed(house: House, session: Session) -> None:
    with pytest.raises(ExpectedError, match="set up"):
        change_settings(house, replace(house.settings, use=Use.CLINICAL), session=session)


def test_a_change_to_nonsense_changes_nothing(house: House, session: Session) -> None:
    before = house.folder.settings.read_bytes()
    heads = session.vault.heads()

    with pytest.raises(SettingsError, match="idle_s"):
        change_settings(house, replace(house.settings, idle_s=1), session=session)

    assert house.folder.settings.read_bytes() == before
    assert session.vault.heads() == heads


def test_a_file_published_behind_the_journals_back_stops_the_kiosk(
    house: House, vault: Vault
) -> None:
    house.settings = replace(house.settings, idle_s=3000)
    publish(house.folder.settings, house.settings)

    taken = take_in(house, vault)

    assert ["kiosk.json" in each for each in taken.mismatches] == [True]
