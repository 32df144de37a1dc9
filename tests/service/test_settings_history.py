from dataclasses import replace
from datetime import date, time

import pytest

from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Role
from distressapp.service.access import Session
from distressapp.service.changes import changed, channel_tested
from distressapp.service.house import House
from distressapp.service.posting import post
from distressapp.service.publishing import change_settings, put_settings_back
from distressapp.service.settings_history import Changed, history
from distressapp.service.settings_words import leaves, named, shown, value_words
from distressapp.service.takein import take_in
from distressapp.settings import Confirmed, Hours, publish
from tests.clinics import Clock
from tests.service.patients import colleague
from tests.settings.test_settings import FULL, PLAIN


def test_a_change_says_who_what_when_and_why(house: House, session: Session, clock: Clock) -> None:
    clock.forward(days=1)
    wanted = replace(house.settings, idle_s=120)
    change_settings(house, wanted, session=session, reason="  Patients were cut off ")

    newest, first = history(house, session)

    assert newest.changed == (Changed(key="idle_s", was=90, now=120),)
    assert (newest.by, newest.at, newest.reason) == (
        "Administrator",
        clock.at,
        "Patients were cut off",
    )
    assert (first.by, first.reason) == ("Set-up", "")
    assert Changed(key="idle_s", was=None, now=90) in first.changed


def test_the_history_of_one_setting_leaves_the_others_out(house: House, session: Session) -> None:
    change_settings(house, replace(house.settings, idle_s=120), session=session)
    change_settings(house, replace(house.settings, blank_s=60, idle_s=100), session=session)

    found = history(house, session, key="idle_s")

    assert [(each.was, each.now) for change in found for each in change.changed] == [
        (120, 100),
        (90, 120),
        (None, 90),
    ]


def test_hours_are_one_setting_a_day(house: House, session: Session) -> None:
    hours = {"monday": Hours(opens=time(8), closes=time(16, 30))}
    now = replace(house.settings.now, hours=hours)
    change_settings(house, replace(house.settings, now=now), session=session)

    (change,) = history(house, session, key="now.hours.")

    (monday,) = change.changed
    assert (monday.key, value_words(monday.key, monday.now)) == (
        "now.hours.monday",
        "08:00 to 16:30",
    )
    assert monday.was is None


def test_a_test_of_the_call_stands_in_the_history_and_a_forged_change_does_not(
    house: House, session: Session, clock: Clock
) -> None:
    clock.forward(minutes=1)
    channel_tested(house, by="Nurse B")
    lie = replace(house.settings, clinic="Forged")
    post(house, changed(house, lie, by="Dr. A")[0])
    take_in(house, session.vault)

    newest = history(house, session)[0]

    assert newest.by == "Nurse B"
    assert {each.key for each in newest.changed} == {"now.tested_by", "now.tested_at"}
    assert "Forged" not in repr(history(house, session))


def test_putting_the_file_back_is_told_without_a_change(house: House, session: Session) -> None:
    publish(house.folder.settings, replace(house.settings, idle_s=300))
    put_settings_back(house, session)

    newest = history(house, session)[0]

    assert (newest.by, newest.changed) == ("Administrator", ())


def test_other_cut_offs_do_not_stand_under_the_name_of_who_confirmed_the_ones_before(
    house: House, session: Session
) -> None:
    confirmed = Confirmed(profile="classic", by="Dr. A", on=date(2026, 3, 2))
    change_settings(house, replace(house.settings, profile=confirmed), session=session)
    other = replace(confirmed, profile="cancer_meta_analysis")

    with pytest.raises(ExpectedError, match="Nobody has confirmed"):
        change_settings(house, replace(house.settings, profile=other), session=session)
    anew = replace(other, by="Dr. B")
    change_settings(house, replace(house.settings, profile=anew), session=session)

    found = history(house, session, key="profile.")
    assert {each.key for each in found[0].changed} == {"profile.profile", "profile.by"}


def test_a_nurse_may_read_the_history(house: House, session: Session) -> None:
    nurse = colleague(house, session, Role.NURSE)

    assert history(house, nurse)
    nurse.close()


def test_every_setting_has_a_name_and_a_sentence() -> None:
    keys = {*leaves(FULL), *leaves(PLAIN)}

    assert [key for key in sorted(keys) if not named(key).about] == []
    assert named("invented.key").name == "invented.key"


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("idle_s", 90, "90 seconds"),
        ("screen.has_steppers", True, "yes"),
        ("screen.has_steppers", False, "no"),
        ("languages", ["en", "el"], "en, el"),
        ("now.closed_days", [], "\N{EM DASH}"),
        ("paper", "a4", "A4"),
        ("missing.hads", "half", "Half rule: at least half of the items must be answered"),
        ("now.local_numbers", [{"label": "Line", "number": "116 123"}], "Line: 116 123"),
        (
            "permissions",
            [{"instrument": "hads", "holder": "Clinic", "reference": "L-1"}],
            "hads: permission L-1 of Clinic",
        ),
        (
            "permissions",
            [
                {
                    "instrument": "hads",
                    "holder": "Clinic",
                    "reference": "L-1",
                    "since": "2026-01-02",
                    "until": "2027-01-01",
                    "uses": ["clinical", "training"],
                }
            ],
            (
                "hads: permission L-1 of Clinic, since 2026-01-02, until 2027-01-01, for clinical, "
                "training"
            ),
        ),
        ("strange", {"a": 1}, '{"a": 1}'),
    ],
)
def test_a_value_is_told_in_words_with_its_unit(key: str, value: object, words: str) -> None:
    assert value_words(key, value) == words  # type: ignore[arg-type]  # of any kind


def test_what_stands_as_the_program_came_is_said_to_be_a_default() -> None:
    found = {each.key: each for each in shown(replace(PLAIN, idle_s=120))}

    assert (found["idle_s"].is_default, found["blank_s"].is_default) == (False, True)
    assert found["take_home"].is_default
    assert found["backup.keep_days"].value == "35 days"
    assert found["now.responder"].value == "\N{EM DASH}"
