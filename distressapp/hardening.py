"""A process that leaves little behind: no core dump, closed to its neighbours, a short memory.

What a patient wrote passes through many strings. Python and the C library let go of them without
overwriting them, and they stood in a seized computer's memory long after the patient had left.
The GNU library can overwrite memory as it is let go of, if it is told so before the process
begins: hence an environment, and one start from anew where it is missing. See
`docs/decisions/short-memory.md`.
"""

from __future__ import annotations

import gc
import os
import sys

from distressapp.anew import IS_LINUX, begin_with_short_memory, environment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

__all__ = [
    "Hardened",
    "begin_with_short_memory",
    "environment",
    "give_back_memory",
    "harden_process",
    "has_short_memory",
]

_PR_SET_DUMPABLE: Final = 4
_TRIED_BYTES: Final = (240, 400, 4000)
_LOOKED_AT_BYTES: Final = 16
_ITSELF: Final[Any] = None
"""The program that runs, and all its libraries, where a library is asked for."""


class Hardened:
    """What could be done for this process.

    Attributes:
        leaves_no_core: A crash writes no core file.
        is_closed: No process of the same account can read its memory, and the system does not
            hand it to a crash reporter; Linux only.
    """

    def __init__(self, *, leaves_no_core: bool, is_closed: bool) -> None:
        self.leaves_no_core = leaves_no_core
        self.is_closed = is_closed


def harden_process() -> Hardened:
    """Keep this process' memory to itself; to be called first, and again in each child.

    Returns:
        What was done. Nothing of it is done on Windows, half of it on a Mac.
    """
    return Hardened(leaves_no_core=_forbid_core(), is_closed=_close())


def has_short_memory() -> bool:
    """Whether this process overwrites what it lets go of: tried, not assumed."""
    return all(_is_overwritten(size) for size in _TRIED_BYTES)


def give_back_memory() -> None:
    """Return to the system what was let go of; to be called where nobody waits.

    Pages that go back hold nothing of anybody any more. A kiosk that runs for weeks would
    otherwise keep what its memory is scattered over. Elsewhere than with the GNU library,
    only what refers to itself in a circle is let go of.
    """
    gc.collect()
    if IS_LINUX:
        # Imported late: the keeper gives nothing back, and goes without.
        import ctypes  # noqa: PLC0415  (see above)

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:  # not in every C library
            trim(0)


def _is_overwritten(size: int) -> bool:
    # Imported late, as above.
    import ctypes  # noqa: PLC0415  (see above)

    lost = os.urandom(size)
    # Where the bytes of a `bytes` begin is told by what an empty one takes, less its last zero.
    middle = id(lost) + sys.getsizeof(b"") - 1 + size // 2
    left = (ctypes.c_char * _LOOKED_AT_BYTES).from_address(middle)
    before = left.raw
    del lost
    return left.raw != before


def _forbid_core() -> bool:
    if sys.platform == "win32":
        return False
    try:
        import resource  # noqa: PLC0415  (not on every system)
    except ImportError:
        return False
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def _close() -> bool:
    if sys.platform != "linux":
        return False
    # What `ctypes` calls with: all around it takes a quarter of a megabyte of each process.
    import _ctypes  # noqa: PLC0415  (see above)

    here = _ctypes.dlopen(_ITSELF, os.RTLD_NOW)
    told = _ctypes.call_cdeclfunction(_ctypes.dlsym(here, "prctl"), (_PR_SET_DUMPABLE, 0, 0, 0, 0))
    return bool(told == 0)
