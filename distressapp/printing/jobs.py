"""The child process that asks the print system about pages and printers, and ends.

`lpstat` tells a page that came out and one that was given up by the same words, knows nothing of a
printer that is out of paper, and `cancel -x` refuses to delete what is kept of a page that came out
(CUPS 2.4.2), so the system's library is asked. It may wait for ever for a server that is silent;
whoever starts the child has a time limit.
"""

import json
import sys
from collections.abc import Mapping
from ctypes import CDLL, POINTER, Structure, byref, c_char, c_char_p, c_int, c_long, c_void_p
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
PRINTERS: Final = "printers"
_OVER: Final = frozenset({"cancelled", "aborted", "done"})
_PURGE_JOBS: Final = 0x0012
_GET_PRINTERS: Final = 0x4002
_OPERATION: Final = 0x01
_PRINTER_GROUP: Final = 0x04
_KEYWORD_TAG: Final = 0x44
_NAME_TAG: Final = 0x42
_URI_TAG: Final = 0x45
_INTEGERS: Final = frozenset({0x21, 0x23})
_BOOLEAN: Final = 0x22
_LAST_OK: Final = 0x00FF
_NOT_FOUND: Final = 0x0406
"""Operations, tags and status codes.

Source:
    RFC 8010, section 3.5; RFC 8011, section 4.2.9 and appendix B; `my-jobs`, `purge-jobs` and
    CUPS-Get-Printers are of CUPS.
"""
_WANTED: Final = (
    "printer-name",
    "printer-state",
    "printer-state-message",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
)


class _Job(Structure):
    """`cups_job_t` of `cups/cups.h`."""

    _fields_ = (
        ("id", c_int),
        ("dest", c_char_p),
        ("title", c_char_p),
        ("user", c_char_p),
        ("format", c_char_p),
        ("state", c_int),
        ("size", c_int),
        ("priority", c_int),
        ("completed_time", c_long),
        ("creation_time", c_long),
        ("processing_time", c_long),
    )


def known() -> dict[str, str]:
    """What the print system knows of this account's pages: `"Office-12"` to the state's word.

    Raises:
        OSError: The library is not there, or the system does not answer.
    """
    library = _library()
    jobs = POINTER(_Job)()
    ask = library.cupsGetJobs2
    ask.argtypes = [c_void_p, POINTER(POINTER(_Job)), c_char_p, c_int, c_int]
    count = ask(None, byref(jobs), None, 1, _ALL_JOBS)
    if count < 0:
        raise OSError("the print system does not answer")
    return {
        f"{(each.dest or b'').decode('utf-8', 'replace')}-{each.id}": _STATES.get(
            each.state, "stopped"
        )
        for each in jobs[:count]
    }


def printers() -> list[dict[str, object]]:
    """Each printer with the attributes of `_WANTED`, as the print system gives them.

    Raises:
        OSError: The library is not there, or the system does not answer.
    """
    library = _library()
    request = c_void_p(library.ippNewRequest(_GET_PRINTERS))
    wanted = (c_char_p * len(_WANTED))(*(each.encode() for each in _WANTED))
    attributes = b"requested-attributes"
    count = len(_WANTED)
    library.ippAddStrings(request, _OPERATION, _KEYWORD_TAG, attributes, count, None, wanted)
    answer = c_void_p(library.cupsDoRequest(None, request, b"/"))
    status = library.cupsLastError()
    if not answer or status > _LAST_OK:
        if status == _NOT_FOUND:
            return []
        raise OSError("the print system does not answer")
    found: list[dict[str, object]] = []
    is_new = True
    each = c_void_p(library.ippFirstAttribute(answer))
    while each:
        name = library.ippGetName(each)
        if name is None or library.ippGetGroupTag(each) != _PRINTER_GROUP:
            is_new = True
        else:
            if is_new:
                found.append({})
            found[-1][name.decode()] = _values(library, each)
            is_new = False
        each = c_void_p(library.ippNextAttribute(answer))
    return found


def _values(library: CDLL, attribute: c_void_p) -> list[object]:
    tag, count = library.ippGetValueTag(attribute), library.ippGetCount(attribute)
    if tag in _INTEGERS:
        return [library.ippGetInteger(attribute, place) for place in range(count)]
    if tag == _BOOLEAN:
        return [bool(library.ippGetBoolean(attribute, place)) for place in range(count)]
    texts = (library.ippGetString(attribute, place, None) for place in range(count))
    return [(each or b"").decode("utf-8", "replace") for each in texts]


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
    request = c_void_p(library.ippNewRequest(_PURGE_JOBS))
    uri = f"ipp://localhost/printers/{printer}".encode()
    library.ippAddString(request, _OPERATION, _URI_TAG, b"printer-uri", None, uri)
    user = library.cupsUser()
    library.ippAddString(request, _OPERATION, _NAME_TAG, b"requesting-user-name", None, user)
    for name in (b"my-jobs", b"purge-jobs"):
        library.ippAddBoolean(request, _OPERATION, name, c_char(1))
    library.cupsDoRequest(None, request, b"/admin/")
    if library.cupsLastError() > _LAST_OK:
        raise OSError("the print system does not forget the pages")
    return True


def _library() -> CDLL:
    library = CDLL("libcups.2.dylib" if sys.platform == "darwin" else "libcups.so.2")
    for name in ("ippNewRequest", "cupsDoRequest", "ippFirstAttribute", "ippNextAttribute"):
        getattr(library, name).restype = c_void_p
    for name in ("cupsUser", "ippGetName", "ippGetString"):
        getattr(library, name).restype = c_char_p
    return library


def main(arguments: list[str], out: TextIO | None = None) -> int:
    """Write each request that is known, and its state, a word each; or both as JSON.

    Args:
        arguments: Requests; or `forget` and the name of a printer; or `printers` and requests.
        out: None for standard output.
    """
    to = out or sys.stdout
    try:
        if arguments[0] == FORGET:
            return 0 if forget(arguments[1]) else 1
        if arguments[0] == PRINTERS:
            found = known() if arguments[1:] else {}
            jobs = {each: found[each] for each in arguments[1:] if each in found}
            json.dump({"printers": printers(), "jobs": jobs}, to)
            return 0
        found = known()
    except (OSError, AttributeError):
        return 1
    for each in arguments:
        if each in found:
            to.write(f"{each} {found[each]}\n")
    return 0
