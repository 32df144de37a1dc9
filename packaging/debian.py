"""What the operating system must give before the program can run, and how to get it.

Plain standard library: this runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import dataclasses
import importlib
import importlib.util
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

LIST = Path(__file__).resolve().with_name("debian.txt")


@dataclasses.dataclass(frozen=True)
class Need:
    """One thing the operating system must give, and the Debian package that brings it."""

    when: str
    what: str
    package: str


def needs(text: str) -> tuple[Need, ...]:
    """The needs written in `debian.txt`, in its order."""
    lines = (line.split("#")[0].split() for line in text.splitlines())
    return tuple(Need(*words) for words in lines if words)


def occasions(purpose: str, environment: Mapping[str, str]) -> set[str]:
    """Which lines of the list count: always, for tests, and for the screen that is there."""
    found = {"always", purpose}
    if environment.get("DISPLAY"):
        found.add("x11")
    if environment.get("WAYLAND_DISPLAY"):
        found.add("wayland")
    return found


def is_there(what: str) -> bool:
    """Whether a thing is there. A library is loaded, not just looked for in a package list."""
    kind, _, name = what.partition(":")
    if kind == "module":
        importlib.invalidate_caches()
        return importlib.util.find_spec(name) is not None
    if kind == "command":
        return shutil.which(name) is not None
    if kind == "file":
        return Path(name).exists()
    if kind == "header":
        return Path(sysconfig.get_path("include"), name).exists()
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing(wanted: Sequence[Need], when: set[str]) -> tuple[Need, ...]:
    """The needs that are not met, in the order of the list."""
    return tuple(need for need in wanted if need.when in when and not is_there(need.what))


def packages(lacking: Sequence[Need]) -> tuple[str, ...]:
    """The Debian packages that bring what is lacking, each once."""
    return tuple(dict.fromkeys(need.package for need in lacking))


def line_to_type(lacking: Sequence[Need], *, is_root: bool, has_sudo: bool) -> str:
    """The one line that gives a Debian machine what it lacks."""
    names = " ".join(packages(lacking))
    if is_root:
        return f"apt-get update && apt-get install -y {names}"
    if has_sudo:
        return f"sudo apt-get update && sudo apt-get install -y {names}"
    return f'su -c "apt-get update && apt-get install -y {names}"'


def way_to_install() -> tuple[str, ...] | None:
    """The words to put before `apt-get` to be allowed to install, or None without the right."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    asked = subprocess.run(  # noqa: S603 - the path was just found on this machine
        [sudo, "-n", "true"], check=False, capture_output=True
    )
    return (sudo, "-n") if asked.returncode == 0 else None


def install(lacking: Sequence[Need], before: Sequence[str], log: IO[str]) -> None:
    """Install what is lacking with apt-get. Whether it worked is found by looking again."""
    apt = (*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    apt = (*apt, "-o", "DPkg::Lock::Timeout=600")
    for verb in (("update",), ("install", "-y", "--no-install-recommends", *packages(lacking))):
        subprocess.run(  # noqa: S603 - fixed words, and names from our own list
            [*apt, *verb], check=False, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
