"""The mark that stands in a folder while set-up runs, and what a killed set-up left there.

Nothing that could be a clinic's is ever deleted: leftovers are moved into a folder beside them.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.stores import read_only
from distressapp.letterbox.lock import RoomLock
from distressapp.paths import Folder
from distressapp.settings.file import sync_folder
from distressapp.text import _

_ASIDE: Final = "unfinished-"
_FILES: Final = ("vault.db", "letterbox.db", "clinic.pub", "kiosk.json")
_TAILS: Final = ("", "-wal", "-shm", "-journal", ".new")
_OWN: Final = frozenset(f"{name}{tail}" for name in _FILES for tail in _TAILS) - {"kiosk.json"}
"""What a set-up that was killed leaves at most, besides folders: `kiosk.json` comes last."""


@contextmanager
def marked(folder: Folder, at: datetime) -> Iterator[None]:
    """Inside, the folder is set-up's own and empty; what fails there is cleared away.

    Args:
        at: Now; what an earlier set-up left is moved into `unfinished-<at>`.

    Raises:
        ExpectedError: Something else is in the folder, or another set-up runs there.
        StoreError: The folder cannot be written.
    """
    root, is_new = folder.root, not folder.root.exists()
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_free(folder)
        with RoomLock(folder.unfinished, room="set-up"):
            # Again: another set-up may have ended in between.
            _check_free(folder)
            _put_aside(folder, at)
            try:
                sync_folder(root)
                yield
            except BaseException:
                _clear(folder, is_new=is_new)
                raise
            with suppress(OSError):
                drop_mark(folder)
                sync_folder(root.parent)
    except OSError as error:
        raise read_only(root.name) from error


def drop_mark(folder: Folder) -> None:
    """Take the mark away for good, where it stands: there is a clinic.

    Raises:
        OSError: The folder cannot be written.
    """
    if folder.unfinished.exists():
        folder.unfinished.unlink(missing_ok=True)
        sync_folder(folder.root)


def folders(folder: Folder) -> tuple[Path, ...]:
    """The folders that set-up makes; only the first gets something in it."""
    return (folder.wraps, folder.packs, folder.backups, folder.log)


def _check_free(folder: Folder) -> None:
    """Nothing where the folder is empty, or has only what a killed set-up left."""
    found = _besides(folder)
    is_marked = folder.unfinished.is_file()
    if found and not (is_marked and all(_is_left_over(folder, each) for each in found)):
        raise ExpectedError(
            _("There is something in {folder} already").format(folder=folder.root),
            advice=_("Choose an empty folder; a clinic is made once."),
        )


def _besides(folder: Folder) -> list[Path]:
    """All but what earlier set-ups left aside, and what was typed in the wizard.

    The packaged folder is its account's home: the system's libraries leave hidden things there,
    such as a list of fonts. Nothing of a clinic is hidden.
    """
    drafts = {folder.draft.name, f"{folder.draft.name}.new"}
    return [
        each
        for each in folder.root.iterdir()
        if not each.name.startswith((_ASIDE, ".")) and each.name not in drafts
    ]


def _is_left_over(folder: Folder, path: Path) -> bool:
    """Whether set-up makes that; whoever opens a clinic leaves a lock, a log, or a backup."""
    if path in folders(folder)[1:]:
        return not any(path.iterdir())
    return path.name in _OWN or path in {folder.unfinished, folder.wraps}


def _put_aside(folder: Folder, at: datetime) -> None:
    left = [each for each in _besides(folder) if each != folder.unfinished]
    if left:
        aside = folder.root / f"{_ASIDE}{at:%Y%m%dT%H%M%S.%fZ}"
        aside.mkdir(mode=0o700)
        for each in left:
            each.rename(aside / each.name)


def _clear(folder: Folder, *, is_new: bool) -> None:
    """Take away what this set-up made, the mark last; as far as the system lets it."""
    for each in folders(folder):
        shutil.rmtree(each, ignore_errors=True)
    with suppress(OSError):
        for name in (*sorted(_OWN), "kiosk.json", folder.unfinished.name):
            (folder.root / name).unlink(missing_ok=True)
        if is_new:
            folder.root.rmdir()
