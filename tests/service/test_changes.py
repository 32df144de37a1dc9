from dataclasses import replace

import pytest

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Use
from distressapp.service.changes import change_settings, channel_tested
from distressapp.service.house import House
from distressapp.service.takein import take_in
from distressapp.settings import SettingsError, publish, read
from distressapp.vault.vault import Vault
from tests.clinics import seated


def test_a_change_is_an_entry_and_then_a_file(house: House, vault: Vault) -> None:
    change_settings(house, replace(house.settings, idle_s=120), by="Dr. A")

    taken = take_in(house, vault)

    assert read(house.folder.settings).idle_s == 120
    assert house.settings.idle_s == 120
    assert taken.entries == 1
    assert taken.mismatches == ()


def test_a_test_of_the_channel_says_who_and_when(house: House) -> None:
    channel_tested(house, by="Nurse B ")

    found = read(house.folder.settings).now

    assert found.tested_by == "Nurse B"
    assert found.tested_at == house.clock()


def test_a_sitting_stamps_the_settings_it_ran_under(house: House) -> None:
    before = seated(house)
    change_settings(house, replace(house.settings, idle_s=120), by="Dr. A")
    after = seated(house)

    assert before._begun.stamped.settings != after._begun.stamped.settings  # noqa: SLF001  (what is sealed at the start)


def test_what_a_folder_is_for_cannot_be_changed(house: House) -> None:
    with pytest.raises(ExpectedError, match="set up"):
        change_settings(house, replace(house.settings, use=Use.CLINICAL), by="Dr. A")


def test_a_change_by_nobody_or_to_nonsense_changes_nothing(house: House) -> None:
    before = house.folder.settings.read_bytes()

    with pytest.raises(ExpectedError, match="Nobody"):
        change_settings(house, house.settings, by="")
    with pytest.raises(SettingsError, match="idle_s"):
        change_settings(house, replace(house.settings, idle_s=1), by="Dr. A")

    assert house.folder.settings.read_bytes() == before
    assert house.letterbox.head.number == 0


def test_a_file_published_behind_the_journals_back_stops_the_kiosk(
    house: House, vault: Vault
) -> None:
    house.settings = replace(house.settings, idle_s=3000)
    publish(house.folder.settings, house.settings)

    taken = take_in(house, vault)

    assert ["kiosk.json" in each for each in taken.mismatches] == [True]
