"""The child process that asks the print system what became of pages, and ends.

`lpstat` tells a page that came out and one that was given up by the same words (CUPS 2.4.2), so
the system's library is asked. It may wait for ever for a server that is silent; whoever starts
the child has a time limit.
"""

import ctypes
import sys
from collections.abc import Mapping
from typing import Final, TextIO

_ALL_JOBS: Final = -1
_STATES: Final[Mapping[int, str]] = {
    3: "waiting",
    4: "stopped",
    5: "printing",
    6: "stopped",
    7: "cancelled",
    8: "aborted",
    9: "done",
}
"""The numbers of `job-state`.

Source:
    RFC 8011, section 5.3.7.
"""


class _Job(ctypes.Structure):
    """`cups_job_t` of `cups/cups.h`."""

    _fields_ = (
        ("id", ctypes.c_int),
        ("dest", ctypes.c_char_p),
        ("title", ctypes.c_char_p),
        ("user", ctypes.c_char_p),
        ("format", ctypes.c_char_p),
        ("state", ctypes.c_int),
        ("size", ctypes.c_int),
        ("priority", ctypes.c_int),
        ("completed_time", ctypes.c_long),
        ("creation_time", ctypes.c_long),
        ("processing_time", ctypes.c_long),
    )


def known() -> dict[str, str]:
    """What the print system knows of this account's pages: `"Office-12"` to the state's word.

    Raises:
        OSError: The library is not there, or the system does not answer.
    """
    library = ctypes.CDLL("libcups.2.dylib" if sys.platform == "darwin" else "libcups.so.2")
    jobs = ctypes.POINTER(_Job)()
    ask = library.cupsGetJobs2
    ask.argtypes = [
        ctypes.c_void_p,
        ctypes.POINTER(ctypes.POINTER(_Job)),
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.c_int,
    ]
    count = ask(None, ctypes.byref(jobs), None, 1, _ALL_JOBS)
    if count < 0:
        raise OSError("the print system does not answer")
    return {
        f"{(each.dest or b'').decode('utf-8', 'replace')}-{each.id}": _STATES.get(
            each.state, "stopped"
        )
        for each in jobs[:count]
    }


def main(requests: list[str], out: TextIO) -> int:
    """Write each request that is known, and its state, a word each."""
    try:
        found = known()
    except (OSError, AttributeError):
        return 1
    for each in requests:
        if each in found:
            out.write(f"{each} {found[each]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
