"""Open the staff's window, looked after by a keeper that holds its PINs."""

import argparse
import os

from distressapp.cli.rooms import add_room, check_display, command, keep, run_room
from distressapp.paths import data_folder
from distressapp.program import environment
from distressapp.text import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How it is opened."""
    add_room(parser)
    parser.add_argument(
        "--alone",
        action="store_true",
        help=_("without the keeper: no PIN opens the lists again, only the passphrase"),
    )
    # Beside a kiosk on one screen: a window that starts again must not cover a patient.
    parser.add_argument("--behind", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--session", action="store_true", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Run the staff's window until it is closed.

    Its keeper looks after no kiosk: hand-over needs `distressapp kiosk --staff`.
    """
    root = data_folder(args.data)
    if args.keeper_fd is None:
        check_display()
    # Imported late: Qt takes more than half of the start, and the keeper needs none of it.
    from distressapp.keeper import Commands, has_inheritance  # noqa: PLC0415  (see above)

    if args.keeper_fd is None and has_inheritance() and not args.alone:
        staff = command("staff", root, is_windowed=args.windowed)
        return keep(root, Commands(staff=staff, environment=environment(os.environ)))
    from distressapp.desktop import run_staff  # noqa: PLC0415  (see above)

    if args.keeper_fd is None:
        return run_staff(root, is_windowed=args.windowed)
    return run_room(
        args,
        lambda kept: run_staff(
            root,
            kept=kept,
            is_windowed=args.windowed,
            is_behind=args.behind,
            is_session=args.session,
        ),
    )
