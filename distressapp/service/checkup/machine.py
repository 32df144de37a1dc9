"""The computer under the program: its clock, and what of a memory could reach a disk."""

import ctypes
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Final

from distressapp import hardening
from distressapp.core.self_check import Checked, CheckedPart
from distressapp.paths import is_file
from distressapp.service.checkup.keeping import moment
from distressapp.service.checkup.lines import fine, look, told, unknown
from distressapp.service.checkup.opened import Opened
from distressapp.text import _

_SLACK: Final = timedelta(minutes=2)
"""So far a clock is set back by whoever keeps it right, without harm to the order of things."""
_TIMEX_BYTES: Final = 512
_TIME_ERROR: Final = 5
"""What `adjtimex` gives for a clock that nobody sets.

Source:
    adjtimex(2) of the Linux manual.
"""
_UNITS: Final = "distressapp-kiosk*.service"


def part(opened: Opened, screens: tuple[str, ...] | None) -> CheckedPart:
    """Clock, memory and screen.

    Args:
        screens: Size and fineness of each, in words; None where nobody looked.
    """
    lines = (
        *_clock(opened),
        _set_by_network(),
        swap(opened.root),
        *_memory(),
        _session(opened.root),
        _screen(screens),
    )
    return CheckedPart(id="machine", title=_("Computer"), lines=lines)


def _clock(opened: Opened) -> Iterator[Checked]:
    settings = opened.settings
    zone: tzinfo = UTC if settings is None else settings.zone
    named = "UTC" if settings is None else settings.timezone
    words = _("{time}, {zone}").format(time=moment(opened.now, zone), zone=named)
    yield told("clock", _("Clock"), words)
    newest, before = _newest(opened), _("Time goes on")
    if newest is None:
        yield unknown("order", before, _("nothing was written yet"))
    elif newest > opened.now + _SLACK:
        said = _("no: something was written here on {time}. Set the clock of this computer.")
        yield look("order", before, said.format(time=moment(newest, zone)))
    else:
        yield fine("order", before, _("yes: nothing here was written later than now"))


def _newest(opened: Opened) -> datetime | None:
    """When something was written last: by the journal where it is open, and by the files."""
    folder = opened.folder
    files = (folder.vault, folder.letterbox, folder.settings, folder.log / "events.log")
    found = [path.stat().st_mtime for path in files if is_file(path)]
    if opened.vault is not None and opened.vault.newest_ms is not None:
        found.append(opened.vault.newest_ms / 1000)
    return datetime.fromtimestamp(max(found), UTC) if found else None


def _set_by_network() -> Checked:
    name = _("Set by the network")
    if sys.platform != "linux":
        return unknown("network_time", name, _("not looked into on this system"))
    ask = getattr(ctypes.CDLL(None), "adjtimex", None)
    # No field is set: the clock is asked, and not changed.
    state = -1 if ask is None else ask(ctypes.create_string_buffer(_TIMEX_BYTES))
    if state < 0:
        return unknown("network_time", name, _("the system does not say"))
    if state == _TIME_ERROR:
        return told("network_time", name, _("no; compare it with a clock now and then"))
    return told("network_time", name, _("yes"))


def swap(root: Path) -> Checked:
    """Whether what stands in memory could be written to a disk in clear.

    Args:
        root: Where `proc` and `sys` are.
    """
    name = _("Memory on the disk")
    if not sys.platform.startswith("linux"):
        return unknown("swap", name, _("not looked into on this system"))
    try:
        lines = (root / "proc" / "swaps").read_text("utf-8").splitlines()[1:]
    except OSError:
        return unknown("swap", name, _("the system does not say"))
    places = [line.split()[0] for line in lines if line.split()]
    if not places:
        return fine("swap", name, _("none: nothing is swapped"))
    bare = [each for each in places if not _is_veiled(root, each)]
    if bare:
        return look(
            "swap",
            name,
            _("the system may write memory to a disk that is not encrypted; see docs/doctor.md"),
        )
    return fine("swap", name, _("only compressed in memory, or encrypted"))


def _is_veiled(root: Path, place: str) -> bool:
    """Whether that swap is compressed memory, or lies on an encrypted device.

    Args:
        place: As the system names it: a device, or a file.
    """
    if sys.platform == "win32":
        return False
    known = place.encode().decode("unicode_escape")
    if re.fullmatch(r"/dev/zram\d+", known):
        return True
    path = root / known.lstrip("/")
    try:
        found = path.stat()
    except OSError:
        return False
    is_device = found.st_rdev != 0
    number = found.st_rdev if is_device else found.st_dev
    return _is_encrypted(root, number)


def _is_encrypted(root: Path, number: int) -> bool:
    """Whether that device, or one that it lies on, is encrypted by the kernel."""
    if sys.platform == "win32":
        return False
    device = root / "sys" / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
    try:
        if (device / "dm" / "uuid").read_text("ascii").startswith("CRYPT-"):
            return True
    except (OSError, ValueError):
        pass
    try:
        below = [(each / "dev").read_text("ascii") for each in (device / "slaves").iterdir()]
    except OSError:
        return False
    numbers = [tuple(map(int, each.split(":"))) for each in below]
    return bool(numbers) and all(
        _is_encrypted(root, os.makedev(major, minor)) for major, minor in numbers
    )


def _memory() -> Iterator[Checked]:
    name = _("After a crash")
    if sys.platform == "win32":
        yield unknown("core", name, _("not looked into on this system"))
    else:
        import resource  # noqa: PLC0415  (not on Windows)

        most = resource.getrlimit(resource.RLIMIT_CORE)[0]
        leaves_none = most == 0
        yield (
            fine("core", name, _("no copy of memory is left"))
            if leaves_none
            else look("core", name, _("a copy of memory may be left on the disk"))
        )
    short = _("Memory that is let go of")
    if sys.platform != "linux":
        yield unknown("short_memory", short, _("is not overwritten on this system"))
    elif hardening.has_short_memory():
        yield fine("short_memory", short, _("is overwritten"))
    else:
        yield look("short_memory", short, _("is not overwritten in this process"))


def _session(root: Path) -> Checked:
    name = _("Kiosk session")
    if sys.platform != "linux":
        return unknown("session", name, _("not looked into on this system"))
    system = root / "etc" / "systemd" / "system"
    try:
        found = sorted(each.name for each in system.glob(f"*/{_UNITS}"))
    except OSError:
        found = []
    if found:
        return told("session", name, _("on: {units}").format(units=", ".join(dict.fromkeys(found))))
    return told("session", name, _("off: the kiosk runs in somebody's own session, or not here"))


def _screen(screens: tuple[str, ...] | None) -> Checked:
    name = _("Screens")
    if screens is None:
        return unknown("screen", name, _("not looked into"))
    if not screens:
        return told("screen", name, _("none can be opened from here"))
    return told("screen", name, "; ".join(screens))
