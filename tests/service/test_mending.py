import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from distressapp.bootstrap import sign_in, sign_in_mending
from distressapp.core.errors import ExpectedError
from distressapp.core.stores import StoreDamagedError, StoreError, WrongPassphraseError
from distressapp.service import staff
from distressapp.service.access import Session
from distressapp.service.backups import make_backup
from distressapp.service.house import House
from distressapp.service.takein import take_in
from distressapp.vault import lists
from tests.clinics import PASSPHRASE, Clock, closed, rated, seated
from tests.service.spoiling import sat, spoiled
from tests.service.teams import ANA, ANAS, ana


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = sign_in(house, PASSPHRASE)
    yield found
    found.close()


def test_a_damaged_vault_is_replaced_at_sign_in_while_the_kiosk_goes_on(
    house: House, session: Session
) -> None:
    before = sat(house, 9)
    make_backup(house, session)
    since = sat(house, 4)
    session.close()
    spoiled(house.folder.vault)
    running = seated(house)
    running.keep(rated(house, 7))

    again, mended = sign_in_mending(house, PASSPHRASE)

    assert mended is not None
    assert mended.backup.name == "backup-20260302T090000Z.tar"
    take_in(house, again.vault)
    again.vault.verify()
    assert set(lists.all_sittings(again.vault)) == {before, since}
    again.close()
    assert closed(house, running).scored["dt"].scores["rating"].value == 7


def damaged_page(content: bytes, page: int) -> bytes:
    place = page * 4096 + 100
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_a_vault_in_which_a_page_is_damaged_gives_what_stands_on_all_others(
    house: House, session: Session, tmp_path: Path
) -> None:
    make_backup(house, session)
    kept = {sat(house, value % 11) for value in range(12)}
    take_in(house, session.vault)
    session.close()
    content = house.folder.vault.read_bytes()
    whole = tmp_path / "whole"
    shutil.copytree(house.folder.root, whole)
    found: list[int] = []
    for page in range(4, len(content) // 4096, 2):
        shutil.rmtree(house.folder.root)
        shutil.copytree(whole, house.folder.root)
        house.folder.vault.write_bytes(damaged_page(content, page))

        again, mended = sign_in_mending(house, PASSPHRASE)

        with closing(again.vault):
            there = set(lists.all_sittings(again.vault))
            missing = () if mended is None else mended.restored.missing
            lost = sum(each.last - each.first + 1 for each in missing)
            assert there <= kept
            assert len(there) + lost >= len(kept), page
            found.append(len(there))

    # All is lost with the journal's root and with the pages that hold the shape of the tables.
    assert sum(each == 0 for each in found) <= 4
    assert any(0 < each < len(kept) for each in found), found


def test_a_sound_vault_is_not_mended(house: House) -> None:
    session, mended = sign_in_mending(house, PASSPHRASE)
    session.close()

    assert mended is None
    assert not house.folder.quarantine.exists()


def test_a_damaged_vault_without_a_backup_is_left_where_it_is(house: House) -> None:
    spoiled(house.folder.vault)
    before = house.folder.vault.read_bytes()

    with pytest.raises(StoreDamagedError, match="no backup opens"):
        sign_in_mending(house, PASSPHRASE)

    assert house.folder.vault.read_bytes() == before
    assert not house.folder.quarantine.exists()


def test_a_damaged_backup_is_passed_over_for_the_one_before(
    house: House, session: Session, clock: Clock
) -> None:
    good = make_backup(house, session).path
    clock.forward(days=1)
    bad = make_backup(house, session).path
    bad.write_bytes(bad.read_bytes()[:-20_000])
    session.close()
    spoiled(house.folder.vault)

    again, mended = sign_in_mending(house, PASSPHRASE)
    again.close()

    assert mended is not None
    assert mended.backup == good


def pages_of_others(path: Path) -> None:
    """Every byte but the salt is another."""
    content = path.read_bytes()
    path.write_bytes(content[:16] + bytes(each ^ 0x5A for each in content[16:]))


@pytest.mark.parametrize("harm", ["old wrap", "alone", "all wraps of then"])
def test_who_left_brings_no_vault_of_a_backup_back(
    house: House, session: Session, harm: str
) -> None:
    who = ana(house, session)
    make_backup(house, session)
    before = {path: path.read_bytes() for path in house.folder.wraps.iterdir()}
    theirs = house.folder.wrap(who.id)
    staff.leave(house, session, who.id).close()
    vault = house.folder.vault.read_bytes()
    if harm != "old wrap":
        for path in house.folder.wraps.iterdir():
            path.unlink()
    for path in before if harm == "all wraps of then" else [theirs]:
        path.write_bytes(before[path])

    with pytest.raises(ExpectedError) as caught:
        sign_in_mending(house, ANAS, name=ANA)

    assert not isinstance(caught.value, StoreDamagedError)
    assert house.folder.vault.read_bytes() == vault
    assert not house.folder.quarantine.exists()


def test_a_vault_that_was_rotated_is_mended_for_those_who_stay(
    house: House, session: Session
) -> None:
    who = ana(house, session)
    after = staff.leave(house, session, who.id)
    make_backup(house, after)
    after.close()
    pages_of_others(house.folder.vault)
    house.folder.recovery_wrap.unlink()

    again, mended = sign_in_mending(house, PASSPHRASE)

    assert mended is not None
    again.close()


@pytest.mark.parametrize("start", [bytes(16), b"", bytes(range(16))], ids=["zeros", "none", "any"])
def test_a_vault_whose_beginning_tells_nothing_is_told_and_not_replaced(
    house: House, session: Session, start: bytes
) -> None:
    make_backup(house, session)
    session.close()
    content = house.folder.vault.read_bytes()
    house.folder.vault.write_bytes(start + content[16:] if start else b"")
    before = house.folder.vault.read_bytes()

    with pytest.raises(StoreError, match="its beginning is damaged"):
        sign_in_mending(house, PASSPHRASE)

    assert house.folder.vault.read_bytes() == before
    assert not house.folder.quarantine.exists()


def test_the_wrong_passphrase_mends_nothing(house: House, session: Session) -> None:
    make_backup(house, session)
    session.close()
    spoiled(house.folder.vault)

    with pytest.raises(WrongPassphraseError):
        sign_in_mending(house, "another one altogether")

    assert not house.folder.quarantine.exists()
