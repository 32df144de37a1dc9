"""Which files are the project's own, and the time that everything built from them wears.

Plain standard library: this runs before anything is installed.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MADE_HERE = frozenset({"build", "demo-out", "dist", "__pycache__"})
"""Folders that the tools make; nothing in them is the project's."""

MARK = Path("resources") / "build.json"
"""What says of a copy which build it becomes."""

LINKS = {
    Path("resources") / "CHANGELOG.md": Path("CHANGELOG.md"),
    Path("resources") / "software.cdx.json": Path("docs") / "software.cdx.json",
}
"""The links among the project's files, and what they lead to."""

NO_COMMIT = 1_577_836_800
"""The first second of 2020 (UTC), for a tree that is in no commit."""

EXECUTABLE = 0o755
PLAIN = 0o644


def epoch(root: Path = ROOT) -> int:
    """The second since 1970 that built files wear: the one asked for, or that of the commit.

    The variable `SOURCE_DATE_EPOCH` asks for one, as everywhere. An unpacked source archive says
    of which commit it was made.
    """
    asked = os.environ.get("SOURCE_DATE_EPOCH", "")
    if asked.isdigit():
        return int(asked)
    said = _git(root, "log", "-1", "--format=%ct").strip()
    return int(said) if said.isdigit() else _marked(root)


def files(root: Path = ROOT) -> tuple[Path, ...]:
    """The project's own files, seen from its folder, in order.

    Those that git keeps, as they are now; where git cannot say (in a source archive), all that
    no tool has made.
    """
    kept = _git(root, "ls-files", "-z").split("\0") if (root / ".git").exists() else []
    found = [Path(name) for name in kept if name and (root / name).is_file()]
    return tuple(sorted(found or _walked(root)))


def copy(names: Iterable[Path], to: Path, *, root: Path = ROOT) -> None:
    """A copy of files in a new folder: modes of a plain machine, links as what they lead to.

    Where git cannot make links, as on most Windows machines, a link is a file that says where to.
    """
    for name in names:
        made = to / name
        made.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / LINKS.get(name, name), made)
        made.chmod(EXECUTABLE if os.access(root / name, os.X_OK) else PLAIN)


def mark(copied: Path, *, root: Path = ROOT) -> None:
    """Write into a copy which build it becomes; what an unpacked source archive says stays."""
    commit = _git(root, "rev-parse", "HEAD").strip()
    if not commit:
        return
    changed = bool(_git(root, "status", "--porcelain", "--untracked-files=no").strip())
    said = {"commit": commit, "is_changed": changed, "time": epoch(root)}
    made = copied / MARK
    made.write_text(json.dumps(said) + "\n", encoding="utf-8")
    made.chmod(PLAIN)


def _marked(root: Path) -> int:
    try:
        said = json.loads((root / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return NO_COMMIT
    return int(said["time"])


def _git(root: Path, *words: str) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603 - the path was just found, the words are ours
        [git, "-C", str(root), *words], check=False, capture_output=True, text=True
    )
    return done.stdout if done.returncode == 0 else ""


def _walked(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        name = path.relative_to(root)
        made = MADE_HERE.intersection(name.parts) or any(".egg-info" in part for part in name.parts)
        if path.is_file() and not made and not any(part.startswith(".") for part in name.parts):
            yield name
