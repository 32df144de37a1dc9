"""A machine for one test: an X server, a bus with a screen reader's door, a hand and an eye."""

import mmap
import os
import shutil
import signal
import struct
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

TOOLS: Final = ("Xvfb", "xdotool", "xwininfo", "dbus-daemon")
LAUNCHER: Final = Path("/usr/libexec/at-spi-bus-launcher")
MOST_S: Final = 60.0
"""However slow and busy a machine is; only a failure waits so long."""

_STEP_S: Final = 0.02
_HELD_MS: Final = 20_000
"""A key repeats itself no sooner: a busy machine may be late to let go of it."""
_HEADER: Final = struct.Struct(">25I")
_COLOUR_BYTES: Final = 12


def lacking() -> tuple[str, ...]:
    """What this computer does not have and the tests in this folder need."""
    found = [each for each in TOOLS if shutil.which(each) is None]
    return (*found, *([] if LAUNCHER.exists() else [str(LAUNCHER)]))


def until(is_so: Callable[[], bool], what: str, *, most_s: float = MOST_S) -> None:
    """Wait for a condition.

    Raises:
        AssertionError: It did not come true.
    """
    end = time.monotonic() + most_s
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain: {what}")
        time.sleep(_STEP_S)


def in_line_s(numbers: Iterable[int]) -> float:
    """How long those processes stood in line for a processor; 0 where the system does not tell."""
    found = 0
    for number in numbers:
        try:
            told = Path(f"/proc/{number}/schedstat").read_text(encoding="ascii")
        except OSError:
            continue
        found += int(told.split()[1])
    return found / 10**9


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, and see to it that it does."""
    process.terminate()
    try:
        process.wait(MOST_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(MOST_S)


class Machine:
    """A screen of some size, and what is plugged into it.

    Args:
        folder: For the sockets and the picture of the screen.
        dpi: What the screen says of itself; 149 is a ten-inch tablet of 1280x800.
        within: What the bus is started by; who speaks on it must be started by the same.

    Attributes:
        guests: Programs on the screen.
        servers: The screen itself, and the bus.
        leaving: What is to be done before they end.
    """

    def __init__(
        self,
        folder: Path,
        *,
        width: int = 1280,
        height: int = 800,
        dpi: int = 149,
        within: Sequence[str] = (),
    ) -> None:
        self.width, self.height, self.dpi = width, height, dpi
        self.guests: list[subprocess.Popen[bytes]] = []
        self.servers: list[subprocess.Popen[bytes]] = []
        self.leaving = ExitStack()
        self._folder = folder
        try:
            self._start_servers(within)
        except BaseException:  # whatever it was, no server is left behind
            self.stop()
            raise

    def _start_servers(self, within: Sequence[str]) -> None:
        for name in ("eye", "run", "home"):
            (self._folder / name).mkdir(mode=0o700)
        reading, writing = os.pipe()
        size = f"{self.width}x{self.height}x24"
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size]
        command += ["-dpi", str(self.dpi), "-fbdir", str(self._folder / "eye"), "-nolisten", "tcp"]
        # Nor does it begin anew when its last guest leaves: one who comes just then is turned away.
        command += ["-noreset", "-ardelay", str(_HELD_MS)]
        self._start(command, writing, dict(os.environ))
        self.display = f":{self._told(reading)}"
        reading, writing = os.pipe()
        command = [*within, "dbus-daemon", "--session", "--nofork", f"--print-address={writing}"]
        self._start(command, writing, self._environment())
        self.bus_address = self._told(reading)

    def _start(self, command: list[str], told: int, env: dict[str, str]) -> None:
        log = (self._folder / f"{Path(command[0]).name}.log").open("wb")
        with log:
            made = subprocess.Popen(command, pass_fds=(told,), env=env, stdout=log, stderr=log)
        os.close(told)
        self.servers.append(made)

    @staticmethod
    def _told(reading: int) -> str:
        with os.fdopen(reading, encoding="ascii") as pipe:
            found = pipe.readline().strip()
        assert found, "a server did not start"
        return found

    def _environment(self) -> dict[str, str]:
        """Nothing of the desktop on which the tests run, if there is one."""
        kept = (
            "PATH",
            "LANG",
            "LC_ALL",
            "VIRTUAL_ENV",
            "PYTHONPATH",
            "COVERAGE_PROCESS_START",
            "CUPS_SERVER",
        )
        return {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "HOME": str(self._folder / "home"),
            "XDG_RUNTIME_DIR": str(self._folder / "run"),
            "XDG_CACHE_HOME": str(self._folder / "home"),
            "DISPLAY": self.display,
        }

    def environment(self) -> dict[str, str]:
        """For a program that shall show itself here."""
        return {
            **self._environment(),
            "DBUS_SESSION_BUS_ADDRESS": self.bus_address,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            # A piece that goes while it is being read is no fault of the program.
            "QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false",
            "PYTHONWARNINGS": "default",
        }

    def stop(self) -> None:
        """Pull the plug; who still runs here would come up on the next screen of that number."""
        self.leaving.close()
        for each in self.guests:
            if each.poll() is None:
                os.killpg(each.pid, signal.SIGKILL)
                each.wait(MOST_S)
        for each in reversed(self.servers):
            end(each)

    # A hand

    def hand(self, *words: str) -> None:
        """What `xdotool` shall do, in its words."""
        subprocess.run(["xdotool", *words], env=self._environment(), check=True, timeout=2 * MOST_S)

    def told(self, *words: str) -> str:
        """What another program here says; "" of one that is not on this computer."""
        try:
            done = subprocess.run(
                words,
                env=self.environment(),
                capture_output=True,
                text=True,
                check=False,
                timeout=MOST_S,
            )
        except FileNotFoundError:
            return ""
        return done.stdout

    def tap(self, x: int, y: int) -> None:
        """One tap; the finger leaves afterwards."""
        self.hand("mousemove", str(x), str(y), "click", "1")

    def keys(self, *names: str) -> None:
        """One key after another, as `xdotool` names them."""
        self.hand("key", "--delay", "25", *names)

    def write(self, text: str) -> None:
        """A line of typing, slower than a scanner."""
        self.hand("type", "--delay", "75", text)

    # An eye

    def picture(self) -> QImage:
        """What the screen shows."""
        with (self._folder / "eye" / "Xvfb_screen0").open("rb") as file:
            raw = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            head = _HEADER.unpack_from(raw)
            size, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
            start = size + colours * _COLOUR_BYTES
            pixels = raw[start : start + line * height]
            raw.close()
        return QImage(pixels, width, height, line, QImage.Format.Format_RGB32).copy()
