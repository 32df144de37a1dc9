"""A disk that is really full, for as long as it takes."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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
