"""What starts the frozen program: PyInstaller's own, built anew with a short memory.

As it is published it ignores `PYTHONMALLOC`, and Python keeps small objects in memory that the C
library never overwrites. So it is built from the source of the version in the lock file, with one
line more: small objects come from the C library. See `docs/decisions/short-memory.md`.
"""

import re
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

import buildroom
import tree

PLACE: Final = "bootloader/src/pyi_pyconfig.c"
AFTER: Final = "config.dev_mode = runtime_options->dev_mode;\n"
MALLOC: Final = "    config.allocator = 3; /* malloc: see docs/decisions/short-memory.md */\n"
"""`PYMEM_ALLOCATOR_MALLOC` of every Python since 3.8."""

ASK: Final = "import PyInstaller as it; print(it.HOMEPATH, it.PLATFORM, sep='\\n')"
MARK: Final = "distressapp-short-memory"


def ready() -> Path:
    """The interpreter of the builds, whose PyInstaller has that bootloader.

    On Windows it is the published one: there is no GNU library that could overwrite.

    Raises:
        buildroom.NotHereError: There is no C compiler, or the source is not to be had.
    """
    python = buildroom.ready()
    if sys.platform != "linux":
        return python
    home, system = buildroom.run(python, "-c", ASK).splitlines()
    folder = Path(home, "PyInstaller", "bootloader", system)
    with buildroom.alone(buildroom.FOLDER):
        if not (folder / MARK).exists():
            _put(python, folder)
    return python


def _put(python: Path, folder: Path) -> None:
    if shutil.which("cc") is None and shutil.which("gcc") is None:
        raise buildroom.NotHereError(
            "There is no C compiler here, and what starts the frozen program is built from its "
            "source. On Debian: apt-get install gcc libc6-dev zlib1g-dev"
        )
    with tempfile.TemporaryDirectory() as held:
        source = _source(python, Path(held))
        place = source / PLACE
        text = place.read_text(encoding="utf-8")
        if text.count(AFTER) != 1:
            raise buildroom.NotBuiltError(f"This PyInstaller is another: look at {PLACE}.")
        place.write_text(text.replace(AFTER, AFTER + MALLOC), encoding="utf-8")
        fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(tree.NO_COMMIT)}
        words = ("distclean", "configure", "build_release", "install_release")
        buildroom.run(python, "waf", *words, within=source / "bootloader", env=fixed)
        made = source / "PyInstaller" / "bootloader" / folder.name / "run"
        shutil.copyfile(made, folder / "run")
    (folder / "run").chmod(0o755)
    (folder / MARK).write_text(MALLOC, encoding="utf-8")


def _source(python: Path, held: Path) -> Path:
    """PyInstaller's source, as the lock file knows it by its hash."""
    lock = (tree.ROOT / "packaging" / "requirements-build.lock").read_text(encoding="utf-8")
    found = re.search(r"^pyinstaller==[^\n]*\n(?: .*\n)+", lock, re.MULTILINE)
    if found is None:
        raise buildroom.NotBuiltError("PyInstaller is not in packaging/requirements-build.lock.")
    wanted = held / "wanted.txt"
    wanted.write_text(found[0], encoding="utf-8")
    as_source = ("--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--require-hashes")
    words = (*as_source, "--dest", held, "--requirement", wanted)
    buildroom.fetch(python, "download", *words)
    (archive,) = held.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        unpack(packed, held)
    return held / archive.name.removesuffix(".tar.gz")


def unpack(packed: tarfile.TarFile, into: Path) -> None:
    """All files of an archive whose hash is known, none of them outside that folder.

    Python 3.11.2, which Debian 12 has, knows no filter yet; the hash stands for it there.
    """
    careful = getattr(tarfile, "data_filter", None)
    if careful is not None:
        packed.extraction_filter = careful
    packed.extractall(into)  # noqa: S202  (its hash was checked)
