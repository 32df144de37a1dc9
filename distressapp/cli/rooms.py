"""What the commands of both rooms share: the keeper above them, and its two ends in each."""

from __future__ import annotations

import gc
import os
import sys

from distressapp.channel import Channel, Ends
from distressapp.core.errors import ExpectedError
from distressapp.program import itself
from distressapp.text import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path
    from typing import Final

    from distressapp.desktop import Kept
    from distressapp.keeper import Commands
    from distressapp.keeper.room import Room

_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def add_room(parser: argparse.ArgumentParser) -> None:
    """How a room is opened, and the keeper's ends where a keeper opens it."""
    # Imported late: a room is nearly always started without it (`cli/quick.py`).
    import argparse  # noqa: PLC0415  (see above)

    parser.add_argument("--windowed", action="store_true", help=_("not on the whole screen"))
    for each in ("--keeper-fd", "--events-fd"):
        parser.add_argument(each, type=int, help=argparse.SUPPRESS)


def command(
    name: str, root: str | Path, *, is_windowed: bool, is_session: bool = False
) -> tuple[str, ...]:
    """How the keeper starts that room; the numbers of its sockets come at the end."""
    windowed = ("--windowed",) if is_windowed else ()
    session = ("--session",) if is_session else ()
    return itself(name, "--data", str(root), *windowed, *session)


def beside(root: str | Path, *, is_windowed: bool, is_session: bool = False) -> tuple[str, ...]:
    """How the keeper starts the staff's room beside a kiosk."""
    return (*command("staff", root, is_windowed=is_windowed, is_session=is_session), "--behind")


def check_display() -> None:
    """Qt ends the whole process where it finds no screen: say it in a sentence before.

    Raises:
        ExpectedError: There is no screen.
    """
    if sys.platform.startswith("linux") and not any(os.environ.get(each) for each in _DISPLAYS):
        raise ExpectedError(
            _("There is no screen here to open a window on"),
            advice=_("Start it in a desktop session, or try `distressapp demo --headless`."),
        )


def inherited(args: argparse.Namespace) -> Ends:
    """The ends that the keeper left open for a room that it started.

    Raises:
        KeeperGoneError: There is no socket under such a number.
    """
    return Ends(Channel.inherited(args.keeper_fd), Channel.inherited(args.events_fd))


def run_room(ends: Ends, open_room: Callable[[Kept], int]) -> int:
    """Open a room below a keeper: why it cannot open is told by the exit status too.

    Args:
        open_room: Is given this room's ends; imports Qt, and so is called late.
    """
    begin_quickly()
    # Imported late: Qt takes more than half of the start, and the keeper needs none of it.
    from distressapp.desktop import Kept, is_passing  # noqa: PLC0415  (see above)

    kept = Kept(asking=ends.asking, telling=ends.telling)
    try:
        return open_room(kept)
    except ExpectedError as error:
        # Imported late: a room that opens has no need of it.
        from distressapp.keeper import LATER, REFUSED  # noqa: PLC0415  (see above)

        sys.stderr.write(f"{error}\n")
        return LATER if is_passing(error) else REFUSED
    finally:
        kept.asking.close()
        kept.telling.close()


def begin_quickly() -> None:
    """Before Qt is loaded: none of its helpers, and no search for rubbish while all is loaded.

    `desktop` searches again, once there is a window.
    """
    gc.disable()
    # Imported late: the keeper has no need of it.
    from distressapp import pyside  # noqa: PLC0415  (see above)

    pyside.load()


def keep(root: str | Path, commands: Commands, *, begun: Room | None = None) -> int:
    """Look after these rooms until the first of them is closed.

    Args:
        begun: The kiosk, where it runs already.
    """
    # Imported late: a room of its own has no need of it.
    from distressapp.clock import monotonic_ns  # noqa: PLC0415  (see above)
    from distressapp.keeper import Keeper  # noqa: PLC0415  (see above)

    def is_member(member: str) -> bool:
        # Imported late: nearly always nobody has a PIN.
        from pathlib import Path  # noqa: PLC0415  (see above)

        from distressapp.paths import Folder  # noqa: PLC0415  (see above)

        return Folder(root=Path(root)).wrap(member).is_file()

    return Keeper(commands, clock_ns=monotonic_ns, is_member=is_member, begun=begun).run()
