"""What a take-in costs, counted: commits, statements, boxes that are opened."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from nacl.bindings import crypto_box_seal_open

from distressapp.core.sitting import Stop
from distressapp.keys import clinic
from distressapp.letterbox import connection, emptying
from distressapp.service.house import House
from distressapp.service.posting import News, post
from distressapp.service.takein import STEP, take_in
from distressapp.service.taking import taking
from distressapp.vault import lists
from distressapp.vault.posted_stop import ReadStop, StopReader
from distressapp.vault.vault import Vault
from tests.clinics import Clock, closed, rated, seated
from tests.vault.statements import statements

SITTINGS: Final = 6
MOST_STATEMENTS: Final = 9
"""For one sitting, in the vault; those of triggers within a statement do not count."""


def sit(house: House, count: int = SITTINGS) -> None:
    for value in range(count):
        running = seated(house, number=f"MRN-{value}")
        running.keep(rated(house, value + 4))
        closed(house, running)


@pytest.fixture
def emptied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the letterbox is asked and told by whoever empties it."""
    found: list[str] = []

    def traced(path: Path, **how: Any) -> sqlite3.Connection:  # noqa: ANN401  (as `connect`)
        database = connection.connect(path, **how)
        database.set_trace_callback(found.append)
        return database

    monkeypatch.setattr(emptying, "connect", traced)
    return found


def of_one(house: House, vault: Vault, count: int) -> tuple[int, int]:
    """Statements and commits of a take-in of so many sittings."""
    sit(house, count)
    with statements(vault) as said:
        assert take_in(house, vault).entries == count
    told = [each for each in said if not each.startswith("--")]
    return len(told), sum(each.startswith("COMMIT") for each in told)


def test_more_sittings_of_a_batch_take_no_more_commits(house: House, vault: Vault) -> None:
    take_in(house, vault)
    _few, of_two = of_one(house, vault, 2)

    _many, of_six = of_one(house, vault, 6)

    assert of_two == of_six


def test_a_sitting_takes_few_statements(house: House, vault: Vault) -> None:
    take_in(house, vault)
    few, _of_two = of_one(house, vault, 2)

    many, _of_six = of_one(house, vault, 6)

    assert (many - few) / 4 <= MOST_STATEMENTS


def test_what_is_taken_in_whole_needs_no_savepoints(house: House, vault: Vault) -> None:
    take_in(house, vault)
    sit(house)

    with statements(vault) as said:
        take_in(house, vault)

    inserts = [at for at, each in enumerate(said) if each.startswith("INSERT INTO journal")]
    assert len(inserts) == SITTINGS
    within = said[inserts[0] : inserts[-1]]
    assert not any(each.startswith("SAVEPOINT sqlite_utils_") for each in within)


def test_a_batch_leaves_the_letterbox_at_once(
    house: House, vault: Vault, emptied: list[str]
) -> None:
    sit(house)

    take_in(house, vault)

    assert sum(each.startswith("DELETE FROM entry") for each in emptied) == 1
    assert house.letterbox.head.number == SITTINGS


def test_each_box_is_opened_once(
    house: House, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit(house)
    opened: list[int] = []

    def counted(sealed: bytes, public: bytes, private: bytes) -> bytes:
        opened.append(len(sealed))
        return crypto_box_seal_open(sealed, public, private)

    monkeypatch.setattr(clinic, "crypto_box_seal_open", counted)
    take_in(house, vault)

    assert len(opened) == SITTINGS


def test_a_stop_of_the_kiosk_is_read_and_packed_at_once(
    house: House, vault: Vault, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.at += timedelta(microseconds=250_000)  # no clock stands at a whole second
    sit(house)
    found: list[bool] = []
    read = StopReader.read

    def watched(self: StopReader, payload: bytes) -> ReadStop | None:
        it = read(self, payload)
        found.append(it is not None)
        return it

    monkeypatch.setattr(StopReader, "read", watched)
    take_in(house, vault)

    assert found == [True] * SITTINGS
    together = vault.projections()
    vault.rebuild()
    assert vault.projections() == together
    assert vault.verify() > SITTINGS


def test_one_that_is_not_what_it_says_keeps_no_other_of_its_batch_out(
    house: House, vault: Vault
) -> None:
    sit(house, 3)
    post(house, News(kind="sitting.stopped", subject="f" * 32, payload={"nonsense": 1}))
    sit(house, 3)
    head = house.letterbox.head

    taken = take_in(house, vault)

    assert (taken.entries, len(taken.set_aside)) == (6, 1)
    assert len(lists.all_sittings(vault)) == 6
    assert vault.heads()[head.writer] == head


def test_an_open_room_takes_a_few_in_between_two_looks(house: House, vault: Vault) -> None:
    for _nth in range(STEP + 1):
        post(house, News(kind="tested", payload={}))

    counts = list(taking(house, vault))

    assert counts == [STEP, STEP + 1]


def test_an_earlier_stop_that_comes_in_later_still_makes_the_band_worse(
    house: House, vault: Vault, clock: Clock
) -> None:
    running = seated(house)
    running.keep(rated(house, 0))
    closed(house, running, Stop.CALLED)
    assert running.closed is not None
    begun, sitting = running._begun, running.closed.record.sitting  # noqa: SLF001  (as a resume does)
    clock.forward(minutes=-5)
    later = type(running).reopen(house, begun, sitting, at="rating")
    later.keep(rated(house, 9))
    closed(house, later)

    take_in(house, vault)

    (row,) = vault.projections()["sitting"]
    bands = [each.band.urgency for each in lists.flags_of(vault, running.plan.sitting)]
    assert row["band"] == min(bands)


def test_what_comes_between_two_stops_finds_the_first_one_written(
    house: House, vault: Vault
) -> None:
    sit(house, 1)
    running = seated(house)
    asked = News(kind="now.asked", subject=running.plan.sitting, payload={"has_sitting": False})
    post(house, asked)
    running.keep(rated(house, 9))
    closed(house, running)
    sit(house, 1)
    post(house, replace(asked, kind="now.withdrawn"))
    sit(house, 1)
    head = house.letterbox.head

    assert take_in(house, vault).entries == head.number

    rules = {each.rule for each in lists.flags_of(vault, running.plan.sitting)}
    assert {"request.now_withdrawn", "dt.rating.8"} <= rules
    assert "request.now" not in rules
    together = vault.projections()
    vault.rebuild()
    assert vault.projections() == together
    with vault.reading() as db:
        asked_of = "SELECT number FROM journal WHERE writer = ? ORDER BY rowid"
        written = [row[0] for row in db.execute(asked_of, [head.writer])]
    assert written == list(range(1, head.number + 1))
