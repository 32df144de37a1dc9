"""The kiosk's process, split off from its keeper's before that has read anything of its own.

Both need the same interpreter with the same settings: so it is begun once, and what both have read
by then is in memory once.
"""

from __future__ import annotations

import os
import sys
import time
from errno import ENOSYS

from distressapp.bare import signal
from distressapp.channel import Channel, Ends, pair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

_LOOK_S: Final = 0.01

_AT_ONCE: Final = getattr(os, "WNOHANG", 0)
_KILL: Final = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Not on Windows, where nothing is split off; the module is read there all the same."""


class Forked:
    """The kiosk's process as its keeper sees it; it does what `subprocess.Popen` does.

    Attributes:
        pid: Its number.
        returncode: Its exit status, or less than 0 for the signal that ended it; None while it
            runs as far as anybody looked.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit status, or None while it runs."""
        if self.returncode is None:
            found, status = os.waitpid(self.pid, _AT_ONCE)
            if found:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, once it is gone.

        Args:
            timeout: Seconds; None for as long as it takes.

        Raises:
            subprocess.TimeoutExpired: It still runs.
        """
        until = time.monotonic() + (timeout or 0.0)
        while (status := self.poll()) is None:
            if timeout is not None and time.monotonic() > until:
                # Imported late: nearly every process ends in time.
                import subprocess  # noqa: PLC0415  (see above)

                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(_LOOK_S)
        return status

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(_KILL)

    def _send(self, number: int) -> None:
        # Its number is its own until somebody has looked at how it ended.
        if self.poll() is None:
            os.kill(self.pid, number)


def split() -> tuple[Forked | None, Ends]:
    """Become two processes: the keeper gets the other one, the kiosk gets None.

    To be called before a second thread runs, and before anything secret is read.

    Raises:
        OSError: There is no room for another process; nothing has changed. Always so on Windows.
    """
    if sys.platform == "win32":
        raise OSError(ENOSYS, "nothing is split off here")
    for each in (sys.stdout, sys.stderr):
        if each is not None:
            each.flush()  # else what waits there would be written twice
    ask_keeper, ask_kiosk = pair()
    tell_keeper, tell_kiosk = pair()
    keepers, kiosks = (ask_keeper, tell_keeper), (ask_kiosk, tell_kiosk)
    try:
        number = os.fork()
    except OSError:
        for end in (*keepers, *kiosks):
            end.close()
        raise
    ours, others = (keepers, kiosks) if number else (kiosks, keepers)
    for end in others:
        end.close()
    ends = Ends(*(Channel(end) for end in ours))
    return (Forked(number) if number else None), ends
