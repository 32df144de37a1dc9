"""On what it was measured."""

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("PySide6_Essentials", "sqlcipher3", "pynacl", "reportlab", "sqlite-utils", "duckdb")


def facts() -> dict[str, str]:
    """The machine and the versions; no name of a host or a person."""
    return {
        "Processor": _field("/proc/cpuinfo", "model name") or platform.machine(),
        "Cores": str(len(os.sched_getaffinity(0))),
        "Memory": _memory(),
        "System": f"{platform.system()} {platform.release().split('-')[0]}",
        "Python": platform.python_version(),
        "SQLite (Python's)": sqlite3.sqlite_version,
        **{name: found for name in _PACKAGES if (found := _version(name))},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _memory() -> str:
    words = _field("/proc/meminfo", "MemTotal").split()
    return f"{int(words[0]) // 1024**2} GB" if words else "not known"


def _field(path: str, name: str) -> str:
    """What a line of a system file says; "" where there is none."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    found = (each.partition(":")[2].strip() for each in lines if each.startswith(name))
    return next(found, "")
