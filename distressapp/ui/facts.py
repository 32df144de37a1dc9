"""What only windows know, for the self-check, on a computer that may have none."""

import os
import subprocess
from typing import Final

from distressapp import program

_PROBE_S: Final = 20


def qt_version() -> str:
    """Of the Qt that draws here; empty where it cannot be loaded."""
    try:
        # Imported late: a library that it needs may be missing, and that is to be told.
        from PySide6.QtCore import qVersion  # noqa: PLC0415  (see above)
    except ImportError:
        return ""
    return str(qVersion())


def screens() -> tuple[str, ...]:
    """Each screen in words; none where none can be opened from here.

    Tried in a process of its own, for Qt ends those that fail.
    """
    try:
        done = subprocess.run(  # noqa: S603  (this program itself)
            program.child("screen"),
            capture_output=True,
            timeout=_PROBE_S,
            check=False,
            env=program.environment(os.environ),
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(done.stdout.decode("utf-8", "replace").splitlines()) if not done.returncode else ()
