"""Files that are not what was written: told in plain words, or nothing of them has changed."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pytest

from distressapp.bootstrap import open_vault
from distressapp.service.calls import post_now
from distressapp.service.house import House
from distressapp.service.takein import take_in
from tests.clinics import PASSPHRASE, closed, made_with_code, opened, rated, seated
from tests.rigs.disk import read_folder, write_folder
from tests.rigs.harm import Files, Harm, Kind, drawn
from tests.rigs.replay import drawing
from tests.rigs.rounds import rounds
from tests.rigs.sight import ToldError, shown

pytestmark = pytest.mark.usefixtures("read_once")

LOG: Final = "letterbox.db-wal"
FRAME: Final = 24 + 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """A folder as it was written, and what it shows.

    Attributes:
        earlier: What it showed after each commit of its log, the last one left out.
    """

    files: Files
    look: Callable[[Files], dict[str, Any]]
    whole: dict[str, Any]
    earlier: tuple[dict[str, Any], ...] = ()

    def silent(self, harm: Harm) -> set[str]:
        """What that harm changes without a word; nothing, where a person is told."""
        try:
            found = self.look(harm.done_to(self.files))
        except ToldError:
            return set()
        except Exception as error:
            error.add_note(str(harm))
            raise
        # A log's torn or missing end, with the checksum before it, is what a power cut leaves.
        if found == self.whole or (harm.name == LOG and found in self._torn(harm)):
            return set()
        keys = self.whole.keys() | found.keys()
        return {each for each in keys if self.whole.get(each) != found.get(each)}

    def _torn(self, harm: Harm) -> tuple[dict[str, Any], ...]:
        match harm.kind:
            case Kind.CUT:
                return self.earlier
            case Kind.ZEROS:
                # A sector with that checksum in it may end in the commit before, too.
                return self.earlier[-3:]
            case Kind.FLIP:
                return self.earlier[-2:]


def sat(house: House, *values: int) -> None:
    running = seated(house)
    for value in values:
        running.keep(rated(house, value))
    closed(house, running)


def lived_in(root: Path) -> str:
    """Two sittings in the vault, two posted, one that runs, and two calls."""
    code = made_with_code(root)
    house = opened(root)
    vault = open_vault(house, PASSPHRASE)
    sat(house, 3)
    sat(house, 9)
    take_in(house, vault)
    vault.close()
    sat(house, 4)
    sat(house, 10)
    press = post_now(house)
    press.raise_now()
    press.now_sounds()
    running = seated(house)
    for value in (1, 2, 8):
        running.keep(rated(house, value))
    running.raise_now()
    shutil.copytree(root, root.with_name("crashed"))
    house.close()
    return code


def kept(root: Path) -> Files:
    files = read_folder(root)
    return {name: files[name] for name in files if not name.endswith(("-shm", ".lock"))}


@pytest.fixture
def clinics(quick: Path) -> tuple[Clinic, ...]:
    """The same clinic, closed as it should be, and as a crash left it."""
    code = lived_in(quick / "settled")

    def look(files: Files) -> dict[str, Any]:
        root = quick / "harmed"
        write_folder(root, dict(files))
        try:
            return shown(root, code)
        finally:
            shutil.rmtree(root)

    def clinic(files: Files) -> Clinic:
        whole = look(files)
        log = files.get(LOG) or b""
        cuts = [Harm(name=LOG, kind=Kind.CUT, at=at) for at in range(0, len(log), FRAME)]
        # Several frames may make one commit: what is shown is the same until its last one.
        seen = [each for each, _ in groupby(look(cut.done_to(files)) for cut in cuts)]
        return Clinic(
            files=files, look=look, whole=whole, earlier=tuple(x for x in seen if x != whole)
        )

    return tuple(clinic(kept(quick / name)) for name in ("settled", "crashed"))


def test_no_damage_changes_anything_without_a_word(clinics: tuple[Clinic, ...]) -> None:
    random = drawing()
    silent: Counter[str] = Counter()

    for _ in range(rounds(fast=50, full=1_000)):
        clinic = random.choice(clinics)
        harm = drawn(clinic.files, random)
        for what in clinic.silent(harm):
            silent[f"{harm}: {what}"] += 1

    assert silent == {}


def test_control_a_table_without_a_seal_changes_without_a_word(quick: Path) -> None:
    path = quick / "plain.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE answer (value TEXT)")
        database.executemany("INSERT INTO answer VALUES (?)", [("severe " * 40,)] * 10)
        database.commit()
    files = {path.name: path.read_bytes()}

    def look(found: Files) -> dict[str, Any]:
        path.write_bytes(found[path.name] or b"")
        try:
            with closing(sqlite3.connect(path)) as database:
                return dict(database.execute("SELECT rowid, value FROM answer"))
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise ToldError(str(error)) from error

    plain = Clinic(files=files, look=look, whole=look(files))
    random = drawing()

    assert any(plain.silent(drawn(files, random)) for _ in range(50))
