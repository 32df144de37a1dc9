"""In which scales an item counts."""

from distressapp.core.instrument import Instrument


def scales_of(instrument: Instrument, item: str) -> str:
    """The scales that add an item, as staff know them, `"HADS-A"`; empty for a concern."""
    return ", ".join(each.name or each.id for each in instrument.scales if item in each.items)
