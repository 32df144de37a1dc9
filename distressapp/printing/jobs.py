"""The child process that asks the print system about pages, or has it forget them, and ends.

`lpstat` tells a page that came out and one that was given up by the same words, and `cancel -x`
refuses to delete what is kept of a page that came out (CUPS 2.4.2), so the system's library is
asked. It may wait for ever for a server that is silent; whoever starts the child has a time
limit.
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
FORGET: Final = "forget"
_OVER: Final = frozenset({"cancelled", "aborted", "done"})
_PURGE_JOBS: Final = 0x0012
_OPERATION: Final = 0x01
_NAME_TAG: Final = 0x42
_URI_TAG: Final = 0x45
_LAST_OK: Final = 0x00FF
"""Operation, tags and status codes.

Source:
    RFC 8010, section 3.5; RFC 8011, section 4.2.9 and appendix B; `my-jobs` and `purge-jobs` are
    of CUPS.
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
    library = _library()
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


def forget(printer: str) -> bool:
    """Have the system delete what it kept of this account's pages on a printer, once all are over.

    One page alone it does not delete once it came out, and to delete all would call off those
    that wait: so nothing is deleted while one of them does.

    Returns:
        Whether it was done.

    Raises:
        OSError: The library is not there, or the system does not do it.
    """
    mine = [state for name, state in known().items() if name.rpartition("-")[0] == printer]
    if not set(mine) <= _OVER:
        return False
    library = _library()
    library.ippNewRequest.restype = ctypes.c_void_p
    library.cupsUser.restype = ctypes.c_char_p
    library.cupsDoRequest.restype = ctypes.c_void_p
    request = ctypes.c_void_p(library.ippNewRequest(_PURGE_JOBS))
    uri = f"ipp://localhost/printers/{printer}".encode()
    library.ippAddString(request, _OPERATION, _URI_TAG, b"printer-uri", None, uri)
    user = library.cupsUser()
    library.ippAddString(request, _OPERATION, _NAME_TAG, b"requesting-user-name", None, user)
    for name in (b"my-jobs", b"purge-jobs"):
        library.ippAddBoolean(request, _OPERATION, name, ctypes.c_char(1))
    library.cupsDoRequest(None, request, b"/admin/")
    if library.cupsLastError() > _LAST_OK:
        raise OSError("the print system does not forget the pages")
    return True


def _library() -> ctypes.CDLL:
    return ctypes.CDLL("libcups.2.dylib" if sys.platform == "darwin" else "libcups.so.2")


def main(arguments: list[str], out: TextIO | None = None) -> int:
    """Write each request that is known, and its state, a word each.

    Args:
        arguments: Requests; or `forget` and the name of a printer.
        out: None for standard output.
    """
    try:
        if arguments[0] == FORGET:
            return 0 if forget(arguments[1]) else 1
        found = known()
    except (OSError, AttributeError):
        return 1
    for each in arguments:
        if each in found:
            (out or sys.stdout).write(f"{each} {found[each]}\n")
    return 0
