"""Whether the three files that a kiosk opens are sound: looked at each start, and nearly always so.

Apart from `quarantine`, which mends them: that needs backups and what can be read of a letterbox.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from distressapp.core.errors import ExpectedError
from distressapp.core.stores import (
    StoreDamagedError,
    StoreError,
    StoreTooOldError,
    read_only,
)
from distressapp.keys.clinic import public_from_file
from distressapp.letterbox.letterbox import Letterbox
from distressapp.paths import Folder
from distressapp.settings import read


def are_at_hand(folder: Folder) -> bool:
    """Whether the files of a kiosk are there, and can be read and written."""
    files = (folder.settings, folder.clinic_public, folder.letterbox)
    return all(os.access(path, os.R_OK | os.W_OK) for path in files)


@contextmanager
def suppress_damage() -> Iterator[None]:
    """Go on after the block where a file in it turned out to be what `damaged_files` would name."""
    try:
        yield
    except (StoreDamagedError, StoreTooOldError):
        return
    except StoreError:
        raise
    except ExpectedError:  # the settings do not read as settings
        return


def damaged_files(folder: Folder) -> tuple[Path, ...]:
    """The files of the kiosk that are damaged, gone or of an older version; few or none.

    None in a folder without a vault: there is no clinic in it.

    Raises:
        StoreTooNewError: A newer version of the program wrote a file.
        StoreError: A file cannot be used for another reason than damage.
    """
    if not folder.vault.is_file():
        return ()
    checks: tuple[tuple[Path, Callable[[Path], object]], ...] = (
        (folder.settings, read),
        (folder.clinic_public, read_public_key),
        (folder.letterbox, read_letterbox),
    )
    return tuple(path for path, check in checks if _is_damaged(path, check))


def _is_damaged(path: Path, check: Callable[[Path], object]) -> bool:
    if not path.exists():
        return True
    if not os.access(path, os.R_OK | os.W_OK):
        raise read_only(path.name)
    with suppress_damage():
        check(path)
        return False
    return True


def read_public_key(path: Path) -> None:
    """Find out whether `clinic.pub` reads as such a file.

    Raises:
        StoreError: It does not.
    """
    public_from_file(path.name, path.read_bytes())


def read_letterbox(path: Path) -> None:
    """Find out whether a letterbox opens.

    Raises:
        StoreError: It does not.
    """
    Letterbox(path).close()
