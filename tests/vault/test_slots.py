"""SQLCipher's small things have a room of their own: locked as long as it stands, wiped after."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

import pytest

from distressapp.hardening import environment
from distressapp.vault import slots
from distressapp.vault.vault import Vault
from tests.house.project import ROOT
from tests.rigs import memory

KEY: Final = sha256(b"of a vault that is tried").digest()
PIECE: Final = "Q7"
PIECES: Final = 12
LOCKED: Final = re.compile(r"^VmLck:\s+(\d+) kB$", re.MULTILINE)

CHILD: Final = """
import os
import sys
from pathlib import Path
from distressapp.vault.vault import Vault
vault = Vault.open(Path(sys.argv[1]), bytes.fromhex(os.read(0, 65).decode()))
print("opened", flush=True)
sys.stdin.readline()
# Only SQLite ever has the whole of it: in small pieces, in pages, in what it sorts.
made = "replace(hex(zeroblob(12)), '00', 'Q7')"
db = vault.database.conn
with vault.commit():
    db.execute(f"CREATE TABLE tested (words TEXT)")
    for _nth in range(300):
        db.execute(f"INSERT INTO tested SELECT {made} || lower(hex(randomblob(40)))")
        db.execute(f"SELECT count(*) FROM tested WHERE words > {made} ORDER BY words").fetchall()
del db
print("written", flush=True)
sys.stdin.readline()
vault.close()
del vault
print("closed", flush=True)
sys.stdin.readline()
"""


class Child:
    """A process with an open vault, that goes on when it is told."""

    def __init__(self, process: subprocess.Popen[str], told: IO[str], says: IO[str]) -> None:
        self.pid = process.pid
        self._told, self._says = told, says

    def goes_on(self, words: str = "") -> str:
        self._told.write(f"{words}\n")
        self._told.flush()
        return self._says.readline().strip()

    def locked_kb(self) -> int:
        found = LOCKED.search(Path(f"/proc/{self.pid}/status").read_text(encoding="ascii"))
        assert found is not None
        return int(found[1])


@contextmanager
def with_open_vault(path: Path, env: Mapping[str, str]) -> Iterator[Child]:
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=dict(env),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Child(process, process.stdin, process.stdout)
    finally:
        process.kill()
        process.stdin.close()
        process.stdout.close()
        process.wait()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "vault.db"
    Vault.create(found, KEY, writer="1" * 32).close()
    return found


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_the_room_of_an_open_vault_is_locked(path: Path) -> None:
    with with_open_vault(path, os.environ) as child:
        assert child.goes_on(KEY.hex()) == "opened"

        assert child.locked_kb() > slots.SLOT * slots.SLOTS // 1024


def test_contents_are_wiped_when_the_vault_is_closed(path: Path) -> None:
    needles = memory.text("what was written", PIECE * PIECES)
    with with_open_vault(path, os.environ) as child:
        child.goes_on(KEY.hex())
        assert child.goes_on() == "written"
        while_open = memory.in_memory(child.pid, needles)
        assert child.goes_on() == "closed"

        after = memory.in_memory(child.pid, needles)

    assert len(while_open) > 0
    assert after == []


def test_the_key_is_wiped_when_the_vault_is_closed(path: Path) -> None:
    needles = memory.key("the key", KEY)
    with with_open_vault(path, environment(os.environ)) as child:
        child.goes_on(KEY.hex())
        child.goes_on()
        assert child.goes_on() == "closed"

        assert memory.in_memory(child.pid, needles) == []


def test_no_room_is_made_once_a_connection_is_open(path: Path) -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import sqlcipher3\n"
                "first = sqlcipher3.connect(':memory:')\n"
                "from distressapp.vault.slots import make_room\n"
                "print(make_room(), first.execute('SELECT 1').fetchone())"
            ),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    assert told.stdout.split() == ["False", "(1,)"]
    assert path.is_file()


def test_a_vault_opens_where_the_library_shows_no_names(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "_sqlite3", sys)  # a module without a file: nothing to load

    assert not slots.make_room.__wrapped__()
    Vault.open(path, KEY).close()
