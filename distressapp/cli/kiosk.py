"""Open the kiosk; with a passphrase, the vault is opened first, in a process without a window."""

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

from distressapp.cli.passphrase import add_passphrase, read_passphrase
from distressapp.core.errors import ExpectedError
from distressapp.paths import data_folder
from distressapp.text import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How it is opened."""
    add_passphrase(parser)
    parser.add_argument("--windowed", action="store_true", help=_("not on the whole screen"))
    parser.add_argument("--recent-fd", type=int, metavar="N", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Run the kiosk until it is closed.

    The process with the window never holds the vault's key: with a passphrase this process
    opens the vault, takes the letterbox in, shuts it, and hands a list of digests to a child.
    """
    root = data_folder(args.data)
    if args.passphrase_fd is not None:
        return _run_child(root, read_passphrase(args), is_windowed=args.windowed)
    _check_display()
    # Imported late: Qt takes more than half of the start, and the parent needs none of it.
    from distressapp.desktop import run_kiosk  # noqa: PLC0415  (see above)
    from distressapp.service.recent import MOST_BYTES, recent_from  # noqa: PLC0415  (see above)

    recent = None if args.recent_fd is None else recent_from(_read(args.recent_fd, MOST_BYTES))
    return run_kiosk(root, recent=recent, is_windowed=args.windowed)


def _check_display() -> None:
    """Qt ends the whole process where it finds no screen: say it in a sentence before.

    Raises:
        ExpectedError: There is no screen.
    """
    places = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(each) for each in places):
        raise ExpectedError(
            _("There is no screen here to open the kiosk on"),
            advice=_("Start it in a desktop session, or try `distressapp demo --headless`."),
        )


def _run_child(root: Path, passphrase: str, *, is_windowed: bool) -> int:
    # Imported late: only those with a passphrase need the vault.
    from distressapp.bootstrap import recent_list  # noqa: PLC0415  (see above)

    content = recent_list(root, passphrase).to_bytes()
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "distressapp", "kiosk", "--data", str(root)]
    command += ["--recent-fd", str(reading), *(["--windowed"] if is_windowed else [])]
    child = subprocess.Popen(command, pass_fds=(reading,))  # noqa: S603  (this program itself)
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(content)
    # Whoever ends this process means the kiosk: left alone it would keep the room.
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        return child.wait()
    except KeyboardInterrupt:
        child.terminate()
        return child.wait()
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _read(descriptor: int, most: int) -> bytes:
    with os.fdopen(descriptor, "rb") as pipe:
        return pipe.read(most)
