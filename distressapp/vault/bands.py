"""How a band stands in a row: by its urgency."""

from typing import Final

from distressapp.core.instrument import Band

NO_BAND: Final = len(Band)
"""What stands as the band of a sitting without a flag; else the urgency of its worst one."""
