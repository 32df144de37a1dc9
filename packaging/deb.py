"""Build the package for Debian and Ubuntu: the same bytes from the same commit.

It holds the frozen program, the kiosk session (off), an icon, a manual page and the papers, and
depends on the libraries that the program asks of the system, by their own headers.
"""

import argparse
import gzip
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import buildroom
import changelog
import copyrights
import frozen
import libraries
import tree

OUT: Final = tree.ROOT / "build" / "packages"
HERE: Final = tree.ROOT / "packaging" / "debian"
SESSION: Final = tree.ROOT / "packaging" / "linux"
PROGRAM: Final = Path("usr/lib/distressapp")
PAPERS: Final = Path("usr/share/doc/distressapp")
SCRIPTS: Final = ("preinst", "prerm", "postinst", "postrm")
MAINTAINER: Final = "distressapp maintainers <maintainers@distressapp.invalid>"
KIB: Final = 1024
FOLDER_MODE: Final = 0o755


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One file of the project, and where the package puts it.

    Attributes:
        source: The file.
        target: Where it goes, seen from the root of the machine.
        mode: What it may be used for.
    """

    source: Path
    target: Path
    mode: int


def build(out: Path = OUT, *, program: Path | None = None, pressed: int = 6) -> Path:
    """The package `distressapp_VERSION_ARCHITECTURE.deb` in that folder.

    Args:
        out: Where it goes.
        program: The frozen folder; None to freeze it first, or to take the one that is fresh.
        pressed: How hard xz tries, 0 to 9; a test that asks for no size saves a minute with less.

    Raises:
        buildroom.NotBuiltError: A tool is missing, or refused.
        libraries.UnknownLibraryError: The program loads what no package is named for.
        copyrights.NoLicencesError: The program does not hold the licences of its parts.
    """
    held = frozen.build(out) if program is None else program
    stage = out / "deb.work"
    with buildroom.alone(stage):
        shutil.rmtree(stage, ignore_errors=True)
        architecture = buildroom.run("dpkg", "--print-architecture").strip()
        _put_program(held, stage)
        _put_files(stage)
        _put_made(stage)
        _put_control(stage, architecture)
        _make_plain(stage)
        made = out / f"distressapp_{version()}_{architecture}.deb"
        buildroom.run(
            *("dpkg-deb", "--root-owner-group", "-Zxz", f"-z{pressed}", "--build"),
            *(stage, made),
            env={"SOURCE_DATE_EPOCH": str(tree.epoch())},
        )
        shutil.rmtree(stage)
    return made


def version() -> str:
    """The program's version, as dpkg compares it: what comes before a release is less than it."""
    for line in (tree.ROOT / "distressapp" / "__init__.py").read_text("utf-8").splitlines():
        if line.startswith("__version__"):
            return line.split('"')[1].replace(".dev", "~dev")
    raise buildroom.NotBuiltError("distressapp/__init__.py names no version.")


def places() -> tuple[Place, ...]:
    """Every file of the project that the package holds beside the program."""
    return (*_listed(HERE / "places.txt", tree.ROOT), *_listed(SESSION / "install.txt", SESSION))


def script(name: str) -> str:
    """A script of the package as dpkg gets it: with what the scripts share, and the version."""
    text = (HERE / name).read_text("utf-8")
    shared = (HERE / "busy.sh").read_text("utf-8").strip()
    return text.replace("# @busy.sh@", shared).replace("@version@", version())


def _listed(paper: Path, root: Path) -> Iterator[Place]:
    for line in paper.read_text("utf-8").splitlines():
        words = line.split("#")[0].split()
        if words:
            source, target, mode = words
            yield Place(
                source=root / source, target=Path(target.lstrip("/")), mode=int(mode, base=8)
            )


def _put_program(program: Path, stage: Path) -> None:
    shutil.copytree(program, stage / PROGRAM, symlinks=True)
    command = stage / "usr" / "bin" / "distressapp"
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("..") / "lib" / "distressapp" / "distressapp")


def _put_files(stage: Path) -> None:
    for each in places():
        to = stage / each.target
        to.parent.mkdir(parents=True, exist_ok=True)
        if to.suffix == ".gz":
            _zip(each.source.read_bytes(), to)
        else:
            shutil.copyfile(each.source, to)
        to.chmod(each.mode)


def _put_made(stage: Path) -> None:
    """What is made from the project: icons, the manual, the changelog, who holds which rights."""
    python = buildroom.python() if buildroom.python().exists() else buildroom.ready()
    env = {"PYTHONPATH": str(tree.ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    within = tree.ROOT / "packaging"
    theme = stage / "usr" / "share" / "icons" / "hicolor"
    buildroom.run(python, within / "icon.py", theme, env=env)
    page = stage / "usr" / "share" / "man" / "man1" / "distressapp.1"
    page.parent.mkdir(parents=True)
    buildroom.run(python, within / "manpage.py", page, env=env)
    _zip(page.read_bytes(), page.with_name("distressapp.1.gz"))
    page.unlink()
    papers = stage / PAPERS
    text = changelog.SOURCE.read_text("utf-8")
    debian = changelog.debian(text, maintainer=MAINTAINER, epoch_s=tree.epoch())
    _zip(debian.encode(), papers / "changelog.gz")
    (papers / "copyright").write_text(copyrights.paper(stage / PROGRAM), encoding="utf-8")


def _put_control(stage: Path, architecture: str) -> None:
    control = stage / "DEBIAN"
    control.mkdir()
    brought = libraries.packages(libraries.LIST.read_text("utf-8"))
    asked = libraries.depends(libraries.loads(stage / PROGRAM), brought)
    fields = {
        "version": version(),
        "architecture": architecture,
        "installed_kib": str(_kib(stage)),
        "depends": ", ".join((*asked, "adduser")),
    }
    (control / "control").write_text(_filled((HERE / "control").read_text("utf-8"), fields))
    for name in SCRIPTS:
        (control / name).write_text(script(name), encoding="utf-8")
    files = [path for path in _files(stage) if "DEBIAN" not in path.relative_to(stage).parts]
    sums = [f"{_md5(path)}  {path.relative_to(stage)}\n" for path in files]
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    configured = [
        f"/{path.relative_to(stage)}\n" for path in files if _is_configuration(path, stage)
    ]
    (control / "conffiles").write_text("".join(configured), encoding="utf-8")


def _filled(text: str, fields: Mapping[str, str]) -> str:
    for name, value in fields.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _is_configuration(path: Path, stage: Path) -> bool:
    return path.relative_to(stage).parts[0] == "etc"


def _kib(stage: Path) -> int:
    """What it takes on the disk, as dpkg counts: each file and folder by whole kibibytes."""
    found = [path.lstat().st_size for path in stage.rglob("*") if not path.is_dir()]
    folders = sum(1 for path in stage.rglob("*") if path.is_dir() and not path.is_symlink())
    return sum(-(-size // KIB) for size in found) + folders


def _md5(path: Path) -> str:
    return buildroom.run("md5sum", path).split()[0].lstrip("\\")


def _zip(data: bytes, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(gzip.compress(data, compresslevel=9, mtime=0))


def _make_plain(stage: Path) -> None:
    """Modes and times that do not depend on who built it when."""
    own = {stage / each.target: each.mode for each in places()}
    own.update({stage / "DEBIAN" / name: FOLDER_MODE for name in SCRIPTS})
    own[stage / PROGRAM / "distressapp"] = FOLDER_MODE
    for path in (stage, *sorted(stage.rglob("*"))):
        if not path.is_symlink():
            path.chmod(FOLDER_MODE if path.is_dir() else own.get(path, 0o644))
        os.utime(path, (tree.epoch(), tree.epoch()), follow_symlinks=False)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def main() -> int:
    """Build it; the exit status is 0 when it stands there."""
    parser = argparse.ArgumentParser(description="Build the package for Debian and Ubuntu.")
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
