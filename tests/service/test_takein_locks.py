"""What a take-in asks of the system to lock its memory, counted from outside."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from bench.sittings import fill, set_up
from distressapp.keys.wrap import Cost
from tests.house.project import ROOT

MOST_LOCKS: Final = 8
"""For each sitting; it was 280 before the vault's small memory was locked in one piece."""
FEW: Final = 10
MANY: Final = 60

CHILD: Final = """
import sys
from pathlib import Path
from bench.sittings import PASSPHRASE
from distressapp.bootstrap import open_house, sign_in
from distressapp.service.takein import take_in
house = open_house(Path(sys.argv[1]), room=None)
session = sign_in(house, PASSPHRASE)
assert take_in(house, session.vault).entries == int(sys.argv[2])
session.close()
house.close()
"""

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def locks(place: Path, count: int) -> int:
    """How often memory was locked by a process that took so many sittings in."""
    root, said = place / f"clinic-{count}", place / f"said-{count}"
    set_up(root, cost=Cost(passes=1, memory_kib=8))
    fill(root, count)
    strace = ["strace", "-f", "-e", "trace=mlock", "-o", str(said)]
    child = [sys.executable, "-c", CHILD, str(root), str(count)]
    subprocess.run([*strace, *child], cwd=ROOT, check=True, capture_output=True)
    return said.read_text(encoding="utf-8").count("mlock(")


def test_a_sitting_takes_few_locks(tmp_path: Path) -> None:
    few = locks(tmp_path, FEW)

    many = locks(tmp_path, MANY)

    assert few > 0
    assert (many - few) / (MANY - FEW) <= MOST_LOCKS
