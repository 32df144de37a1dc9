import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from distressapp.bootstrap import sign_in
from distressapp.core.erasure import ErasedListError
from distressapp.core.journal import parsed
from distressapp.core.roles import Role
from distressapp.core.sitting import Stop
from distressapp.letterbox.emptying import Emptying
from distressapp.letterbox.rows import Row
from distressapp.service import erased_list
from distressapp.service.access import NotAllowedError, Session
from distressapp.service.archive import extract
from distressapp.service.backups import make_backup
from distressapp.service.erasure import NotErasedError, erase, finish, replay
from distressapp.service.house import House
from distressapp.service.matching import recent
from distressapp.service.pauses import pause, waiting
from distressapp.service.posting import NOBODY
from distressapp.service.sittings import Running
from distressapp.service.takein import take_in
from distressapp.settings import Backup
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import (
    BORN,
    NUMBER,
    PASSPHRASE,
    Clock,
    closed,
    rated,
    seated,
    told,
)
from tests.service.patients import BERTA, REASON, about, colleague, matched, patient_id, sat
from tests.vault.plain import pages


def test_an_erased_patient_is_gone_from_every_list_and_the_chain_holds(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    first = matched(house, vault, value=2)
    clock.forward(days=40)
    second = matched(house, vault)
    patient = patient_id(vault)
    other = matched(house, vault, BERTA)
    entries = vault.verify()

    done = erase(house, session, patient, reason=REASON)

    assert vault.verify() == entries + 1
    assert about(vault, patient, first, second) == [True] * done.entries
    assert done.entries == 6
    assert done.is_settled
    assert lists.all_sittings(vault) == (other,)
    assert lists.patient_of(vault, NUMBER) is None
    assert {row["sitting"] for row in vault.projections()["page"]} == {other}
    assert {row["sitting"] for row in vault.projections()["sitting"] if row["bands"]} == {other}


def test_the_erasure_is_an_entry_that_names_nobody(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = matched(house, vault)
    patient = patient_id(vault)

    erase(house, session, patient, reason=REASON)

    *_, last = vault.entries(vault.writer)
    payload = parsed(last.entry.payload)
    assert (last.entry.kind, last.entry.subject) == ("patient.erased", NOBODY)
    assert payload["reason"] == REASON
    assert payload["by"] == session.member.name
    assert {sitting, patient} <= set(last.entry.payload.decode().split('"'))
    assert b"CANARY" not in last.entry.payload.upper()
    assert NUMBER.encode() not in last.entry.payload


def test_projections_made_again_after_an_erasure_are_the_same(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault)
    matched(house, vault, BERTA)
    erase(house, session, patient_id(vault), reason=REASON)
    before = vault.projections()

    vault.rebuild()

    assert vault.projections() == before


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl reads the raw pages")
def test_no_byte_of_the_vault_tells_of_an_erased_patient(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault)
    confirm_words = [b"CANARY-WORDS", b"Canaryname", NUMBER.encode(), BORN.isoformat().encode()]
    finish(house, vault)
    before = pages(house.folder.vault, session.key)

    erase(house, session, patient_id(vault), reason=REASON)

    after = pages(house.folder.vault, session.key)
    assert [each in before for each in confirm_words] == [True] * 4
    assert [each in after for each in confirm_words] == [False] * 4
    assert house.folder.vault.with_name("vault.db-wal").stat().st_size == 0


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl reads the raw pages")
def test_a_backup_made_after_an_erasure_tells_nothing_of_the_patient(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    matched(house, vault)
    kept = [make_backup(house, session).path]
    erase(house, session, patient_id(vault), reason=REASON)
    kept.append(make_backup(house, session).path)

    found = []
    for number, path in enumerate(kept):
        extract(path, tmp_path / str(number))
        found.append(pages(tmp_path / str(number) / "vault.db", session.key))

    assert [b"CANARY-WORDS" in each for each in found] == [True, False]
    assert [NUMBER.encode() in each for each in found] == [True, False]


def test_a_sitting_that_nobody_matched_can_be_erased_alone(
    house: House, session: Session, vault: Vault
) -> None:
    one, another = sat(house, vault), sat(house, vault)

    erase(house, session, one, reason=REASON)

    assert lists.all_sittings(vault) == (another,)
    assert about(vault, one) == [True]
    assert about(vault, another) == [False]


def test_a_sitting_of_a_patient_means_the_patient(
    house: House, session: Session, vault: Vault, clock: Clock
) -> None:
    matched(house, vault, value=2)
    clock.forward(days=40)
    second = matched(house, vault)

    erase(house, session, second, reason=REASON)

    assert lists.all_sittings(vault) == ()


def test_sittings_that_nobody_matched_are_not_left_behind_in_silence(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault)
    loose = sat(house, vault)

    with pytest.raises(NotErasedError, match=loose[:8]):
        erase(house, session, patient_id(vault), reason=REASON)
    erase(house, session, patient_id(vault), reason=REASON, leaves_unmatched=True)

    assert lists.all_sittings(vault) == (loose,)


@pytest.mark.parametrize("role", [Role.NURSE, Role.SOCIAL_WORKER])
def test_who_may_not_erase_erases_nothing(
    house: House, session: Session, vault: Vault, role: Role
) -> None:
    matched(house, vault)
    other = colleague(house, session, role)

    with pytest.raises(NotAllowedError):
        erase(house, other, patient_id(vault), reason=REASON)

    assert not any(about(vault, patient_id(vault)))


def test_a_call_that_is_over_is_erased_with_its_sitting(
    house: House, session: Session, vault: Vault
) -> None:
    running = seated(house)
    running.raise_now()
    running.withdraw_now()
    closed(house, running)
    take_in(house, vault)

    erase(house, session, running.plan.sitting, reason=REASON)

    assert about(vault, running.plan.sitting) == [True, True, True]
    assert house.letterbox.calls() == ()


def test_a_paused_sitting_waits_no_longer_when_its_patient_is_erased(
    house: House, session: Session, vault: Vault
) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    pause(house, running, told(running, Stop.CALLED), at="dt/rating")
    house.recent = recent(house, vault)

    take_in(house, vault)
    erase(house, session, running.plan.sitting, reason=REASON)

    assert waiting(house) == 0
    assert house.recent.of(NUMBER) == {}


def test_what_lies_aside_of_the_patient_goes_too(
    house: House, session: Session, vault: Vault
) -> None:
    sitting, other = sat(house, vault), sat(house, vault, BERTA)
    for each in (sitting, other):
        running = reopened(house, vault, each)
        house.letterbox.keep(each, [row_elsewhere(house, each)])
        house.running.discard(running.plan.sitting)
    emptying = Emptying(house.folder.letterbox)
    for opening, rows in emptying.drafts():
        emptying.set_draft_aside(opening, rows, reason="unopenable")

    erase(house, session, sitting, reason=REASON)

    assert [each.sitting for each in emptying.set_aside()] == [other]
    emptying.close()


def reopened(house: House, vault: Vault, sitting: str) -> Running:
    """The sitting goes on, as it would where a kiosk still remembered it."""
    found = lists.sitting(vault, sitting)
    assert found is not None
    given = found.record.given
    running = Running.open(house, found.record.sitting.plan, given.record_number, given.born)
    running.keep(rated(house, 5))
    return running


def row_elsewhere(house: House, sitting: str) -> Row:
    """A row that does not open."""
    *_, last = house.letterbox.rows(sitting)
    return replace(last, number=last.number + 7)


def test_a_later_stop_of_an_erased_sitting_is_taken_in_and_shown(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = matched(house, vault)
    patient = patient_id(vault)
    before = lists.sitting(vault, sitting)
    assert before is not None
    plan = before.record.sitting.plan
    erase(house, session, patient, reason=REASON)
    running = Running.open(house, plan, NUMBER, BORN)
    running.keep(rated(house, 4))
    closed(house, running)

    taken = take_in(house, vault)

    found = lists.sitting(vault, sitting)
    assert taken.entries == 1
    assert found is not None
    assert found.patient is None
    assert lists.came_back(vault) == (sitting,)
    assert taken.came_back == (sitting,)
    erase(house, session, sitting, reason=REASON)
    assert lists.came_back(vault) == lists.sat_again(vault) == ()
    assert vault.verify() > 0


def test_the_list_of_what_was_erased_holds_random_ids_only(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = matched(house, vault)
    patient = patient_id(vault)

    done = erase(house, session, patient, reason=REASON)

    for folder in (house.folder.root, house.folder.backups):
        path = folder / "erased.json"
        found = json.loads(path.read_text())
        assert found["schema"] == 1
        assert {each["subject"] for each in found["erased"]} == {sitting, patient}
        assert path.stat().st_mode & 0o777 == 0o600
    assert done.unreached == ()


def test_a_second_place_that_is_away_is_said_and_made_up_for(
    house: House, session: Session, vault: Vault, tmp_path: Path
) -> None:
    place = tmp_path / "stick"
    house.settings = replace(house.settings, backup=Backup(place=str(place)))
    matched(house, vault)

    done = erase(house, session, patient_id(vault), reason=REASON)
    place.mkdir()
    later = finish(house, vault)

    assert done.unreached == (place,)
    assert later.unreached == ()
    assert erased_list.read(place / "erased.json") == erased_list.known(house)


def copy_of(house: House, into: Path) -> Path:
    """A copy of the closed folder, as a backup would be."""
    return Path(shutil.copytree(house.folder.root, into))


def test_a_restore_erases_again_and_only_once(house: House, tmp_path: Path) -> None:
    session = sign_in(house, PASSPHRASE)
    sitting = matched(house, session.vault)
    patient = patient_id(session.vault)
    other = matched(house, session.vault, BERTA)
    session.close()
    backup = copy_of(house, tmp_path / "backup")
    session = sign_in(house, PASSPHRASE)
    erase(house, session, patient, reason=REASON)
    session.close()
    house.folder.vault.unlink()
    shutil.copy(backup / "vault.db", house.folder.vault)

    session = sign_in(house, PASSPHRASE)
    is_back = lists.sitting(session.vault, sitting) is not None
    first, second = replay(house, session.vault), replay(house, session.vault)

    assert is_back
    assert (first.entries, second.entries) == (3, 0)
    assert lists.all_sittings(session.vault) == (other,)
    assert about(session.vault, patient, sitting) == [True] * 3
    assert session.vault.verify() > 0
    session.close()


def test_a_list_that_cannot_be_read_stops_a_replay_and_is_left_for_a_person(
    house: House, session: Session, vault: Vault
) -> None:
    matched(house, vault)
    erase(house, session, patient_id(vault), reason=REASON)
    damaged = house.folder.backups / "erased.json"
    damaged.write_text('{"schema": 1}')

    with pytest.raises(ErasedListError):
        replay(house, vault)
    left = finish(house, vault)
    damaged.unlink()
    healed = finish(house, vault)

    assert left.unreached == (house.folder.backups,)
    assert healed.unreached == ()
    assert erased_list.read(damaged) == erased_list.read(house.folder.root / "erased.json")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": 2, "erased": []}'])
def test_what_is_no_list_is_not_read_as_an_empty_one(tmp_path: Path, content: str) -> None:
    path = tmp_path / "erased.json"
    path.write_text(content)

    with pytest.raises(ErasedListError):
        erased_list.read(path)


def test_a_crash_after_the_commit_is_made_up_for(
    house: House, session: Session, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    matched(house, vault)
    patient = patient_id(vault)

    def dies(_self: Emptying, _subjects: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Emptying, "forget", dies)
        with pytest.raises(KeyboardInterrupt):
            erase(house, session, patient, reason=REASON)
    was_published = (house.folder.root / "erased.json").exists()
    finish(house, vault)

    assert not was_published
    assert patient in {each.subject for each in erased_list.known(house)}
    assert vault.verify() > 0
