"""What kind of file system a folder is on."""

import os
from pathlib import Path


def told_disk(folder: Path) -> str:
    """Its kind as the system names it, `ext4`; "a file system unknown" elsewhere than on Linux."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "a file system unknown"
    mounts = [each.split()[1:3] for each in lines]
    path = os.path.realpath(folder)
    found = [
        (len(where), kind)
        for where, kind in mounts
        if path == where or path.startswith(where.rstrip("/") + "/")
    ]
    return max(found, default=(0, "a file system unknown"))[1]
