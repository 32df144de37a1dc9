"""`clinic.pub` exchanged, put back or gone: staff come in and are told, and the kiosk stops."""

from contextlib import suppress
from pathlib import Path

import pytest

from distressapp.bootstrap import open_house, shift
from distressapp.core.errors import ExpectedError
from distressapp.core.journal import parsed
from distressapp.core.roles import Role
from distressapp.core.stores import StoreError, full
from distressapp.keys.clinic import NO_KEY, new_pair
from distressapp.service import clinic_keys, rotation, staff
from distressapp.service.access import NotAllowedError, sign_in_with_recovery
from distressapp.service.backups import back_up_new_pair
from distressapp.service.clinic_keys import EXCHANGED, PUBLISHED, published
from distressapp.service.house import House
from distressapp.service.keyfiles import read_public
from distressapp.service.publishing import publish_key
from distressapp.service.takein import UNOPENABLE, take_in
from distressapp.vault.vault import Vault
from tests.clinics import PASSPHRASE, closed, made_with_code, opened, rated, seated
from tests.service.patients import colleague
from tests.service.teams import ana, first

NOT_THE_KEY = "clinic.pub is gone, or not the key of this vault"


def kinds(vault: Vault) -> list[str]:
    return [each.entry.kind for each in vault.entries(vault.writer)]


def exchanged(house: House, how: str) -> None:
    path = house.folder.clinic_public
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(new_pair().public.as_file() if how == "foreign" else b"{")


@pytest.mark.parametrize("how", ["foreign", "damaged", "gone"])
def test_another_public_key_keeps_no_staff_out_and_stops_the_kiosk(house: House, how: str) -> None:
    exchanged(house, how)

    for _ in range(2):
        session = first(house)
        session.close()
    session = first(house)
    taken = take_in(house, session.vault)

    assert [each.startswith(NOT_THE_KEY) for each in taken.mismatches] == [True]
    assert kinds(session.vault).count(EXCHANGED) == 1
    assert house.public == clinic_keys.current_public(session.vault)
    session.close()


def test_the_recovery_code_opens_beside_another_public_key(tmp_path: Path) -> None:
    root = tmp_path / "clinic"
    code = made_with_code(root)
    house = opened(root)
    exchanged(house, "foreign")

    sign_in_with_recovery(house, code).close()

    house.close()


def test_without_a_public_key_a_command_opens_the_folder_and_posts_nothing(house: House) -> None:
    exchanged(house, "gone")
    root = house.folder.root
    house.close()

    found = open_house(root, room=None)

    assert found.public == NO_KEY
    with pytest.raises(StoreError, match=r"clinic\.pub"):
        seated(found)
    first(found).close()
    seated(found)
    found.close()
    with pytest.raises(StoreError, match=r"clinic\.pub"):
        open_house(root)


@pytest.mark.parametrize("how", ["foreign", "gone"])
def test_no_shift_begins_beside_another_public_key(house: House, how: str) -> None:
    exchanged(house, how)
    root = house.folder.root
    house.close()

    with pytest.raises(StoreError, match=r"clinic\.pub"):
        shift(root, PASSPHRASE)


def test_what_was_posted_with_another_key_stays_set_aside_once_an_administrator_mends_it(
    house: House,
) -> None:
    exchanged(house, "foreign")
    house.public = read_public(house.folder)
    running = seated(house)
    running.keep(rated(house, 7))
    closed(house, running)
    session = first(house)
    before = take_in(house, session.vault)

    publish_key(house, session)

    after = take_in(house, session.vault)
    assert (len(before.mismatches), after.mismatches) == (1, ())
    assert [each.reason for each in after.set_aside] == [UNOPENABLE]
    assert published(house.folder) == clinic_keys.current_public(session.vault)
    assert kinds(session.vault)[-1] == PUBLISHED
    with pytest.raises(ExpectedError, match="is the key of this vault"):
        publish_key(house, session)
    session.close()


def test_only_an_administrator_has_the_key_published_again(house: House) -> None:
    session = first(house)
    manager = colleague(house, session, Role.MANAGER)
    exchanged(house, "gone")

    with pytest.raises(NotAllowedError):
        publish_key(house, manager)

    assert published(house.folder) is None
    manager.close()
    session.close()


def test_a_retired_key_that_somebody_put_back_is_told_and_is_no_crash(house: House) -> None:
    old = house.folder.clinic_public.read_bytes()
    session = first(house)
    who = ana(house, session)
    after = staff.leave(house, session, who.id)
    back_up_new_pair(house, after)
    after.close()
    house.folder.clinic_public.write_bytes(old)
    put_back = read_public(house.folder)

    session = first(house)
    taken = take_in(house, session.vault)

    last = next(
        each.entry
        for each in session.vault.entries(session.vault.writer)
        if each.entry.kind == EXCHANGED
    )
    assert [each.startswith(NOT_THE_KEY) for each in taken.mismatches] == [True]
    assert read_public(house.folder) == put_back
    assert parsed(last.payload) == {"found": put_back.id, "key": house.public.id}
    session.close()


@pytest.mark.parametrize("is_killed", [True, False])
def test_a_key_that_a_crash_or_a_full_disk_left_is_published_by_the_next_sign_in(
    house: House, monkeypatch: pytest.MonkeyPatch, *, is_killed: bool
) -> None:
    session = first(house)
    who = ana(house, session)

    def fails(*_: object) -> None:
        raise KeyboardInterrupt if is_killed else full("clinic.pub")

    after = staff.leave(house, session, who.id)
    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(clinic_keys, "write_whole", fails)
        back_up_new_pair(house, after)
    after.close()
    before = read_public(house.folder)

    session = first(house)
    taken = take_in(house, session.vault)

    assert read_public(house.folder) == house.public != before
    assert taken.mismatches == ()
    assert EXCHANGED not in kinds(session.vault)
    assert not session.vault.has_secret("publish.due")
    assert not rotation.is_due(session.vault)
    session.close()
