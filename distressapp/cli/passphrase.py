"""Asking for a passphrase: from an inherited file descriptor, or at the keyboard."""

import argparse
import getpass
import os
import sys

from distressapp.core.errors import ExpectedError
from distressapp.text import _

_MOST_BYTES = 4096


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """The option of every command that opens the vault."""
    parser.add_argument(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help=_("read the passphrase from this file descriptor instead of asking for it"),
    )
    parser.add_argument(
        "--as",
        dest="name",
        metavar="NAME",
        default="",
        help=_("who signs in; may be left out while there is only one"),
    )


def add_pin(parser: argparse.ArgumentParser) -> None:
    """The option of whatever begins a shift."""
    parser.add_argument(
        "--pin-fd",
        type=int,
        metavar="N",
        help=_("read the PIN for the shift from this file descriptor instead of asking for it"),
    )


def read_pin(args: argparse.Namespace) -> str:
    """The PIN for the shift; empty where none is wanted.

    Raises:
        ExpectedError: It cannot be read.
    """
    if args.pin_fd is not None:
        return _from_descriptor(args.pin_fd)
    if not sys.stdin.isatty():
        return ""
    try:
        return getpass.getpass(_("PIN for this shift, six digits or more (empty for none): "))
    except EOFError:
        return ""


def add_new_passphrase(parser: argparse.ArgumentParser) -> None:
    """The option of every command that sets a passphrase."""
    parser.add_argument(
        "--new-passphrase-fd",
        type=int,
        metavar="N",
        help=_("read the new passphrase from this file descriptor instead of asking for it"),
    )


def read_new_passphrase(args: argparse.Namespace) -> str:
    """A passphrase to be set, asked for twice.

    Raises:
        ExpectedError: There is none to be had.
    """
    if args.new_passphrase_fd is not None:
        return _from_descriptor(args.new_passphrase_fd)
    if not sys.stdin.isatty():
        raise ExpectedError(
            _("There is no keyboard to ask for the new passphrase"),
            advice=_("Use --new-passphrase-fd N, and give it on that file descriptor."),
        )
    return _asked(_("New passphrase: "), is_new=True)


def add_code(parser: argparse.ArgumentParser) -> None:
    """The option of every command that is given the recovery code."""
    parser.add_argument(
        "--code-fd",
        type=int,
        metavar="N",
        help=_("read the recovery code from this file descriptor instead of asking for it"),
    )


def read_code(args: argparse.Namespace) -> str:
    """The recovery code, as somebody types it from the paper.

    Raises:
        ExpectedError: There is none to be had.
    """
    if args.code_fd is not None:
        return _from_descriptor(args.code_fd)
    if not sys.stdin.isatty():
        raise ExpectedError(
            _("There is no keyboard to ask for the recovery code"),
            advice=_("Use --code-fd N, and give it on that file descriptor."),
        )
    return asked_code()


def asked_code() -> str:
    """A line typed in sight, since it is copied from a paper; empty where nothing comes."""
    sys.stderr.write(_("Recovery code, from the paper: "))
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def read_passphrase(args: argparse.Namespace, *, is_new: bool = False) -> str:
    """The passphrase; the end of the line is not part of it.

    Args:
        is_new: Asked for twice.

    Raises:
        ExpectedError: There is none to be had.
    """
    if args.passphrase_fd is not None:
        return _from_descriptor(args.passphrase_fd)
    if not sys.stdin.isatty():
        raise ExpectedError(
            _("There is no keyboard to ask for the passphrase"),
            advice=_("Use --passphrase-fd N, and give it on that file descriptor."),
        )
    return _asked(_("Passphrase: "), is_new=is_new)


def _asked(prompt: str, *, is_new: bool) -> str:
    try:
        first = getpass.getpass(prompt)
        if is_new and getpass.getpass(_("The same again: ")) != first:
            raise ExpectedError(_("The two are not the same"), advice=_("Start again."))
    except EOFError as error:
        raise ExpectedError(_("No passphrase was given"), advice=_("Start again.")) from error
    return first


def _from_descriptor(number: int) -> str:
    try:
        with os.fdopen(os.dup(number), "rb") as file:
            content = file.read(_MOST_BYTES)
        return content.split(b"\n")[0].rstrip(b"\r").decode()
    except (OSError, ValueError) as error:
        raise ExpectedError(
            _("No passphrase could be read from file descriptor {number}").format(number=number),
            advice=_("Open it for reading before the program starts."),
        ) from error
