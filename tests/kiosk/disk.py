"""A disk that is really full, and a folder that really cannot be written."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def full_disk(root: Path) -> Iterator[None]:
    """The kernel lets no file grow past what the letterbox's WAL has now."""
    wal = root / "letterbox.db-wal"
    size = wal.stat().st_size if wal.exists() else 0
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def read_only(root: Path) -> Iterator[None]:
    """Nobody can write into the folder, root included."""
    if os.geteuid() != 0:
        modes = {path: path.stat().st_mode for path in (root, *root.rglob("*"))}
        for path in reversed(modes):
            path.chmod(modes[path] & ~0o222)
        yield
        for path, mode in modes.items():
            path.chmod(mode)
        return
    if not (_mount("--bind", root, root) and _mount("-o", "remount,ro,bind", root)):
        pytest.skip("root may not mount here, and nothing else is read-only for root")
    try:
        yield
    finally:
        subprocess.run(["umount", str(root)], check=True)


def _mount(*arguments: str | Path) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
