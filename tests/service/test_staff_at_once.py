"""Two administrators who do something to each other at the same moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from distressapp.core.roles import Role
from distressapp.service import staff
from distressapp.service.access import NotAllowedError, Session, sign_in
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News
from distressapp.service.staff import StaffError
from distressapp.vault import members
from distressapp.vault.vault import Vault
from tests.clinics import CHEAP
from tests.service.teams import ANA, ANAS, BEA, BEAS, ana, bea, first


class Overtaken(Vault):
    """A vault in which another program commits just before ours begins to."""

    overtake: Callable[[], None] | None = None

    @contextmanager
    def commit(self) -> Iterator[None]:
        act, self.overtake = self.overtake, None
        if act is not None:
            act()
        with super().commit():
            yield


@pytest.fixture
def sessions(house: House) -> Iterator[tuple[Session, Session]]:
    """Two administrators; while the first does something, the other demotes them."""
    signed_in = first(house)
    bea(house, signed_in)
    vault = Overtaken.open(house.folder.vault, signed_in.key)
    one = Session(vault=vault, member=signed_in.member, key=signed_in.key)
    signed_in.close()
    other = sign_in(house, BEAS, name=BEA)

    def demote() -> None:
        news = News(
            kind="staff.role_changed",
            subject=one.member.id,
            payload={"role": Role.NURSE.value, "by": other.member.id},
        )
        with other.vault.commit():
            append(house, other.vault, news)

    vault.overtake = demote
    yield one, other
    one.close()
    other.close()


def administrators(session: Session) -> list[str]:
    return [
        each.name
        for each in members.members(session.vault)
        if each.role is Role.ADMINISTRATOR and not each.has_left
    ]


def test_two_who_demote_each_other_leave_one_administrator(
    house: House, sessions: tuple[Session, Session]
) -> None:
    one, other = sessions

    with pytest.raises(NotAllowedError):
        staff.change_role(house, one, other.member.id, Role.NURSE)

    assert administrators(other) == [BEA]


def test_who_was_just_demoted_lets_nobody_go(
    house: House, sessions: tuple[Session, Session]
) -> None:
    one, other = sessions

    with pytest.raises(NotAllowedError):
        staff.leave(house, one, other.member.id)

    assert administrators(other) == [BEA]


def test_who_was_just_demoted_adds_nobody_and_resets_nothing(
    house: House, sessions: tuple[Session, Session]
) -> None:
    one, other = sessions

    with pytest.raises(NotAllowedError):
        ana(house, one)
    with pytest.raises(NotAllowedError):
        staff.reset_passphrase(house, one, other.member.id, ANAS, cost=CHEAP)

    assert not house.folder.next_wrap(other.member.id).exists()
    assert [path.name for path in house.folder.wraps.glob("*.next.json")] == []
    sign_in(house, BEAS, name=BEA).close()


def test_two_of_one_name_are_not_added_at_once(house: House) -> None:
    one, other = first(house), first(house)
    ids = house.new_id
    is_first = iter([True, False])

    def overtaken() -> str:
        if next(is_first):
            ana(house, other)
        return ids()

    house.new_id = overtaken

    with pytest.raises(StaffError, match="of that name"):
        ana(house, one)
    assert [each.name for each in members.members(one.vault)].count(ANA) == 1
    one.close()
    other.close()
