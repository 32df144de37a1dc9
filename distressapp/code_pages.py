"""Gives back the pages of programs and libraries that only a start needed.

A start runs through libraries from end to end, and each page that was touched once counts as this
process' memory for as long as it runs: ten megabytes of a kiosk's. The system would take them away
last, after files that others read often.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Final

_DONT_NEED: Final = 4
"""`MADV_DONTNEED`: the pages are no longer this process'; what is touched again comes back."""

_READ_ONLY: Final = frozenset({"r-xp", "r--p"})
_OWN: Final = ("Anonymous:", "Swap:")
"""What of a piece is this process' own, and not as it stands in the file: in memory, and swapped
out. There is such in pieces that are written once, when a library is loaded."""

_ITSELF: Any = None
"""As `ctypes` asks for this program and all that it has loaded."""

_MAPS: Final = "/proc/self/smaps"
_WITH_A_FILE: Final = 6


def give_back_code() -> int:
    """Let go of all that stands in memory as it stands in a file; what is used again comes back.

    To be called once, where nobody waits for a hundredth of a second. A page that comes back, from
    the system's own memory of files, costs a thousandth of a millisecond.

    Returns:
        Bytes of memory that were told. 0 elsewhere than on Linux, or where /proc is missing.
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
    for first, size in list(_as_in_files()):
        told = _ctypes.call_cdeclfunction(advise, (Long(first), Long(size), _DONT_NEED))
        given += 0 if told else size
    return given


def _as_in_files() -> Iterator[tuple[int, int]]:
    """Where each piece begins that is as it stands in its file and never written, and its size."""
    try:
        with open(_MAPS, encoding="utf-8") as lines:  # noqa: PTH123  (pathlib is not for this)
            found, own = None, 0
            for line in lines:
                word, _, rest = line.partition(" ")
                if word in _OWN:
                    own += int(rest.split()[0])
                elif not word.endswith(":"):
                    if found is not None and own == 0:
                        yield found
                    found, own = _piece(word, line.split(maxsplit=_WITH_A_FILE - 1)), 0
            if found is not None and own == 0:
                yield found
    except OSError:
        return


def _piece(place: str, words: list[str]) -> tuple[int, int] | None:
    """Where it begins and its size, where it is of a file and only read."""
    if len(words) != _WITH_A_FILE or words[1] not in _READ_ONLY or not words[5].startswith("/"):
        return None
    first, _, end = place.partition("-")
    return int(first, 16), int(end, 16) - int(first, 16)
