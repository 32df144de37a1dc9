"""The computer's print system, asked through its own commands, each with a time limit.

A page goes in on standard input. The system keeps titles and arguments of what was printed, so
neither says more than a random word. Where there is no CUPS to be had, as on Windows, pages go
through Qt (`through_qt`): they are marks instead of PDF then, and nobody tells what became of them.
"""

import json
import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from distressapp import hardening, program
from distressapp.core.errors import ExpectedError
from distressapp.printing import through_qt
from distressapp.printing.heard import Heard, JobState, Queue
from distressapp.printing.jobs import FORGET, PRINTERS
from distressapp.printing.trouble import Trouble, trouble
from distressapp.text import _

__all__ = [
    "TIMEOUT_S",
    "Heard",
    "JobState",
    "PrintError",
    "Queue",
    "ask",
    "call_off",
    "forget",
    "is_there",
    "purge",
    "queues",
    "states",
    "submit",
    "takes_marks",
]

TIMEOUT_S: Final = 20.0
"""The print system answers at once, or not at all (this project's judgement)."""

_NAME: Final = re.compile(r"[^\s/#'\"-][^\s/#'\"]{0,126}")
"""What the print system allows a printer to be called, and nothing that reads as an option."""
_REQUEST: Final = re.compile(r"request id is (\S+-\d+) ")
_SOCKET: Final = Path("/run/cups/cups.sock")
_MEDIA: Final = {"a4": "A4", "letter": "Letter", "receipt": "Custom.80x{high}mm"}
_BOX: Final = re.compile(rb"/MediaBox \[ ?0 0 ([0-9.]+) ([0-9.]+) ?\]")
_SHORT_MM: Final = 100
"""Of a roll, for what does not say how long it is."""
_MM_PT: Final = 72 / 25.4


class PrintError(ExpectedError):
    """The print system did not do it.

    Attributes:
        is_known: Certainly nothing came out; where not, somebody must look at the printer.
    """

    def __init__(self, message: str, *, advice: str, is_known: bool = True) -> None:
        super().__init__(message, advice=advice)
        self.is_known = is_known


def is_there() -> bool:
    """Whether this computer has a print system that this program can ask."""
    return through_qt.is_chosen() or all(shutil.which(each) for each in ("lp", "lpstat", "cancel"))


def queues() -> tuple[Queue, ...]:
    """The printers that are set up on this computer, by name.

    Raises:
        PrintError: There is no print system, or it does not answer.
    """
    return ask(()).queues


def ask(requests: Sequence[str]) -> Heard:
    """What became of pages, and what ails the printers.

    Raises:
        PrintError: There is no print system, or it does not answer.
    """
    if through_qt.is_chosen():
        return Heard(states=states(requests), queues=_queues_through_qt())
    done = _run(program.child("jobs", PRINTERS, *requests))
    if done.returncode != 0:
        raise _silent()
    told = json.loads(done.stdout)
    found = (_queue(each) for each in told["printers"])
    return Heard(
        states={request: JobState(state) for request, state in told["jobs"].items()},
        queues=tuple(sorted(found, key=lambda each: each.name.casefold())),
    )


def _queue(told: Mapping[str, list[Any]]) -> Queue:
    said = " ".join(str(each) for each in told.get("printer-state-message", []))
    ails = trouble(
        [str(each) for each in told.get("printer-state-reasons", [])],
        state=told["printer-state"][0],
        is_accepting=told["printer-is-accepting-jobs"][0],
        said=said,
    )
    return Queue(name=told["printer-name"][0], trouble=ails, said=" ".join(said.split()))


def _queues_through_qt() -> tuple[Queue, ...]:
    try:
        found = through_qt.printers()
    except OSError as error:
        raise _silent() from error
    return tuple(
        Queue(name=name, trouble=None if works else Trouble.OTHER)
        for name, works in sorted(found.items(), key=lambda each: each[0].casefold())
    )


def takes_marks() -> bool:
    """Whether pages are handed over as marks (`report.press.marks`) instead of PDF."""
    return through_qt.is_chosen()


def submit(content: bytes, *, printer: str, title: str, paper: str) -> str:
    """Hand a page over; what the print system calls it from now on.

    Args:
        content: A PDF, or lines of text; where `takes_marks`, the marks of pages in its place.
        title: Kept by the print system for ever: a random word, and nothing of a patient.
        paper: `"a4"`, `"letter"`, or `"receipt"`: 80 mm wide, as long as the page says.

    Raises:
        PrintError: It was not taken; or nobody knows, and then `is_known` is false.
    """
    if through_qt.is_chosen():
        return _submit_through_qt(content, printer=printer, title=title)
    _check_name(printer)
    arguments = ["lp", "-d", printer, "-t", title, "-o", f"media={_media(content, paper)}"]
    done = _run([*arguments, "-o", "sides=one-sided", "-"], data=content, may_be_taken=True)
    found = _REQUEST.search(done.stdout.decode("utf-8", "replace"))
    if done.returncode != 0 or found is None:
        raise _not_taken(printer)
    return found.group(1)


def _submit_through_qt(content: bytes, *, printer: str, title: str) -> str:
    try:
        return through_qt.hand_over(content, printer=printer, title=title)
    except through_qt.NotTakenError as error:
        raise _not_taken(printer) from error
    except OSError as error:
        raise _silent(is_known=False) from error


def _not_taken(printer: str) -> PrintError:
    return PrintError(
        _("The printer {printer} does not take the page").format(printer=printer),
        advice=_("Look at the printer, or choose another one."),
    )


def _media(pdf: bytes, paper: str) -> str:
    """The paper as the print system calls it."""
    found = _BOX.search(pdf)
    high = _SHORT_MM if found is None else math.ceil(float(found.group(2)) / _MM_PT)
    return _MEDIA[paper].format(high=high)


def states(requests: Sequence[str]) -> Mapping[str, JobState]:
    """What became of pages; one that the print system no longer knows is absent.

    Raises:
        PrintError: There is no print system, or it does not answer.
    """
    if through_qt.is_chosen():
        return {each: JobState.HANDED for each in requests if through_qt.is_ours(each)}
    if not requests:
        return {}
    done = _run(program.child("jobs", *requests))
    if done.returncode != 0:
        raise _silent()
    lines = done.stdout.decode("ascii", "replace").split()
    return {
        request: JobState(state) for request, state in zip(lines[::2], lines[1::2], strict=True)
    }


def purge(request: str) -> bool:
    """Have the print system call a page off that waits, and delete what it kept of one.

    What it kept of a page that came out it deletes only together with everything else of this
    account on that printer, so it waits until nothing of that is still to be printed.

    Returns:
        Whether nothing of it is kept any more, as the system says; ask again later where not.

    Raises:
        PrintError: There is no print system, or it does not answer.
    """
    call_off(request)
    return forget(request.rpartition("-")[0])


def call_off(request: str) -> None:
    """Have the print system call a page off that waits; nothing where it is over.

    Raises:
        PrintError: There is no print system, or it does not answer.
    """
    if not through_qt.is_ours(request):
        _run(["cancel", "-x", request])


def forget(printer: str) -> bool:
    """Have the print system delete what it kept of this account's pages on a printer.

    It does so only while none of them is still to be printed, and it then knows none of them any
    more: first ask what became of each.

    Returns:
        Whether nothing is kept any more, as the system says; ask again later where not.

    Raises:
        PrintError: There is no print system, or it does not answer.
    """
    if through_qt.is_chosen():
        return True  # there is nothing that could be asked
    _check_name(printer)
    return _run(program.child("jobs", FORGET, printer)).returncode == 0


def _check_name(printer: str) -> None:
    if not _NAME.fullmatch(printer):
        raise PrintError(
            _("That is not the name of a printer"), advice=_("Choose a printer from the list.")
        )


def _run(
    command: Sequence[str], *, data: bytes = b"", may_be_taken: bool = False
) -> subprocess.CompletedProcess[bytes]:
    if not is_there():
        raise PrintError(
            _("This computer has no print system"),
            advice=_("Install CUPS and set a printer up, or save the page as a file."),
        )
    try:
        # The print system's own commands; what stands in them was checked or is ours.
        return subprocess.run(  # noqa: S603 (see the line above)
            list(command),
            input=data,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired as error:
        raise _silent(is_known=not may_be_taken) from error
    except OSError as error:
        raise _silent() from error


def _environment() -> dict[str, str]:
    """Ours, with the place of this package first, and the system's words in English.

    Where nobody said otherwise, the print system of this computer is asked by its own socket:
    where that is missing, CUPS would go on to look for one by the network.
    """
    here = {"CUPS_SERVER": str(_SOCKET)} if sys.platform == "linux" else {}
    return hardening.environment(program.environment({**here, **os.environ, "LC_ALL": "C"}))


def _silent(*, is_known: bool = True) -> PrintError:
    kept = _("The page is kept here. Try again, or ask whoever looks after the computer.")
    look = _("Look at the printer before you print the page again; it is kept here.")
    return PrintError(
        _("The print system does not answer"),
        advice=kept if is_known else look,
        is_known=is_known,
    )
