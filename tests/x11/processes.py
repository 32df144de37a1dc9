"""Who is a room of the program, among all the processes that one started."""

import os
import time
from pathlib import Path
from typing import Final

_BEGUN: Final = 19
"""Where a process's `stat` says when it began, in ticks, counted from behind its name."""

_SETTLED_S: Final = 0.1


def rooms_below(number: int) -> list[int]:
    """The processes that a keeper started, however deep it stands below that one; oldest first."""
    found: list[int] = []
    own = _told(number, "cmdline")
    for child in _children(number):
        words = _told(child, "cmdline")
        # A kiosk that was split off goes by its keeper's words; so does, for a moment, whatever
        # anybody starts.
        is_room = "--keeper-fd" in words.split("\0") or (words == own and _is_settled(child))
        found += [child] if is_room else rooms_below(child)
    return found


def _children(number: int) -> list[int]:
    return [int(each) for each in _told(number, f"task/{number}/children").split()]


def _is_settled(number: int) -> bool:
    """Whether it is older than what has only just been split off, to become something else."""
    told = _told(number, "stat").rpartition(")")[2].split()
    if not told:
        return False
    age_s = time.clock_gettime(time.CLOCK_BOOTTIME) - int(told[_BEGUN]) / os.sysconf("SC_CLK_TCK")
    return age_s > _SETTLED_S


def parent_of(number: int) -> int:
    """The process that started that one; 0 of one that is gone."""
    lines = _told(number, "status").splitlines()
    return int(next((each for each in lines if each.startswith("PPid:")), "PPid: 0").split()[1])


def _told(number: int, what: str) -> str:
    """What the system tells of a process; nothing of one that is gone."""
    try:
        return Path(f"/proc/{number}/{what}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
