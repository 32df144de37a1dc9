"""What a kiosk has loaded when its first picture is there, and that nobody waits for the rest."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.clinics import made, settings

ROOT: Final = Path(__file__).resolve().parents[2]

START: Final = """
import sys
from pathlib import Path
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
window.when_painted(lambda: painted.append(set(sys.modules)))
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
before = set(sys.modules)
window.desk._admit(Wanted(record_number="77001122", born=date(1950, 3, 1), is_resume=False))
window.page.acted.emit(Act.HAND_OVER)
shown = set()
for _step in range(40):
    if not hasattr(window.page, "screen_shown"):
        break
    shown.add(type(window.page.screen_shown).__name__)
    window.page.foot.next.click()
    app.processEvents()
print(*sorted(each for each in set(sys.modules) - before if each.startswith("distressapp")))
print(*sorted(shown))
"""
)

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
    *("sqlite_utils", "sqlcipher3", "reportlab", "platformdirs", "PySide6.QtDBus"),
    *("PySide6.QtNetwork", "PySide6.QtMultimedia", "PySide6.QtPrintSupport"),
)
"""Modules, and packages with all in them, of which the first picture shows nothing."""

MOST_OF_OURS: Final = 128


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


def test_no_answer_waits_for_a_module_once_the_rest_was_loaded(tmp_path: Path) -> None:
    late, shown = said(SITTING, tmp_path)

    assert late == ""
    assert "WelcomeScreen" in shown.split()
    assert len(shown.split()) >= 3
