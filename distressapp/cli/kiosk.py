"""Open the kiosk, looked after by a keeper that starts it again when it dies."""

from __future__ import annotations

import os
import sys

from distressapp.bare import signal
from distressapp.cli.rooms import (
    add_room,
    begin_quickly,
    beside,
    check_display,
    command,
    inherited,
    keep,
    run_room,
)
from distressapp.core.errors import ExpectedError
from distressapp.hashes import go_without_openssl
from distressapp.paths import place
from distressapp.program import environment
from distressapp.text import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from distressapp.channel import Ends
    from distressapp.desktop import Kept
    from distressapp.fork import Forked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How it is opened."""
    # Imported late: it is nearly always started without it (`cli/quick.py`).
    from distressapp.cli.passphrase import add_passphrase, add_pin  # noqa: PLC0415  (see above)

    add_passphrase(parser)
    parser.add_argument(
        "--sign-in",
        action="store_true",
        help=_("ask for a passphrase first: what was answered lately is then held back"),
    )
    add_pin(parser)
    add_room(parser)
    parser.add_argument(
        "--staff",
        action="store_true",
        help=_("open the staff's window beside it: patients are handed over from its lists"),
    )
    parser.add_argument(
        "--session",
        action="store_true",
        help=_("nothing else is on this screen: only a PIN closes it (docs/kiosk-session.md)"),
    )
    parser.add_argument(
        "--alone",
        action="store_true",
        help=_("without the keeper: a kiosk that dies is not started again"),
    )


def run(args: argparse.Namespace) -> int:
    """Run the kiosk until it is closed.

    The process with the window never holds the vault's key: a process of its own opens the
    vault before, and the keeper between them holds what both must not lose.
    """
    root = place(args.data)
    if args.keeper_fd is not None:
        return _run_room(root, args, inherited(args))
    secrets = (args.passphrase_fd, args.pin_fd)
    signs_in = args.sign_in or any(each is not None for each in secrets)
    if args.alone or sys.platform == "win32":
        if signs_in or args.staff or args.session:
            raise ExpectedError(
                _("Without the keeper nobody can sign in"),
                advice=_("Leave out --alone, or leave out --staff, --session and the passphrase."),
            )
        check_display()
        return _show(root, args)
    check_display()
    return _run_keeper(root, args, signs_in=signs_in)


def _show(root: str, args: argparse.Namespace) -> int:
    go_without_openssl()
    begin_quickly()
    return _open(root, args, None)


def _run_room(root: str, args: argparse.Namespace, ends: Ends) -> int:
    """The kiosk below its keeper."""
    go_without_openssl()
    return run_room(ends, lambda kept: _open(root, args, kept))


def _open(root: str, args: argparse.Namespace, kept: Kept | None) -> int:
    # Imported late: Qt takes more than half of the start, and the keeper needs none of it.
    from pathlib import Path  # noqa: PLC0415  (see above)

    from distressapp.desktop import run_kiosk  # noqa: PLC0415  (see above)

    return run_kiosk(Path(root), kept=kept, is_windowed=args.windowed, is_session=args.session)


def _run_keeper(root: str, args: argparse.Namespace, *, signs_in: bool) -> int:
    if args.session and hasattr(signal, "SIGHUP"):
        # No terminal that is closed or hung up ends it; the rooms below inherit that.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    # Whoever signs in does so before there is a kiosk.
    process, ends = (None, None) if signs_in else _begun()
    if process is None and ends is not None:
        return _run_room(root, args, ends)
    # Imported late: the kiosk, which has just been split off, has no need of it.
    from distressapp.keeper import Commands, kiosk_of  # noqa: PLC0415  (see above)

    sign_in = (*command("signin", root, is_windowed=False), *_secrets(args))
    commands = Commands(
        kiosk=command("kiosk", root, is_windowed=args.windowed, is_session=args.session),
        staff=beside(root, is_windowed=args.windowed, is_session=args.session)
        if args.staff
        else (),
        sign_in=sign_in if signs_in else (),
        inherited=tuple(each for each in (args.passphrase_fd, args.pin_fd) if each is not None),
        environment=environment(os.environ),
    )
    if process is None or ends is None:
        return keep(root, commands)
    return keep(root, commands, begun=kiosk_of(process, *ends))


def _begun() -> tuple[Forked | None, Ends | None]:
    """The kiosk's process, which is None in that process itself, and this one's ends.

    No ends either where there was no room for a process: the keeper tries until there is.
    """
    # Imported late: there is none on Windows.
    from distressapp.fork import split  # noqa: PLC0415  (see above)

    try:
        return split()
    except OSError:
        return None, None


def _secrets(args: argparse.Namespace) -> Sequence[str]:
    """Who signs in, and where the secrets come from; they themselves are no arguments."""
    found = ["--as", args.name] if args.name else []
    for option, number in (("--passphrase-fd", args.passphrase_fd), ("--pin-fd", args.pin_fd)):
        if number is not None:
            found += [option, str(number)]
    return found
