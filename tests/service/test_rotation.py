import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from distressapp.core.stores import StoreDamagedError, WrongPassphraseError
from distressapp.keys.staff import from_file, key_id
from distressapp.letterbox.lock import RoomLock
from distressapp.service import staff
from distressapp.service.access import Session, sign_in, sign_in_with_recovery
from distressapp.service.backups import LEAST, back_up_new_pair, make_backup
from distressapp.service.clinic_keys import GRACE_DAYS, private_keys
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.keyfiles import read_public
from distressapp.service.posting import News, post
from distressapp.service.rotation import is_due
from distressapp.service.takein import take_in
from distressapp.vault.vault import Vault
from tests.clinics import PASSPHRASE, Clock, closed, made, made_with_code, opened, rated, seated
from tests.house.project import ROOT
from tests.rigs.rounds import is_full
from tests.service.spoiling import torn
from tests.service.teams import ANA, ANAS, FIRST, ana, bea, first


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = first(house)
    yield found
    found.close()


def let_go(house: House, session: Session) -> Session:
    """Ana comes, and goes."""
    return staff.leave(house, session, ana(house, session).id)


def test_a_leaver_is_followed_by_a_new_key_and_a_new_pair(house: House, session: Session) -> None:
    before, posted = session.key, house.public

    after = let_go(house, session)
    is_held = back_up_new_pair(house, after)

    kinds = [each.entry.kind for each in after.vault.entries(after.vault.writer)]
    assert kinds[-4:] == ["staff.left", "vault.rotated", "clinic.rotated", "backup.made"]
    assert is_held
    assert after.key != before
    assert house.public == read_public(house.folder) != posted
    assert not is_due(after.vault)
    after.close()
    with pytest.raises(StoreDamagedError):
        Vault.open(house.folder.vault, before)
    with pytest.raises(WrongPassphraseError):
        sign_in(house, ANAS, name=ANA)


def test_everything_in_the_vault_goes_over(house: House, session: Session) -> None:
    running = seated(house)
    running.keep(rated(house, 7))
    closed(house, running)
    take_in(house, session.vault)
    who = ana(house, session)
    sitting = session.vault.projections()["sitting"]
    count = session.vault.verify()

    after = staff.leave(house, session, who.id)

    assert after.vault.projections()["sitting"] == sitting
    assert after.vault.verify() == count + 3
    before = after.vault.projections()
    after.vault.rebuild()
    assert after.vault.projections() == before
    after.close()


def test_those_who_stay_and_the_recovery_code_open_the_new_vault(
    tmp_path: Path, clock: Clock
) -> None:
    code = made_with_code(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock)
    session = first(house)
    bea(house, session)

    after = let_go(house, session)

    for path in house.folder.wraps.iterdir():
        assert [each["key"] for each in json.loads(path.read_text())["vault"]] == [
            key_id(after.key)
        ]
    after.close()
    sign_in(house, PASSPHRASE, name=FIRST).close()
    sign_in_with_recovery(house, code).close()
    house.close()


def test_what_was_sealed_with_the_old_pair_still_opens(house: House, session: Session) -> None:
    unfinished, finished = seated(house), seated(house, number="MRN-4712")
    for each in (unfinished, finished):
        each.keep(rated(house, 7))
    post(house, News(kind="tested", payload={}))

    after = let_go(house, session)
    closed(house, finished)
    house.running.clear()
    taken = take_in(house, after.vault)

    assert (taken.entries, taken.drafts, taken.set_aside) == (2, 1, ())
    after.close()


def test_a_kiosk_that_runs_posts_with_the_new_key_from_its_next_sitting_on(
    tmp_path: Path, clock: Clock
) -> None:
    made(tmp_path / "clinic", clock=clock)
    kiosk = opened(tmp_path / "clinic", clock)
    house = opened(tmp_path / "clinic", clock, room=None)
    before = kiosk.public

    after = let_go(house, first(house))
    back_up_new_pair(house, after)
    after.close()
    assert kiosk.public == before
    seated(kiosk)

    assert kiosk.public == house.public != before
    kiosk.close()
    house.close()


def test_a_file_that_is_gone_leaves_the_kiosk_its_key(house: House) -> None:
    before = house.public
    house.folder.clinic_public.unlink()

    running = seated(house)
    running.keep(rated(house, 7))

    assert house.public == before


def test_who_has_the_vault_open_elsewhere_puts_the_new_key_off_and_no_more(
    house: House, session: Session
) -> None:
    who = ana(house, session)
    other = first(house)

    after = staff.leave(house, session, who.id)

    assert (after.key, is_due(after.vault)) == (session.key, True)
    with pytest.raises(WrongPassphraseError):
        sign_in(house, ANAS, name=ANA)
    other.close()
    after.close()
    later = first(house)
    assert later.key != session.key
    assert not is_due(later.vault)
    later.close()


def test_a_disk_that_refuses_leaves_the_vault_as_it_was(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ana(house, session)

    def refuses(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuses)
        after = staff.leave(house, session, who.id)

    assert is_due(after.vault)
    assert after.key == session.key
    assert not (house.folder.root / "vault.next.db").exists()
    with after.vault.commit():
        append(house, after.vault, News(kind="tested", payload={}))
    assert after.vault.verify() > 0
    after.close()


def test_a_retired_key_is_dropped_when_nothing_needs_it_any_more(
    tmp_path: Path, clock: Clock
) -> None:
    made(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock, room=None)
    old = house.public.id
    running = seated(house)
    running.keep(rated(house, 7))
    after = let_go(house, first(house))
    back_up_new_pair(house, after)
    kept: list[bool] = []

    def look() -> None:
        session = first(house)
        kept.append(old in private_keys(session.vault))
        session.close()

    after.close()
    look()  # too early
    clock.at += timedelta(days=GRACE_DAYS)
    look()  # a draft needs it
    house.running.clear()
    session = first(house)
    take_in(house, session.vault)
    session.close()
    with RoomLock(house.folder.lock("kiosk"), room="kiosk"):
        look()  # a kiosk may post with it
    look()  # a backup names it
    clock.at += timedelta(days=house.settings.backup.keep_days + 1)
    session = first(house)
    for _ in range(LEAST):
        make_backup(house, session)
    session.close()
    look()

    assert kept == [True, True, True, True, False]
    house.close()


def test_a_backup_keeps_the_keys_that_it_names(tmp_path: Path, clock: Clock) -> None:
    made(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock, room=None)
    old = house.public.id
    after = let_go(house, first(house))
    row = {"name": "a", "at_ms": 0, "place": "", "heads": "{}", "key_ids": json.dumps([old])}
    after.vault.database.table("backup").insert(row)
    after.close()
    clock.at += timedelta(days=GRACE_DAYS)

    session = first(house)

    assert old in private_keys(session.vault)
    session.close()
    house.close()


def test_the_leavers_wrap_holds_no_newer_key(house: House, session: Session) -> None:
    who = ana(house, session)
    copy = house.folder.wrap(who.id).read_bytes()

    after = staff.leave(house, session, who.id)

    assert not house.folder.wrap(who.id).exists()
    house.folder.wrap(who.id).write_bytes(copy)
    after.close()
    first(house).close()
    assert not house.folder.wrap(who.id).exists()
    assert key_id(after.key) not in {each.key for each in from_file("a", copy).vault}


@pytest.mark.parametrize("is_whole", [True, False], ids=["whole", "a gap and no recovery.json"])
def test_a_crash_anywhere_is_put_right_by_the_next_who_signs_in(
    tmp_path: Path, clock: Clock, *, is_whole: bool
) -> None:
    code = made_with_code(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock)
    session = first(house)
    ana(house, session)
    if not is_whole:
        torn(house)
        take_in(house, session.vault)
        house.folder.recovery_wrap.unlink()
    session.close()
    running = seated(house)
    running.keep(rated(house, 7))
    house.close()
    (tmp_path / "stops").mkdir()

    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.service.leaving", house.folder.root),
            *(tmp_path / "stops", "1" if is_full() else "5"),
        ],
        cwd=ROOT,
        input=code,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    found: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert len(found) > 10
    assert not found[-1]["is_stopped"]
    # Stopped before the first entry, nobody has left; stopped anywhere after it, they have.
    assert [each["has_left"] for each in found] == [False] + [True] * (len(found) - 1)
    assert [each["let_leaver_in"] for each in found] == [not each["has_left"] for each in found]
    assert [each["lets_leaver_in"] for each in found] == [not each["has_left"] for each in found]
    assert [each["rotations"] for each in found] == [[0, 0]] + [[1, 1]] * (len(found) - 1)
    assert {(each["is_whole"], each["code_opens_the_same"]) for each in found} == {(is_whole, True)}
    assert {each["is_due"] for each in found} == {False}
    assert {each["is_same_key"] for each in found} == {True}
    # What take-in sets aside waits in the letterbox for the next.
    set_aside = 0 if is_whole else 1
    assert {(each["sittings"], each["set_aside"]) for each in found} == {(1, set_aside)}
    assert {tuple(each["lies"]) for each in found} == {("vault.db", "vault.lock")}
    assert [each["wraps"] for each in found] == [3] + [2] * (len(found) - 1)
