from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from distressapp.bootstrap import open_vault
from distressapp.core.journal import Head, head_after, link
from distressapp.core.record import to_payload
from distressapp.core.sitting import NowState, Stop
from distressapp.core.stores import StoreError, WrongPassphraseError
from distressapp.letterbox.emptying import Emptying
from distressapp.letterbox.rows import Posted, Row, Urgency
from distressapp.service.calls import not_ended, post_now, sounding
from distressapp.service.clinic_keys import private_key
from distressapp.service.house import House
from distressapp.service.posting import News, entry_after, post, to_envelope, unread_envelope
from distressapp.service.takein import CONFLICT, UNOPENABLE, check_agreement, take_in
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import PASSPHRASE, Clock, closed, opened, picked, rated, seated

NEWS: Final = News(kind="tested", payload={})


def power_cut(house: House, clock: Clock) -> House:
    """The kiosk dies, and another one starts on the same folder."""
    house.close()
    return opened(house.folder.root, clock)


def test_what_was_posted_stands_in_the_vault_and_no_longer_in_the_letterbox(
    house: House, vault: Vault
) -> None:
    entries = vault.verify()
    running = seated(house)
    running.keep(rated(house, 9))
    closed(house, running)

    taken = take_in(house, vault)

    found = lists.sitting(vault, running.plan.sitting)
    assert (taken.entries, taken.drafts, taken.set_aside, taken.mismatches) == (1, 0, (), ())
    assert found is not None
    assert running.closed is not None
    assert found.record == running.closed.record
    assert found.day == date(2026, 3, 2)
    assert "dt.rating.8" in lists.rules_of(vault, running.plan.sitting)
    assert house.letterbox.oldest_day() is None
    assert vault.verify() == entries + 1


def test_taking_in_twice_changes_nothing(house: House, vault: Vault) -> None:
    closed(house, seated(house))
    take_in(house, vault)
    before = vault.projections()

    taken = take_in(house, vault)

    assert taken.entries == 0
    assert vault.projections() == before


def test_a_crash_between_vault_and_letterbox_repeats_harmlessly(
    house: House, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = vault.verify()
    for value in (3, 9):
        running = seated(house)
        running.keep(rated(house, value))
        closed(house, running)

    def dies(_self: Emptying, _entries: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Emptying, "drop", dies)
        with pytest.raises(KeyboardInterrupt):
            take_in(house, vault)
    before = vault.projections()
    taken = take_in(house, vault)

    assert taken.entries == 0
    assert taken.set_aside == ()
    assert vault.projections() == before
    assert len(lists.all_sittings(vault)) == 2
    assert vault.verify() == entries + 2


def test_small_batches_take_everything_in(house: House, vault: Vault) -> None:
    for _ in range(5):
        post(house, NEWS)

    assert take_in(house, vault, batch=2).entries == 5


def test_a_draft_of_a_power_cut_is_scored_as_a_stop(
    house: House, vault: Vault, clock: Clock
) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    running.note(("welcome", "rating"))
    again = power_cut(house, clock)

    taken = take_in(again, vault)

    found = lists.sitting(vault, running.plan.sitting)
    assert taken.drafts == 1
    assert found is not None
    assert found.record.sitting.stop is Stop.RESTART
    assert found.record.sitting.shown == ("welcome", "rating")
    assert "dt.rating.8" in lists.rules_of(vault, running.plan.sitting)
    assert take_in(again, vault).drafts == 0
    again.close()


def test_a_crash_after_a_draft_was_scored_scores_it_once(
    house: House, vault: Vault, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    again = power_cut(house, clock)

    def dies(_self: Emptying, _sitting: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Emptying, "drop_draft", dies)
        with pytest.raises(KeyboardInterrupt):
            take_in(again, vault)
    taken = take_in(again, vault)

    assert taken.drafts == 0
    assert len(vault.projections()["stop"]) == 1
    assert take_in(again, vault).drafts == 0
    again.close()


def test_a_clear_bit_that_was_changed_takes_no_call_from_a_sitting(
    house: House, vault: Vault, clock: Clock
) -> None:
    running = seated(house)
    running.raise_now()
    again = power_cut(house, clock)
    (call,) = again.letterbox.calls()
    post(again, NEWS, call=replace(call, urgency=Urgency.WITHDRAWN))

    take_in(again, vault)

    found = lists.sitting(vault, running.plan.sitting)
    assert found is not None
    assert found.record.sitting.now is NowState.SOUNDING
    again.close()


def test_a_call_that_sounded_in_a_power_cut_raises_now(
    house: House, vault: Vault, clock: Clock
) -> None:
    running = seated(house)
    running.raise_now()
    again = power_cut(house, clock)

    take_in(again, vault)

    found = lists.sitting(vault, running.plan.sitting)
    assert found is not None
    assert found.record.sitting.now is NowState.SOUNDING
    assert "request.now" in lists.rules_of(vault, running.plan.sitting)
    assert len(sounding(again)) == 1
    again.close()


def test_a_sitting_that_runs_here_is_left_to_go_on(house: House, vault: Vault) -> None:
    running = seated(house)
    running.keep(rated(house, 9))

    assert take_in(house, vault).drafts == 0

    running.keep(rated(house, 2))
    assert closed(house, running).scored["dt"].scores["rating"].value == 2


def test_a_sitting_that_runs_in_another_process_is_left_to_go_on(
    house: House, vault: Vault, clock: Clock
) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    other = opened(house.folder.root, clock, room=None)

    taken = take_in(other, vault)
    other.close()

    assert taken.drafts == 0
    assert closed(house, running).scored["dt"].scores["rating"].value == 9


def test_a_later_stop_supersedes_and_its_flags_stay(house: House, vault: Vault) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    closed(house, running, Stop.CALLED)
    assert running.closed is not None
    begun, sitting = running._begun, running.closed.record.sitting  # noqa: SLF001  (as a resume does)
    later = type(running).reopen(house, begun, sitting, at="rating")
    later.keep(rated(house, 1))
    closed(house, later)

    take_in(house, vault)

    found = lists.sitting(vault, running.plan.sitting)
    assert found is not None
    assert found.record.outcome.scored["dt"].scores["rating"].value == 1
    assert "dt.rating.8" in lists.rules_of(vault, running.plan.sitting)
    assert lists.kinds_of(vault, running.plan.sitting).count("sitting.stopped") == 2


def test_projections_made_again_are_the_same(house: House, vault: Vault, clock: Clock) -> None:
    for value in (0, 4, 8):
        running = seated(house)
        running.keep(rated(house, value))
        running.keep(picked(house, "dt/practical", "practical.food"))
        clock.forward(minutes=5)
        closed(house, running)
    press, taken_back = post_now(house), post_now(house)
    press.raise_now()
    taken_back.raise_now()
    taken_back.withdraw_now()
    take_in(house, vault)
    before = vault.projections()

    vault.rebuild()

    assert vault.projections() == before
    assert lists.rules_of(vault, press.id) == {"request.now"}
    assert lists.rules_of(vault, taken_back.id) == {"request.now_withdrawn"}
    assert [call.id for call in not_ended(house)] == [press.id]


def garbled(head: Head) -> Posted:
    return replace(posted_for(head), sealed=b"not sealed at all")


def posted_for(head: Head, sealed: bytes = b"") -> Posted:
    linked_head = replace(head, number=head.number + 1, chain=b"c" * 32)
    return Posted(
        head=linked_head, sitting="", ticket="", day="2026-03-02", key_id="k", sealed=sealed
    )


def test_what_does_not_open_is_set_aside_and_the_rest_is_taken_in(
    house: House, vault: Vault
) -> None:
    house.letterbox.post(garbled)
    closed(house, seated(house))

    taken = take_in(house, vault)

    assert [each.reason for each in taken.set_aside] == [UNOPENABLE]
    assert taken.entries == 1
    assert len(lists.all_sittings(vault)) == 1


def test_a_forged_entry_under_a_number_that_is_taken_is_set_aside(
    house: House, vault: Vault
) -> None:
    post(house, NEWS)
    take_in(house, vault)
    entries = vault.verify()
    before = house.letterbox.head
    head = Head(writer=before.writer)

    def forges(_head: Head) -> Posted:
        entry = entry_after(head, NEWS, at=house.clock(), house=house)
        linked = link(head, entry)
        sealed = house.public.seal(to_envelope(entry))
        return replace(posted_for(head, sealed), head=head_after(linked))

    house.letterbox.post(forges)

    assert [each.reason for each in take_in(house, vault).set_aside] == [CONFLICT]
    assert vault.verify() == entries


def test_an_entry_that_does_not_read_as_what_it_says_stops_nobody_else(
    house: House, vault: Vault
) -> None:
    post(house, News(kind="sitting.stopped", payload={"nonsense": 1}))
    post(house, News(kind="sitting.stopped", payload={}, schema=99))
    lost = {"sitting": "0" * 32, "name": "A", "born": "1", "record_number": "1", "flags": []}
    post(house, News(kind="sitting.confirmed", payload=lost))
    closed(house, seated(house))

    taken = take_in(house, vault)

    assert taken.entries == 1
    assert len(taken.set_aside) == 3
    assert vault.projections()["patient"] == []


def test_a_stop_that_names_another_sitting_than_its_header_is_set_aside(
    house: House, vault: Vault
) -> None:
    running = seated(house)
    closed(house, running)
    assert running.closed is not None
    payload = to_payload(running.closed.record)
    post(house, News(kind="sitting.stopped", subject="f" * 32, payload=payload))

    taken = take_in(house, vault)

    assert taken.entries == 1
    assert [each.reason for each in taken.set_aside] == [UNOPENABLE]


def test_a_draft_with_a_missing_row_is_set_aside(house: House, vault: Vault, clock: Clock) -> None:
    running = seated(house)
    running.keep(rated(house, 9))
    house.letterbox.keep(running.plan.sitting, [Row(number=3, sealed=b"planted")])
    again = power_cut(house, clock)

    taken = take_in(again, vault)

    assert taken.drafts == 0
    assert [each.sitting for each in taken.set_aside] == [running.plan.sitting]
    again.close()


def test_an_entry_that_vanished_from_the_letterbox_is_noticed(house: House, vault: Vault) -> None:
    post(house, NEWS)
    emptying = Emptying(house.folder.letterbox)
    emptying.drop(emptying.batch(1))
    emptying.close()

    taken = take_in(house, vault)

    with pytest.raises(StoreError, match="do not agree"):
        check_agreement(taken)


def test_the_seal_holds_the_entry_that_was_hashed(house: House, vault: Vault) -> None:
    posted = post(house, NEWS)

    entry = unread_envelope(private_key(house, vault).open(posted.sealed))

    assert link(Head(writer=entry.writer), entry).chain == posted.head.chain


def test_what_was_used_is_kept_by_its_sha256(house: House, vault: Vault) -> None:
    take_in(house, vault)

    rows = {row["sha256"]: row["kind"] for row in vault.database.table("used").rows}
    assert {rows[each] for each in house.definitions.values()} == {"definition"}
    assert rows[house.wordings["hads.en"].sha256] == "wording"


def test_another_passphrase_opens_nothing(house: House) -> None:
    with pytest.raises(WrongPassphraseError):
        open_vault(house, PASSPHRASE + "!")
