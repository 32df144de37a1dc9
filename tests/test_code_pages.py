"""Code that only a start called is given back, and comes back when it is called."""

import json
import os
import subprocess
import sys
from typing import Final

import pytest

from tests.held import CODE_KIB
from tests.house.project import ROOT

PROGRAM: Final = f"""
{CODE_KIB}
import json
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from distressapp.code_pages import give_back_code

app = QApplication([])
page = QWidget()
page.show()
app.processEvents()
before = code_kib()
given = give_back_code()
after = code_kib()
page.resize(300, 200)
page.repaint()
app.processEvents()
print(json.dumps([before, given, after, page.width(), str(QPoint(1, 2))]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is told")
def test_code_that_nobody_calls_is_no_longer_held_and_all_still_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    before, given, after, width, point = json.loads(done.stdout)
    assert given > 1024 * before > 1024 * 4 * after
    assert (width, point) == (300, "PySide6.QtCore.QPoint(1, 2)")
