import errno
import json
import os
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from distressapp.core.journal import Json
from distressapp.core.sitting import Use
from distressapp.core.stores import StoreDamagedError, StoreError, StoreFullError, StoreTooNewError
from distressapp.settings import (
    Backup,
    Confirmed,
    FollowUp,
    Hours,
    LocalNumber,
    Now,
    Permission,
    Printer,
    Retention,
    Screen,
    Settings,
    SettingsError,
    SlipPrinter,
    from_table,
    hash_of,
    publish,
    read,
    to_table,
)

FULL: Final = Settings(
    clinic="Klinik \N{GREEK SMALL LETTER ALPHA}",
    use=Use.CLINICAL,
    languages=("en", "el"),
    instruments=("dt",),
    profile=Confirmed(profile="classic", by="Dr. A", on=date(2026, 1, 2)),
    missing={"hads": "half"},
    paper="letter",
    printer=Printer(name="ward", is_staff_only=True),
    slips=SlipPrinter(name="roll", paper="receipt", is_staff_only=True),
    is_printed_at_end=True,
    is_slip_when_called=True,
    screen=Screen(
        diagonal_in=Fraction("10.1"),
        theme="dark",
        text_percent=150,
        has_transitions=False,
        voice_output="usb-headset",
    ),
    idle_s=60,
    blank_s=20,
    cleaning_s=45,
    now=Now(
        responder="Nurse B",
        backup="Nurse C",
        tested_by="Nurse B",
        tested_at=datetime(2026, 1, 2, 9, tzinfo=UTC),
        hours={"monday": Hours(opens=time(8), closes=time(16, 30))},
        closed_days=(date(2026, 12, 25),),
        absence_cover="Ward 3",
        local_numbers=(LocalNumber(label="Line", number="116 123"),),
    ),
    consent={"en": "Our own words."},
    timezone="Europe/Madrid",
    record_number="[0-9]{7}",
    packs={"hads/en": "00ff"},
    permissions=(
        Permission(instrument="hads", holder="Clinic", reference="L-1", until=date(2027, 1, 1)),
        Permission(
            instrument="pss10",
            holder="Clinic",
            reference="L-2",
            since=date(2026, 1, 1),
            uses=("research", "training"),
        ),
    ),
    backup=Backup(place="/nowhere/stick", keep_days=90),
    retention=Retention(years=10),
    followup=FollowUp(owner="Ines", cover="Omar", manager="Ada", soon_days=1, explain_days=14),
    take_home="scores",
)
PLAIN: Final = Settings(clinic="Clinic", use=Use.REHEARSAL)


@pytest.mark.parametrize("settings", [FULL, PLAIN], ids=["full", "plain"])
def test_settings_are_read_back_as_they_were_published(tmp_path: Path, settings: Settings) -> None:
    publish(tmp_path / "kiosk.json", settings)

    assert read(tmp_path / "kiosk.json") == settings


def test_the_published_file_is_nobody_elses_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    publish(tmp_path / "kiosk.json", PLAIN)

    assert (tmp_path / "kiosk.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["kiosk.json"]


def test_settings_of_before_there_were_backups_keep_their_hash() -> None:
    assert "backup" not in to_table(PLAIN)
    assert hash_of(PLAIN) != hash_of(replace(PLAIN, backup=Backup(keep_days=36)))


def test_settings_of_before_there_was_a_follow_up_keep_their_hash() -> None:
    assert "followup" not in to_table(PLAIN)
    assert hash_of(PLAIN) != hash_of(replace(PLAIN, followup=FollowUp(soon_days=3)))


def test_settings_of_before_there_was_a_retention_keep_their_hash() -> None:
    assert "retention" not in to_table(PLAIN)
    assert hash_of(PLAIN) != hash_of(replace(PLAIN, retention=Retention(years=10)))


def test_settings_of_before_anything_was_said_of_taking_home_keep_their_hash() -> None:
    assert "take_home" not in to_table(PLAIN)
    assert hash_of(PLAIN) != hash_of(replace(PLAIN, take_home="nothing"))


def test_permissions_of_before_uses_were_named_keep_their_hash_and_are_clinical() -> None:
    older = {"instrument": "hads", "holder": "Clinic", "reference": "L-1"}

    found = from_table({**to_table(PLAIN), "permissions": [older]}, file="kiosk.json")

    assert to_table(found)["permissions"] == [older]
    assert found.permissions[0].covers(Use.CLINICAL)


@pytest.mark.parametrize(
    ("uses", "clinical", "rehearsal"),
    [
        (("clinical",), True, True),
        (("training",), False, True),
        (("research",), False, False),
        (("research", "clinical"), True, True),
        (("research", "training"), False, True),
    ],
)
def test_a_permission_covers_a_folder_by_what_the_owner_allowed(
    uses: tuple[str, ...], *, clinical: bool, rehearsal: bool
) -> None:
    permission = Permission(instrument="hads", holder="Clinic", reference="L-1", uses=uses)

    assert permission.covers(Use.CLINICAL) is clinical
    assert permission.covers(Use.REHEARSAL) is rehearsal


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2026, 1, 31), False), (date(2026, 2, 1), True), (date(2026, 3, 1), True)],
)
def test_a_permission_holds_from_its_first_day_to_its_last(day: date, *, holds: bool) -> None:
    permission = Permission(
        instrument="hads",
        holder="Clinic",
        reference="L-1",
        since=date(2026, 2, 1),
        until=date(2026, 3, 1),
    )

    assert permission.holds_on(day) is holds
    assert not permission.holds_on(date(2026, 3, 2))


@pytest.mark.parametrize("uses", [[], ["clinical", "clinical"], ["fun"]])
def test_a_use_that_no_owner_allows_is_refused(uses: list[Json]) -> None:
    permission: Json = {"instrument": "hads", "holder": "C", "reference": "L-1", "uses": uses}

    with pytest.raises(SettingsError, match="uses"):
        from_table({**to_table(PLAIN), "permissions": [permission]}, file="kiosk.json")


def test_any_change_changes_the_hash() -> None:
    assert hash_of(PLAIN) != hash_of(replace(PLAIN, idle_s=91))
    assert hash_of(PLAIN) == hash_of(replace(PLAIN))


def test_a_file_that_was_edited_by_hand_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.json"
    publish(path, PLAIN)
    path.write_text(path.read_text().replace('"idle_s": 90', '"idle_s": 900'))

    with pytest.raises(StoreDamagedError, match=r"kiosk\.json"):
        read(path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": 1, "hash": "x"}'])
def test_half_a_file_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "kiosk.json").write_text(content)

    with pytest.raises(StoreDamagedError):
        read(tmp_path / "kiosk.json")


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.json"
    publish(path, PLAIN)
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema": 2}))

    with pytest.raises(StoreTooNewError):
        read(path)


def test_no_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="distressapp setup"):
        read(tmp_path / "kiosk.json")


def test_a_folder_that_is_not_there_cannot_be_published_into(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"kiosk\.json"):
        publish(tmp_path / "nowhere" / "kiosk.json", PLAIN)


@pytest.mark.parametrize(
    ("toml", "key"),
    [
        ('use = "rehearsal"', "clinic"),
        ('clinic = ""\nuse = "rehearsal"', "clinic"),
        ('clinic = 7\nuse = "rehearsal"', "clinic"),
        ('clinic = "C"\nuse = "play"', "use"),
        ('languages = "en"', "languages"),
        ("languages = []", "languages"),
        ('languages = ["en", "en"]', "languages"),
        ("idle_s = true", "idle_s"),
        ("idle_s = 2", "idle_s"),
        ("idle_s = 90.5", "idle_s"),
        ('paper = "a5"', "paper"),
        ('timezone = "Mars/Base"', "timezone"),
        ('timezone = "../etc/passwd"', "timezone"),
        ('record_number = "["', "record_number"),
        ("idel_s = 3", "idel_s"),
        ("is_printed_at_end = true", "is_printed_at_end"),
        ('is_printed_at_end = "no"', "is_printed_at_end"),
        ('profile = "classic"', "profile"),
        ('[profile]\nby = "A"', "profile.by"),
        ("[profile]\non = 7", "profile.on"),
        ("[screen]\ntext_percent = 110", "screen.text_percent"),
        ("[screen]\ndiagonal_in = 1000", "screen.diagonal_in"),
        ('[screen]\ndiagonal_in = "1/0"', "screen.diagonal_in"),
        ("[screen]\ndiagonal_in = true", "screen.diagonal_in"),
        ('[now.hours.monday]\nopens = "25:00"\ncloses = "8"', "now.hours.monday.opens"),
        ('[now.hours.monday]\nopens = "09:00"\ncloses = "08:00"', "now.hours.monday"),
        ("[now.hours.someday]", "now.hours.someday"),
        ("[now]\ntested_at = 2026-01-01T00:00:00", "now.tested_at"),
        ('[now]\nclosed_days = ["christmas"]', "now.closed_days[0]"),
        ('[now]\nclosed_days = "christmas"', "now.closed_days"),
        ("[now]\nlocal_numbers = 7", "now.local_numbers"),
        ('[[now.local_numbers]]\nlabel = "x"', "now.local_numbers[0].number"),
        ("[printer]\nis_staff_only = true", "printer.name"),
        ('[backup]\nplace = "stick"', "backup.place"),
        ("[backup]\nkeep_days = 6", "backup.keep_days"),
        ("[backup]\nkeep_days = 401", "backup.keep_days"),
        ("[backup]\nkept = 7", "backup.kept"),
        ("[followup]\nsoon_days = 61", "followup.soon_days"),
        ("[followup]\nexplain_days = 0", "followup.explain_days"),
        ("[followup]\nboss = 'Ada'", "followup.boss"),
        ("[retention]\nyears = 0", "retention.years"),
        ("[retention]\nyears = 151", "retention.years"),
        ("[retention]\nyears = true", "retention.years"),
        ("[retention]\nmonths = 7", "retention.months"),
        ('take_home = "everything"', "take_home"),
    ],
)
def test_what_cannot_be_used_is_named_by_file_and_key(toml: str, key: str) -> None:
    if "clinic" not in toml and key != "clinic":
        toml = f'clinic = "C"\nuse = "rehearsal"\n{toml}'

    with pytest.raises(SettingsError) as caught:
        from_table(tomllib.loads(toml, parse_float=Fraction), file="clinic.toml")

    assert caught.value.message.startswith(f"In clinic.toml, {key} ")
    assert caught.value.advice


def test_toml_times_and_dates_are_understood_without_quotes() -> None:
    toml = """
        clinic = "C"
        use = "clinical"
        [screen]
        diagonal_in = 10.1
        [profile]
        by = "Dr. A"
        on = 2026-01-02
        [now]
        tested_by = "B"
        tested_at = 2026-01-02T09:00:00Z
        closed_days = [2026-12-25]
        [now.hours]
        monday = { opens = 08:00:00, closes = "16:30" }
    """

    found = from_table(tomllib.loads(toml, parse_float=Fraction), file="clinic.toml")

    assert found.screen.diagonal_in == Fraction("10.1")
    assert found.profile.on == date(2026, 1, 2)
    assert found.now.closed_days == (date(2026, 12, 25),)
    assert found.now.hours["monday"] == Hours(opens=time(8), closes=time(16, 30))
    assert from_table(to_table(found), file="kiosk.json") == found


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 3, 2, 7, 0, tzinfo=UTC), True),  # Monday 08:00 in Madrid
        (datetime(2026, 3, 2, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 2, 15, 30, tzinfo=UTC), False),
        (datetime(2026, 3, 3, 9, 0, tzinfo=UTC), False),
    ],
)
def test_opening_hours_are_local(at: datetime, *, is_open: bool) -> None:
    assert FULL.is_open(at) is is_open


def test_a_closed_day_is_closed() -> None:
    now = replace(FULL.now, closed_days=(date(2026, 3, 2),))

    assert not replace(FULL, now=now).is_open(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


def test_a_rehearsal_without_hours_is_always_open() -> None:
    assert PLAIN.is_open(datetime(2026, 3, 1, 3, 0, tzinfo=UTC))


def test_a_full_disk_leaves_the_old_settings_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kiosk.json"
    publish(path, PLAIN)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(StoreFullError, match=r"kiosk\.json"):
            publish(path, replace(PLAIN, idle_s=120))

    assert read(path) == PLAIN
    assert [each.name for each in tmp_path.iterdir()] == ["kiosk.json"]


def test_a_slip_for_who_is_called_away_needs_a_printer_that_only_staff_reach() -> None:
    page_printer = {"name": "ward", "is_staff_only": True}
    wanted: dict[str, Json] = {"clinic": "C", "use": "clinical", "is_slip_when_called": True}

    found = from_table({**wanted, "printer": page_printer}, file="set-up.toml")

    assert found.is_slip_when_called
    for unsafe in ({}, {"printer": page_printer, "slips": {"name": "roll"}}):
        with pytest.raises(SettingsError, match="is_slip_when_called needs a printer"):
            from_table({**wanted, **unsafe}, file="set-up.toml")


def test_a_printer_of_slips_that_is_not_set_changes_no_stamp() -> None:
    plain = Settings(clinic="C", use=Use.REHEARSAL)

    table = to_table(plain)

    assert "slips" not in table
    assert "is_slip_when_called" not in table
