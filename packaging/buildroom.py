"""The environment in which the packages are built: from its own lock files, apart from `.venv`.

It stands in `build/venv-packages`, has every package by its hash, and is made again when a lock
file, the interpreter or the bootloader's recipe is another. Two builds at once wait for each other.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import tree

FOLDER: Final = tree.ROOT / "build" / "venv-packages"
LOCKS: Final = ("requirements.lock", "requirements-build.lock")
PIP: Final = ("-m", "pip", "--quiet", "--disable-pip-version-check")
QUOTED_LINES: Final = 12


class NotBuiltError(Exception):
    """A package could not be built. The text says what is missing, or what the tool said."""


class NotHereError(NotBuiltError):
    """A tool of the build is not on this computer, or a package could not be fetched."""


def python(folder: Path = FOLDER) -> Path:
    """The interpreter in such an environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def ready(folder: Path = FOLDER) -> Path:
    """The interpreter with everything that packages are built with; made where it is missing.

    Raises:
        NotHereError: A package is not to be had.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        wanted = _wanted(folder)
        if _found(folder) != wanted:
            shutil.rmtree(folder, ignore_errors=True)
            run(base(), "-m", "venv", folder)
            for lock in LOCKS:
                wanted_here = ("--require-hashes", "--requirement", tree.ROOT / "packaging" / lock)
                fetch(python(folder), "install", "--no-compile", *wanted_here)
            (folder / "ready.json").write_text(json.dumps(wanted), encoding="utf-8")
    return python(folder)


def base() -> str:
    """The interpreter under this one: an environment made inside another would lean on it."""
    return str(getattr(sys, "_base_executable", sys.executable))


@contextmanager
def alone(what: Path) -> Iterator[None]:
    """Nobody else builds that meanwhile, in this process or another."""
    what.parent.mkdir(parents=True, exist_ok=True)
    with what.with_name(f"{what.name}.lock").open("a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run(
    *words: str | Path, within: Path | None = None, env: Mapping[str, str] | None = None
) -> str:
    """What a tool says, which ends well.

    Raises:
        NotHereError: It is not there.
        NotBuiltError: It did not end well.
    """
    try:
        done = subprocess.run(  # noqa: S603 - the tools of the build and words of ours
            [*map(str, words)],
            check=False,
            cwd=within,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            umask=0o022,
        )
    except FileNotFoundError as error:
        raise NotHereError(f"{words[0]} is not here, and the build needs it.") from error
    if done.returncode != 0:
        said = "\n".join(done.stdout.splitlines()[-QUOTED_LINES:])
        raise NotBuiltError(f"{Path(words[0]).name} did not end well:\n{said}")
    return done.stdout


def fetch(interpreter: Path, *words: str | Path) -> None:
    """Let pip do what those words say; it asks where each computer is set to ask.

    Raises:
        NotHereError: It did not end well.
    """
    try:
        run(interpreter, *PIP, *words)
    except NotBuiltError as error:
        raise NotHereError(f"The tools of the build could not be fetched. {error}") from error


def _wanted(folder: Path) -> dict[str, str]:
    here = tree.ROOT / "packaging"
    locks = {name: hashlib.sha256((here / name).read_bytes()).hexdigest() for name in LOCKS}
    return {"python": f"{sys.version} {sys.base_prefix}", "folder": str(folder), **locks}


def _found(folder: Path) -> object:
    try:
        return json.loads((folder / "ready.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
