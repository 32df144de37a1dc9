"""What goes on beside an erasure, or comes back after it, is neither lost nor erased with it."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from distressapp.core.erasure import ErasedListError
from distressapp.core.record import to_payload
from distressapp.core.sitting import Plan
from distressapp.service import erased_list
from distressapp.service.access import Session
from distressapp.service.choosing import Chosen, of_subject
from distressapp.service.erasure import NotErasedError, erase, finish, replay
from distressapp.service.house import House
from distressapp.service.matching import confirm
from distressapp.service.posting import News, post
from distressapp.service.sittings import Running
from distressapp.service.takein import take_in
from distressapp.service.verifying import accept_gap
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import BORN, NUMBER, closed, rated
from tests.service.patients import ANNA, BERTA, REASON, about, matched, patient_id, sat
from tests.service.teams import as_first


def plan_of(vault: Vault, sitting: str) -> Plan:
    """What a kiosk still remembers of it."""
    found = lists.sitting(vault, sitting)
    assert found is not None
    return found.record.sitting.plan


def test_a_call_that_came_after_an_erasure_still_sounds_when_another_is_finished(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = sat(house, vault)
    plan = plan_of(vault, sitting)
    erase(house, session, sitting, reason=REASON)
    again = Running.open(house, plan, NUMBER, BORN)
    again.raise_now()
    again.now_sounds()

    finish(house, vault)

    assert [each.id for each in house.letterbox.calls()] == [sitting]


def test_a_gap_of_an_erased_sitting_stays_shown_and_can_be_accepted(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = sat(house, vault)
    closed(house, Running.open(house, plan_of(vault, sitting), NUMBER, BORN))
    with closing(sqlite3.connect(house.folder.letterbox)) as database:
        database.execute("UPDATE entry SET sealed = zeroblob(length(sealed))")
        database.commit()
    take_in(house, vault)

    erase(house, session, sitting, reason=REASON)
    taken = take_in(house, vault)

    (aside,) = taken.set_aside
    assert aside.sitting == ""
    assert taken.mismatches == ()
    gap = accept_gap(house, session, aside.writer, aside.number)
    assert (gap.first, gap.last) == (aside.number, aside.number)


@pytest.mark.parametrize("is_nested", [False, True], ids=["folder", "nested"])
def test_a_list_that_is_there_and_cannot_be_read_is_not_taken_for_none(
    house: House, session: Session, vault: Vault, *, is_nested: bool
) -> None:
    matched(house, vault)
    erase(house, session, patient_id(vault), reason=REASON)
    path = house.folder.backups / erased_list.NAME
    path.unlink()
    if is_nested:
        path.write_text("[" * 100_000)
    else:
        path.mkdir()

    left = finish(house, vault)

    assert left.unreached == (house.folder.backups,)
    assert path.is_dir() is not is_nested
    with pytest.raises(ErasedListError):
        replay(house, vault)


def test_a_sitting_matched_while_an_erasure_begins_stops_it(
    house: House, session: Session, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    matched(house, vault, value=2)
    patient = patient_id(vault)

    def meanwhile(found: Vault, subject: str) -> Chosen:
        chosen = of_subject(found, subject)
        monkeypatch.undo()
        confirm(house, as_first(vault), sitting=sat(house, vault), patient=ANNA)
        return chosen

    monkeypatch.setattr("distressapp.service.erasure.of_subject", meanwhile)
    with pytest.raises(NotErasedError, match="a moment ago"):
        erase(house, session, patient, reason=REASON)

    assert not any(about(vault, patient))


def test_a_sitting_posted_under_a_members_id_takes_nothing_of_the_member_with_it(
    house: House, session: Session, vault: Vault
) -> None:
    member = session.member.id
    found = lists.sitting(vault, sat(house, vault, BERTA))
    assert found is not None
    plan = replace(found.record.sitting.plan, sitting=member)
    record = replace(found.record, sitting=replace(found.record.sitting, plan=plan))
    post(house, News(kind="sitting.stopped", subject=member, payload=to_payload(record)))
    take_in(house, vault)

    done = erase(house, session, member, reason=REASON)

    before = vault.projections()["member"]
    vault.rebuild()
    assert done.entries == 1
    assert vault.projections()["member"] == before
    assert member not in lists.all_sittings(vault)


def test_a_sitting_that_came_back_and_was_matched_leaves_lists_that_can_be_made_again(
    house: House, session: Session, vault: Vault
) -> None:
    sitting = sat(house, vault)
    plan = plan_of(vault, sitting)
    erase(house, session, sitting, reason=REASON)
    again = Running.open(house, plan, NUMBER, BORN)
    again.keep(rated(house, 3))
    closed(house, again)
    take_in(house, vault)
    confirm(house, as_first(vault), sitting=sitting, patient=ANNA)

    replay(house, vault)

    before = vault.projections()
    vault.rebuild()
    assert vault.projections() == before
    assert lists.all_sittings(vault) == ()
