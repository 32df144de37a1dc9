import subprocess
import sys

import pytest

PROGRAM = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from distressapp.ui import guard

class Piece(QWidget):
    @guard.guarded
    def {override}(self, event):
        raise RuntimeError("a bug")

app = QApplication([])
caught = []
guard.set_handler(lambda error: caught.append(str(error)))
guard.hook()
piece = Piece()
piece.resize(50, 50)
piece.show()
{plain}
QTimer.singleShot(200, app.quit)
app.exec()
assert caught, "nobody was told"
assert set(caught) == {{"a bug"}}, caught
print("still alive")
"""
UNGUARDED_SLOT = """
def slot():
    raise RuntimeError("a bug")
QTimer.singleShot(0, slot)
"""


@pytest.mark.parametrize(
    ("override", "plain"),
    [("paintEvent", ""), ("resizeEvent", ""), ("showEvent", ""), ("leaveEvent", UNGUARDED_SLOT)],
)
def test_a_bug_in_a_window_ends_no_program_and_reaches_the_handler(
    override: str, plain: str
) -> None:
    program = PROGRAM.format(override=override, plain=plain)

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout == "still alive\n"
    assert done.stderr == ""
