"""An interpreter that can build wheels, and one that has nothing of ours but an installed wheel."""

import re
import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

import wheel

from tests.house.project import ROOT

LOCK: Final = ROOT / "packaging" / "requirements-build.lock"
NEEDED: Final = re.compile(r"^(?:setuptools|wheel)==.*(?:\n    .*)*\n", re.MULTILINE)


class NoBuilderError(Exception):
    """The tools of a build are not here, and not to be had."""


def builder(folder: Path) -> Path:
    """The interpreter of the builds where it was made, else a new one with setuptools only.

    Raises:
        NoBuilderError: The locked setuptools could not be fetched.
    """
    if wheel.PYTHON.exists():
        return wheel.PYTHON
    found = "".join(NEEDED.findall(LOCK.read_text(encoding="utf-8")))
    needed = folder / "needed.lock"
    needed.write_text(found, encoding="utf-8")
    python = bare(folder / "builder")
    checked = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--quiet"]
    done = into(python, "install", *checked, "--requirement", str(needed))
    if done.returncode != 0 or not found:
        raise NoBuilderError(done.stderr)
    return python


def bare(folder: Path) -> Path:
    """A new environment with nothing in it: its interpreter."""
    venv.create(folder, with_pip=False, symlinks=True)
    return folder / "bin" / "python"


def into(python: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What pip does to the environment of another interpreter."""
    command = [sys.executable, "-m", "pip", "--python", str(python), *words]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def installed(made: Path, folder: Path) -> Path:
    """The wheel in a new environment, as nobody's source beside it: its folder of commands.

    What it depends on is lent by the environment of the tests, so that nothing is fetched.
    """
    python = bare(folder)
    done = into(python, "install", "--no-index", "--no-deps", "--quiet", str(made))
    assert done.returncode == 0, done.stderr
    lent = next(path for path in sys.path if path.endswith("site-packages"))
    (own,) = (folder / "lib").glob("python3.*/site-packages")
    (own / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    return folder / "bin"
