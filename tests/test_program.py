"""How the program starts itself again."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from distressapp import program


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
    assert program.again() == (sys.executable, "kiosk")
    assert program.environment({"A": "b"}) == {"A": "b"}


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
