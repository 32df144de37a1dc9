"""Small real packages, and a system below a folder to install them into by the real dpkg."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from distressapp.releases.packages import Packages

NEEDED: Final = ("dpkg", "dpkg-deb", "dpkg-query")
ROOT: Final = Path(__file__).resolve().parents[2]

needs_dpkg: Final = pytest.mark.skipif(
    any(shutil.which(each) is None for each in NEEDED), reason="dpkg is not here"
)

ITSELF: Final = f"""#!/bin/sh
if [ "$1" = --version ]; then echo "distressapp VERSION"; exit 0; fi
export PYTHONPATH='{ROOT}'
exec '{sys.executable}' -P -m distressapp "$@"
"""
"""The installed program of tests: this source under another version."""


def deb(  # noqa: PLR0913  (what a package may be made of, by name)
    folder: Path,
    version: str = "0.1.0",
    *,
    program: str = ITSELF,
    scripts: dict[str, str] | None = None,
    name: str = "distressapp",
    extra: str = "",
) -> Path:
    """A real package with one program, a link to it, and a configuration file."""
    tree = folder / f"tree-{version}"
    shutil.rmtree(tree, ignore_errors=True)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "lib" / "distressapp").mkdir(parents=True)
    (tree / "etc" / "distressapp").mkdir(parents=True)
    inside = tree / "usr" / "lib" / "distressapp" / "distressapp"
    inside.write_text(program.replace("VERSION", version), encoding="utf-8")
    inside.chmod(0o755)
    (tree / "usr" / "bin" / "distressapp").symlink_to("../lib/distressapp/distressapp")
    (tree / "usr" / "lib" / "distressapp" / f"only-in-{version}").write_text("x")
    (tree / "etc" / "distressapp" / "kiosk.conf").write_text(f"of {version}\n")
    control = tree / "DEBIAN"
    control.mkdir()
    (control / "conffiles").write_text("/etc/distressapp/kiosk.conf\n")
    (control / "control").write_text(
        f"Package: {name}\nVersion: {version}\nArchitecture: all\n"
        f"Maintainer: Nobody <nobody@example.org>\nDescription: a test\n more of it\n{extra}"
    )
    for each, words in (scripts or {}).items():
        (control / each).write_text(f"#!/bin/sh\nset -e\n{words}\n")
        (control / each).chmod(0o755)
    target = folder / f"{name}_{version}_all.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Znone", "--build", tree, target],
        check=True,
        capture_output=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
    )
    return target


def system(folder: Path) -> Packages:
    """A system on which nothing is installed."""
    state = folder / "var" / "lib" / "dpkg"
    for each in ("info", "updates", "triggers"):
        (state / each).mkdir(parents=True, exist_ok=True)
    (state / "status").touch()
    return Packages(root=folder)
