from collections.abc import Iterator

import pytest

from distressapp.bootstrap import sign_in, sign_in_mending
from distressapp.core.stores import StoreDamagedError, WrongPassphraseError
from distressapp.service.access import Session
from distressapp.service.backups import make_backup
from distressapp.service.house import House
from distressapp.service.takein import take_in
from distressapp.vault import lists
from tests.clinics import PASSPHRASE, Clock, closed, rated, seated
from tests.service.spoiling import sat, spoiled


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


def test_a_vault_in_which_one_page_is_damaged_gives_what_can_be_read(
    house: House, session: Session
) -> None:
    make_backup(house, session)
    kept = {sat(house, value % 11) for value in range(30)}
    take_in(house, session.vault)
    session.close()
    content = bytearray(house.folder.vault.read_bytes())
    place = len(content) // 4096 * 2 // 3 * 4096 + 100
    content[place] ^= 1
    house.folder.vault.write_bytes(bytes(content))

    again, mended = sign_in_mending(house, PASSPHRASE)

    assert mended is not None
    assert mended.restored.merged is not None
    found = set(lists.all_sittings(again.vault))
    lost = sum(each.last - each.first + 1 for each in mended.restored.missing)
    assert found <= kept
    assert len(found) + lost >= len(kept)
    assert len(found) > 5
    again.close()


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


def test_the_wrong_passphrase_mends_nothing(house: House, session: Session) -> None:
    make_backup(house, session)
    session.close()
    spoiled(house.folder.vault)

    with pytest.raises(WrongPassphraseError):
        sign_in_mending(house, "another one altogether")

    assert not house.folder.quarantine.exists()
