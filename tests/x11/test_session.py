"""The kiosk session, from its scripts to its end: it passes on how the program ended."""

import getpass
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

import pytest

from distressapp.cli.demo_clinic import STAFF
from distressapp.keeper import CLOSED
from tests.house.project import ROOT
from tests.x11 import staffroom
from tests.x11.conftest import Plug
from tests.x11.day.room import look_at
from tests.x11.kiosk import Kiosk
from tests.x11.machine import Machine, until
from tests.x11.test_two_windows import STAFFS_LISTS, Staff, wait_in_front

SESSION: Final = ROOT / "packaging" / "linux" / "session"
CLOSE: Final = "Close the kiosk"
NOBODY: Final = "nobody"
_LONGEST_S: Final = 120.0
_NUMBERS: Final = count()


def lacking(*tools: str) -> str:
    found = [each for each in tools if shutil.which(each) is None]
    return f"not on this computer: {', '.join(found)}" if found else ""


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder such as systemd makes for a session; short, for a socket's name is."""
    found = Path(tempfile.mkdtemp(prefix="session-"))
    if getpass.getuser() == "root":
        shutil.chown(found, NOBODY)
    yield found
    shutil.rmtree(found, ignore_errors=True)


def free_display() -> str:
    """A number that no other server has, nor had in this run: one that ends frees it late."""
    return f":{os.getpid() % 5_000 * 10 + 200 + next(_NUMBERS)}"


@contextmanager
def x11(memory: Path, *program: str) -> Iterator[subprocess.Popen[bytes]]:
    """The session on X11, on a server without a screen."""
    missing = lacking("Xvfb", "xauth", "mcookie", "openbox", "xdotool")
    if missing:
        pytest.skip(missing)
    env = {
        **os.environ,
        "RUNTIME_DIRECTORY": str(memory),
        "DISTRESSAPP_X": "Xvfb -screen 0 640x480x24",
        "DISTRESSAPP_DISPLAY": free_display(),
    }
    with subprocess.Popen(
        [SESSION / "kiosk-x11", *program],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            yield running
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGTERM)


@pytest.mark.parametrize("status", [0, 1, CLOSED])
def test_the_session_on_x11_ends_as_the_program_did(memory: Path, status: int) -> None:
    says = f'test -n "$DISPLAY" && xdotool getmouselocation && exit {status}'
    with x11(memory, "sh", "-c", says) as running:
        out, _err = running.communicate(timeout=_LONGEST_S)

    assert running.returncode == status
    assert out.startswith(b"x:")


def test_a_session_that_is_told_to_end_lets_the_program_end_first(memory: Path) -> None:
    says = "trap 'echo kept; exit 5' TERM; echo up; while :; do sleep 0.1; done"
    with x11(memory, "sh", "-c", says) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"up\n"

        running.terminate()
        out, _err = running.communicate(timeout=_LONGEST_S)

    assert out == b"kept\n"
    assert running.returncode == 5


def test_a_server_that_does_not_start_is_a_failure_to_be_tried_again(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISTRESSAPP_X", "false")
    if lacking("xauth", "mcookie"):
        pytest.skip(lacking("xauth", "mcookie"))

    done = subprocess.run(
        [SESSION / "kiosk-x11", "true"],
        env={**os.environ, "RUNTIME_DIRECTORY": str(memory)},
        capture_output=True,
        timeout=_LONGEST_S,
        check=False,
    )

    assert done.returncode == 1
    assert b"did not start" in done.stderr


def test_the_cookie_of_the_server_is_in_no_command_line(memory: Path) -> None:
    with x11(memory, "sh", "-c", "echo up; sleep 600") as running:
        assert running.stdout is not None
        running.stdout.readline()

        cookies = subprocess.run(
            ["xauth", "-f", str(memory / "x11" / "authority"), "list"],
            capture_output=True,
            check=True,
            timeout=_LONGEST_S,
        ).stdout.split()
        lines = subprocess.run(
            ["ps", "-eo", "args"], capture_output=True, check=True, timeout=_LONGEST_S
        ).stdout

        assert (memory / "x11" / "authority").stat().st_mode & 0o077 == 0
        assert cookies[-1] not in lines


@pytest.mark.parametrize("status", [0, 3, CLOSED])
def test_the_session_in_cage_ends_as_the_program_did(memory: Path, plug: Plug, status: int) -> None:
    missing = lacking("cage", "Xwayland")
    if missing:
        pytest.skip(missing)
    machine = plug()
    env = {
        "PATH": os.environ["PATH"],
        "RUNTIME_DIRECTORY": str(memory),
        "DISPLAY": machine.display,
        "WLR_BACKENDS": "x11",
        "WLR_RENDERER": "pixman",
        "WLR_LIBINPUT_NO_DEVICES": "1",
    }
    says = f'test -n "$WAYLAND_DISPLAY" && test -z "${{DISPLAY:-}}" && sleep 1 && exit {status}'

    # cage refuses root.
    is_root = getpass.getuser() == "root"
    done = subprocess.run(
        [SESSION / "kiosk-wayland", "sh", "-c", says],
        env=env,
        capture_output=True,
        timeout=_LONGEST_S,
        check=False,
        user=NOBODY if is_root else None,
        group=pwd.getpwnam(NOBODY).pw_gid if is_root else None,
        extra_groups=() if is_root else None,
    )

    assert done.returncode == status, done.stderr.decode()


def sessions_kiosk(machine: Machine, clinic: Path) -> Kiosk:
    return Kiosk(machine, clinic, "--staff", "--session")


def test_the_administrators_pin_ends_a_session_and_nothing_before_it_does(
    clinic: Path, plug: Plug
) -> None:
    kiosk = sessions_kiosk(plug(), clinic)
    try:
        kiosk.tap(STAFFS_LISTS)
        staff = Staff(kiosk)
        wait_in_front(kiosk.machine, "Staff:")
        staffroom.sign_in(staff, STAFF)
        kiosk.machine.keys("alt+F4")
        staff.tap("Lock", "push button")
        staff.wait("Locked", "label")
        staff.reader.close()
        look_at(kiosk.machine, kiosk.title)
        kiosk.tap(CLOSE, "push button")
        kiosk.tap(STAFF, "push button")
        kiosk.have_keys()
        kiosk.machine.write("000001")
        kiosk.tap(CLOSE, "push button")
        kiosk.look_until(
            lambda sight: any("not the PIN" in each.name for each in sight.named()), "a refusal"
        )
        kiosk.have_keys()
        kiosk.machine.write(staffroom.PIN)
        kiosk.tap(CLOSE, "push button")
        until(lambda: not kiosk.is_running, "the end of the session")

        assert kiosk.end() == CLOSED
        assert kiosk.errors == ""
    finally:
        kiosk.kill()


def test_a_terminal_that_is_closed_does_not_end_a_session(clinic: Path, plug: Plug) -> None:
    kiosk = sessions_kiosk(plug(), clinic)
    try:
        before = kiosk.wait("Who is next?", "label")

        os.killpg(kiosk.process.pid, signal.SIGHUP)
        kiosk.tap(CLOSE, "push button")
        kiosk.tap("Back", "push button")

        assert kiosk.wait("Who is next?", "label").looks == before.looks
        assert kiosk.end() == 0
        assert kiosk.errors == ""
    finally:
        kiosk.kill()
