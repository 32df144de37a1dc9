"""The screen does not go dark under a patient who thinks: X11, asked by its own protocol.

The kiosk session starts its X server without saver and power saving, and cage has neither. This
is for a kiosk on a desktop's X server. A desktop that switches screens off by itself, on Wayland
above all, has to be told so in its own settings (docs/kiosk-session.md).
"""

import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from distressapp.ui.saver import Server, Sleep


def _connected() -> "Server":
    # Imported late: nobody sits at a kiosk that starts.
    from distressapp.ui.saver import Server  # noqa: PLC0415  (see above)

    return Server()


class Awake:
    """Holds the screen awake, and lets it sleep again as it did before.

    Args:
        connect: How a server is found; it may say that there is none.
    """

    def __init__(self, connect: "Callable[[], Server]" = _connected) -> None:
        self._connect = connect
        self._before: Sleep | None = None

    def hold(self) -> None:
        """From here on the screen stays as it is; where that cannot be asked for, nothing."""
        if self._before is None:
            self._with_server(self._take)

    def let_go(self) -> None:
        """As it was before."""
        before, self._before = self._before, None
        if before is not None:
            self._with_server(lambda server: server.write(before))

    def _take(self, server: "Server") -> None:
        before = server.read()
        server.wake()
        off = False if before.saves_power is not None else None
        server.write(replace(before, timeout_s=0, saves_power=off))
        self._before = before

    def _with_server(self, act: "Callable[[Server], Any]") -> None:
        if not os.environ.get("DISPLAY"):
            return
        try:
            server = self._connect()
        except (OSError, AttributeError):
            return
        try:
            act(server)
        except OSError:
            return
        finally:
            server.close()
