"""Open the staff's window, looked after by a keeper that holds its PINs."""

from __future__ import annotations

import os

from distressapp.cli.rooms import (
    add_room,
    begin_quickly,
    check_display,
    command,
    inherited,
    keep,
    run_room,
)
from distressapp.paths import place
from distressapp.program import environment
from distressapp.text import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from distressapp.desktop import Kept


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How it is opened."""
    # Imported late: it is nearly always started without it (`cli/quick.py`).
    import argparse  # noqa: PLC0415  (see above)

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
    root = place(args.data)
    if args.keeper_fd is None:
        check_display()
    if args.keeper_fd is not None:
        return run_room(inherited(args), lambda kept: _show(root, args, kept))
    # Imported late: a room of its own has no need of it.
    from distressapp.keeper import Commands, has_inheritance  # noqa: PLC0415  (see above)

    if args.alone or not has_inheritance():
        begin_quickly()
        return _show(root, args, None)
    staff = command("staff", root, is_windowed=args.windowed)
    return keep(root, Commands(staff=staff, environment=environment(os.environ)))


def _show(root: str, args: argparse.Namespace, kept: Kept | None) -> int:
    # Imported late: Qt takes more than half of the start, and the keeper needs none of it.
    from pathlib import Path  # noqa: PLC0415  (see above)

    from distressapp.desktop import run_staff  # noqa: PLC0415  (see above)

    return run_staff(
        Path(root),
        kept=kept,
        is_windowed=args.windowed,
        is_behind=args.behind,
        is_session=args.session,
    )
