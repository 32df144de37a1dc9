from collections.abc import Iterator
from pathlib import Path

import pytest

from distressapp.core.errors import ExpectedError
from distressapp.core.roles import Role
from distressapp.core.stores import WrongPassphraseError
from distressapp.keys.passphrase import WeakPassphraseError
from distressapp.keys.recovery import NotARecoveryCodeError, new_code
from distressapp.service import recovery_code, staff
from distressapp.service.access import (
    NotAllowedError,
    Session,
    sign_in,
    sign_in_with_recovery,
)
from distressapp.service.house import House
from distressapp.service.keyfiles import is_recovery_proven
from distressapp.service.posting import NOBODY, News, post
from distressapp.service.staff import StaffError
from distressapp.service.takein import UNOPENABLE, take_in
from distressapp.vault import members
from tests.clinics import CHEAP, PASSPHRASE, Clock, made_with_code, opened
from tests.service.teams import ANA, ANAS, BEA, BEAS, FIRST, ana, bea, first

NEW = "eleven tin owls read old maps"


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = first(house)
    yield found
    found.close()


def kinds(session: Session) -> list[str]:
    vault = session.vault
    return [each.entry.kind for each in vault.entries(vault.writer)]


def test_who_is_added_stands_in_the_vault_and_in_its_journal(
    house: House, session: Session
) -> None:
    who = ana(house, session)

    assert members.member(session.vault, who.id) == who
    assert kinds(session)[-1] == "staff.added"
    assert [path.name for path in house.folder.wraps.glob("*.next.json")] == []
    before = session.vault.projections()
    session.vault.rebuild()
    assert session.vault.projections() == before


@pytest.mark.parametrize("name", ["", "  ", "A\tB\x07", "x" * 81, ANA, f" {ANA.upper()}"])
def test_a_name_that_is_none_or_is_taken_adds_nobody(
    house: House, session: Session, name: str
) -> None:
    ana(house, session)

    with pytest.raises(StaffError):
        staff.add(house, session, name=name, role=Role.NURSE, passphrase=NEW, cost=CHEAP)
    assert len(members.members(session.vault)) == 2


def test_a_weak_passphrase_adds_nobody(house: House, session: Session) -> None:
    with pytest.raises(WeakPassphraseError):
        staff.add(house, session, name=ANA, role=Role.NURSE, passphrase=NEW[:8], cost=CHEAP)

    assert len(members.members(session.vault)) == 1


@pytest.mark.parametrize("role", [Role.NURSE, Role.SOCIAL_WORKER, Role.MANAGER])
def test_nobody_but_an_administrator_changes_who_may_come_in(
    house: House, session: Session, role: Role
) -> None:
    ana(house, session, role)
    other = sign_in(house, ANAS, name=ANA)

    for act in (
        lambda: bea(house, other),
        lambda: staff.change_role(house, other, session.member.id, Role.NURSE),
        lambda: staff.reset_passphrase(house, other, session.member.id, NEW, cost=CHEAP),
        lambda: staff.leave(house, other, session.member.id),
        lambda: recovery_code.offered(other),
        lambda: recovery_code.renew(house, other, new_code(), is_proven=True),
        lambda: recovery_code.prove(house, other, new_code()),
    ):
        with pytest.raises(NotAllowedError):
            act()
    other.close()


def test_ones_own_passphrase_is_exchanged_with_the_old_one(house: House, session: Session) -> None:
    with pytest.raises(WrongPassphraseError):
        staff.change_passphrase(house, session, old=NEW, new=BEAS, cost=CHEAP)

    staff.change_passphrase(house, session, old=PASSPHRASE, new=NEW, cost=CHEAP)

    sign_in(house, NEW).close()
    with pytest.raises(WrongPassphraseError):
        sign_in(house, PASSPHRASE)


def test_an_old_copy_of_a_wrap_opens_nothing_after_the_exchange(
    house: House, session: Session
) -> None:
    path = house.folder.wrap(session.member.id)
    old = path.read_bytes()
    staff.change_passphrase(house, session, old=PASSPHRASE, new=NEW, cost=CHEAP)

    path.write_bytes(old)

    with pytest.raises(WrongPassphraseError):
        sign_in(house, PASSPHRASE)


def test_a_crash_before_the_entry_leaves_the_old_passphrase(house: House, session: Session) -> None:
    path = house.folder.wrap(session.member.id)
    before = path.read_bytes()
    staff.change_passphrase(house, session, old=PASSPHRASE, new=NEW, cost=CHEAP)
    after = path.read_bytes()
    staff.change_passphrase(house, session, old=NEW, new=PASSPHRASE, cost=CHEAP)
    again = path.read_bytes()
    waiting = house.folder.next_wrap(session.member.id)
    waiting.write_bytes(after)

    with pytest.raises(WrongPassphraseError):
        sign_in(house, NEW)
    sign_in(house, PASSPHRASE).close()

    assert before != again == path.read_bytes()
    assert not waiting.exists()


def test_a_crash_after_the_entry_leaves_the_new_passphrase(house: House, session: Session) -> None:
    path = house.folder.wrap(session.member.id)
    before = path.read_bytes()
    staff.change_passphrase(house, session, old=PASSPHRASE, new=NEW, cost=CHEAP)
    after = path.read_bytes()
    waiting = house.folder.next_wrap(session.member.id)
    waiting.write_bytes(after)
    path.write_bytes(before)

    with pytest.raises(WrongPassphraseError):
        sign_in(house, PASSPHRASE)
    sign_in(house, NEW).close()

    assert path.read_bytes() == after
    assert not waiting.exists()


def test_a_forgotten_passphrase_is_reset_by_another_administrator(
    house: House, session: Session
) -> None:
    who = bea(house, session)
    beas = sign_in(house, BEAS, name=BEA)

    staff.reset_passphrase(house, beas, session.member.id, NEW, cost=CHEAP)

    sign_in(house, NEW, name=FIRST).close()
    with pytest.raises(WrongPassphraseError):
        sign_in(house, PASSPHRASE, name=FIRST)
    with pytest.raises(StaffError, match="Your own"):
        staff.reset_passphrase(house, beas, who.id, NEW, cost=CHEAP)
    beas.close()


def test_the_recovery_key_lets_the_only_administrator_in_again(
    tmp_path: Path, clock: Clock
) -> None:
    code = made_with_code(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock)
    with_code = sign_in_with_recovery(house, code)
    (only,) = members.members(with_code.vault)

    staff.reset_passphrase(house, with_code, only.id, NEW, cost=CHEAP)

    with_code.close()
    sign_in(house, NEW).close()
    house.close()


def test_the_last_administrator_stays_one(house: House, session: Session) -> None:
    who = bea(house, session)
    beas = sign_in(house, BEAS, name=BEA)
    staff.change_role(house, session, who.id, Role.MANAGER)

    with pytest.raises(StaffError, match="last administrator"):
        staff.change_role(house, session, session.member.id, Role.NURSE)
    with pytest.raises(NotAllowedError):
        staff.leave(house, beas, session.member.id)
    with pytest.raises(StaffError, match="themselves"):
        staff.leave(house, session, session.member.id)
    beas.close()


def test_nothing_is_done_to_somebody_who_is_not_there(house: House, session: Session) -> None:
    for act in (
        lambda: staff.change_role(house, session, "0a" * 16, Role.NURSE),
        lambda: staff.reset_passphrase(house, session, "0a" * 16, NEW, cost=CHEAP),
        lambda: staff.leave(house, session, "recovery"),
    ):
        with pytest.raises(StaffError, match="no such member"):
            act()


def test_a_recovery_code_counts_as_proven_once_it_was_typed_back(
    tmp_path: Path, clock: Clock
) -> None:
    code = made_with_code(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock)
    session = sign_in(house, PASSPHRASE)
    before = is_recovery_proven(house.folder)
    with pytest.raises(NotARecoveryCodeError, match="of this vault"):
        recovery_code.prove(house, session, new_code())

    recovery_code.prove(house, session, code.lower())

    assert (before, is_recovery_proven(house.folder)) == (False, True)
    assert kinds(session)[-1] == "recovery.proven"
    session.close()
    house.close()


def test_a_new_recovery_code_ends_the_one_before_it(tmp_path: Path, clock: Clock) -> None:
    code = made_with_code(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock)
    session = sign_in(house, PASSPHRASE)
    recovery_code.prove(house, session, code)

    newer = recovery_code.offered(session)
    recovery_code.renew(house, session, newer, is_proven=False)

    assert not is_recovery_proven(house.folder)
    with pytest.raises(WrongPassphraseError):
        sign_in_with_recovery(house, code)
    session.close()
    after = sign_in_with_recovery(house, newer)
    assert after.key != session.key
    after.close()
    sign_in_with_recovery(house, newer).close()
    sign_in(house, PASSPHRASE).close()
    house.close()


def test_a_flag_that_somebody_set_in_the_file_lasts_until_the_next_sign_in(house: House) -> None:
    path = house.folder.recovery_wrap
    path.write_bytes(path.read_bytes().replace(b"false", b"true"))

    sign_in(house, PASSPHRASE).close()

    assert not is_recovery_proven(house.folder)


@pytest.mark.parametrize("kind", ["staff.added", "recovery.made", "vault.rotated"])
def test_who_can_only_post_lets_nobody_in(house: House, session: Session, kind: str) -> None:
    payload = {"name": "Eve", "role": "administrator", "public": "00" * 32, "by": "setup"}
    post(house, News(kind=kind, subject=NOBODY, payload=payload))
    before = members.members(session.vault), members.recovery_public(session.vault)

    taken = take_in(house, session.vault)

    assert [each.reason for each in taken.set_aside] == [UNOPENABLE]
    assert (members.members(session.vault), members.recovery_public(session.vault)) == before


def test_every_refusal_says_what_to_do(house: House, session: Session) -> None:
    with pytest.raises(ExpectedError) as caught:
        staff.leave(house, session, "0a" * 16)

    assert caught.value.advice.endswith(".")
