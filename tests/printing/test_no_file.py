"""On its way to the print system a page is in memory only."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from distressapp.printing.system import JobState
from distressapp.report.render import render
from tests.core.sheets import full
from tests.patience import until
from tests.printing.cups import Cups
from tests.printing.test_system import state_of
from tests.rigs.trace import ROOT

_OPENED: Final = re.compile(r'openat\([^,]+, "([^"]+)", ([^,)]+)')
_SCRIPT: Final = """
import sys
from distressapp.printing import system
print(system.submit(sys.stdin.buffer.read(), printer="Office", title="Page 1a2b", paper="a4"))
"""


def test_neither_this_program_nor_lp_writes_a_page_to_a_disk(cups: Cups, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("there is no strace on this machine")
    cups.needy("Office")
    trace = tmp_path / "trace"
    watched = ["strace", "-f", "-e", "trace=openat,creat,memfd_create", "-o", str(trace)]

    done = subprocess.run(
        [*watched, sys.executable, "-c", _SCRIPT],
        input=render(full("Marienstift")),
        capture_output=True,
        timeout=120,
        check=True,
        cwd=ROOT,
    )
    until(lambda: state_of(done.stdout.decode().strip()) is JobState.DONE)

    opened = _OPENED.findall(trace.read_text())
    written = {
        path
        for path, how in opened
        if ("O_WRONLY" in how or "O_RDWR" in how) and not path.startswith("/dev/")
    }
    assert any("lp" in path for path, _how in opened) or "libcups" in trace.read_text()
    assert {
        each for each in written if not each.endswith(".pyc") and "__pycache__" not in each
    } == set()
