"""What ails a printer: the print system's many words for it, as the few that staff act on."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final


class Trouble(StrEnum):
    """What somebody must see to; the worst and most particular first."""

    PAPER = "paper"
    """It is out of paper, or wants another one."""
    JAM = "jam"
    INK = "ink"
    """Toner or ink is at its end, or what takes the waste is full."""
    OPEN = "open"
    """A door or a tray is open, or missing."""
    FULL = "full"
    """What came out must be taken away."""
    AWAY = "away"
    """It is switched off, or not connected."""
    SILENT = "silent"
    """It is being reached; for a moment that is so with every page."""
    PAUSED = "paused"
    """Somebody stopped it, or the print system did after an error."""
    REFUSES = "refuses"
    """The print system takes no pages for it."""
    OTHER = "other"
    """Something that this program has no word for."""

    @property
    def is_passing(self) -> bool:
        """It may be over by itself in a moment."""
        return self is Trouble.SILENT


_MEANS: Final[Mapping[str, Trouble]] = {
    "media-empty": Trouble.PAPER,
    "media-needed": Trouble.PAPER,
    "media-jam": Trouble.JAM,
    "toner-empty": Trouble.INK,
    "marker-supply-empty": Trouble.INK,
    "marker-waste-full": Trouble.INK,
    "developer-empty": Trouble.INK,
    "opc-life-over": Trouble.INK,
    "cover-open": Trouble.OPEN,
    "door-open": Trouble.OPEN,
    "interlock-open": Trouble.OPEN,
    "input-tray-missing": Trouble.OPEN,
    "output-tray-missing": Trouble.OPEN,
    "output-area-full": Trouble.FULL,
    "offline": Trouble.AWAY,
    "shutdown": Trouble.AWAY,
    "timed-out": Trouble.AWAY,
    "connecting-to-device": Trouble.SILENT,
    "paused": Trouble.PAUSED,
    "moving-to-paused": Trouble.PAUSED,
}
"""The keywords of `printer-state-reasons`; warnings that stop no page are not among them.

Source:
    RFC 8011, section 5.4.12; `offline` is of CUPS.
"""
_UNREACHED: Final = (
    "may not exist or is unavailable",
    "is unreachable",
    "is not responding",
    "is not connected",
    "Waiting for printer to become available",
)
"""Where nobody answers for a printer, CUPS gives no reason, only a sentence (CUPS 2.4.2: its
backends for networks and USB, in English as this program asks for a page)."""
_ENDS: Final = ("-report", "-warning", "-error")
_BUSY: Final = 4
_STOPPED: Final = 5
"""`printer-state` (RFC 8011, section 5.4.11)."""


def trouble(
    reasons: Collection[str], *, state: int = 3, is_accepting: bool = True, said: str = ""
) -> Trouble | None:
    """The one thing that somebody must see to first; None where there is none.

    Args:
        reasons: The keywords of `printer-state-reasons`.
        state: Of the printer: 3 idle, 4 printing, 5 stopped.
        is_accepting: The print system takes pages for it.
        said: `printer-state-message`; an old one stays once the page is over.
    """
    found = {_MEANS[word] for each in reasons if (word := _bare(each)) in _MEANS}
    if state == _BUSY and any(each in said for each in _UNREACHED):
        found.add(Trouble.AWAY)
    if not is_accepting:
        found.add(Trouble.REFUSES)
    if state == _STOPPED:
        found.add(Trouble.PAUSED)
    if not found and any(each.endswith("-error") for each in reasons):
        return Trouble.OTHER
    return next((each for each in Trouble if each in found), None)


def _bare(reason: str) -> str:
    """The keyword without how bad it is."""
    return next((reason.removesuffix(end) for end in _ENDS if reason.endswith(end)), reason)
