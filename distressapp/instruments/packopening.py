"""A pack on the disk, whatever it was sent as: a folder, a zip, or one file."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from distressapp.instruments.packfiles import WORDS, Files, InFolder, Lone, no_pack
from distressapp.instruments.packzip import opened_zip


@contextmanager
def opened(path: Path) -> Iterator[Files]:
    """The files of a pack, for as long as they are looked at.

    Raises:
        PackError: Nothing is there, or something in it is not taken.
    """
    try:
        how = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise no_pack(path) from error
    if stat.S_ISDIR(how):
        yield InFolder(path)
    elif not stat.S_ISREG(how):
        raise no_pack(path)
    elif path.suffix.lower() == ".zip":
        with opened_zip(path) as found:
            yield found
    elif path.suffix.lower() in WORDS:
        yield Lone(path)
    else:
        raise no_pack(path)
