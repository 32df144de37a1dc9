"""Qt for Python without what a running program never asks of it, and nothing lost."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.house.project import ROOT

BEGIN: Final = """
import builtins, json, linecache, sys
if sys.argv[1] == "spared":
    from distressapp import pyside
    pyside.load()
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QWidget
"""
WRONG: Final = """
app = QApplication([])
said = []
for wrong in (
    lambda: QWidget("a", "b"),
    lambda: QWidget().resize("a"),
    lambda: QLabel(parent=3),
    lambda: QLabel("a", unheard_of=3),
    lambda: QWidget().move(QPoint(), 1, 2),
    lambda: QWidget.unheard_of,
):
    try:
        wrong()
    except Exception as error:
        said.append([type(error).__name__, str(error)])
said.append(QWidget.resize.__doc__)
print(json.dumps(said))
"""
WRONG_FIRST: Final = """
from PySide6.QtCore import Qt
before = type(vars(Qt)["Key"]).__name__
try:
    QWidget().resize("a")
except TypeError:
    pass
print(json.dumps([before, type(vars(Qt)["Key"]).__name__, Qt.Key.Key_A == Qt.Key_A]))
"""
LATE: Final = """
from distressapp.pyside import _LATE, _WAITING
import distressapp.core.scoring
ran = [each for each in _LATE if each in sys.modules and each not in _WAITING]
print(json.dumps({
    "ran": ran,
    "known": sorted(_LATE - set(sys.modules)),
    "sources": [each for each in linecache.cache if each.endswith("scoring.py")],
    "finders": type(sys.meta_path).__name__,
}))
"""


UNPACK: Final = """
import json, sys
from pathlib import Path
import bundle
print(json.dumps(sorted(bundle.unpacked_of_qt(Path(sys.argv[1])))))
"""


@pytest.fixture(scope="module")
def as_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a Qt for Python that has its own modules as files: so a packaged program's."""
    made = tmp_path_factory.mktemp("site") / "shiboken6"
    found = importlib.util.find_spec("shiboken6")
    assert found is not None
    assert found.origin is not None
    made.mkdir()
    for path in Path(found.origin).parent.iterdir():
        (made / path.name).symlink_to(path)
    (made / "__init__.py").unlink()
    shutil.copyfile(found.origin, made / "__init__.py")  # what it stands beside is looked for
    unpack = [sys.executable, "-c", UNPACK, str(made / "files.dir")]
    subprocess.run(
        unpack, check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "packaging")}, timeout=60
    )
    return made.parent


def run(program: str, how: str, *before: Path) -> object:
    """What that program wrote, in a fresh process without a screen."""
    paths = os.pathsep.join(map(str, [*before, ROOT]))
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + program, how],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def test_a_wrong_call_is_told_in_the_same_words_as_without() -> None:
    plain = run(WRONG, "plain")

    spared = run(WRONG, "spared")

    assert spared == plain
    assert "called with wrong argument types" in str(plain)


def test_so_it_is_where_its_modules_are_files(as_files: Path) -> None:
    where = """
import shibokensupport
print(json.dumps(shibokensupport.__file__))
"""

    assert run(WRONG, "spared", as_files) == run(WRONG, "plain")
    assert run(LATE, "spared", as_files) == run(LATE, "spared")
    assert str(as_files) in str(run(where, "spared", as_files))


def test_modules_for_wrong_calls_and_stubs_do_not_run_at_a_start() -> None:
    """PySide has each of them still: a name that is gone from it is to be struck off the list."""
    told = run(LATE, "spared")

    assert told == {
        "ran": ["shibokensupport.signature.importhandler"],
        "known": [],
        "sources": [],
        "finders": "list",
    }


def test_a_wrong_call_finds_enumerations_whole() -> None:
    """Its words name members past their enumeration, which sees what is full alone."""
    assert run("app = QApplication([])\n" + WRONG_FIRST, "spared") == ["_Late", "EnumType", True]


@pytest.mark.parametrize("how", ["plain", "spared"])
def test_loaded_twice_or_after_qt_it_changes_nothing(how: str) -> None:
    again = """
from distressapp import pyside
pyside.load()
pyside.load()
print(json.dumps([type(sys.meta_path).__name__, builtins.__import__ is builtins.__orig_import__]))
"""

    assert run(again, how) == ["list", True]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such choice")
def test_functions_of_libraries_are_looked_up_when_they_are_called() -> None:
    told = "print(json.dumps(sys.getdlopenflags()))\n"

    assert run(told, "spared") == os.RTLD_LAZY
    assert run(told, "plain") == os.RTLD_NOW
