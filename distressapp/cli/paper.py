"""The recovery code on its way to paper: shown at a terminal, or written to a descriptor."""

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import suppress

from distressapp.cli.passphrase import asked_code
from distressapp.core.errors import ExpectedError
from distressapp.keys.recovery import NotARecoveryCodeError
from distressapp.text import _

_TRIES = 3


def add_recovery(parser: argparse.ArgumentParser) -> None:
    """Where a new code goes."""
    parser.add_argument(
        "--recovery-fd",
        type=int,
        metavar="N",
        help=_("write the recovery code to this file descriptor; it is then proven later"),
    )


def check_outlet(args: argparse.Namespace) -> None:
    """Nothing where a code could be given out; to be asked before anything is made.

    Raises:
        ExpectedError: There is no terminal, or the file descriptor takes nothing.
    """
    if args.recovery_fd is not None:
        try:
            os.write(args.recovery_fd, b"")  # nothing, but refused where something would be
        except (OSError, OverflowError) as error:
            raise _takes_nothing(args.recovery_fd) from error
    elif not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ExpectedError(
            _("There is no terminal to show the recovery code on"),
            advice=_(
                "Type the command at a terminal, its output not sent into a file; or use "
                "--recovery-fd N, and the code is written to that file descriptor."
            ),
        )


def write_code(number: int, code: str) -> None:
    """Write the code to a file descriptor.

    Raises:
        ExpectedError: It was not taken.
    """
    try:
        with os.fdopen(os.dup(number), "wb") as file:
            file.write(f"{code}\n".encode())
            file.flush()
            with suppress(OSError):  # a pipe has no disk behind it
                os.fsync(file.fileno())
    except OSError as error:
        raise _takes_nothing(number) from error


def is_read_back(code: str, check: Callable[[str], None]) -> bool:
    """Show the code at the terminal, and have it typed back from the paper.

    Args:
        check: Raises NotARecoveryCodeError where what was typed is another one.
    """
    say = sys.stdout.write
    say(_("Write this recovery code on paper, and lock it away:\n\n{code}\n\n").format(code=code))
    say(_("It is not shown again. Now type it back from the paper.\n"))
    sys.stdout.flush()
    for _try in range(_TRIES):
        typed = asked_code()
        if not typed:
            return False
        try:
            check(typed)
        except NotARecoveryCodeError as error:
            sys.stderr.write(f"{error}\n")
        else:
            say(_("The recovery code was read back from its paper.\n"))
            return True
    return False


def _takes_nothing(number: int) -> ExpectedError:
    return ExpectedError(
        _("Nothing can be written to file descriptor {number}").format(number=number),
        advice=_("Open it for writing before the program starts."),
    )
