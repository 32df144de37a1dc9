import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from distressapp.core.roles import Act, Role
from distressapp.core.stores import (
    StoreDamagedError,
    StoreError,
    StoreTooNewError,
    WrongPassphraseError,
)
from distressapp.keys import staff as wraps
from distressapp.keys.recovery import NotARecoveryCodeError, new_code
from distressapp.service import staff
from distressapp.service.access import (
    NobodyNamedError,
    NotAllowedError,
    Session,
    SignInAgainError,
    check_may,
    session_from_key,
    sign_in,
    sign_in_with_recovery,
)
from distressapp.service.house import House
from distressapp.service.keyfiles import vault_lock
from distressapp.vault.vault import Vault
from tests.clinics import CHEAP, PASSPHRASE, Clock, made_with_code, opened
from tests.service.teams import ANA, ANAS, BEA, BEAS, FIRST, ana, bea, first


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = first(house)
    yield found
    found.close()


def kinds(vault: Vault) -> list[str]:
    return [each.entry.kind for each in vault.entries(vault.writer)]


def refused(house: House, passphrase: str, name: str) -> str:
    """The sentence with which it is refused."""
    with pytest.raises(WrongPassphraseError) as caught:
        sign_in(house, passphrase, name=name)
    return str(caught.value)


def test_the_only_member_needs_no_name_and_signing_in_is_an_entry(house: House) -> None:
    session = sign_in(house, PASSPHRASE)

    last = list(session.vault.entries(session.vault.writer))[-1].entry
    assert (session.member.name, session.member.role) == (FIRST, Role.ADMINISTRATOR)
    assert (last.kind, last.subject) == ("staff.signed_in", session.member.id)
    assert PASSPHRASE not in repr(session)
    assert session.key.hex() not in repr(session)
    session.close()


def test_a_second_member_opens_the_same_vault_with_words_of_their_own(
    house: House, session: Session
) -> None:
    ana(house, session)

    found = sign_in(house, ANAS, name=f" {ANA.upper()} ")

    assert (found.member.name, found.member.role) == (ANA, Role.NURSE)
    assert found.key == session.key
    found.close()


def test_where_there_are_several_somebody_must_be_named(house: House, session: Session) -> None:
    ana(house, session)

    with pytest.raises(NobodyNamedError, match="--as"):
        sign_in(house, ANAS)


def test_nobody_learns_from_the_answer_who_is_a_member(house: House, session: Session) -> None:
    who = ana(house, session)
    path = house.folder.wrap(who.id)
    content = path.read_bytes()

    wrong_words = refused(house, ANAS + "!", ANA)
    nobody = refused(house, ANAS, "Zoe Nobody")
    path.write_bytes(content.replace(b'"public": "', b'"public": "A', 1))
    changed = refused(house, ANAS, ANA)
    path.write_bytes(content[:50])
    halved = refused(house, ANAS, ANA)

    assert len({wrong_words, nobody, changed, halved}) == 1


def test_a_wrap_that_the_vault_does_not_list_opens_nothing(house: House, session: Session) -> None:
    planted = wraps.new_wrap(
        member="0a" * 16, name="Eve", passphrase=ANAS, keys=[session.key], cost=CHEAP
    )
    house.folder.wrap("0a" * 16).write_bytes(wraps.to_file(planted))

    refused(house, ANAS, "Eve")


def test_another_pair_in_a_members_place_opens_nothing(house: House, session: Session) -> None:
    who = ana(house, session)
    planted = wraps.new_wrap(
        member=who.id, name=ANA, passphrase=BEAS, keys=[session.key], cost=CHEAP
    )
    house.folder.wrap(who.id).write_bytes(wraps.to_file(planted))

    refused(house, BEAS, ANA)


def test_one_damaged_wrap_does_not_keep_the_others_out(house: House, session: Session) -> None:
    who = ana(house, session)
    house.folder.wrap(who.id).write_bytes(b"{")

    sign_in(house, PASSPHRASE, name=FIRST).close()


def test_a_newer_wrap_is_refused_in_plain_words(house: House, session: Session) -> None:
    path = house.folder.wrap(session.member.id)
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema": 3}))

    with pytest.raises(StoreTooNewError, match="version 3"):
        sign_in(house, PASSPHRASE)


def test_a_damaged_vault_is_not_called_a_wrong_passphrase(house: House) -> None:
    content = bytearray(house.folder.vault.read_bytes())
    content[100] ^= 1
    house.folder.vault.write_bytes(content)

    with pytest.raises(StoreDamagedError):
        sign_in(house, PASSPHRASE)


def test_a_wrap_from_before_a_new_key_is_not_taken_for_damage(
    house: House, session: Session
) -> None:
    who = ana(house, session)
    copy = house.folder.wrap(who.id).read_bytes()
    staff.leave(house, session, who.id).close()
    house.folder.wrap(who.id).write_bytes(copy)

    refused(house, ANAS, ANA)


def test_without_any_wrap_and_vault_there_is_no_clinic(house: House) -> None:
    shutil.rmtree(house.folder.wraps)
    house.folder.vault.unlink()

    with pytest.raises(StoreError, match=r"wraps is not there.*distressapp setup"):
        sign_in(house, PASSPHRASE)


def test_the_recovery_code_opens_the_vault_as_an_administrator(
    tmp_path: Path, clock: Clock
) -> None:
    code = made_with_code(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock)

    session = sign_in_with_recovery(house, code.lower().replace("-", " "))

    assert session.member.role is Role.ADMINISTRATOR
    assert kinds(session.vault)[-1] == "staff.signed_in"
    check_may(session, Act.STAFF)
    session.close()
    house.close()


def test_the_code_of_another_clinic_or_a_mistyped_one_opens_nothing(house: House) -> None:
    with pytest.raises(WrongPassphraseError):
        sign_in_with_recovery(house, new_code())
    with pytest.raises(NotARecoveryCodeError):
        sign_in_with_recovery(house, new_code()[:-1])


def test_a_key_kept_under_a_pin_opens_it_again_for_the_same_member(
    house: House, session: Session
) -> None:
    who = ana(house, session)

    again = session_from_key(house, session.key, who.id)

    assert (again.member, again.key) == (who, session.key)
    again.close()


def test_a_key_kept_under_a_pin_ends_when_its_member_leaves(house: House, session: Session) -> None:
    who = ana(house, session)
    after = staff.leave(house, session, who.id)

    with pytest.raises(SignInAgainError):
        session_from_key(house, session.key, who.id)
    with pytest.raises(SignInAgainError):
        session_from_key(house, after.key, who.id)
    after.close()


def test_a_role_that_was_taken_away_ends_at_once(house: House, session: Session) -> None:
    who = bea(house, session)
    beas = sign_in(house, BEAS, name=BEA)
    check_may(beas, Act.STAFF)

    staff.change_role(house, session, who.id, Role.NURSE)

    with pytest.raises(NotAllowedError):
        check_may(beas, Act.STAFF)
    beas.close()


def test_two_who_open_the_vault_at_once_wait_for_each_other(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distressapp.service.keyfiles._TRIES", 1)

    with vault_lock(house.folder), pytest.raises(StoreError, match=r"using vault\.db"):
        sign_in(house, PASSPHRASE)
