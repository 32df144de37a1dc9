import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import pytest

from distressapp import bootstrap
from distressapp.instruments import load_all_with_hashes

MEMORY: Final = Path("/dev/shm")  # noqa: S108  (a folder of our own is made in it)


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a rig writes thousands of states of a disk."""
    if not MEMORY.is_dir():
        yield tmp_path
        return
    folder = Path(mkdtemp(dir=MEMORY, prefix="rig-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def read_once() -> Iterator[None]:
    """What ships with the program is read once: no rig harms it, and it takes half the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "load_all_with_hashes", cache(load_all_with_hashes))
        yield
