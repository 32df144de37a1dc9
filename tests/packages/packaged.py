"""The frozen program, started as anybody would who has nothing of ours but its folder."""

import hashlib
import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

BARE: Final = {"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen"}
"""No home, no language, no variable of a Python that might be here."""

LONGEST_S: Final = 180
NO_CORE: Final = re.compile(r"^Max core file size +0 +0 ", re.MULTILINE)


def program(folder: Path) -> Path:
    return folder / "distressapp"


def run(
    folder: Path,
    *words: str | Path,
    cwd: Path,
    env: Mapping[str, str] = BARE,
    user: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """What it says, started in a folder that has nothing to do with it."""
    return subprocess.run(
        [program(folder), *words],
        cwd=cwd,
        env=dict(env),
        user=user,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_S,
    )


@contextmanager
def running(folder: Path, *words: str | Path, cwd: Path) -> Iterator[subprocess.Popen[str]]:
    """It runs as long as it is looked at; then it is asked to end."""
    found = subprocess.Popen(
        [program(folder), *words],
        cwd=cwd,
        env=BARE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield found
    finally:
        found.terminate()
        try:
            found.communicate(timeout=LONGEST_S)
        except subprocess.TimeoutExpired:
            found.kill()
            found.communicate()


def below(pid: int) -> dict[str, int]:
    """The rooms that a keeper started and that forbade a dump of themselves, by their word."""
    found: dict[str, int] = {}
    for each in Path("/proc").glob("[0-9]*"):
        try:
            parent = (each / "stat").read_text().rpartition(")")[2].split()[1]
            words = (each / "cmdline").read_bytes().decode().split("\0")
            limits = (each / "limits").read_text()
        except OSError:
            continue
        if parent == str(pid) and NO_CORE.search(limits) is not None:
            found.update({word: int(each.name) for word in ("kiosk", "staff") if word in words})
    return found


def rooms(pid: int, *wanted: str) -> dict[str, int]:
    """The same, once each of the wanted is there."""
    deadline = time.monotonic() + LONGEST_S
    while time.monotonic() < deadline and not set(wanted) <= below(pid).keys():
        time.sleep(0.1)
    return below(pid)


def digests(folder: Path) -> dict[str, str]:
    """Every file and link of a folder, by what is in it, its mode and its time."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        if path.is_symlink():
            held = str(path.readlink())
        elif path.is_dir():
            held = ""
        else:
            held = hashlib.sha256(path.read_bytes()).hexdigest()
        told = f"{status.st_mode:o} {int(status.st_mtime)} {held}"
        found[str(path.relative_to(folder))] = told
    return found
