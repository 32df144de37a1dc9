"""One row that somebody planted must never stop, nor hide, what everybody else posted."""

import json
from dataclasses import replace
from typing import Any, Final

import pytest

from distressapp.core.journal import Head
from distressapp.core.record import FromPaper, to_payload
from distressapp.letterbox.emptying import Emptying
from distressapp.service.house import House
from distressapp.service.matching import recent
from distressapp.service.posting import NOBODY, News, post
from distressapp.service.takein import CONFLICT, UNOPENABLE, take_in
from distressapp.vault import lists
from distressapp.vault.vault import Vault
from tests.clinics import closed, rated, seated
from tests.service.forging import NEWS, forged, slipped_in

HUGE: Final = 10**30


@pytest.mark.parametrize(
    ("kind", "lies"),
    [
        ("tested", {"at_ms": HUGE}),
        ("tested", {"at_ms": -1}),
        ("tested", {"schema": HUGE}),
        ("tested", {"offset_min": 10**9}),
        ("tested", {"payload": b"[" * 100_000}),
        ("tested", {"payload": b"[]"}),
        ("now.asked", {"payload": b'{"a":' * 100_000}),
        ("now.asked", {"payload": b'{"has_sitting":false}', "subject": "\ud800"}),
        ("sitting.stopped", {"payload": b'{"a":' * 100_000}),
        ("page.made", {"payload": b'{"copy":%d}' % HUGE}),
        ("now.asked", {"payload": b'{"has_sitting":false}', "subject": NOBODY}),
    ],
)
def test_an_entry_beyond_all_bounds_is_set_aside_and_the_rest_is_taken_in(
    house: House, vault: Vault, kind: str, lies: dict[str, Any]
) -> None:
    house.letterbox.post(lambda head: forged(house, head, News(kind=kind, payload={}), **lies))
    sitting = sat(house)

    taken = take_in(house, vault)

    assert [each.reason for each in taken.set_aside] == [UNOPENABLE]
    assert lists.all_sittings(vault) == (sitting,)


@pytest.mark.parametrize(
    ("was", "lie"),
    [('"value": "7"', '"value": "1/0"'), ('"record_number": "MRN-4711"', '"record_number": [1]')],
)
def test_a_stop_of_another_shape_is_set_aside(
    house: House, vault: Vault, was: str, lie: str
) -> None:
    running = seated(house)
    running.keep(rated(house, 7))
    closed(house, running)
    assert running.closed is not None
    text = json.dumps(to_payload(running.closed.record))
    assert was in text
    payload = json.loads(text.replace(was, lie))
    post(house, News(kind="sitting.stopped", subject=running.plan.sitting, payload=payload))

    taken = take_in(house, vault)

    assert [each.reason for each in taken.set_aside] == [UNOPENABLE]
    assert recent(house, vault).is_known


def test_a_form_that_nobody_signed_in_has_keyed_is_set_aside(house: House, vault: Vault) -> None:
    running = seated(house)
    running.keep(rated(house, 7))
    closed(house, running)
    assert running.closed is not None
    at = house.clock()
    keyed = FromPaper(form="", code="", filled=at.date(), keyed=at, by="Ana Ito", member="")
    payload = to_payload(replace(running.closed.record, paper=keyed))
    post(house, News(kind="sitting.stopped", subject=running.plan.sitting, payload=payload))

    taken = take_in(house, vault)

    assert [each.reason for each in taken.set_aside] == [UNOPENABLE]
    found = lists.sitting(vault, running.plan.sitting)
    assert found is not None
    assert found.record.paper is None


def test_a_number_beyond_the_letterboxes_own_head_is_set_aside(house: House, vault: Vault) -> None:
    post(house, NEWS)
    take_in(house, vault)
    slipped_in(house, forged(house, Head(writer=house.letterbox.head.writer, number=2**60)))
    sitting = sat(house)

    taken = take_in(house, vault)

    assert [each.reason for each in taken.set_aside] == [CONFLICT]
    assert taken.mismatches == ()
    assert lists.all_sittings(vault) == (sitting,)
    assert vault.verify() > 0


def test_a_number_that_no_writer_can_have_reached_is_set_aside(house: House, vault: Vault) -> None:
    for writer in (vault.writer[::-1], "e" * 32):
        slipped_in(house, forged(house, Head(writer=writer, number=2**60)))

    taken = take_in(house, vault)

    assert [each.reason for each in taken.set_aside] == [CONFLICT, CONFLICT]
    assert set(vault.heads()) == {vault.writer}


def test_a_row_that_lies_aside_excuses_no_other_that_is_gone(house: House, vault: Vault) -> None:
    slipped_in(house, forged(house, Head(writer="e" * 32, number=2**60)))
    post(house, NEWS)
    emptying = Emptying(house.folder.letterbox)
    emptying.drop([each for each in emptying.batch(9) if each.head.writer != "e" * 32])
    emptying.close()

    taken = take_in(house, vault)

    assert len(taken.set_aside) == 1
    assert ["do not agree" in each for each in taken.mismatches] == [True]


def test_the_last_rows_that_lie_aside_are_shown_and_stop_nothing(
    house: House, vault: Vault
) -> None:
    post(house, NEWS)
    house.letterbox.post(lambda head: forged(house, head, at_ms=HUGE))
    house.letterbox.post(lambda head: forged(house, head, at_ms=HUGE))

    taken = take_in(house, vault)

    assert (len(taken.set_aside), taken.mismatches) == (2, ())


def sat(house: House) -> str:
    running = seated(house)
    running.keep(rated(house, 9))
    closed(house, running)
    return running.plan.sitting
