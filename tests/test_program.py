"""How the program starts itself again."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from distressapp import anew, program


def test_it_starts_itself_from_any_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        program.itself("--version"),
        cwd=tmp_path,
        env=program.environment(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("distressapp ")


def test_a_module_beside_the_caller_is_not_taken_for_the_program(tmp_path: Path) -> None:
    (tmp_path / "distressapp.py").write_text("raise SystemExit(7)\n")

    done = subprocess.run(
        program.itself("--version"),
        cwd=tmp_path,
        env=program.environment(os.environ),
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0


def test_frozen_it_is_told_which_child_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["distressapp", "kiosk"])

    assert program.child("page", "a4") == (sys.executable, "--child", "page", "a4")
    assert anew.again() == (sys.executable, "kiosk")
    assert program.environment({"A": "b"}) == {"A": "b"}


def test_words_of_what_started_it_are_for_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    env = {"LD_LIBRARY_PATH": "/theirs", "_PYI_ARCHIVE_FILE": "it", "LANG": "de_DE.UTF-8"}
    monkeypatch.setattr(os, "environ", env)

    program.settle()

    assert env == {"LD_LIBRARY_PATH": "/theirs", "LANG": "de_DE.UTF-8"}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({}, "C.UTF-8"),
        ({"LANG": "C"}, "C.UTF-8"),
        ({"LC_CTYPE": "POSIX", "LANG": "de_DE.UTF-8"}, "C.UTF-8"),
        ({"LANG": "de_DE.UTF-8"}, None),
        ({"LC_ALL": "C"}, None),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such locales")
def test_a_frozen_program_knows_every_letter(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], kind: str | None
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(os, "environ", dict(said))

    program.settle()

    assert os.environ.get("LC_CTYPE", said.get("LC_CTYPE")) == kind


@pytest.mark.parametrize("name", program.CHILDREN)
def test_each_child_is_a_module_that_can_be_run(name: str) -> None:
    assert callable(import_module(program.CHILDREN[name]).main)


def test_a_child_that_nobody_knows_is_no_command() -> None:
    with pytest.raises(KeyError):
        program.child("bogus")


def test_a_child_that_nobody_knows_is_wrong_use() -> None:
    done = subprocess.run(
        program.itself(program.CHILD, "bogus"),
        env=program.environment(os.environ),
        capture_output=True,
        check=False,
    )

    assert done.returncode == 2
