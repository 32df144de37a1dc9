"""Two questions to the data folder: who else can read it, and whether it can still be filled."""

import os
import shutil
import stat
from typing import Final

from distressapp.paths import Folder

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_LEAST_FREE_BYTES: Final = 200 * 1024 * 1024
"""Below this somebody has to make room at once (this project's judgement)."""


def open_to_others(folder: Folder) -> tuple[str, ...]:
    """Names of what of the clinic other accounts can read; none where rights are kept otherwise."""
    if os.name != "posix":
        return ()
    parts = (
        *(folder.root, folder.vault, folder.letterbox, folder.settings),
        *(folder.clinic_public, folder.wraps),
    )
    return tuple(path.name for path in parts if path.exists() and path.stat().st_mode & _OTHERS)


def is_nearly_full(folder: Folder) -> bool:
    """Whether what a day needs may not find room."""
    return shutil.disk_usage(folder.root).free < _LEAST_FREE_BYTES
