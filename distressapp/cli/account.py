"""Whose clinic it is: root's hands would leave files in it that its own account cannot open."""

from __future__ import annotations

import os
import sys

from distressapp.core.errors import ExpectedError
from distressapp.paths import place
from distressapp.text import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Final

_ANYBODYS: Final = frozenset({"about", "demo", "instruments", "score", "update", "updating"})
"""Commands that touch no clinic, or that hand the clinic's files to their own account."""


class ForeignFolderError(ExpectedError):
    """Root works in a folder that belongs to another account."""


def check_account(command: str, wanted: str | Path | None) -> None:
    """Nothing where this account may go on with that command in that folder.

    Raises:
        ForeignFolderError: What it writes would be root's, in somebody else's clinic.
    """
    if sys.platform == "win32" or command in _ANYBODYS or os.geteuid() != 0:
        return
    folder = place(wanted)
    try:
        owner = os.stat(folder).st_uid  # noqa: PTH116  (the keeper goes without pathlib)
    except OSError:
        return  # not there, or not to be seen: the command says so
    if owner == 0:
        return
    # Imported late: there is none on Windows.
    import pwd  # noqa: PLC0415  (see above)

    try:
        name = pwd.getpwuid(owner).pw_name
    except KeyError:
        name = f"#{owner}"
    raise ForeignFolderError(
        _(
            "{folder} belongs to the account {name}, which could not open what root writes there"
        ).format(folder=folder, name=name),
        advice=_("Start it as that account: sudo -u {name} distressapp {command}").format(
            name=name, command=command
        ),
    )
