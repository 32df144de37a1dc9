"""The keeper stands beside the kiosk all day: it reads little of Python's library, and of ours."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from distressapp.anew import environment
from tests.clinics import copied
from tests.keeper.test_fork import below, is_open
from tests.kiosk.program import LONGEST_S, ROOT, UNSEEN
from tests.patience import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no keeper elsewhere")

KEEPER: Final = """
import _signal, os, sys
import distressapp.program
before, root = set(sys.modules), sys.argv[1]
def tell(_number, _frame):
    with open(root + "/next", "w") as file:
        print(*sorted(set(sys.modules) - before), file=file)
    os.rename(root + "/next", root + "/told")
_signal.signal(_signal.SIGUSR1, tell)
from distressapp.__main__ import main
sys.argv[1:] = ["kiosk", "--data", root, "--windowed"]
main()
"""

FOREIGN: Final = {"__future__", "_ctypes", "_socket", "resource", "select"}
"""All that it reads beyond what is inside the interpreter."""

MOST_OF_OURS: Final = 30


def test_a_keeper_has_read_next_to_nothing(tmp_path: Path) -> None:
    root = copied(tmp_path / "clinic")
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(root)],
        cwd=ROOT,
        env=environment(UNSEEN),
        start_new_session=True,
    )
    try:
        until(lambda: is_open(root))
        os.kill(keeper.pid, signal.SIGUSR1)
        until((root / "told").exists)
        read = set((root / "told").read_text(encoding="ascii").split())
        has_kiosk = bool(below(keeper.pid))
    finally:
        os.killpg(keeper.pid, signal.SIGKILL)
        keeper.wait(LONGEST_S)
    ours = {each for each in read if each.partition(".")[0] == "distressapp"}

    assert has_kiosk
    assert read - ours - set(sys.builtin_module_names) <= FOREIGN
    assert "distressapp.keeper.keeper" in ours
    assert len(ours) <= MOST_OF_OURS
