"""What is in the frozen folder, and what is kept out of it."""

import importlib.util
import re
import subprocess
from pathlib import Path
from typing import Final

import buildroom
import bundle
import frozen as freezing
import pytest
import trimming

from distressapp.cli import COMMANDS
from tests.house.project import ROOT
from tests.packages.packaged import run

PACKAGES: Final = ROOT / "docs" / "packages.md"
UNUSED: Final = re.compile(
    "qml|quick|3d|webengine|network|translations|designer|multimedia", re.IGNORECASE
)
IN_THE_WHEEL: Final = {"Lottie", "QuickTimeline", "VirtualKeyboard", "WaylandCompositor"}
"""The parts under the GPL alone that the installed wheel has."""

MANY: Final = 50
LOUD: Final = {"gtk3", "readline", "gdbm", "ssl", "crypto", "tk"}


def libraries(folder: Path) -> dict[str, Path]:
    """Each library by its plain name."""
    return {
        re.split(r"[.-]", path.name.removeprefix("lib"))[0]: path
        for path in folder.rglob("*")
        if ".so" in path.name or path.suffix in {".dll", ".pyd"}
    }


def qt() -> Path:
    """The folder of the Qt that was installed for the tests."""
    found = importlib.util.find_spec("PySide6")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def test_no_part_of_qt_that_is_under_the_gpl_alone_is_in_it(frozen: Path) -> None:
    held = {
        str(path.relative_to(frozen))
        for path in frozen.rglob("*")
        for name in trimming.NEVER
        if name.lower() in path.name.lower()
    }

    assert held == set()


def test_each_such_part_of_the_wheel_is_named_for_the_reader() -> None:
    text = PACKAGES.read_text(encoding="utf-8")

    found = {
        name
        for path in qt().rglob("*.so*")
        for name in trimming.NEVER
        if name.lower() in path.name.lower() and "qmldbg" not in path.name
    }

    assert found == IN_THE_WHEEL
    assert {name for name in IN_THE_WHEEL if f"`{name}`" not in text} == set()


def test_a_name_on_the_list_is_a_part_of_the_qt_that_was_published() -> None:
    there = {trimming.plain(path.name) for path in qt().rglob("*") if path.is_file()}
    elsewhere = {"qwindows", "windowsprintersupport", "QtTextToSpeech", "Qt6TextToSpeech"}
    elsewhere |= trimming.PLUGINS["texttospeech"]

    named = trimming.QT | trimming.MODULES | set().union(*trimming.PLUGINS.values())

    assert named - there == elsewhere


def test_nothing_of_qt_is_in_it_that_is_not_used(frozen: Path) -> None:
    held = [path.relative_to(frozen) for path in (frozen / "lib" / "PySide6").rglob("*")]

    assert [str(path) for path in held if UNUSED.search(str(path))] == []
    assert LOUD & libraries(frozen).keys() == set()


def test_libraries_that_updates_of_the_system_reach_are_not_in_it(frozen: Path) -> None:
    beside = {
        path.name
        for path in (frozen / "lib").glob("lib*.so*")
        if not path.is_symlink() and not path.name.startswith(trimming.OURS)
    }

    assert beside == set()


def test_no_library_in_it_looks_for_its_own_where_it_was_built(frozen: Path) -> None:
    patcher = buildroom.python().with_name(freezing.PATCHER)
    libraries_ = [path for path in frozen.rglob("*.so*") if path.is_file()]
    told = {
        path: subprocess.run(
            [patcher, "--print-rpath", path], capture_output=True, text=True, check=True
        ).stdout.strip()
        for path in libraries_
    }

    assert len(told) > MANY
    assert {each for each in told.values() if each and not each.startswith("$ORIGIN")} == set()


def test_every_link_in_it_leads_to_something_in_it(frozen: Path) -> None:
    links = [path for path in frozen.rglob("*") if path.is_symlink()]

    assert links
    assert [
        each for each in links if frozen.resolve() not in each.resolve(strict=True).parents
    ] == []


def test_no_tool_of_ours_is_in_it(frozen: Path) -> None:
    modules = set(bundle.names(frozen / "lib" / bundle.NAME))

    assert {"distressapp.core.scoring", "shibokensupport.signature.loader"} <= modules
    first = {each.partition(".")[0] for each in modules}
    assert first & {"pip", "setuptools", "pytest", "tests", "hypothesis", "PyInstaller"} == set()
    assert modules & set(trimming.LEFT_OUT) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_in_it(frozen: Path, tmp_path: Path, name: str) -> None:
    done = run(frozen, name, "--help", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: distressapp {name}")
