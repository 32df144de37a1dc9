"""What the keeper remembers for the kiosk: names and bytes, in memory only."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

MOST_BYTES: Final = 64 * 1024 * 1024
"""More than a clinic's day ever takes; a kiosk that wants more is not one of ours."""


class Slots:
    """Overwritten when they are forgotten, so that the next patient finds nothing."""

    def __init__(self) -> None:
        self._parts: dict[str, bytearray] = {}

    def put(self, name: str, content: bytes) -> None:
        """Remember it under that name, in place of what was there.

        Raises:
            ValueError: It is more than a clinic needs.
        """
        others = sum(len(part) for key, part in self._parts.items() if key != name)
        if others + len(content) > MOST_BYTES:
            raise ValueError("more than a clinic needs")
        self.drop(name)
        self._parts[name] = bytearray(content)

    def drop(self, name: str) -> None:
        """Overwrite and forget it; nothing there is success."""
        part = self._parts.pop(name, None)
        if part is not None:
            part[:] = bytes(len(part))

    def found(self) -> Mapping[str, bytes]:
        """Everything that is remembered."""
        return {name: bytes(part) for name, part in self._parts.items()}

    def forget(self) -> None:
        """Overwrite and forget everything."""
        for name in tuple(self._parts):
            self.drop(name)
