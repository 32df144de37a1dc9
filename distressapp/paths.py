"""Where things stand: what ships with the program, and what a clinic keeps."""

from __future__ import annotations

import os
import sys

from distressapp.core.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Final

PACKAGED: Final = "/var/lib/distressapp"
"""Where the installed package makes room for one clinic."""


@frozen
class Folder:
    """A data folder, by the names of its parts; nothing is read or made here."""

    root: Path

    @property
    def vault(self) -> Path:
        """What staff open: one SQLCipher file."""
        return self.root / "vault.db"

    @property
    def letterbox(self) -> Path:
        """What the kiosk posts into: one SQLite file, every payload sealed."""
        return self.root / "letterbox.db"

    @property
    def clinic_public(self) -> Path:
        """The half of the clinic's key that can only post."""
        return self.root / "clinic.pub"

    @property
    def settings(self) -> Path:
        """What the kiosk must know while the vault is shut."""
        return self.root / "kiosk.json"

    @property
    def wraps(self) -> Path:
        """The vault's key, a file for each member of staff, and one for the recovery key."""
        return self.root / "wraps"

    def wrap(self, member: str) -> Path:
        """What a member's passphrase opens, by the member's id."""
        return self.wraps / f"{member}.json"

    def next_wrap(self, member: str) -> Path:
        """What will be that member's wrap once the vault has the entry."""
        return self.wraps / f"{member}.next.json"

    @property
    def recovery_wrap(self) -> Path:
        """What the recovery code opens."""
        return self.wrap("recovery")

    @property
    def packs(self) -> Path:
        """Wording that the clinic installed."""
        return self.root / "packs"

    @property
    def backups(self) -> Path:
        """Copies."""
        return self.root / "backups"

    @property
    def quarantine(self) -> Path:
        """What was damaged or replaced, whole, a folder for each time."""
        return self.root / "quarantine"

    @property
    def restoring(self) -> Path:
        """A restore under way; gone when it is done."""
        return self.root / "restoring"

    @property
    def unfinished(self) -> Path:
        """Stands there while set-up runs: what lies beside it is set-up's own."""
        return self.root / "setup.unfinished"

    @property
    def draft(self) -> Path:
        """What was typed in a set-up that is not finished; no secret is in it."""
        return self.root / "setup.draft.json"

    @property
    def log(self) -> Path:
        """What happened to the program; nothing of any patient."""
        return self.root / "log"

    def lock(self, room: str) -> Path:
        """The lock of one room, `"kiosk"` or `"staff"`."""
        return self.root / f"{room}.lock"


def resources() -> Path:
    """The folder of instruments, wording, fonts, icons, translations: data, no code."""
    # Imported late: the keeper joins no paths.
    from pathlib import Path  # noqa: PLC0415  (see above)

    package = Path(__file__).resolve().parent
    within = package / "resources"  # of a wheel, and of the packaged program
    return within if within.is_dir() else package.parent / "resources"


def data_folder(wanted: str | Path | None = None) -> Path:
    """The clinic's folder: the one asked for, the packaged one, or the user's own.

    The packaged one belongs to an account of its own; whoever may not enter it has theirs.
    """
    # Imported late, as above.
    from pathlib import Path  # noqa: PLC0415  (see above)

    return Path(place(wanted))


def place(wanted: str | Path | None = None) -> str:
    """The same, by its name alone: all that the keeper knows of it."""
    if wanted is not None:
        return os.fspath(wanted) or os.curdir
    # On Windows any account could make that folder, and find in it what the clinic keeps.
    is_packaged = sys.platform != "win32" and os.path.isdir(PACKAGED)  # noqa: PTH112
    if is_packaged and os.access(PACKAGED, os.R_OK | os.W_OK | os.X_OK):
        return PACKAGED
    # Imported late: the kiosk is nearly always told its folder.
    from platformdirs import user_data_path  # noqa: PLC0415  # see above

    return str(user_data_path("distressapp", appauthor=False))


def is_folder(path: Path) -> bool:
    """Whether it is a folder that can be seen; no for a path that no system could have."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether it is a file that can be seen; no for a path that no system could have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
