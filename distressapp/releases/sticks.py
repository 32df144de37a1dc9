"""Finding an update where desktops and administrators mount a stick."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from distressapp.releases.bundle import ENDING

PLACES: Final = (Path("/run") / "media", Path("/media"), Path("/mnt"))
"""Below these a stick appears, up to two folders deep: a user's, and the stick's name."""

_MOST: Final = 50


def on_sticks(places: Sequence[Path] = PLACES) -> tuple[Path, ...]:
    """Files named like an update, in name's order; nothing of them was looked at."""
    found: set[Path] = set()
    for place in places:
        for pattern in ("", "*/", "*/*/"):
            try:
                found.update(place.glob(f"{pattern}distressapp-*{ENDING}"))
            except OSError:
                continue  # a stick that was pulled out while we looked
    return tuple(sorted(found))[:_MOST]
