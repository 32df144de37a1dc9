"""Coming in: a passphrase tried, the vault opened, and the letterbox taken in."""

import gc
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import sqlcipher3
from nacl.bindings import crypto_box_keypair, crypto_box_seal, crypto_box_seal_open

from bench.measure import Pairs, Result, at_most, in_turn, seconds, told
from bench.sittings import PASSPHRASE, fill, set_up
from distressapp.bootstrap import open_house, sign_in_mending
from distressapp.keys.wrap import MODERATE, SALT_BYTES, Cost, derived_key
from distressapp.service.access import sign_in
from distressapp.service.house import House
from distressapp.service.takein import take_in
from distressapp.service.taking import taking

ROUNDS: Final = 9
"""Sign-ins: each takes a quarter of a second."""
TAKES: Final = 5
SITTINGS: Final = 1_000
BEFORE: Final = 300
"""Sittings in the vault that is signed in to."""
_CHEAP: Final = Cost(passes=1, memory_kib=8)

_SIGN_IN_NOTE: Final = (
    "Ours: service.access.sign_in, from the wraps on the disk to an open vault with some hundred"
    " sittings and a durable entry that says who came, and shut again. Against: crypto_pwhash of"
    " the same libsodium over the same passphrase with the same passes and memory."
)
_TAKE_IN_NOTE: Final = (
    "Ours: take_in of finished sittings, posted with the real scoring, chain and seal: each opened,"
    " checked, chained, written to the journal with its index, projected to every list (stop,"
    " sitting, flags, follow-up) and deleted from the letterbox, durable batch by batch; and"
    " everything a take-in looks at besides. Against: as many sealed boxes of the same sizes held"
    " in memory, each opened with the same libsodium and inserted as one row (number, plain bytes)"
    " into a table with no index in a SQLCipher file with the vault's own settings (raw key, WAL,"
    " FULL, memory wiped), all in one transaction with one commit; nothing parsed, nothing deleted."
)


def measure(  # noqa: PLR0913  (how large each part is, by name)
    place: Path,
    *,
    rounds: int = ROUNDS,
    takes: int = TAKES,
    sittings: int = SITTINGS,
    before: int = BEFORE,
    cost: Cost = MODERATE,
) -> Iterator[Result]:
    """Lines of signing in and taking in.

    Args:
        rounds: Sign-ins that count.
        takes: Take-ins that count.
        sittings: Posted for each of them.
        before: Sittings in the vault that is signed in to.
        cost: Of one guess there.
    """
    yield from _signing_in(place / "signing", rounds=rounds, before=before, cost=cost)
    yield from _taking_in(place / "taking", takes=takes, sittings=sittings)


def _signing_in(place: Path, *, rounds: int, before: int, cost: Cost) -> Iterator[Result]:
    set_up(place, cost=cost)
    fill(place, before)
    house = open_house(place, room=None)
    try:
        with closing(sign_in(house, PASSPHRASE)) as session:
            take_in(house, session.vault)
        pairs = in_turn(lambda: _in_and_out(house), lambda: _guess(cost), rounds=rounds)
        yield pairs.result(
            what="sign in by passphrase",
            against="one Argon2id of the chosen cost",
            reach=at_most(1.3),
            note=_SIGN_IN_NOTE,
        )
        yield _ms(pairs.ours, what="sign in by passphrase")
        shifts = in_turn(lambda: _shift(house), lambda: _guess(cost), rounds=max(1, rounds // 2))
        yield shifts.result(
            what="beginning of a shift",
            against="one Argon2id of the chosen cost",
            reach=None,
            note="The same, and every page of the vault's file is checked: it grows with the file.",
        )
    finally:
        house.close()


def _in_and_out(house: House) -> None:
    sign_in(house, PASSPHRASE).close()


def _shift(house: House) -> None:
    session, _mended = sign_in_mending(house, PASSPHRASE)
    session.close()


def _guess(cost: Cost) -> bytes:
    return derived_key(PASSPHRASE, salt=bytes(SALT_BYTES), cost=cost)


def _taking_in(place: Path, *, takes: int, sittings: int) -> Iterator[Result]:
    filled = place / "filled"
    set_up(filled, cost=_CHEAP)
    fill(filled, sittings)
    floor = Floor(place / "floor", sizes_in(filled / "letterbox.db"))
    whole: list[tuple[float, float]] = []
    for nth in range(takes + 1):
        ours, theirs = _taken(filled, place / f"take-{nth}", sittings), floor.seconds()
        whole += [(ours, theirs)] if nth else []
    pairs = Pairs(ours=tuple(a for a, _b in whole), theirs=tuple(b for _a, b in whole))
    yield pairs.result(
        what=f"take-in of {sittings:,} finished sittings",
        against="as many sealed boxes opened and rows inserted",
        reach=at_most(3),
        note=_TAKE_IN_NOTE,
    )
    yield _ms(pairs.ours, what=f"take-in of {sittings:,} finished sittings")
    yield _ms(pairs.theirs, what="as many sealed boxes opened and rows inserted")
    steps = _steps(filled, place / "steps")
    yield _ms(steps, what="one step of a take-in while the room is open")


def _taken(filled: Path, work: Path, sittings: int) -> float:
    """Seconds of a take-in of everything in a copy of that folder."""
    shutil.copytree(filled, work)
    house = open_house(work, room=None)
    try:
        with closing(sign_in(house, PASSPHRASE)) as session:
            gc.collect()
            found: list[int] = []
            spent = seconds(lambda: found.append(take_in(house, session.vault).entries))
    finally:
        house.close()
        shutil.rmtree(work)
    if found != [sittings]:
        raise ValueError("not everything was taken in")
    return spent


def _steps(filled: Path, work: Path) -> list[float]:
    """Seconds of each step of the room's own take-in: what a window may wait for."""
    shutil.copytree(filled, work)
    house = open_house(work, room=None)
    try:
        with closing(sign_in(house, PASSPHRASE)) as session:
            going = taking(house, session.vault)
            found: list[float] = []
            is_over = False
            while not is_over:
                told_of: list[object] = []
                found.append(seconds(lambda: told_of.append(next(going, None))))  # noqa: B023
                is_over = told_of == [None]
    finally:
        house.close()
        shutil.rmtree(work)
    return found


def sizes_in(letterbox: Path) -> list[int]:
    """Bytes of every sealed entry in a letterbox, in the order in which it is emptied."""
    with closing(sqlite3.connect(letterbox)) as database:
        asked = "SELECT length(sealed) FROM entry ORDER BY writer, number"
        return [int(row[0]) for row in database.execute(asked)]


class Floor:
    """Opening sealed boxes and inserting what was in them, and nothing else."""

    def __init__(self, place: Path, sizes: Sequence[int]) -> None:
        place.mkdir()
        self._place = place
        self._public, self._private = crypto_box_keypair()
        overhead = len(crypto_box_seal(b"", self._public))
        self._boxes = [crypto_box_seal(bytes(each - overhead), self._public) for each in sizes]
        self._nth = 0

    def seconds(self) -> float:
        """How long all of them take, in a new file; durable at the end."""
        self._nth += 1
        with closing(_encrypted(self._place / f"{self._nth}.db")) as database:
            gc.collect()
            return seconds(lambda: self._fill(database))

    @property
    def rows(self) -> list[int]:
        """Bytes of what the newest file holds, row by row."""
        with closing(_encrypted(self._place / f"{self._nth}.db")) as database:
            asked = "SELECT length(plain) FROM entry ORDER BY number"
            return [int(row[0]) for row in database.execute(asked)]

    def _fill(self, database: Any) -> None:  # noqa: ANN401  (sqlcipher3 ships no types)
        database.execute("BEGIN IMMEDIATE")
        for number, box in enumerate(self._boxes, start=1):
            plain = crypto_box_seal_open(box, self._public, self._private)
            database.execute("INSERT INTO entry VALUES (?, ?)", (number, plain))
        database.execute("COMMIT")


def _encrypted(path: Path) -> Any:  # noqa: ANN401  (sqlcipher3 ships no types)
    """A SQLCipher file under the vault's settings, with one table."""
    database = sqlcipher3.connect(str(path), isolation_level=None)
    database.execute("PRAGMA cipher_memory_security = ON")
    database.execute(f"PRAGMA key = \"x'{'5a' * 48}'\"")
    for setting in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        database.execute(f"PRAGMA {setting}").fetchall()
    database.execute("CREATE TABLE IF NOT EXISTS entry (number INTEGER PRIMARY KEY, plain BLOB)")
    return database


def _ms(times: Sequence[float], *, what: str) -> Result:
    found = [1000 * each for each in times]
    return told(found, what=what, against="", unit="ms", reach=None)
