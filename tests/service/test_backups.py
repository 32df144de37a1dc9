import os
import shutil
import subprocess
import sys
import time as clocks
from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Final

import pytest

from distressapp.bootstrap import sign_in
from distressapp.core.sitting import Use
from distressapp.core.stores import StoreBusyError, StoreDamagedError, StoreFullError
from distressapp.letterbox import upkeep
from distressapp.letterbox.lock import RoomLock
from distressapp.service import archive, backups, copying
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.archive import extract, in_folder, read_manifest
from distressapp.service.backups import LEAST, end_shift, make_backup
from distressapp.service.house import House
from distressapp.service.posting import News, post
from distressapp.service.shelf import due
from distressapp.settings import Backup, Hours, Now
from distressapp.vault.backups import kept
from tests.clinics import PASSPHRASE, Clock, closed, rated, seated, settings

ROOT: Final = Path(__file__).resolve().parents[2]

WRITES: Final = """
import sys
from pathlib import Path
from distressapp.vault.vault import Vault
from tests.vault.test_upgrade import entry
vault = Vault.open(Path(sys.argv[1]), bytes.fromhex(sys.stdin.readline()))
while True:
    with vault.commit():
        vault.append(entry)
    print("one", flush=True)
"""


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = sign_in(house, PASSPHRASE)
    yield found
    found.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    found = tmp_path / "stick"
    found.mkdir()
    return found


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_a_backup_holds_all_that_a_clinic_is(
    house: House, session: Session, tmp_path: Path
) -> None:
    (house.folder.packs / "dt").mkdir()
    (house.folder.packs / "dt" / "xx.toml").write_text("words")
    (house.folder.packs / "link.toml").symlink_to(house.folder.settings)
    post(house, News(kind="tested", payload={}))

    made = make_backup(house, session)

    manifest = extract(made.path, tmp_path / "into")
    assert made.path.name == "backup-20260302T090000Z.tar"
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.warnings == ()
    wraps = {f"wraps/{each.name}" for each in house.folder.wraps.iterdir()}
    small = {"clinic.pub", "kiosk.json", "packs/dt/xx.toml"}
    assert set(manifest.parts) == {"vault.db", "letterbox.db"} | small | wraps
    assert manifest.letterbox == house.letterbox.head
    assert manifest.keys == (house.public.id,)
    assert upkeep.head_of(tmp_path / "into" / "letterbox.db").number == 1
    assert names(house.folder.backups) == {made.path.name}


def test_that_a_backup_was_made_is_an_entry(house: House, session: Session) -> None:
    made = make_backup(house, session)

    (found,) = kept(session.vault)
    assert (found.name, found.places, found.keys) == (made.path.name, 1, (house.public.id,))
    assert found.heads == read_manifest(made.path).heads
    before = session.vault.projections()
    session.vault.rebuild()
    assert session.vault.projections() == before


def test_two_backups_in_one_second_are_two_files(house: House, session: Session) -> None:
    first, second = make_backup(house, session), make_backup(house, session)

    assert first.path != second.path
    assert len(in_folder(house.folder.backups)) == 2


def test_a_role_that_does_not_back_up_is_refused(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "check_may", _refuses)

    with pytest.raises(NotAllowedError):
        make_backup(house, session)

    assert names(house.folder.backups) == set()


def _refuses(_session: Session, _act: object) -> None:
    raise NotAllowedError("No", advice="Ask.")


def test_a_backup_goes_to_the_second_place_too(house: House, session: Session, stick: Path) -> None:
    house.settings = replace(house.settings, backup=Backup(place=str(stick)))
    (stick / ".backup-20260301T090000Z.tar.part").write_bytes(b"of a stick pulled out")

    made = make_backup(house, session)

    assert made.places == (stick,)
    assert names(stick) == {made.path.name}
    assert (stick / made.path.name).read_bytes() == made.path.read_bytes()
    assert (stick / made.path.name).stat().st_mode & 0o777 == 0o600
    assert kept(session.vault)[0].places == 2
    assert [each for each in made.warnings if "another one" in each]


def test_a_stick_that_was_pulled_out_is_a_warning(
    house: House, session: Session, tmp_path: Path
) -> None:
    made = make_backup(house, session, [tmp_path / "gone"])

    assert made.path.is_file()
    assert made.places == ()
    assert "plugged in" in made.warnings[0]


@pytest.mark.skipif(os.geteuid() == 0 and shutil.which("mount") is None, reason="needs a full disk")
def test_a_stick_that_is_full_is_a_warning(house: House, session: Session, stick: Path) -> None:
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(stick)],
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip("nothing may be mounted here")
    try:
        made = make_backup(house, session, [stick])
        left = names(stick)
    finally:
        subprocess.run(["umount", str(stick)], check=True)

    assert "could not be copied" in made.warnings[0]
    assert left == set()


def test_too_little_room_is_said_before_anything_is_written(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(house.folder.root)
    with monkeypatch.context() as disk:
        disk.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=10_000))
        with pytest.raises(StoreFullError, match="MB"):
            make_backup(house, session)

    assert names(house.folder.backups) == set()


def test_a_backup_that_does_not_open_gets_no_name(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = archive.write

    def damages(path: Path, *rest: object) -> None:
        write(path, *rest)  # type: ignore[arg-type]  # whatever it was
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(bytes(content))

    with monkeypatch.context() as disk:
        disk.setattr(copying, "write", damages)
        with pytest.raises(StoreDamagedError):
            make_backup(house, session)

    assert names(house.folder.backups) == set()
    assert kept(session.vault) == ()


def test_what_a_crash_left_is_cleared_away(house: House, session: Session) -> None:
    left = house.folder.backups / ".making-crashed"
    left.mkdir()
    (left / "vault.db").write_bytes(b"half")

    made = make_backup(house, session)

    assert names(house.folder.backups) == {made.path.name}


def test_two_backups_at_once_are_one_after_the_other(house: House, session: Session) -> None:
    with (
        RoomLock(house.folder.lock("backup"), room="backup"),
        pytest.raises(StoreBusyError, match="backups"),
    ):
        make_backup(house, session)

    assert make_backup(house, session).path.is_file()


def test_a_backup_is_whole_while_another_process_writes(house: House, session: Session) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, str(house.folder.vault)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write(f"{session.key.hex()}\n")
        writer.stdin.flush()
        writer.stdout.readline()
        before = session.vault.heads()[session.vault.writer].number
        try:
            found = [
                copying.write_backup(house, session.vault, session.key).checked for _ in range(4)
            ]
        finally:
            writer.kill()

    numbers = [each.manifest.heads[0].number for each in found]
    assert all(each.is_chain_whole for each in found)
    assert numbers == sorted(set(numbers))
    assert numbers[0] >= before
    assert session.vault.verify() >= numbers[-1]


def test_a_journal_that_does_not_check_out_is_backed_up_with_a_warning(
    house: House, session: Session
) -> None:
    with session.vault.commit():
        session.vault.database.execute("UPDATE journal SET at_ms = 5 WHERE number = 1")

    made = make_backup(house, session)

    assert "verify" in made.warnings[0]


def test_old_backups_go_and_the_newest_stay(
    house: House, session: Session, clock: Clock, stick: Path
) -> None:
    made = []
    for _ in range(LEAST + 2):
        made.append(make_backup(house, session, [stick]).path.name)
        clock.forward(days=36)
    foreign = stick / "backup-20200101T000000Z.tar"
    foreign.write_bytes(b"of another clinic")

    last = make_backup(house, session, [stick])

    left = {*made[-LEAST + 1 :], last.path.name}
    assert names(house.folder.backups) == left
    assert names(stick) == left | {foreign.name}
    assert {each.name for each in kept(session.vault)} == left


def test_a_backup_that_is_still_on_the_stick_is_still_known(
    house: House, session: Session, clock: Clock, stick: Path
) -> None:
    first = make_backup(house, session, [stick]).path.name
    for _ in range(LEAST):
        clock.forward(days=36)
        make_backup(house, session)

    assert not (house.folder.backups / first).exists()
    assert (stick / first).is_file()
    assert first in {each.name for each in kept(session.vault)}


def test_the_end_of_a_shift_takes_in_and_backs_up(house: House, session: Session) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    closed(house, running)

    shift = end_shift(house, session)

    heads = {each.writer: each.number for each in read_manifest(shift.made.path).heads}
    assert shift.taken.entries == 1
    assert heads[house.letterbox.head.writer] == 1


def with_hours(house: House, *, use: Use = Use.CLINICAL, place: str = "") -> None:
    weekdays = ("monday", "tuesday", "wednesday", "thursday", "friday")
    hours = {each: Hours(opens=time(8), closes=time(16)) for each in weekdays}
    house.settings = replace(settings(use), now=Now(hours=hours), backup=Backup(place=place))


def test_a_backup_is_due_when_a_working_day_went_by_without_one(
    house: House, session: Session, clock: Clock, stick: Path
) -> None:
    with_hours(house, place=str(stick))
    never = due(house)
    clock.at += timedelta(days=4)  # Friday
    make_backup(house, session)
    fresh = due(house)
    clock.at += timedelta(days=3)  # Monday: Friday's is of the last working day
    monday = due(house)
    clock.at += timedelta(days=1)
    tuesday = due(house)

    assert "No backup was ever made" in never[0]
    assert fresh == monday == ()
    assert ["2026-03-06" in tuesday[0], "second place" in tuesday[1]] == [True, True]


def test_a_second_place_that_is_missing_or_not_set_is_told(house: House, session: Session) -> None:
    make_backup(house, session)
    with_hours(house)
    none = due(house)
    with_hours(house, place="/nowhere/stick")
    gone = due(house)
    with_hours(house, use=Use.REHEARSAL)
    rehearsal = due(house)

    assert "broken disk" in none[0]
    assert "plugged in" in gone[0]
    assert rehearsal == ()


BACKS_UP: Final = """
import sys
from pathlib import Path
from distressapp.bootstrap import sign_in
from distressapp.service.backups import make_backup
from tests.clinics import PASSPHRASE, opened
house = opened(Path(sys.argv[1]), room=None)
session = sign_in(house, PASSPHRASE)
print("begun", flush=True)
while True:
    make_backup(house, session)
    print("one", flush=True)
"""


@pytest.mark.parametrize("pause_s", [0.0, 0.02, 0.05, 0.1, 0.15])
def test_kill_9_leaves_only_whole_backups(
    house: House, session: Session, tmp_path: Path, pause_s: float
) -> None:
    session.close()
    with subprocess.Popen(
        [sys.executable, "-c", BACKS_UP, str(house.folder.root)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as maker:
        assert maker.stdout is not None
        maker.stdout.readline()
        clocks.sleep(pause_s)
        maker.kill()
        made_whole = maker.stdout.read().count("one")

    found = in_folder(house.folder.backups)
    again = sign_in(house, PASSPHRASE)
    for number, path in enumerate(found):
        assert copying.check(path, tmp_path / str(number), again.key).is_chain_whole
    last = make_backup(house, again).path
    again.close()

    assert len(found) >= made_whole
    assert names(house.folder.backups) == {last.name, *(each.name for each in found)}
