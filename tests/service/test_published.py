from dataclasses import replace

import pytest

from distressapp.service.access import Session
from distressapp.service.changes import channel_tested
from distressapp.service.house import House
from distressapp.service.published import look_again
from distressapp.service.publishing import change_settings
from distressapp.service.takein import take_in
from tests.clinics import Clock, closed, opened, seated


def test_what_staff_change_reaches_the_kiosk_with_the_next_patient(
    house: House, session: Session, clock: Clock
) -> None:
    kiosk = opened(house.folder.root, clock, room=None)
    wanted = replace(house.settings, instruments=("dt",))
    change_settings(house, wanted, session=session)

    running = seated(kiosk)

    assert kiosk.settings == wanted
    assert [each for each in running.plan.instruments if each != "dt"] == []
    closed(kiosk, running)
    kiosk.close()


def test_nothing_changes_while_a_patient_answers(
    house: House, session: Session, clock: Clock
) -> None:
    kiosk = opened(house.folder.root, clock, room=None)
    running = seated(kiosk)
    before = kiosk.settings
    change_settings(house, replace(house.settings, idle_s=120), session=session)

    is_new = look_again(kiosk)

    assert (is_new, kiosk.settings) == (False, before)
    closed(kiosk, running)
    assert look_again(kiosk)
    kiosk.close()


def test_a_test_of_the_call_at_the_kiosk_is_known_in_the_staffs_room(
    house: House, session: Session, clock: Clock
) -> None:
    kiosk = opened(house.folder.root, clock, room=None)
    channel_tested(kiosk, by="Nurse B")

    taken = take_in(house, session.vault)

    assert taken.mismatches == ()
    assert house.settings.now.tested_by == "Nurse B"
    kiosk.close()


def test_one_looks_again_once(house: House, session: Session, clock: Clock) -> None:
    kiosk = opened(house.folder.root, clock, room=None)
    change_settings(house, replace(house.settings, idle_s=120), session=session)

    assert [look_again(kiosk), look_again(kiosk), look_again(house)] == [True, False, False]
    kiosk.close()


@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_a_file_that_cannot_be_used_changes_nothing(house: House, content: bytes | None) -> None:
    before = house.settings
    house.folder.settings.unlink()
    if content is not None:
        house.folder.settings.write_bytes(content)

    assert not look_again(house)
    assert house.settings == before
