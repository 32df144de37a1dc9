"""Gives back the pages of code that only a start called.

A start runs through libraries from end to end, and each page that was touched once counts as this
process' memory for as long as it runs: seven megabytes of a kiosk's. The system would take them
away last, after files that others read often.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

_DONT_NEED: Final = 4
"""`MADV_DONTNEED`: the pages are no longer this process'; what is touched again comes back."""

_CODE: Final = "r-xp"
"""Read and run, never written: such a page is as it stands in its file, and nothing is lost."""

_ITSELF: Any = None
"""As `ctypes` asks for this program and all that it has loaded."""

_MAPS: Final = "/proc/self/maps"
_WITH_A_FILE: Final = 6


def give_back_code() -> int:
    """Let go of all code; what is called from here on comes back from the system's memory of files.

    To be called once, where nobody waits: a page that comes back costs a thousandth of a
    millisecond.

    Returns:
        Bytes of code that were told. 0 elsewhere than on Linux, or where /proc is missing.
    """
    if sys.platform != "linux":
        return 0
    # What `ctypes` calls with: all around it takes a quarter of a megabyte.
    import _ctypes  # noqa: PLC0415  (not on every system)

    class Long(_ctypes._SimpleCData):  # type: ignore[type-arg]  # noqa: SLF001  (see above)
        _type_ = "L"

    here = _ctypes.dlopen(_ITSELF, os.RTLD_NOW)
    advise = _ctypes.dlsym(here, "madvise")
    given = 0
    for first, size in _code():
        told = _ctypes.call_cdeclfunction(advise, (Long(first), Long(size), _DONT_NEED))
        given += 0 if told else size
    return given


def _code() -> list[tuple[int, int]]:
    """Where each piece of code of a file begins, and its size."""
    found = []
    try:
        with open(_MAPS, encoding="utf-8") as lines:  # noqa: PTH123  (pathlib is not for this)
            pieces = [line.split(maxsplit=_WITH_A_FILE - 1) for line in lines]
    except OSError:
        return []
    for piece in pieces:
        if len(piece) == _WITH_A_FILE and piece[1] == _CODE and piece[5].startswith("/"):
            first, _, end = piece[0].partition("-")
            found.append((int(first, 16), int(end, 16) - int(first, 16)))
    return found
