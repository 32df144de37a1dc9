"""`distressapp score`: JSON lines in, JSON lines out, one for one."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO, Final

from distressapp.cli.score_line import answer_line, profiles, too_long
from distressapp.core.errors import ExpectedError
from distressapp.instruments import DEFAULT_PROFILE, load_all
from distressapp.text import _

_LONGEST: Final = 1_000_000


class NoStreamError(ExpectedError):
    """A file or pipe that cannot be read or written."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        default="-",
        help=_("JSON lines to score; - or nothing for standard input"),
    )
    parser.add_argument(
        "--profile",
        default=DEFAULT_PROFILE,
        metavar="ID",
        help=_("the cut-off profile that raises flags (default: %(default)s)"),
    )


def run(args: argparse.Namespace) -> int:
    """Answer every line; 0 when all were read, bad ones included."""
    instruments = load_all()
    known = profiles(instruments.values())
    if args.profile not in known:
        raise NoStreamError(
            _("There is no profile {profile}").format(profile=args.profile),
            advice=_("Use one of: {profiles}.").format(profiles=", ".join(known)),
        )
    with ExitStack() as stack:
        source = _source(args.file, stack)
        target = _standard(sys.stdout, _("Standard output"))
        for line in _lines(source, args.file):
            answer = too_long() if line is None else answer_line(line, instruments, args.profile)
            target.write(answer)
            target.flush()
    return 0


def _source(name: str, stack: ExitStack) -> BinaryIO:
    if name == "-":
        return _standard(sys.stdin, _("Standard input"))
    try:
        return stack.enter_context(open(name, "rb"))  # noqa: PTH123  (`-` is no path)
    except OSError as error:
        raise _unreadable(name, error) from error


def _standard(stream: object, name: str) -> BinaryIO:
    """The bytes of a standard stream, which a caller can have closed."""
    buffer: BinaryIO | None = getattr(stream, "buffer", None)
    if buffer is None:
        raise NoStreamError(
            _("{name} is closed").format(name=name), advice=_("Start the command with it open.")
        )
    return buffer


def _lines(source: BinaryIO, name: str) -> Iterator[bytes | None]:
    """Line by line as they come; None for one that is far too long to be answers."""
    try:
        while line := source.readline(_LONGEST):
            if len(line) < _LONGEST or line.endswith(b"\n"):
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = source.readline(_LONGEST)
            yield None
    except OSError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: OSError) -> NoStreamError:
    return NoStreamError(
        _("{name} cannot be read: {error}").format(name=name, error=error.strerror),
        advice=_("Check the path, and that this user may read it."),
    )
