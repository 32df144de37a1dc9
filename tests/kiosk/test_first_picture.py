"""What a kiosk has loaded when its first picture is there, and that nobody waits for the rest."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.clinics import made, settings
from tests.held import CODE_KIB

ROOT: Final = Path(__file__).resolve().parents[2]

START: Final = """
import sys
from distressapp.unasked import put_off
put_off()
from pathlib import Path
from distressapp import pyside
pyside.load()
from distressapp import desktop
from distressapp.kiosk.apart import set_apart
from distressapp.kiosk.later import Later, whole_style
from distressapp.kiosk.window import KioskWindow
app = desktop.application(is_quick=True, has_rows=False)
house = desktop.open_house_mending(Path(sys.argv[1]))
window = KioskWindow(house, dots_per_mm=5.0)
window.resize(1280, 800)
window.show()
set_apart(app, window, is_windowed=True)
window.begin()
later = Later(window, whole_style)
painted = []
def read():
    return {name for name, each in sys.modules.items() if type(each).__name__ != "_Waiting"}
window.when_painted(lambda: painted.append(read()))
window.when_painted(later.start)
app.processEvents()
"""

LOADED: Final = START + "print(*sorted(painted[0]))"

SITTING: Final = (
    START
    + """
from datetime import date
from distressapp.kiosk.handover import Wanted
from distressapp.kiosk.plain import Act
later.finish()
before = read()
window.desk._admit(Wanted(record_number="77001122", born=date(1950, 3, 1), is_resume=False))
window.page.acted.emit(Act.HAND_OVER)
shown = set()
for _step in range(40):
    if not hasattr(window.page, "screen_shown"):
        break
    shown.add(type(window.page.screen_shown).__name__)
    window.page.foot.next.click()
    app.processEvents()
print(*sorted(each for each in read() - before if each.startswith("distressapp")))
print(*sorted(shown))
"""
)

INSIDE: Final = (
    SITTING
    + """
import time
from PySide6 import QtCore, QtGui, QtWidgets
moving = QtCore.QVariantAnimation(duration=30, startValue=0, endValue=9)
moving.start()
end = time.monotonic() + 20
while moving.state() == QtCore.QAbstractAnimation.State.Running and time.monotonic() < end:
    app.processEvents()
made = [name for module in (QtCore, QtGui, QtWidgets) for name, each in vars(module).items()
        if isinstance(each, type)]
waiting = sum(type(each).__name__ == "_Late" for each in vars(QtCore.Qt).values())
print(len(made), waiting, moving.currentValue())
"""
)

CODE: Final = f"""
{START}
{CODE_KIB}
before = code_kib()
later.finish()
print(before, code_kib())
"""

NOT_YET: Final = (
    *("distressapp.vault", "distressapp.staff", "distressapp.report", "distressapp.releases"),
    *(
        "distressapp.keeper",
        "distressapp.kiosk.room",
        "distressapp.kiosk.screens",
        "distressapp.kiosk.patient",
    ),
    *("distressapp.kiosk.help", "distressapp.kiosk.leaving", "distressapp.kiosk.arrivals"),
    *("distressapp.kiosk.slips", "distressapp.kiosk.pages", "distressapp.kiosk.answering"),
    *("distressapp.printing.system", "distressapp.service.quarantine"),
    *("distressapp.service.archive", "distressapp.ui.sound", "distressapp.ui.player"),
    *("distressapp.ui.saver", "distressapp.ui.motion", "distressapp.core.interview"),
    *("logging.handlers", "tarfile", "subprocess", "wave", "configparser", "ctypes.util"),
    *("pickle", "queue", "xml", "http", "email", "asyncio", "multiprocessing", "unittest"),
    *("inspect", "ast", "dis", "ipaddress", "tomllib", "gettext"),
    *("sqlite_utils", "sqlcipher3", "reportlab", "platformdirs", "PySide6.QtDBus"),
    *("PySide6.QtNetwork", "PySide6.QtMultimedia", "PySide6.QtPrintSupport"),
)
"""Modules, and packages with all in them, of which the first picture shows nothing."""

MOST_OF_OURS: Final = 131
MOST_CLASSES: Final = 230
"""Of Qt's core, pictures and widgets in a sitting; there are some 400."""

LEAST_WAITING: Final = 60
"""Of the 93 enumerations of the namespace `Qt`."""


def said(script: str, place: Path) -> list[str]:
    """What the script prints about a kiosk on a clinic of its own, by lines."""
    root = made(place / "clinic", settings())
    done = subprocess.run(
        [sys.executable, "-c", script, str(root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules that are loaded as the first picture is painted."""
    return frozenset(said(LOADED, tmp_path_factory.mktemp("first"))[0].split())


def test_the_first_picture_waits_for_nothing_that_it_does_not_show(
    loaded: frozenset[str],
) -> None:
    early = {
        each for each in loaded for name in NOT_YET if each == name or each.startswith(f"{name}.")
    }

    assert early == set()


def test_the_first_picture_needs_no_more_of_our_modules_than_it_did(
    loaded: frozenset[str],
) -> None:
    ours = {each for each in loaded if each.partition(".")[0] == "distressapp"}

    assert len(ours) <= MOST_OF_OURS


def test_nothing_inside_qt_has_every_class_made(tmp_path: Path) -> None:
    """What watches the window is not asked of things that no class of Qt for Python stands for."""
    made_, waiting, moved = (int(each) for each in said(INSIDE, tmp_path)[2].split())

    assert made_ <= MOST_CLASSES
    assert waiting >= LEAST_WAITING
    assert moved == 9


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is told")
def test_code_that_only_the_start_called_is_given_back(tmp_path: Path) -> None:
    before, after = (int(each) for each in said(CODE, tmp_path)[0].split())

    assert before > 4 * after


def test_no_answer_waits_for_a_module_once_the_rest_was_loaded(tmp_path: Path) -> None:
    late, shown = said(SITTING, tmp_path)

    assert late == ""
    assert "WelcomeScreen" in shown.split()
    assert len(shown.split()) >= 3
