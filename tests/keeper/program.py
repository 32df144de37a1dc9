"""A real keeper in a process of its own, with a real kiosk below it and a patient inside."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.kiosk.program import LONGEST_S, ROOT, SCRIPT, UNSEEN

SITS: Final = """
    print("at", day.step, plan.sitting, os.getpid(), flush=True)
"""

KIOSK: Final = (
    SCRIPT.replace(
        "    day = kiosk()\n    day.hand_over()",
        "    day = kiosk()\n"
        "    if day.window.conductor is not None:\n"
        "        return again(day)\n"
        "    if day.window.phase is not Phase.DESK:\n"
        "        return report(day)\n"
        "    day.hand_over()",
    )
    .replace(
        "def sit():",
        """def report(day):
    print("phase", day.window.phase.value, "-", os.getpid(), flush=True)

def again(day):
    answers = day.window.conductor.interview.answers
    rating = answers["dt/rating"].value if "dt/rating" in answers else None
    call = day.window.calls.state
    print("again", day.window.conductor.interview.at, rating, os.getpid(), call, flush=True)

def sit():""",
    )
    .replace("import sys\n", "import os\nimport sys\n", 1)
    .replace(
        "from tests.kiosk.day import Day\n",
        STAGE := (
            "from tests.kiosk.day import Day, tap\nfrom distressapp.kiosk.stage import Phase\n"
        ),
    )
)
"""The kiosk with a patient who rates 9; started again it says where it found itself."""

_BEFORE, _PATIENT = KIOSK.split("    if day.window.conductor is not None:\n", 1)
EMPTY: Final = _BEFORE + "    {then}" + _PATIENT.split("{then}", 1)[1]
"""The kiosk at its first page, without a patient."""

KEEPER: Final = """
import json
import os
import sys
from distressapp.bootstrap import monotonic_ns
from distressapp.keeper import Commands, Keeper
wanted = json.loads(sys.argv[1])
inherited = tuple(wanted.get("inherited", ()))
staff = wanted.get("staff", "")
options = []
for option, number in zip(("--passphrase-fd", "--pin-fd"), inherited):
    options += [option, str(number)]
program = (sys.executable, "-m", "distressapp", "signin", "--data", sys.argv[3], *options)
sys.exit(Keeper(
    Commands(
        kiosk=(sys.executable, "-c", *sys.argv[2:]),
        staff=(sys.executable, "-c", staff, *sys.argv[3:]) if staff else (),
        sign_in=program if inherited else (),
        inherited=inherited,
        environment=os.environ,
    ),
    clock_ns=monotonic_ns,
    is_member=lambda member: True,
).run())
"""
"""A keeper of the program that it is told; what else it is to know comes first, as JSON."""


@contextmanager
def keeper(  # noqa: PLR0913  (what differs between two keepers)
    root: Path,
    then: str = SITS,
    *,
    secrets: tuple[str, ...] = (),
    staff: str = "",
    is_empty: bool = False,
    is_bare: bool = False,
) -> Iterator[subprocess.Popen[str]]:
    """The keeper and its kiosk; both are gone afterwards.

    Args:
        secrets: Numbers that a passphrase, and a PIN, can be read from.
        staff: The program of a staff's room beside it.
        is_empty: Nobody is admitted at the kiosk itself, and nobody rates anything.
        is_bare: `then` is the whole program, without a window.
    """
    inherited = tuple(int(each) for each in secrets)
    wanted = {"inherited": inherited, "staff": staff}
    kiosk = then if is_bare else (EMPTY if is_empty else KIOSK).replace("{then}", then.strip())
    running = subprocess.Popen(
        [sys.executable, "-c", KEEPER, json.dumps(wanted), kiosk, str(root)],
        pass_fds=inherited,
        cwd=ROOT,
        env=UNSEEN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate(timeout=LONGEST_S)


def words(running: subprocess.Popen[str]) -> list[str]:
    """The next thing that the kiosk says, word by word."""
    assert running.stdout is not None
    said = running.stdout.readline().split()
    if not said:
        running.kill()
        raise AssertionError(running.communicate()[1])
    return said


def kill(number: str) -> None:
    """The kiosk's process ends without a word."""
    os.kill(int(number), signal.SIGKILL)
