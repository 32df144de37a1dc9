import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import open_house, open_house_mending, sign_in
from distressapp.core.journal import parsed
from distressapp.core.stores import (
    RoomTakenError,
    StoreDamagedError,
    StoreError,
    StoreTooNewError,
    StoreTooOldError,
)
from distressapp.letterbox.rows import Call, Urgency
from distressapp.service.archive import in_folder
from distressapp.service.backups import make_backup
from distressapp.service.calls import post_now, sounding
from distressapp.service.house import House
from distressapp.service.quarantine import QUARANTINED
from distressapp.service.restoring import finish_if_needed
from distressapp.service.takein import take_in
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import CHEAP, PASSPHRASE, Clock, closed, rated, seated
from tests.letterbox.older import made_older
from tests.service.teams import set_up_anew

WITHIN_S: Final = 10.0


def backed_up(house: House) -> str:
    session = sign_in(house, PASSPHRASE)
    name = make_backup(house, session).path.name
    session.close()
    return name


def sat(house: House, value: int) -> str:
    running = seated(house)
    running.keep(rated(house, value))
    closed(house, running)
    return running.plan.sitting


def shut(house: House) -> Path:
    house.close()
    return house.folder.root


def again(root: Path, clock: Clock) -> House:
    house = open_house_mending(root, clock=clock)
    house.paused.cost = CHEAP
    return house


def told(vault: Vault) -> list[dict[str, object]]:
    return [
        dict(parsed(linked.entry.payload))
        for writer in vault.heads()
        for linked in vault.entries(writer)
        if linked.entry.kind == QUARANTINED
    ]


def page_damaged(path: Path, marker: bytes) -> None:
    """The last page with these bytes is other bytes; the rest is sound."""
    content = bytearray(path.read_bytes())
    pages = [n for n in range(0, len(content), 4096) if marker in content[n : n + 4096]]
    content[pages[-1] : pages[-1] + 4096] = b"\xa5" * 4096
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("content", [b"", b"\xff" * 40_960, None], ids=["empty", "noise", "gone"])
def test_a_kiosk_with_a_ruined_letterbox_collects_again_within_ten_seconds(
    house: House, clock: Clock, content: bytes | None
) -> None:
    sat(house, 9)
    was = house.letterbox.head.writer
    root = shut(house)
    (root / "letterbox.db").unlink()
    if content is not None:
        (root / "letterbox.db").write_bytes(content)
    begun = time.process_time()

    house = again(root, clock)
    sitting = sat(house, 4)
    took_s = time.process_time() - begun

    assert took_s < WITHIN_S
    assert house.letterbox.head.writer != was
    assert "damaged file put into quarantine 1" in (root / "log" / "events.log").read_text()
    session = sign_in(house, PASSPHRASE)
    assert set(lists.all_sittings(session.vault)) | {sitting} == {sitting}
    take_in(house, session.vault)
    assert sitting in lists.all_sittings(session.vault)
    assert [each["file"] for each in told(session.vault)] == ["letterbox.db"]
    (away,) = house.folder.quarantine.iterdir()
    assert [each.name for each in away.iterdir()] == (
        ["letterbox.db"] if content is not None else []
    )
    session.close()
    house.close()


def test_what_can_be_read_of_a_damaged_letterbox_is_taken_in(house: House, clock: Clock) -> None:
    sittings = {sat(house, value % 11) for value in range(25)}
    running = seated(house)
    running.keep(rated(house, 7))
    root = shut(house)
    database = sqlite3.connect(root / "letterbox.db")
    ((last,),) = database.execute("SELECT sealed FROM entry WHERE number = 12").fetchall()
    database.close()
    page_damaged(root / "letterbox.db", last[-60:])
    with pytest.raises(StoreDamagedError):
        open_house(root, room=None)

    house = again(root, clock)
    session = sign_in(house, PASSPHRASE)
    take_in(house, session.vault)

    found = set(lists.all_sittings(session.vault))
    assert len(found & sittings) > 5
    assert running.plan.sitting in found
    assert found <= sittings | {running.plan.sitting}
    session.close()
    house.close()


def test_a_call_for_help_moves_to_the_new_letterbox(house: House, clock: Clock) -> None:
    press = post_now(house)
    press.raise_now()
    press.now_sounds()
    root = shut(house)
    database = sqlite3.connect(root / "letterbox.db")
    database.execute("PRAGMA application_id = 1")
    database.commit()
    database.close()

    house = again(root, clock)

    assert [each.id for each in sounding(house)] == [press.id]
    assert house.letterbox.calls() == (
        Call(
            id=press.id,
            ticket=house.letterbox.calls()[0].ticket,
            day="2026-03-02",
            urgency=Urgency.SOUNDING,
        ),
    )
    house.close()


@pytest.mark.parametrize("name", ["kiosk.json", "clinic.pub"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", None])
def test_a_small_file_that_is_damaged_comes_from_the_newest_backup(
    house: House, clock: Clock, name: str, content: bytes | None
) -> None:
    backed_up(house)
    clock.forward(hours=1)
    newest = backed_up(house)
    good = (house.folder.root / name).read_bytes()
    root = shut(house)
    (root / name).unlink()
    if content is not None:
        (root / name).write_bytes(content)

    house = again(root, clock)
    sat(house, 3)

    assert (root / name).read_bytes() == good
    assert (root / name).stat().st_mode & 0o777 == 0o600
    session = sign_in(house, PASSPHRASE)
    finish_if_needed(house, session)
    assert take_in(house, session.vault).mismatches == ()
    assert told(session.vault)[0] == {
        "file": name,
        "backup": newest,
        "rescued": None,
        "program": house.program,
    }
    session.close()
    house.close()


def test_a_backup_whose_copy_is_changed_is_passed_over(house: House, clock: Clock) -> None:
    good = backed_up(house)
    clock.forward(hours=1)
    bad = house.folder.backups / backed_up(house)
    content = bad.read_bytes()
    bad.write_bytes(content.replace(b'"idle_s": 90', b'"idle_s": 99'))
    root = shut(house)
    (root / "kiosk.json").write_bytes(b"{")

    house = again(root, clock)

    assert house.settings.idle_s == 90
    house.close()
    assert in_folder(root / "backups")[-1].name == good


@pytest.mark.parametrize("name", ["kiosk.json", "clinic.pub"])
def test_without_a_backup_a_small_file_is_left_and_said_so(
    house: House, clock: Clock, name: str
) -> None:
    root = shut(house)
    (root / name).write_bytes(b"{")

    with pytest.raises(StoreDamagedError, match="no backup has a good one"):
        open_house_mending(root, clock=clock)

    assert (root / name).read_bytes() == b"{"
    assert not (root / "quarantine").exists()
    assert not (root / "restoring").exists()


def test_settings_that_a_backup_brought_back_give_way_to_the_journals(
    house: House, clock: Clock
) -> None:
    backed_up(house)
    set_up_anew(house, replace(house.settings, idle_s=77))
    root = shut(house)
    (root / "kiosk.json").write_bytes(b"{")
    house = again(root, clock)
    before = house.settings.idle_s

    sign_in(house, PASSPHRASE).close()

    assert (before, house.settings.idle_s) == (90, 77)
    house.close()
    house = open_house(root, room=None)
    assert house.settings.idle_s == 77
    house.close()


def test_a_newer_letterbox_is_not_damage(house: House, clock: Clock) -> None:
    root = shut(house)
    database = sqlite3.connect(root / "letterbox.db")
    database.execute("PRAGMA user_version = 9")
    database.close()

    with pytest.raises(StoreTooNewError):
        open_house_mending(root, clock=clock)

    assert not (root / "quarantine").exists()


def test_a_folder_without_a_clinic_is_not_mended(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="distressapp setup"):
        open_house_mending(tmp_path)
    with pytest.raises(StoreError, match="distressapp setup"):
        open_house_mending(tmp_path / "nowhere")

    assert {each.name for each in tmp_path.iterdir()} <= {"kiosk.lock"}


def test_a_kiosk_that_is_open_is_not_mended_under_its_feet(house: House, clock: Clock) -> None:
    with pytest.raises(RoomTakenError):
        open_house_mending(house.folder.root, clock=clock)

    other = open_house_mending(house.folder.root, room=None, clock=clock)
    other.close()


def test_an_older_letterbox_is_brought_up_to_date_and_kept_as_it_was(
    house: House, clock: Clock
) -> None:
    sitting = sat(house, 9)
    head = house.letterbox.head
    root = shut(house)
    made_older(root / "letterbox.db")
    before = (root / "letterbox.db").read_bytes()
    with pytest.raises(StoreTooOldError, match="older version"):
        open_house(root, room=None)

    house = again(root, clock)

    (away,) = house.folder.quarantine.iterdir()
    assert (away / "letterbox.db").read_bytes() == before
    assert house.letterbox.head.writer == head.writer
    assert house.letterbox.head.number == head.number + 1  # the entry that says so
    session = sign_in(house, PASSPHRASE)
    take_in(house, session.vault)
    session.vault.verify()
    assert sitting in lists.all_sittings(session.vault)
    session.close()
    house.close()


def test_an_older_letterbox_that_is_damaged_is_carried_over_as_far_as_it_reads(
    house: House, clock: Clock
) -> None:
    sitting = sat(house, 9)
    press = post_now(house)
    press.raise_now()
    root = shut(house)
    made_older(root / "letterbox.db")
    with closing(sqlite3.connect(root / "letterbox.db", isolation_level=None)) as database:
        database.execute("UPDATE call SET urgent = 77")

    house = again(root, clock)

    assert [each.id for each in sounding(house)] == [press.id]
    session = sign_in(house, PASSPHRASE)
    take_in(house, session.vault)
    assert sitting in lists.all_sittings(session.vault)
    assert [each["rescued"] is None for each in told(session.vault)] == [False]
    session.close()
    house.close()


@pytest.mark.parametrize("urgency", [Urgency.SILENCED, Urgency.ENDED])
def test_a_call_whose_row_is_damaged_sounds(house: House, clock: Clock, urgency: Urgency) -> None:
    press = post_now(house)
    press.raise_now()
    root = shut(house)
    with closing(sqlite3.connect(root / "letterbox.db", isolation_level=None)) as database:
        database.execute("UPDATE call SET urgent = ?", (int(urgency),))
    with pytest.raises(StoreDamagedError, match="is damaged"):
        open_house(root, room=None)

    house = again(root, clock)

    assert [each.id for each in sounding(house)] == [press.id]
    house.close()


def test_an_opening_that_lost_its_answers_to_a_flipped_bit_is_given_them_back(
    house: House, clock: Clock
) -> None:
    running = seated(house)
    running.keep(rated(house, 7))
    root = shut(house)
    with closing(sqlite3.connect(root / "letterbox.db", isolation_level=None)) as database:
        database.execute("UPDATE sitting SET sitting = 'x' || substr(sitting, 2)")

    house = again(root, clock)
    session = sign_in(house, PASSPHRASE)
    taken = take_in(house, session.vault)

    assert taken.set_aside == ()
    assert tuple(lists.all_sittings(session.vault)) == (running.plan.sitting,)
    session.close()
    house.close()
