"""Build the wheel and the source archive: the same bytes from the same commit.

Beside them stand the exact versions that were tested together, for who installs the wheel.

Both are built from a copy, so that nothing of a build stands in the project's folder, and no
file of this machine in what is built.
"""

import argparse
import gzip
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import tree

OUT = tree.ROOT / "build" / "packages"
LOCK = tree.ROOT / "packaging" / "requirements.lock"
PIN = re.compile(r"^[a-z0-9-]+==[0-9][0-9a-z.]*", re.MULTILINE)
PYTHON = tree.ROOT / "build" / "venv-packages" / "bin" / "python"
"""The interpreter of the builds, with the tools of `requirements-build.lock`."""

HOOKS = """
import sys
from setuptools import build_meta
out = sys.argv[1]  # setuptools puts words of its own in its place
build_meta.build_wheel(out)
build_meta.build_sdist(out)
"""
EXECUTABLE = 0o755
PLAIN = 0o644
OWNER_MAY_RUN = 0o100


class NotBuiltError(Exception):
    """The tools did not build it; the text is what they said."""


def build(out: Path = OUT, *, python: Path = PYTHON, root: Path = tree.ROOT) -> Path:
    """The wheel, with the source archive and the tested versions beside it.

    Args:
        out: The folder they are put into; files of the same names are replaced.
        python: An interpreter that has setuptools.
        root: The project's folder, or an unpacked source archive.

    Raises:
        NotBuiltError: setuptools is not there, or refused.
    """
    out.mkdir(parents=True, exist_ok=True)
    work = root / "build" / "tmp" / f"wheel-{os.getpid()}"
    shutil.rmtree(work, ignore_errors=True)
    try:
        made = _built(work, python, root)
        plainer = _without_the_machine(made["gz"], tree.epoch(root))
        (out / made["gz"].name).write_bytes(plainer)
        (out / f"{made['whl'].stem}.constraints.txt").write_text(tested(), encoding="utf-8")
        return Path(shutil.copyfile(made["whl"], out / made["whl"].name))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def tested() -> str:
    """The exact version of each package that the program was tested with, as pip reads it."""
    locks = (LOCK.with_name("requirements-voice.lock"), LOCK)
    found = {pin: None for lock in locks for pin in PIN.findall(lock.read_text(encoding="utf-8"))}
    return "".join(f"{pin}\n" for pin in sorted(found))


def _built(work: Path, python: Path, root: Path) -> dict[str, Path]:
    """What setuptools makes of a copy of the project, by the end of its name."""
    source, made = work / "source", work / "made"
    made.mkdir(parents=True)
    tree.copy(tree.files(root), source, root=root)
    tree.mark(source, root=root)
    fixed = {"SOURCE_DATE_EPOCH": str(tree.epoch(root)), "PYTHONHASHSEED": "0", "TZ": "UTC"}
    try:
        done = subprocess.run(  # noqa: S603 - the interpreter of the builds, and our own words
            [python, "-c", HOOKS, made],
            cwd=source,
            env={**os.environ, **fixed},
            umask=0o022,
            check=False,
            capture_output=True,
            text=True,
        )
    except OSError as error:
        raise NotBuiltError(f"There is no interpreter at {python}: {error.strerror}.") from error
    if done.returncode != 0:
        raise NotBuiltError(done.stderr)
    return {path.suffix[1:]: path for path in made.iterdir()}


def _without_the_machine(archive: Path, epoch: int) -> bytes:
    """A source archive in order, with one time, nobody's name and plain modes."""
    held, packed = io.BytesIO(), io.BytesIO()
    with tarfile.open(archive) as found, tarfile.open(fileobj=held, mode="w") as plain:
        for member in sorted(found.getmembers(), key=lambda each: each.name):
            may_run = member.isdir() or bool(member.mode & OWNER_MAY_RUN)
            member.mode = EXECUTABLE if may_run else PLAIN
            member.mtime, member.uid, member.gid = epoch, 0, 0
            member.uname, member.gname, member.pax_headers = "", "", {}
            plain.addfile(member, found.extractfile(member) if member.isfile() else None)
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", mtime=epoch) as narrow:
        narrow.write(held.getvalue())
    return packed.getvalue()


def main() -> int:
    """Build both; the exit status is 0 when they stand there."""
    parser = argparse.ArgumentParser(description="Build the wheel and the source archive.")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--python", type=Path, default=PYTHON, help="one that has setuptools")
    chosen = parser.parse_args()
    try:
        made = build(chosen.out, python=chosen.python)
    except NotBuiltError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{made}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
