"""Nobody posts with a new pair before a backup holds it: a damaged vault takes no answer along."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from distressapp.bootstrap import sign_in, sign_in_mending
from distressapp.cli.restoration import restore_backup
from distressapp.core.errors import ExpectedError
from distressapp.core.stores import StoreFullError
from distressapp.letterbox.lock import RoomLock
from distressapp.service import backups, publishing, staff
from distressapp.service.access import Session
from distressapp.service.archive import extract, in_folder, read_manifest
from distressapp.service.backups import back_up_new_pair, make_backup
from distressapp.service.clinic_keys import (
    GRACE_DAYS,
    awaits_backup,
    current_public,
    private_keys,
)
from distressapp.service.copying import write_backup
from distressapp.service.house import House
from distressapp.service.keyfiles import read_public, refresh_public
from distressapp.service.staging import Wanted
from distressapp.service.takein import check_agreement, take_in
from distressapp.vault import lists
from tests.clinics import PASSPHRASE, Clock, made, opened
from tests.service.spoiling import sat, spoiled
from tests.service.teams import ANA, FIRST, ana, first


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = first(house)
    yield found
    found.close()


def let_go(house: House, session: Session) -> Session:
    return staff.leave(house, session, ana(house, session).id)


def full(*_anything: object) -> None:
    raise StoreFullError("The disk is full", advice="Free some space.")


def test_after_a_leave_everybody_posts_with_the_old_pair_until_a_backup_holds_the_new(
    house: House, session: Session
) -> None:
    old = house.public

    after = let_go(house, session)
    before_backup = (
        house.public,
        read_public(house.folder),
        awaits_backup(house.folder, after.vault),
    )
    is_held = back_up_new_pair(house, after)

    new = current_public(after.vault)
    assert before_backup == (old, old, True)
    assert is_held
    assert house.public == read_public(house.folder) == new != old
    (backup,) = in_folder(house.folder.backups)
    assert new.id in read_manifest(backup).keys
    assert not awaits_backup(house.folder, after.vault)
    after.close()


def test_the_backup_brings_the_new_half_where_the_published_one_is_damaged(
    house: House, session: Session, tmp_path: Path
) -> None:
    after = let_go(house, session)
    back_up_new_pair(house, after)
    new = current_public(after.vault)
    house.folder.clinic_public.write_bytes(b"{")
    (first_backup,) = in_folder(house.folder.backups)

    second = make_backup(house, after).path

    for number, path in enumerate((first_backup, second)):
        (tmp_path / str(number)).mkdir()
        extract(path, tmp_path / str(number))
        assert (tmp_path / str(number) / "clinic.pub").read_bytes() == new.as_file()
    after.close()


def test_a_second_call_makes_no_second_backup(house: House, session: Session) -> None:
    after = let_go(house, session)

    both = back_up_new_pair(house, after), back_up_new_pair(house, after)

    assert both == (True, True)
    assert len(in_folder(house.folder.backups)) == 1
    after.close()


@pytest.mark.parametrize("is_backed_up", [True, False])
def test_what_was_answered_after_a_leave_survives_a_damaged_vault(
    house: House, session: Session, *, is_backed_up: bool
) -> None:
    who = ana(house, session)
    write_backup(house, session.vault, session.key)
    after = staff.leave(house, session, who.id)
    if is_backed_up:
        back_up_new_pair(house, after)
    after.close()
    refresh_public(house)
    answered = sat(house, 7)
    spoiled(house.folder.vault)

    again, mended = sign_in_mending(house, PASSPHRASE, name=FIRST)

    assert mended is not None
    assert mended.finished is not None
    assert mended.finished.taken.set_aside == ()
    assert lists.all_sittings(again.vault) == (answered,)
    # Who left after the newest backup is listed again: that has to be told.
    assert (ANA in mended.restored.present) is not is_backed_up
    again.close()


def test_while_no_backup_can_be_made_the_kiosk_goes_on_and_the_next_sign_in_makes_one(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, after = house.public, let_go(house, session)
    with monkeypatch.context() as disk:
        disk.setattr(backups, "write_backup", full)
        is_held = back_up_new_pair(house, after)
        after.close()
        again = sign_in(house, PASSPHRASE, name=FIRST)
        taken = take_in(house, again.vault)
        posted = house.public
        again.close()

    sign_in(house, PASSPHRASE, name=FIRST).close()

    assert not is_held
    check_agreement(taken)
    assert posted == old
    assert read_public(house.folder) == house.public != old
    assert len(in_folder(house.folder.backups)) == 1


def test_the_key_that_is_posted_with_is_never_dropped(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock, room=None)
    monkeypatch.setattr(backups, "write_backup", full)
    old = house.public
    let_go(house, first(house)).close()
    clock.at += timedelta(days=GRACE_DAYS)

    session = first(house)

    assert house.public == old
    assert old.id in private_keys(session.vault)
    RoomLock(house.folder.lock("kiosk"), room="kiosk").release()
    session.close()
    house.close()


def test_an_administrator_does_not_publish_it_before_a_backup_holds_it(
    house: House, session: Session
) -> None:
    old, after = house.public, let_go(house, session)

    with pytest.raises(ExpectedError, match="nothing to mend"):
        publishing.publish_key(house, after)

    assert read_public(house.folder) == old
    after.close()


def test_a_restore_publishes_no_pair_that_only_the_vault_that_is_there_has(
    house: House, session: Session, clock: Clock
) -> None:
    old, backup = house.public, make_backup(house, session).path
    let_go(house, session).close()
    house.close()
    wanted = Wanted(backup=backup, passphrase=PASSPHRASE, name=FIRST)

    restore_backup(house.folder.root, wanted, clock=clock)

    assert read_public(house.folder) == old
    again = opened(house.folder.root, clock)
    sign_in(again, PASSPHRASE, name=FIRST).close()
    assert read_public(again.folder) == again.public != old
    again.close()
