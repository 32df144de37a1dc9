"""Open the kiosk, looked after by a keeper that starts it again when it dies."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from distressapp.cli.passphrase import add_passphrase, add_pin
from distressapp.core.errors import ExpectedError
from distressapp.paths import Folder, data_folder
from distressapp.text import _

_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How it is opened."""
    add_passphrase(parser)
    parser.add_argument(
        "--sign-in",
        action="store_true",
        help=_("ask for a passphrase first: what was answered lately is then held back"),
    )
    add_pin(parser)
    parser.add_argument("--windowed", action="store_true", help=_("not on the whole screen"))
    parser.add_argument(
        "--alone",
        action="store_true",
        help=_("without the keeper: a kiosk that dies is not started again"),
    )
    for each in ("--keeper-fd", "--events-fd"):
        parser.add_argument(each, type=int, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Run the kiosk until it is closed.

    The process with the window never holds the vault's key: a process of its own opens the
    vault before, and the keeper between them holds what both must not lose.
    """
    root = data_folder(args.data)
    if args.keeper_fd is not None:
        return _run_room(root, args)
    # Imported late: a kiosk of its own has no need of it.
    from distressapp.keeper import has_inheritance  # noqa: PLC0415  (see above)

    secrets = (args.passphrase_fd, args.pin_fd)
    signs_in = args.sign_in or any(each is not None for each in secrets)
    if args.alone or not has_inheritance():
        if signs_in:
            raise ExpectedError(
                _("Without the keeper nobody can sign in"),
                advice=_("Leave out --alone, or leave out the passphrase."),
            )
        _check_display()
        return _show(root, args)
    _check_display()
    return _run_keeper(root, args, signs_in=signs_in)


def _check_display() -> None:
    """Qt ends the whole process where it finds no screen: say it in a sentence before.

    Raises:
        ExpectedError: There is no screen.
    """
    if sys.platform.startswith("linux") and not any(os.environ.get(each) for each in _DISPLAYS):
        raise ExpectedError(
            _("There is no screen here to open the kiosk on"),
            advice=_("Start it in a desktop session, or try `distressapp demo --headless`."),
        )


def _show(root: Path, args: argparse.Namespace) -> int:
    # Imported late: Qt takes more than half of the start, and the keeper needs none of it.
    from distressapp.desktop import run_kiosk  # noqa: PLC0415  (see above)

    return run_kiosk(root, is_windowed=args.windowed)


def _run_room(root: Path, args: argparse.Namespace) -> int:
    """The kiosk as the keeper starts it."""
    # Imported late, as above.
    from distressapp.channel import Channel  # noqa: PLC0415  (see above)
    from distressapp.desktop import Kept, is_passing, run_kiosk  # noqa: PLC0415  (see above)
    from distressapp.keeper import LATER, REFUSED  # noqa: PLC0415  (see above)

    kept = Kept(asking=Channel.inherited(args.keeper_fd), telling=Channel.inherited(args.events_fd))
    try:
        return run_kiosk(root, kept=kept, is_windowed=args.windowed)
    except ExpectedError as error:
        sys.stderr.write(f"{error}\n")
        return LATER if is_passing(error) else REFUSED
    finally:
        kept.asking.close()
        kept.telling.close()


def _run_keeper(root: Path, args: argparse.Namespace, *, signs_in: bool) -> int:
    # Imported late, as above.
    from distressapp.bootstrap import monotonic_ns  # noqa: PLC0415  (see above)
    from distressapp.keeper import Commands, Keeper  # noqa: PLC0415  (see above)

    program = (sys.executable, "-m", "distressapp")
    commands = Commands(
        kiosk=(*program, "kiosk", "--data", str(root), *(["--windowed"] * args.windowed)),
        sign_in=(*program, "signin", "--data", str(root), *_secrets(args)) if signs_in else (),
        inherited=tuple(each for each in (args.passphrase_fd, args.pin_fd) if each is not None),
        environment=os.environ,
    )
    folder = Folder(root=root)

    def is_member(member: str) -> bool:
        return folder.wrap(member).is_file()

    return Keeper(commands, clock_ns=monotonic_ns, is_member=is_member).run()


def _secrets(args: argparse.Namespace) -> Sequence[str]:
    """Who signs in, and where the secrets come from; they themselves are no arguments."""
    found = ["--as", args.name] if args.name else []
    for option, number in (("--passphrase-fd", args.passphrase_fd), ("--pin-fd", args.pin_fd)):
        if number is not None:
            found += [option, str(number)]
    return found
