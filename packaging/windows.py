"""Build the program for Windows, on Windows: frozen by the same recipe as on Linux, then set up.

To be run by an interpreter that has both lock files installed (`packaging/windows/build.yml` shows
how). Not tried on Windows by us: `docs/windows.md` says what was tried.
"""

import argparse
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import bom
import icon
import software
import tree

OUT: Final = tree.ROOT / "build" / "packages"
FOLDER: Final = Path("packaging") / "windows"
SPEC: Final = Path("packaging") / "frozen" / "distressapp.spec"
SETUP: Final = FOLDER / "distressapp.iss"
EDGES: Final = (16, 24, 32, 48, 64, 128, 256)
"""Edges of the icon that Windows asks for, in pixels."""

COMPANY: Final = "The contributors to distressapp"
ABOUT: Final = "A waiting-room kiosk for distress screening"
ENGLISH_UNICODE: Final = (0x0409, 1200)


class NotBuiltError(Exception):
    """It could not be built; the text says why."""


def ico(pictures: Sequence[tuple[int, bytes]]) -> bytes:
    """An icon of several sizes, each kept as a PNG.

    Args:
        pictures: The edge in pixels, 256 at most, and the PNG.
    """
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    lines, bodies = b"", b""
    for edge, png in pictures:
        side = edge % 256  # 0 stands for 256
        lines += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png), at + len(bodies))
        bodies += png
    return head + lines + bodies


def drawn() -> bytes:
    """The program's icon in every size."""
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for edge in EDGES:
            to = Path(folder) / f"{edge}.png"
            icon.paint(edge, to)
            found.append((edge, to.read_bytes()))
    return ico(found)


def version_resource(version: str) -> str:
    """What Windows shows as the properties of the program's file, as PyInstaller reads it."""
    numbers = [int(part) for part in version.split(".")]
    four = tuple([*numbers, 0, 0, 0, 0][:4])
    language, letters = ENGLISH_UNICODE
    said = {
        "CompanyName": COMPANY,
        "FileDescription": ABOUT,
        "FileVersion": version,
        "InternalName": "distressapp",
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": "distressapp.exe",
        "ProductName": "distressapp",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in said.items())
    table = f"StringTable('{language:04x}{letters:04x}', [{strings}])"
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags=0x0,"
        f" OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f" kids=[StringFileInfo([{table}]),\n"
        f" VarFileInfo([VarStruct('Translation', [{language}, {letters}])])])\n"
    )


def staged(source: Path) -> None:
    """Everything that is frozen, in a new folder: the project, its build, icon and version."""
    tree.copy(tree.files(), source)
    tree.mark(source)
    folder = source / FOLDER
    (folder / "distressapp.ico").write_bytes(drawn())
    (folder / "version.txt").write_text(version_resource(software.own_version()), encoding="utf-8")


def build(out: Path = OUT) -> Path:
    """The set-up program for Windows; beside it the folder that it installs, and its bill.

    Raises:
        NotBuiltError: This is no Windows, or Inno Setup is not there.
    """
    if sys.platform != "win32":
        raise NotBuiltError("The program for Windows is built on Windows.")
    compiler = shutil.which("iscc")
    if compiler is None:
        raise NotBuiltError("Inno Setup is not there: its ISCC.exe must be on the PATH.")
    work = out / "windows.work"
    shutil.rmtree(work, ignore_errors=True)
    source = work / "source"
    staged(source)
    fixed = {"DISTRESSAPP_SOURCE": str(source), "PYTHONHASHSEED": "0"}
    folders = ["--distpath", out, "--workpath", work / "between"]
    words = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", *folders, source / SPEC]
    _run(words, env={**os.environ, **fixed, "SOURCE_DATE_EPOCH": str(tree.epoch())})
    bom.put(out / "distressapp", python=Path(sys.executable))
    version = software.own_version()
    defined = [f"/DVersion={version}", f"/DFrozen={out / 'distressapp'}", f"/DSource={source}"]
    _run([compiler, *defined, f"/O{out}", source / SETUP], env=os.environ.copy())
    return out / f"distressapp-{version}-setup.exe"


def _run(words: Sequence[str | Path], *, env: dict[str, str]) -> None:
    done = subprocess.run([*map(str, words)], check=False, env=env)  # noqa: S603  (our own words)
    if done.returncode != 0:
        raise NotBuiltError(f"{Path(words[0]).name} ended with status {done.returncode}.")


def main() -> int:
    """Build it; the exit status is 0 when the set-up program stands there."""
    parser = argparse.ArgumentParser(description="Build the program for Windows, on Windows.")
    parser.add_argument("--out", type=Path, default=OUT)
    try:
        made = build(parser.parse_args().out.resolve())
    except NotBuiltError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{made}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
