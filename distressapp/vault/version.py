"""Which shape a vault's file has."""

from typing import Final

VERSION: Final = 6
"""Rises with every migration; a file of a higher one is refused."""
