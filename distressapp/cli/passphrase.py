"""Asking who signs in, and for what secret: at the keyboard, or from an inherited descriptor."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from distressapp.core.errors import ExpectedError
from distressapp.core.stores import StoreError
from distressapp.paths import Folder
from distressapp.text import _

if TYPE_CHECKING:
    import argparse

_MOST_BYTES = 4096


def add_passphrase(parser: "argparse.ArgumentParser") -> None:
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
        type=a_name,
        default="",
        help=_("who signs in; may be left out while there is only one"),
    )


def a_name(typed: str) -> str:
    """A name from the command line, for argparse.

    Raises:
        ExpectedError: Its bytes are no letters.
    """
    try:
        typed.encode()
    except UnicodeEncodeError as error:
        raise ExpectedError(
            _("A name in this command is not written in UTF-8"),
            advice=_("Set the terminal to UTF-8, and type the name again."),
        ) from error
    return typed


def read_who(args: "argparse.Namespace", root: Path) -> str:
    """Who signs in: as `--as` says, or asked for where there are several; empty for the only one.

    To be asked before the passphrase.

    Args:
        root: The data folder, in which the names stand in clear.

    Raises:
        ExpectedError: There are several, and there is no keyboard to ask at.
    """
    if args.name.strip():
        return str(args.name)
    # Imported late: it brings the house along, and the keeper, which reads no names, goes without.
    from distressapp.service import keyfiles  # noqa: PLC0415  (see above)

    try:
        found = {each.wrap.member: each.wrap.name for each in keyfiles.wraps(Folder(root=root))}
    except StoreError:
        return ""  # whoever opens the folder says what is wrong with it
    if len(found) < 2:  # noqa: PLR2004  (it is clear who)
        return ""
    names = ", ".join(_visible(each) for each in sorted(found.values(), key=str.casefold))
    if sys.stdin.isatty():
        sys.stderr.write(_("Who signs in? {names}\nName: ").format(names=names))
        sys.stderr.flush()
        name = sys.stdin.readline().strip()
        if name:
            return name
    raise ExpectedError(
        _("It was not said who signs in"),
        advice=_("Say who with --as NAME, one of: {names}.").format(names=names),
    )


def _visible(name: str) -> str:
    """The name without what a terminal would obey: anybody may have changed the file."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in name)


def add_pin(parser: "argparse.ArgumentParser") -> None:
    """The option of whatever begins a shift."""
    parser.add_argument(
        "--pin-fd",
        type=int,
        metavar="N",
        help=_("read the PIN for the shift from this file descriptor instead of asking for it"),
    )


def read_pin(args: "argparse.Namespace") -> str:
    """The PIN for the shift; empty where none is wanted.

    Raises:
        ExpectedError: It cannot be read.
    """
    if args.pin_fd is not None:
        return _from_descriptor(args.pin_fd)
    if not sys.stdin.isatty():
        return ""
    # Imported late: a kiosk is nearly always started where nobody types.
    import getpass  # noqa: PLC0415  (see above)

    try:
        return getpass.getpass(_("PIN for this shift, six digits or more (empty for none): "))
    except EOFError:
        return ""


def add_new_passphrase(parser: "argparse.ArgumentParser") -> None:
    """The option of every command that sets a passphrase."""
    parser.add_argument(
        "--new-passphrase-fd",
        type=int,
        metavar="N",
        help=_("read the new passphrase from this file descriptor instead of asking for it"),
    )


def read_new_passphrase(args: "argparse.Namespace", *, whose: str) -> str:
    """A passphrase to be set, asked for twice.

    Args:
        whose: Name of the member who will sign in with it.

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
    return _asked(_("New passphrase for {name}: ").format(name=whose), is_new=True)


def add_code(parser: "argparse.ArgumentParser") -> None:
    """The option of every command that is given the recovery code."""
    parser.add_argument(
        "--code-fd",
        type=int,
        metavar="N",
        help=_("read the recovery code from this file descriptor instead of asking for it"),
    )


def read_code(args: "argparse.Namespace") -> str:
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


def read_passphrase(args: "argparse.Namespace", *, new_for: str = "") -> str:
    """The passphrase; the end of the line is not part of it.

    Args:
        new_for: Name of the member whose first one it is; then it is asked for twice.

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
    if new_for:
        return _asked(_("New passphrase for {name}: ").format(name=new_for), is_new=True)
    return _asked(_("Passphrase: "), is_new=False)


def _asked(prompt: str, *, is_new: bool) -> str:
    # Imported late, as above.
    import getpass  # noqa: PLC0415  (see above)

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
