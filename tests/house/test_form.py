"""Format, lint and types, so that plain pytest says all there is to say about the code."""

import subprocess
import sys

import pytest

from tests.house.project import ROOT


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "format", "--check", "."),
        ("ruff", "check", "."),
        ("mypy",),
        ("mypy", "packaging/prepare.py", "packaging/pictures.py", "packaging/software.py"),
    ],
    ids=" ".join,
)
def test_the_code_is_in_form(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
