"""A restore brings back neither a leaver nor an erased patient, nor who was never a member."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from distressapp.bootstrap import sign_in
from distressapp.cli.restoration import restore_backup
from distressapp.core.roles import Role
from distressapp.core.stores import WrongPassphraseError
from distressapp.service import staff
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.backups import back_up_new_pair, make_backup
from distressapp.service.erasure import erase
from distressapp.service.house import House
from distressapp.service.staging import Wanted
from distressapp.service.takein import take_in
from distressapp.vault import lists
from distressapp.vault.members import members
from tests.clinics import CHEAP, PASSPHRASE, Clock, opened
from tests.service.patients import ANNA, BERTA, REASON, matched, patient_id
from tests.service.spoiling import spoiled

NURSES = "nine small owls sleep in the barn"
ADMINISTRATOR = "Administrator"


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = sign_in(house, PASSPHRASE)
    yield found
    found.close()


def added(house: House, session: Session) -> None:
    staff.add(house, session, name="Nora", role=Role.NURSE, passphrase=NURSES, cost=CHEAP)


def left(house: House, session: Session) -> Session:
    """The nurse has left, and the vault has another key."""
    (nora,) = [each for each in members(session.vault) if each.name == "Nora"]
    after = staff.leave(house, session, nora.id)
    back_up_new_pair(house, after)
    return after


def wanted(path: Path, session: Session, *, passphrase: str = PASSPHRASE, name: str = "") -> Wanted:
    return Wanted(backup=path, passphrase=passphrase, name=name or session.member.name)


def test_a_leaver_does_not_come_back_with_an_old_backup(
    house: House, session: Session, clock: Clock
) -> None:
    added(house, session)
    backup = make_backup(house, session).path
    session = left(house, session)
    key, public = session.key, house.public
    session.close()
    house.close()

    restore_backup(house.folder.root, wanted(backup, session), clock=clock)

    house = opened(house.folder.root, clock)
    again = sign_in(house, PASSPHRASE, name=session.member.name)
    assert again.key == key
    assert house.public == public
    assert len(list(house.folder.wraps.glob("*.json"))) == 2  # one member and the recovery key
    with pytest.raises(WrongPassphraseError):
        sign_in(house, NURSES, name="Nora")
    again.vault.verify()
    again.close()
    house.close()


def test_a_vault_that_was_given_a_new_key_is_mended_from_a_backup_of_before(
    house: House, session: Session, clock: Clock
) -> None:
    added(house, session)
    sitting = matched(house, session.vault)
    backup = make_backup(house, session).path
    session = left(house, session)
    session.close()
    house.close()
    spoiled(house.folder.vault)

    restored, _taken = restore_backup(house.folder.root, wanted(backup, session), clock=clock)

    house = opened(house.folder.root, clock)
    again = sign_in(house, PASSPHRASE, name=session.member.name)
    assert restored.merged is None
    assert again.key == session.key
    with pytest.raises(WrongPassphraseError):
        sign_in(house, NURSES, name="Nora")
    assert sitting in lists.all_sittings(again.vault)
    again.close()
    house.close()


def test_a_nurse_does_not_restore(
    house: House, session: Session, clock: Clock, tmp_path: Path
) -> None:
    added(house, session)
    backup = make_backup(house, session).path
    session.close()
    house.close()

    for root in (house.folder.root, tmp_path / "new"):
        with pytest.raises(NotAllowedError):
            restore_backup(
                root, wanted(backup, session, passphrase=NURSES, name="Nora"), clock=clock
            )


@pytest.mark.parametrize("is_new", [True, False], ids=["another computer", "the same folder"])
def test_an_erased_patient_does_not_come_back_with_an_old_backup(
    house: House, session: Session, clock: Clock, tmp_path: Path, *, is_new: bool
) -> None:
    erased, kept = matched(house, session.vault), matched(house, session.vault, BERTA)
    made = make_backup(house, session).path
    erase(house, session, patient_id(session.vault), reason=REASON)
    session.close()
    house.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = Path(shutil.copy(made, stick))
    shutil.copy(house.folder.backups / "erased.json", stick)
    root = tmp_path / "new" if is_new else house.folder.root
    if not is_new:
        spoiled(house.folder.vault)

    restore_backup(root, wanted(backup, session), clock=clock)

    house = opened(root, clock)
    again = sign_in(house, PASSPHRASE)
    taken = take_in(house, again.vault)
    assert lists.all_sittings(again.vault) == (kept,)
    assert lists.patient_of(again.vault, ANNA.record_number) is None
    assert taken.mismatches == ()
    assert erased not in lists.all_sittings(again.vault)
    again.vault.verify() if is_new else again.vault.check_file()
    again.close()
    house.close()
