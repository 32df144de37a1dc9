"""Freeze the program: one folder with its own Python and Qt, which runs where nothing is installed.

The project's files are copied first, so that nothing of this machine gets in, and nothing of a
build into the project. What comes out is the same for the same files: one order, one time, plain
modes. Where it stands already, made from the same, it is left as it is.
"""

import argparse
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import bom
import buildroom
import starter
import tree

OUT: Final = tree.ROOT / "build" / "packages"
NAME: Final = "distressapp"
FROZEN_OF: Final = ("distressapp", "resources", "packaging", "pyproject.toml")
PATCHER: Final = "patchelf"
BESIDE: Final = "$ORIGIN"
"""How a library says that its own stand beside it."""

EXECUTABLE: Final = 0o755
PLAIN: Final = 0o644


def build(out: Path = OUT) -> Path:
    """The folder of the frozen program, `distressapp` in that folder.

    Raises:
        buildroom.NotBuiltError: A tool is missing, or refused.
    """
    made = out / NAME
    stamp = out / f"{NAME}.json"
    with buildroom.alone(made):
        wanted = _of_what()
        if made.is_dir() and _said(stamp) == wanted:
            return made
        stamp.unlink(missing_ok=True)
        fresh = _fresh(out / f"{NAME}.work")
        shutil.rmtree(made, ignore_errors=True)
        fresh.rename(made)
        shutil.rmtree(out / f"{NAME}.work")
        stamp.write_text(json.dumps(wanted), encoding="utf-8")
    return made


def _fresh(work: Path) -> Path:
    python = starter.ready()
    shutil.rmtree(work, ignore_errors=True)
    source = work / "source"
    tree.copy(_sources(), source)
    tree.mark(source)
    spec = source / "packaging" / "frozen" / "distressapp.spec"
    modules = work / "modules.json"
    fixed = {
        "DISTRESSAPP_MODULES": str(modules),
        "DISTRESSAPP_SOURCE": str(source),
        "PYINSTALLER_CONFIG_DIR": str(work / "cache"),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(tree.epoch()),
        "TZ": "UTC",
    }
    folders = ("--distpath", work / "made", "--workpath", work / "between")
    buildroom.run(python, "-m", "PyInstaller", "--noconfirm", "--clean", *folders, spec, env=fixed)
    made = work / "made" / NAME
    if sys.platform == "linux":
        words = (source / "packaging" / "bundle.py", modules, made / "lib")
        buildroom.run(python, *words, env=fixed)
        starter.build(python, source, made)
        _strip(made, python)
    bom.put(made, python=python)
    _make_plain(made)
    return made


def _strip(folder: Path, python: Path) -> None:
    """Leave out what only a debugger reads, three quarters of Python's library, and where it stood.

    A library that says where its own are looks nowhere else, and Python's say it of this machine.
    """
    for path in _files(folder / "lib"):
        is_of_qt = path.relative_to(folder / "lib").parts[0] in {"PySide6", "shiboken6"}
        if ".so" not in path.name or is_of_qt:  # Qt's are as they were published
            continue
        if not buildroom.run(python.with_name(PATCHER), "--print-rpath", path).startswith(BESIDE):
            buildroom.run(python.with_name(PATCHER), "--remove-rpath", path)
        buildroom.run("strip", "--strip-unneeded", path)


def _make_plain(folder: Path) -> None:
    """Modes and times that do not depend on who built it when."""
    for path in [folder, *sorted(folder.rglob("*"))]:
        if not path.is_symlink():
            runs = path.is_dir() or path == folder / NAME or ".so" in path.name
            path.chmod(EXECUTABLE if runs else PLAIN)
        os.utime(path, (tree.epoch(), tree.epoch()), follow_symlinks=False)


def _sources() -> tuple[Path, ...]:
    return tuple(name for name in tree.files() if name.parts[0] in FROZEN_OF)


def _of_what() -> dict[str, str]:
    """What decides the bytes of the folder: every file it is made of, the time, the interpreter."""
    held = hashlib.sha256()
    for name in _sources():
        held.update(f"{name}\0".encode())
        held.update(hashlib.sha256((tree.ROOT / name).read_bytes()).digest())
    return {
        "files": held.hexdigest(),
        "time": str(tree.epoch()),
        "python": f"{sys.version} {sys.base_prefix}",
    }


def _said(stamp: Path) -> object:
    try:
        return json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def main() -> int:
    """Build it; the exit status is 0 when it stands there."""
    parser = argparse.ArgumentParser(description="Freeze the program into one folder.")
    parser.add_argument("--out", type=Path, default=OUT)
    try:
        made = build(parser.parse_args().out)
    except buildroom.NotBuiltError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{made}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
