import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from distressapp.bootstrap import sign_in
from distressapp.cli.restoration import restore_backup
from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Stop, Use
from distressapp.core.stores import (
    RoomTakenError,
    StoreTooNewError,
    WrongPassphraseError,
)
from distressapp.paths import Folder
from distressapp.service import archive, staging, swapping
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.backups import make_backup
from distressapp.service.house import House
from distressapp.service.losses import Missing
from distressapp.service.staging import Wanted
from distressapp.service.takein import take_in
from distressapp.vault import lists
from distressapp.vault.gaps import RESTORED
from distressapp.vault.merging import own_writers
from tests.clinics import PASSPHRASE, Clock, closed, made, opened, rated, seated, settings
from tests.service.spoiling import sat, spoiled
from tests.service.teams import set_up_anew


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    found = sign_in(house, PASSPHRASE)
    yield found
    found.close()


def wanted(path: Path, *, passphrase: str = PASSPHRASE, without_current: bool = False) -> Wanted:
    return Wanted(backup=path, passphrase=passphrase, without_current=without_current)


def shut(house: House, session: Session) -> Path:
    session.close()
    house.close()
    return house.folder.root


def sittings(root: Path, clock: Clock) -> set[str]:
    """What a restored clinic has, checked."""
    house = opened(root, clock)
    try:
        session = sign_in(house, PASSPHRASE)
        try:
            taken = take_in(house, session.vault)
            assert taken.mismatches == ()
            session.vault.verify()
            return set(lists.all_sittings(session.vault))
        finally:
            session.close()
    finally:
        house.close()


def test_on_an_empty_computer_all_is_as_it_was_backed_up(
    house: House, session: Session, clock: Clock, tmp_path: Path
) -> None:
    first = sat(house, 9)
    take_in(house, session.vault)
    waiting = sat(house, 3)
    running = seated(house)
    running.keep(rated(house, 5))
    backup = make_backup(house, session).path
    root = tmp_path / "new" / "clinic"

    restored, finished = restore_backup(root, wanted(backup), clock=clock)

    assert (restored.merged, restored.missing) == (None, ())
    assert (finished.taken.drafts, finished.taken.mismatches) == (1, ())
    assert sittings(root, clock) == {first, waiting, running.plan.sitting}
    modes = {each.stat().st_mode & 0o777 for each in root.rglob("*") if each.is_file()}
    assert modes == {0o600}
    assert not (root / "restoring").exists()


def test_what_was_written_since_the_backup_is_kept(
    house: House, session: Session, clock: Clock
) -> None:
    before = sat(house, 9)
    backup = make_backup(house, session).path
    take_in(house, session.vault)
    since = sat(house, 3)
    take_in(house, session.vault)
    waiting = sat(house, 1)
    count = session.vault.verify()
    root = shut(house, session)

    restored, _taken = restore_backup(root, wanted(backup), clock=clock)

    assert sittings(root, clock) == {before, since, waiting}
    assert restored.missing == ()
    assert restored.merged is not None
    assert (restored.merged.conflicts, restored.merged.is_whole) == (0, True)
    house = opened(root, clock)
    session = sign_in(house, PASSPHRASE)
    assert session.vault.verify() > count
    session.close()
    house.close()


def test_vault_and_letterbox_begin_new_chains(house: House, session: Session, clock: Clock) -> None:
    sat(house, 9)
    backup = make_backup(house, session).path
    was = (session.vault.writer, house.letterbox.head.writer)
    root = shut(house, session)

    restore_backup(root, wanted(backup), clock=clock)

    house = opened(root, clock)
    session = sign_in(house, PASSPHRASE)
    now = (session.vault.writer, house.letterbox.head.writer)
    assert not set(was) & set(now)
    assert own_writers(session.vault) == {was[0], now[0]}
    first = next(iter(session.vault.entries(now[0])))
    assert first.entry.kind == RESTORED
    assert json.loads(first.entry.payload)["backup"] == backup.name
    session.close()
    house.close()


def test_what_was_there_lies_in_quarantine_whole(
    house: House, session: Session, clock: Clock
) -> None:
    backup = make_backup(house, session).path
    root = shut(house, session)
    before = {each.name: each.read_bytes() for each in root.iterdir() if each.is_file()}

    restore_backup(root, wanted(backup), clock=clock)

    (away,) = (root / "quarantine").iterdir()
    assert away.name == "20260302T090000Z"
    assert away.stat().st_mode & 0o777 == 0o700
    for name in ("vault.db", "letterbox.db", "kiosk.json", "clinic.pub"):
        assert (away / name).read_bytes() == before[name]
    assert (away / "wraps").is_dir()


def test_a_draft_that_ended_since_is_not_scored_again(
    house: House, session: Session, clock: Clock
) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    backup = make_backup(house, session).path
    clock.forward(minutes=5)
    running.keep(rated(house, 2))
    closed(house, running)
    take_in(house, session.vault)
    root = shut(house, session)
    (root / "letterbox.db").write_bytes(b"\xff" * 4096)

    _restored, finished = restore_backup(root, wanted(backup), clock=clock)

    assert finished.taken.drafts == 0
    house = opened(root, clock)
    session = sign_in(house, PASSPHRASE)
    found = lists.sitting(session.vault, running.plan.sitting)
    assert found is not None
    assert found.record.sitting.stop is Stop.FINISHED
    assert found.record.outcome.scored["dt"].scores["rating"].value == 2
    session.close()
    house.close()


def test_what_is_lost_is_named(house: House, session: Session, clock: Clock) -> None:
    sat(house, 1)
    backup = make_backup(house, session).path
    writer = house.letterbox.head.writer
    for value in (2, 3):
        sat(house, value)
    take_in(house, session.vault)
    sat(house, 4)
    own, number = session.vault.writer, session.vault.heads()[session.vault.writer].number
    make_backup(house, session)
    root = shut(house, session)
    spoiled(root / "vault.db")

    restored, _taken = restore_backup(root, wanted(backup), clock=clock)

    assert Missing(writer=writer, first=2, last=3) in restored.missing
    assert [each for each in restored.missing if each.writer == own and each.last == number]
    assert len(sittings_unverified(root, clock)) == 2


def sittings_unverified(root: Path, clock: Clock) -> set[str]:
    house = opened(root, clock)
    session = sign_in(house, PASSPHRASE)
    found = set(lists.all_sittings(session.vault))
    session.close()
    house.close()
    return found


def test_settings_that_were_changed_since_stay(
    house: House, session: Session, clock: Clock
) -> None:
    backup = make_backup(house, session).path
    set_up_anew(house, replace(house.settings, idle_s=77))
    root = shut(house, session)
    (root / "kiosk.json").write_text("{")

    _restored, finished = restore_backup(root, wanted(backup), clock=clock)

    again = opened(root, clock)
    assert again.settings.idle_s == 77
    again.close()
    assert finished.taken.mismatches == ()


def test_a_kiosk_that_is_open_keeps_a_restore_away(house: House, session: Session) -> None:
    backup = make_backup(house, session).path

    with pytest.raises(RoomTakenError):
        restore_backup(house.folder.root, wanted(backup))

    assert not house.folder.quarantine.exists()


def test_a_passphrase_that_opens_nothing_changes_nothing(
    house: House, session: Session, clock: Clock, tmp_path: Path
) -> None:
    backup = make_backup(house, session).path
    root = shut(house, session)
    before = {each.name for each in root.iterdir()}

    for place in (root, tmp_path / "elsewhere"):
        with pytest.raises(WrongPassphraseError):
            restore_backup(place, wanted(backup, passphrase="wrong"), clock=clock)  # noqa: S106  (a wrong one)

    assert {each.name for each in root.iterdir()} - before == {"staff.lock"}


def test_a_vault_that_the_passphrase_does_not_open_is_left_out_only_when_said(
    house: House, session: Session, clock: Clock, tmp_path: Path
) -> None:
    kept = sat(house, 9)
    backup = shutil.copy(make_backup(house, session).path, tmp_path)
    root = shut(house, session)
    for each in (root / "wraps").iterdir():
        each.unlink()

    with pytest.raises(WrongPassphraseError, match="that is there"):
        restore_backup(root, wanted(Path(backup)), clock=clock)
    restore_backup(root, wanted(Path(backup), without_current=True), clock=clock)

    assert sittings(root, clock) == {kept}


def test_a_backup_of_another_clinic_is_not_mixed_in(
    house: House, session: Session, clock: Clock, tmp_path: Path
) -> None:
    backup = make_backup(house, session).path
    other = made(tmp_path / "other")

    with pytest.raises(ExpectedError, match="another clinic"):
        restore_backup(other, wanted(backup), clock=clock)

    assert not (other / "quarantine").exists()
    assert not (other / "restoring").exists()


def test_a_rehearsal_is_not_restored_over_a_clinic_in_use(
    house: House, session: Session, tmp_path: Path
) -> None:
    backup = make_backup(house, session).path
    clinical = made(tmp_path / "clinical", settings(Use.CLINICAL))

    with pytest.raises(ExpectedError, match="rehearsal"):
        restore_backup(clinical, wanted(backup))


def test_a_backup_of_a_newer_program_is_refused(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    backup = make_backup(house, session).path
    before = backup.read_bytes()
    monkeypatch.setattr(staging, "VAULT_SCHEMA", 1)

    with pytest.raises(StoreTooNewError, match="Update"):
        restore_backup(tmp_path / "new", wanted(backup))

    assert backup.read_bytes() == before
    assert not (tmp_path / "new" / "vault.db").exists()


def test_a_role_that_does_not_restore_is_refused(
    house: House, session: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = make_backup(house, session).path
    root = shut(house, session)
    monkeypatch.setattr(staging, "may", lambda _role, _act: False)

    with pytest.raises(NotAllowedError):
        restore_backup(root, wanted(backup), clock=clock)

    assert not (root / "quarantine").exists()


class Crash(BaseException):
    """The power goes."""


@pytest.mark.parametrize("last", range(1, 14))
def test_a_crash_anywhere_in_the_swap_is_finished_at_the_next_start(
    house: House, session: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    first = sat(house, 9)
    backup = make_backup(house, session).path
    second = sat(house, 1)
    root = shut(house, session)
    seen = 0
    rename = Path.rename

    def dies(self: Path, target: Path) -> Path:
        nonlocal seen
        seen += 1
        if seen == last:
            raise Crash
        return rename(self, target)

    with monkeypatch.context() as power:
        power.setattr(Path, "rename", dies)
        with suppress(Crash):
            restore_backup(root, wanted(backup), clock=clock)

    assert sittings(root, clock) == {first, second}
    assert not (root / "restoring").exists()
    (away,) = (root / "quarantine").iterdir()
    assert (away / "vault.db").is_file()


def test_a_crash_before_everything_is_ready_changes_nothing(
    house: House, session: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sat(house, 9)
    backup = make_backup(house, session).path
    root = shut(house, session)

    def dies(_path: Path, _content: bytes) -> None:
        raise Crash

    with monkeypatch.context() as power:
        power.setattr(swapping, "write_whole", dies)
        power.setattr(swapping, "forget", lambda _folder: None)
        with pytest.raises(Crash):
            restore_backup(root, wanted(backup), clock=clock)

    assert (root / "restoring").is_dir()
    assert sittings(root, clock) == {first}
    assert list((root / "quarantine").rglob("*.db")) == []
    restore_backup(root, wanted(backup), clock=clock)
    assert sittings(root, clock) == {first}


def test_old_quarantines_go_with_the_old_backups(tmp_path: Path, clock: Clock) -> None:
    folder = Folder(root=tmp_path)
    old = swapping.quarantine_for(folder, at=clock())
    clock.forward(days=36)
    new = swapping.quarantine_for(folder, at=clock())
    (folder.quarantine / "notes").mkdir()

    swapping.prune(folder, now=clock(), keep_days=35)

    assert {each.name for each in folder.quarantine.iterdir()} == {new.name, "notes"}
    assert not old.exists()
    assert archive.made_at(old) is None
