"""The frozen program's modules in one file: written by one, read by another."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import bundle
import pytest
from bundled import Bundled

INNER: Final = """
def half(value):
    '''Half.'''
    assert value, "nothing"
    return value / 2


def none():
    '''None.'''


class Two:
    '''Two.'''
"""
SOURCES: Final = {
    "distressapp": ("distressapp/__init__.py", "'Ours.'\n"),
    "distressapp.inner": ("distressapp/inner.py", f"'Inner.'\n{INNER}"),
    "theirs": ("theirs.py", f"'Theirs.'\n{INNER}"),
    "encodings.utf_8": ("encodings/utf_8.py", "None\n"),
}


def sources(folder: Path) -> dict[str, Path]:
    found = {}
    for name, (place, text) in SOURCES.items():
        found[name] = folder / place
        found[name].parent.mkdir(parents=True, exist_ok=True)
        found[name].write_text(text, encoding="utf-8")
    return found


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    made = tmp_path / "lib"
    made.mkdir()
    bundle.bundle(sources(tmp_path / "source"), made)
    return made


@pytest.fixture
def finder(lib: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bundled]:
    found = Bundled(str(lib))
    monkeypatch.setattr(sys, "meta_path", [found])
    with pytest.MonkeyPatch.context() as patch:
        for name in [each for each in sys.modules if each.partition(".")[0] == "distressapp"]:
            patch.delitem(sys.modules, name)
        yield found
        for name in SOURCES:
            sys.modules.pop(name, None)


def test_what_was_bundled_is_imported(finder: Bundled, lib: Path) -> None:
    inner = importlib.import_module("distressapp.inner")

    assert inner.half(4) == 2
    assert inner.__file__ == str(lib / "distressapp" / "inner.pyc")
    assert list(sys.modules["distressapp"].__path__) == [str(lib / "distressapp")]
    assert finder.is_package("distressapp")
    assert not finder.is_package("distressapp.inner")


@pytest.mark.parametrize("name", ["distressapp.nowhere", "inner", "their", "distressapp.inner.x"])
def test_a_module_that_is_not_in_it_is_left_to_others(finder: Bundled, name: str) -> None:
    assert finder.find_spec(name) is None


def test_a_module_that_is_not_in_it_has_no_code(finder: Bundled) -> None:
    with pytest.raises(ImportError, match="nowhere"):
        finder.get_code("nowhere")


@pytest.mark.usefixtures("finder")
def test_sentences_for_readers_of_the_source_stay_behind_and_checks_do_not() -> None:
    inner = importlib.import_module("distressapp.inner")
    theirs = importlib.import_module("theirs")

    assert (inner.__doc__, inner.half.__doc__, inner.none()) == (None, None, None)
    assert inner.Two.__doc__ == " "  # where there is none, dataclasses writes one
    assert (theirs.__doc__, theirs.half.__doc__) == ("Theirs.", "Half.")
    with pytest.raises(AssertionError, match="nothing"):
        inner.half(0)


@pytest.mark.usefixtures("finder")
def test_a_traceback_says_the_line_in_the_source() -> None:
    inner = importlib.import_module("distressapp.inner")

    assert inner.half.__code__.co_filename == "distressapp/inner.py"
    assert inner.half.__code__.co_firstlineno == 3


def test_what_python_reads_first_stands_beside_it(lib: Path) -> None:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"

    assert (lib / version / "encodings" / "utf_8.pyc").is_file()
    assert sorted(bundle.names(lib / bundle.NAME)) == sorted(SOURCES.keys() - {"encodings.utf_8"})


def test_a_file_beside_a_package_is_read_through_it(finder: Bundled, lib: Path) -> None:
    (lib / "distressapp").mkdir()
    (lib / "distressapp" / "words.txt").write_bytes(b"words")

    assert finder.get_data(str(lib / "distressapp" / "words.txt")) == b"words"
