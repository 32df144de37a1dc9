"""The three screens on which a patient looks for a way out, each as a clinic may have it."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.house.project import ROOT
from tests.x11.kiosk import Kiosk
from tests.x11.machine import Machine, lacking

SESSION: Final = ROOT / "packaging" / "linux" / "session"
_UNPRIVILEGED: Final = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
"""cage refuses whoever may become root. Files are still ours in a namespace of our own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """A kind of screen.

    Attributes:
        tools: Beside those that every test on a screen needs.
        within: What starts the kiosk there.
        env: What is set for it.
    """

    name: str
    tools: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    env: tuple[tuple[str, str], ...] = ()
    size: tuple[int, int] = (1280, 800)
    is_unprivileged: bool = False

    def why_not(self) -> str:
        """Why it cannot be had on this computer; "" where it can."""
        tools = (*lacking(), *(each for each in self.tools if shutil.which(each) is None))
        if tools:
            return f"not on this computer: {', '.join(tools)}"
        if self.is_unprivileged and _prefix():
            done = subprocess.run(
                [*_UNPRIVILEGED, "true"], capture_output=True, check=False, timeout=20
            )
            return "" if done.returncode == 0 else "this computer has no user namespaces"
        return ""

    def machine(self, folder: Path) -> Machine:
        """A computer with such a screen."""
        folder.mkdir()
        width, height = self.size
        within = _prefix() if self.is_unprivileged else ()
        return Machine(folder, width=width, height=height, within=within)

    def kiosk(self, machine: Machine, clinic: Path) -> Kiosk:
        """The kiosk session there, as its unit starts it: with the staff's window behind."""
        env = {**dict(self.env), "RUNTIME_DIRECTORY": machine.environment()["XDG_RUNTIME_DIR"]}
        within = (*(_prefix() if self.is_unprivileged else ()), *self.within)
        return Kiosk(machine, clinic, "--staff", "--session", within=within, env=env)


def _prefix() -> tuple[str, ...]:
    return _UNPRIVILEGED if os.getuid() == 0 else ()


BARE: Final = Surface(name="bare")
OPENBOX: Final = Surface(
    name="openbox",
    tools=("openbox", "xprop"),
    within=(str(SESSION / "inside-x11"),),
)
CAGE: Final = Surface(
    name="cage",
    tools=("cage", "Xwayland", "unshare"),
    within=(str(SESSION / "kiosk-wayland"),),
    env=(("WLR_BACKENDS", "x11"), ("WLR_RENDERER", "pixman")),
    # What wlroots' window on an X server is, whatever the server has (wlroots 0.15.1).
    size=(1024, 768),
    is_unprivileged=True,
)
SURFACES: Final = (BARE, OPENBOX, CAGE)
