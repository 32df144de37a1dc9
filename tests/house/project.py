"""The project's own files, found without git: a bare machine has none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
MADE_HERE: Final = frozenset({"build", "demo-out", "dist", "__pycache__"})
"""Folders that the tools make; no file of theirs is kept in the repository."""

OURS_THOUGH_HIDDEN: Final = frozenset({".ci", ".gitignore"})


def files() -> Iterator[Path]:
    """Every file of the project, by path."""
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            hidden = path.name.startswith(".") and path.name not in OURS_THOUGH_HIDDEN
            if hidden or path.name in MADE_HERE or path.suffix == ".egg-info":
                continue
            if path.is_dir():
                waiting.append(path)
            else:
                yield path


def texts() -> Iterator[tuple[Path, str]]:
    """Every file of the project that is text, with its text."""
    for path in files():
        try:
            yield path.relative_to(ROOT), path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
