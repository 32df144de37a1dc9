"""The judge: is all there that a person was told is kept, and is nothing else wrong?"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from distressapp.bootstrap import open_vault, sign_in
from distressapp.core.answers import Chosen
from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Stop
from distressapp.core.stores import WrongPassphraseError
from distressapp.service.calls import sounding
from distressapp.service.house import House
from distressapp.service.takein import take_in
from distressapp.vault import auditing, lists
from distressapp.vault.vault import Vault
from tests.clinics import PASSPHRASE, opened
from tests.rigs.scenes import value_of
from tests.service.teams import ANA, ANAS, FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was said of one sitting, or of one member of staff.

    Attributes:
        answers: How many of its answers are kept.
    """

    answers: int = 0
    is_closed: bool = False
    has_called: bool = False
    has_left: bool = False


Promises = dict[str, Promise]


@dataclass(slots=True, kw_only=True)
class Promised:
    """Promises as they are given, line by line."""

    by_sitting: Promises = field(default_factory=dict)

    def hear(self, lines: Iterable[str]) -> None:
        for line in lines:
            kind, _, rest = line.partition(" ")
            sitting, _, count = rest.partition(" ")
            before = self.by_sitting.get(sitting, Promise())
            match kind:
                case "kept":
                    self.by_sitting[sitting] = replace(before, answers=int(count))
                case "closed":
                    self.by_sitting[sitting] = replace(before, is_closed=True)
                case "left":
                    self.by_sitting[sitting] = replace(before, has_left=True)
                case "called":
                    self.by_sitting[sitting] = replace(before, has_called=True)


def faults(root: Path, promises: Promises) -> tuple[str, ...]:
    """Open the folder as a person would, take everything in, and say what is not as promised."""
    try:
        return (*_broken_file(root / "letterbox.db"), *_faults_within(root, promises))
    except ExpectedError as error:
        return (f"told: {error}",)


def _faults_within(root: Path, promises: Promises) -> tuple[str, ...]:
    found: list[str] = []
    house = opened(root)
    try:
        calls = {each.id for each in sounding(house)}
        vault = open_vault(house, PASSPHRASE, name=FIRST)
        try:
            taken = take_in(house, vault)
            found += taken.mismatches
            found += [f"set aside: {each.reason}" for each in taken.set_aside]
            vault.verify()
            found += _repeated(vault)
            for sitting, promise in promises.items():
                if promise.has_left:
                    found += _lets_in(house)
                    continue
                found += _lost(vault, sitting, promise)
                if promise.has_called and sitting not in calls:
                    found.append("a call is lost")
        finally:
            vault.close()
    finally:
        house.close()
    return (*found, *_broken_file(root / "letterbox.db"))


def _lets_in(house: House) -> Iterable[str]:
    with suppress(WrongPassphraseError):
        sign_in(house, ANAS, name=ANA).close()
        yield "somebody who left is let in"


def _lost(vault: Vault, sitting: str, promise: Promise) -> Iterable[str]:
    stopped = lists.sitting(vault, sitting)
    if stopped is None:
        yield "a sitting is lost"
        return
    record = stopped.record.sitting
    if promise.is_closed and record.stop is not Stop.FINISHED:
        yield "the end of a sitting is lost"
    if len(record.revisions) < promise.answers:
        yield f"{promise.answers - len(record.revisions)} answers are lost"
    for number, each in enumerate(record.revisions):
        if each.answer != Chosen(index=value_of(number), value=value_of(number)):
            yield "an answer is another one"


def _repeated(vault: Vault) -> Iterable[str]:
    found = auditing.of_kinds(vault, ("sitting.stopped",))
    stops = [each.linked.entry.subject for each in found]
    if len(stops) != len(set(stops)):
        yield "a sitting was taken in twice"


def _broken_file(path: Path) -> Iterable[str]:
    with closing(sqlite3.connect(path)) as database:
        said: Any = database.execute("PRAGMA integrity_check").fetchone()
    if said != ("ok",):
        yield "the letterbox is not whole"
