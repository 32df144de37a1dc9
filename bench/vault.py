"""A vault of many sittings: its size, the questions of the staff's screens, a year's counts."""

import importlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.many import multiply
from bench.measure import Result, at_least, at_most, in_turn, not_measured, seconds, told
from bench.sittings import PASSPHRASE, set_up, stops
from distressapp.bootstrap import open_house, sign_in
from distressapp.keys.wrap import Cost
from distressapp.service.access import Session
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.matching import Person, confirm
from distressapp.service.owed import owed
from distressapp.service.timeline import person
from distressapp.vault import counting, lists
from distressapp.vault.bands import NO_BAND
from distressapp.vault.vault import Vault

SITTINGS: Final = 20_000
REAL: Final = 400
"""So many go through the real path; the others are made from them."""
MILLION: Final = 1_000_000
MOST_AGAIN: Final = 1_000_000
_COST: Final = Cost(passes=1, memory_kib=8 * 1024)
_FEW: Final = 40
_ROUNDS: Final = 30
_WHAT: Final = "a vault of {count:,} sittings: {what}"
_FULL: Final = "BENCH_SITTINGS"
"""How many, where somebody has the time and the room: a million take 1.5 GB."""

_OURS: Final = """
import sys
from pathlib import Path
from distressapp.vault import counting
months = counting.in_file(Path(sys.argv[1]), bytes.fromhex(sys.stdin.read()), int(sys.argv[2]))
print(sum(sum(each.values()) for each in months.values()))
"""
_THEIRS: Final = """
import sys
import duckdb
rows = duckdb.connect(sys.argv[1], read_only=True).execute(sys.argv[3], [int(sys.argv[2])])
print(sum(each[-1] for each in rows.fetchall()))
"""
_COUNTS: Final = (
    "SELECT month(day) AS month, band, count(*) FROM sitting WHERE year(day) = ? GROUP BY ALL"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A clinic whose vault was filled."""

    house: House
    session: Session
    count: int
    sitting: str
    patient: str


def measure(
    place: Path, *, count: int = int(os.environ.get(_FULL, SITTINGS)), rounds: int = _ROUNDS
) -> Iterator[Result]:
    """Everything that is asked of a big vault.

    Args:
        count: Sittings in it.
    """
    root = place / "clinic"
    set_up(root, cost=_COST)
    house = open_house(root)
    session = sign_in(house, PASSPHRASE)
    try:
        empty = place / "empty.db"
        session.vault.copy(empty, session.key)
        filled = fill(house, session, count)
        yield from _questions(filled, rounds)
        yield _size(filled, empty)
        yield _start(filled, empty, rounds)
        yield from _beside_duckdb(filled, place, rounds)
        yield _again(filled)
    finally:
        session.close()
        house.close()


def fill(house: House, session: Session, count: int, *, real: int = REAL) -> Filled:
    """So many sittings over ten years; the last of the real ones were matched, with what follows.

    Args:
        real: So many of them go through the real path.
    """
    vault, patient = session.vault, ""
    with vault.commit():
        for news in stops(house, min(real, count)):
            append(house, vault, news)
    known = lists.all_sittings(vault)
    last = multiply(house, vault, count - real) if count > real else known[-1]
    for nth, sitting in enumerate(known[-_FEW:]):
        found = lists.sitting(vault, sitting)
        if found is None or found.record.given.born is None:
            continue
        given = found.record.given
        who = Person(
            name=f"Nobody {nth}",
            born=given.born or house.today(),
            record_number=given.record_number,
        )
        confirm(house, session, sitting=sitting, patient=who)
        matched = lists.patient_of(vault, given.record_number)
        patient = patient if matched is None else matched.id
    vault.settle_log()
    return Filled(house=house, session=session, count=count, sitting=last, patient=patient)


def _questions(filled: Filled, rounds: int) -> Iterator[Result]:
    vault, year = filled.session.vault, filled.house.today().year
    asked: dict[str, Callable[[], object]] = {
        "a patient": lambda: person(vault, filled.patient),
        "a sitting": lambda: lists.sitting(vault, filled.sitting),
        "a year's counts by month and band": lambda: counting.by_month(vault, year),
    }
    for what, ask in asked.items():
        ask()
        limit = 5 if "year" in what else 1
        yield told(
            [seconds(ask) * 1000 for _nth in range(rounds)],
            what=_WHAT.format(count=filled.count, what=what),
            against="",
            unit="ms",
            reach=at_most(limit),
        )
    lines = len(owed(filled.house, filled.session))
    found = [seconds(lambda: owed(filled.house, filled.session)) * 1000 for _nth in range(3)]
    yield told(
        [each / max(1, lines) * _FEW for each in found],
        what=_WHAT.format(count=filled.count, what="the worklist, for each 40 open lines"),
        against="",
        unit="ms",
        reach=at_most(1),
        note=f"{lines:,} lines are open here: nobody followed anything up",
    )


def _size(filled: Filled, empty: Path) -> Result:
    path = filled.house.folder.vault
    size = (path.stat().st_size - empty.stat().st_size) / filled.count / 1024
    with filled.session.vault.reading() as db:
        (flagged,) = db.execute(
            "SELECT sum(sittings) FROM tally WHERE band < ?", [NO_BAND]
        ).fetchone()
    share = (flagged or 0) * 100 // filled.count
    note = f"every sitting asked all three instruments, {share} % were flagged"
    if filled.count < MILLION:
        note += f"; {_FULL} in the environment says how many to write"
    return Result(
        what=_WHAT.format(count=filled.count, what="each, with journal and lists"),
        against="",
        unit="KB",
        value=size,
        reach=at_most(1.5),
        note=note,
    )


def _start(filled: Filled, empty: Path, rounds: int) -> Result:
    key = filled.session.key

    def first(path: Path) -> None:
        vault = Vault.open(path, key)
        lists.find(vault, "zzz", today=filled.house.today())
        vault.close()

    pairs = in_turn(lambda: first(filled.house.folder.vault), lambda: first(empty), rounds=rounds)
    return pairs.result(
        what=_WHAT.format(count=filled.count, what="opened with its raw key, first question"),
        against="an empty vault",
        reach=at_most(1.3),
    )


def _beside_duckdb(filled: Filled, place: Path, rounds: int) -> Iterator[Result]:
    whats = ("a year's counts, as a process", "a year's counts, warm")
    if importlib.util.find_spec("duckdb") is None:
        for what in whats:
            yield not_measured(what, "DuckDB", "DuckDB is not installed")
        return
    duckdb: Any = importlib.import_module("duckdb")
    path, year = place / "counts.duckdb", filled.house.today().year
    connection = duckdb.connect(str(path))
    connection.execute("CREATE TABLE sitting (day DATE, band INTEGER)")
    with filled.session.vault.reading() as db:
        rows = place / "rows.json"
        found = db.execute("SELECT day, band FROM sitting").fetchall()
        rows.write_text(json.dumps([{"day": day, "band": band} for day, band in found]))
    connection.execute("INSERT INTO sitting SELECT day, band FROM read_json_auto(?)", [str(rows)])
    connection.close()

    def run(program: str, *words: str, said: str = "") -> str:
        return subprocess.run(
            [sys.executable, "-c", program, *words],
            input=said,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    ours_path, key = str(filled.house.folder.vault), filled.session.key.hex()
    process = in_turn(
        lambda: run(_OURS, ours_path, str(year), said=key),
        lambda: run(_THEIRS, str(path), str(year), _COUNTS),
        rounds=min(rounds, 7),
    )
    yield process.result(
        what=whats[0],
        against="DuckDB on the same rows",
        reach=at_most(1),
        note="both with the file and its key in hand; `distressapp counts` signs in before",
    )
    connection = duckdb.connect(str(path), read_only=True)
    warm = in_turn(
        lambda: counting.by_month(filled.session.vault, year),
        lambda: connection.execute(_COUNTS, [year]).fetchall(),
        rounds=rounds,
    )
    connection.close()
    yield warm.result(what=whats[1], against="DuckDB on the same rows", reach=at_most(1.5))


def _again(filled: Filled) -> Result:
    what = _WHAT.format(count=filled.count, what="projections made again")
    if filled.count > MOST_AGAIN:
        return not_measured(what, "", f"only with up to {MOST_AGAIN:,}: it takes too long")
    began = time.perf_counter()
    filled.session.vault.rebuild()
    return Result(
        what=what,
        against="",
        unit="sittings a second",
        value=filled.count / (time.perf_counter() - began),
        reach=at_least(5_000),
    )
