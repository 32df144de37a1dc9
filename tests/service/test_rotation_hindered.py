import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from distressapp.core.journal import ChainError
from distressapp.core.stores import StoreError
from distressapp.keys.recovery import new_code, pair_of
from distressapp.service import recovery_code, staff
from distressapp.service.access import (
    Session,
    SignInAgainError,
    session_from_key,
    sign_in,
    sign_in_with_recovery,
)
from distressapp.service.house import House
from distressapp.service.keyfiles import is_recovery_proven, wraps
from distressapp.service.rotation import is_due, unreached
from distressapp.service.takein import take_in
from distressapp.settings.file import sync_folder
from distressapp.vault import members
from tests.clinics import CHEAP, PASSPHRASE, Clock, made_with_code, opened
from tests.service.spoiling import torn
from tests.service.teams import BEA, BEAS, ana, bea, first


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = first(house)
    yield found
    found.close()


def test_a_gap_that_nobody_accepted_hinders_no_new_key(house: House, session: Session) -> None:
    who = ana(house, session)
    torn(house)
    aside = take_in(house, session.vault).set_aside

    after = staff.leave(house, session, who.id)

    assert len(aside) == 1
    assert after.key != session.key
    assert not is_due(after.vault)
    with pytest.raises(ChainError):
        after.vault.verify()
    after.close()
    first(house).close()


def test_a_new_recovery_code_with_a_gap_keeps_nobody_out(house: House, session: Session) -> None:
    torn(house)
    take_in(house, session.vault)

    code = recovery_code.offered(session)
    recovery_code.renew(house, session, code, is_proven=False)

    session.close()
    later = first(house)
    assert not is_due(later.vault)
    assert later.key != session.key
    later.close()
    sign_in_with_recovery(house, code).close()


def test_whatever_hinders_the_new_key_hinders_no_sign_in(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ana(house, session)

    def refuses(*_args: object) -> None:
        raise ChainError("Something is wrong", advice="Ask for help.")

    monkeypatch.setattr("distressapp.service.rotation.copied", refuses)
    after = staff.leave(house, session, who.id)
    after.close()
    later = first(house)

    assert is_due(later.vault)
    assert later.key == session.key
    later.close()


def test_no_new_key_while_an_administrator_could_not_open_it(
    house: House, session: Session
) -> None:
    who = ana(house, session)
    mine = house.folder.wrap(session.member.id)
    content = mine.read_bytes()
    mine.write_bytes(content[:50])
    house.folder.recovery_wrap.unlink()

    after = staff.leave(house, session, who.id)

    assert is_due(after.vault)
    assert after.key == session.key
    assert [each.id for each in unreached(house.folder, after.vault)] == [session.member.id]
    after.close()
    mine.write_bytes(content)
    later = first(house)
    assert not is_due(later.vault)
    assert later.key != session.key
    later.close()


def test_who_lost_their_wrap_gets_a_passphrase_and_the_vault_its_key(
    house: House, session: Session
) -> None:
    who, theirs = ana(house, session), bea(house, session)
    house.folder.wrap(theirs.id).unlink()
    staff.leave(house, session, who.id).close()
    later = first(house)
    before = is_due(later.vault)

    staff.reset_passphrase(house, later, theirs.id, BEAS, cost=CHEAP)
    later.close()

    found = sign_in(house, BEAS, name=BEA)
    assert (before, is_due(found.vault)) == (True, False)
    found.close()


@pytest.mark.parametrize("harm", ["gone", "halved", "resealed", "of another code"])
def test_the_recovery_keys_file_is_put_right_by_whoever_signs_in(
    tmp_path: Path, clock: Clock, harm: str
) -> None:
    code = made_with_code(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock)
    path = house.folder.recovery_wrap
    session = first(house)
    recovery_code.prove(house, session, code)
    session.close()
    whole = path.read_bytes()
    path.write_bytes(harmed(whole, harm))
    if harm == "gone":
        path.unlink()

    first(house).close()

    assert is_recovery_proven(house.folder)
    sign_in_with_recovery(house, code).close()
    house.close()


def harmed(content: bytes, harm: str) -> bytes:
    if harm == "halved":
        return content[: len(content) // 2]
    table = json.loads(content)
    if harm == "resealed":
        table["vault"][0]["sealed"] = "AAAA" + table["vault"][0]["sealed"][4:]
    else:
        table["public"] = b64encode(pair_of(new_code()).public.public).decode()
    return json.dumps(table).encode()


def test_a_code_is_proven_only_where_its_file_opens(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = made_with_code(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock)
    session = first(house)
    path = house.folder.recovery_wrap
    path.write_bytes(harmed(path.read_bytes(), "resealed"))

    def settles(*_args: object) -> None:
        return

    with monkeypatch.context() as patch:
        patch.setattr("distressapp.service.recovery_code.settle_wraps", settles)
        with pytest.raises(StoreError, match="does not open with it"):
            recovery_code.prove(house, session, code)
    before = is_recovery_proven(house.folder), members.is_recovery_proven(session.vault)
    recovery_code.prove(house, session, code)

    assert before == (False, False)
    assert is_recovery_proven(house.folder)
    session.close()
    sign_in_with_recovery(house, code).close()
    house.close()


def test_a_new_key_reaches_a_recovery_file_that_was_gone(tmp_path: Path, clock: Clock) -> None:
    code = made_with_code(tmp_path / "clinic", clock=clock)
    house = opened(tmp_path / "clinic", clock)
    session = first(house)
    who = ana(house, session)
    house.folder.recovery_wrap.unlink()

    after = staff.leave(house, session, who.id)
    after.close()

    assert after.key != session.key
    found = sign_in_with_recovery(house, code)
    assert found.key == after.key
    found.close()
    sign_in(house, PASSPHRASE).close()
    house.close()


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4])
def test_a_disk_that_fails_about_the_rename_leaves_a_vault_that_opens(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    who = ana(house, session)
    calls: list[Path] = []

    def failing(folder: Path) -> None:
        calls.append(folder)
        if len(calls) >= fails_at:
            raise OSError(5, "Input/output error")
        sync_folder(folder)

    with monkeypatch.context() as patch:
        patch.setattr("distressapp.service.rotation.sync_folder", failing)
        after = staff.leave(house, session, who.id)

    kept = [len(each.wrap.vault) for each in wraps(house.folder)]
    is_renamed = fails_at > 2
    assert (after.key != session.key, is_due(after.vault)) == (is_renamed, not is_renamed)
    assert kept == [2] or not is_renamed
    assert not (house.folder.root / "vault.next.db").exists()
    after.close()
    later = first(house)
    assert not is_due(later.vault)
    assert [len(each.wrap.vault) for each in wraps(house.folder)] == [1]
    later.close()


def test_a_pin_from_before_a_crash_after_the_rename_asks_for_the_passphrase(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = ana(house, session)

    def stops(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("distressapp.service.rotation.settle_public", stops)
        with pytest.raises(KeyboardInterrupt):
            staff.leave(house, session, who.id)

    assert [len(each.wrap.vault) for each in wraps(house.folder)] == [2]
    with pytest.raises(SignInAgainError):
        session_from_key(house, session.key, session.member.id)
    first(house).close()
    with pytest.raises(SignInAgainError):
        session_from_key(house, session.key, session.member.id)
