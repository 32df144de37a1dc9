"""Whom a backup opens for: whoever the vault in it lists, whatever is changed meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from distressapp.cli.restoration import restore_backup
from distressapp.core.stores import StoreDamagedError
from distressapp.letterbox.lock import RoomLock
from distressapp.paths import Folder
from distressapp.service import copying, keyfiles, staff
from distressapp.service.access import Session
from distressapp.service.backups import make_backup
from distressapp.service.house import House
from distressapp.service.staging import Wanted
from tests.clinics import CHEAP, PASSPHRASE, Clock
from tests.service.teams import BEA, BEAS, FIRST, bea, first


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = first(house)
    yield found
    found.close()


def is_opened(backup: Path, root: Path, passphrase: str, clock: Clock) -> bool:
    wanted = Wanted(backup=backup, passphrase=passphrase, name=FIRST)
    restore_backup(root, wanted, clock=clock)
    return True


def test_a_passphrase_that_is_changed_meanwhile_waits_for_the_copy(
    house: House,
    session: Session,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    copy_files, refused = copying._copy_files, []  # noqa: SLF001  (between the two copies)

    def then_somebody_changes(folder: Folder, paths: list[Path], copies: Path) -> list[str]:
        found = copy_files(folder, paths, copies)
        if any(each.parent == folder.wraps for each in paths):
            with pytest.raises(Exception, match="already open") as caught:
                RoomLock(folder.lock("vault"), room="vault")
            refused.append(caught)
        return found

    monkeypatch.setattr(copying, "_copy_files", then_somebody_changes)

    made = make_backup(house, session)
    staff.change_passphrase(house, session, old=PASSPHRASE, new=BEAS, cost=CHEAP)

    assert len(refused) == 1
    assert is_opened(made.path, tmp_path / "new", PASSPHRASE, clock)


@contextmanager
def nobody_locks(_folder: Folder) -> Iterator[None]:
    yield


def test_a_backup_that_opens_for_nobody_gets_no_name(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_files = copying._copy_files  # noqa: SLF001  (between the two copies)
    house.folder.recovery_wrap.unlink()

    def then_changes(folder: Folder, paths: list[Path], copies: Path) -> list[str]:
        found = copy_files(folder, paths, copies)
        if any(each.parent == folder.wraps for each in paths):
            staff.change_passphrase(house, session, old=PASSPHRASE, new=BEAS, cost=CHEAP)
        return found

    with monkeypatch.context() as torn:
        torn.setattr(copying, "vault_lock", nobody_locks)
        torn.setattr(copying, "_copy_files", then_changes)
        with pytest.raises(StoreDamagedError, match="open for nobody"):
            make_backup(house, session)

    assert list(house.folder.backups.iterdir()) == []


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_an_administrator_for_whom_a_backup_does_not_open_is_named(
    house: House, session: Session, harm: str
) -> None:
    who = bea(house, session)
    wrap = house.folder.wrap(who.id)
    if harm == "gone":
        wrap.unlink()
    else:
        wrap.write_bytes(wrap.read_bytes()[:50])

    made = make_backup(house, session)

    assert made.path.is_file()
    assert [BEA in each for each in made.warnings] == [True]


def test_a_recovery_key_that_does_not_open_a_backup_is_named(
    house: House, session: Session
) -> None:
    ((path, wrap),) = keyfiles.recovery_wraps(house.folder)
    keyfiles.write_wrap(path, wrap.with_keys([bytes(32)]))

    made = make_backup(house, session)

    assert ["Recovery key" in each for each in made.warnings] == [True]
