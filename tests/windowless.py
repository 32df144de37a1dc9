"""This program as Windows would find it, as far as that can be tried elsewhere.

The standard library and other people's packages are read first, as themselves; then what Windows
lacks is taken out of them, `sys.platform` says `win32`, and the words of the command line are
handed to the program.
It is no Windows: files, windows and processes are still those of this system.
"""

import contextlib
import fcntl
import importlib
import os
import pkgutil
import signal
import socket
import sys
import types

READ_FIRST = (
    *("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtPrintSupport", "PySide6.QtTest"),
    *("PySide6.QtWidgets", "arabic_reshaper", "nacl.bindings", "platformdirs", "platformdirs.unix"),
    *("reportlab.pdfgen.canvas", "sqlcipher3", "sqlite_utils", "selectors", "socket", "sqlite3"),
    *("subprocess", "tempfile", "zoneinfo"),
)
"""What asks at its own beginning which system this is."""

LACKS = {
    os: (
        *("O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC", "chown", "fork"),
        *("getegid", "geteuid", "getgid", "getuid", "killpg", "mkfifo", "posix_fadvise"),
        *("setsid", "statvfs", "sync", "sysconf", "uname", "getloadavg"),
    ),
    signal: ("SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGUSR1", "SIGUSR2", "pause"),
    socket: ("AF_UNIX",),
}
MISSING = ("fcntl", "grp", "pwd", "resource", "syslog", "termios", "tty")


def locking(handle: int, _mode: int, _count: int) -> None:
    """What `msvcrt` offers, with what this system has."""
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def become_windows() -> None:
    """Take out what Windows lacks."""
    for name in READ_FIRST:
        importlib.import_module(name)
    for module, names in LACKS.items():
        for name in names:
            with contextlib.suppress(AttributeError):
                delattr(module, name)
    for name in MISSING:
        sys.modules[name] = None  # type: ignore[assignment]  # so that importing it fails
    offered = types.ModuleType("msvcrt")
    vars(offered).update(LK_NBLCK=2, locking=locking)
    sys.modules["msvcrt"] = offered
    sys.platform = "win32"


def read_every_module() -> None:
    """Import all of the program."""
    import distressapp  # noqa: PLC0415  (after Windows has come)

    for module in pkgutil.walk_packages(distressapp.__path__, "distressapp."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def main() -> int:
    """Read every module, then run the words as a command where there are any."""
    become_windows()
    read_every_module()
    if not sys.argv[1:]:
        return 0
    from distressapp.cli import main as run  # noqa: PLC0415  (after Windows has come)

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
