"""The front door that looks after the rooms: a small process without a window.

It starts the kiosk and the staff's window, starts them again when they die, passes a hand-over
from one to the other, and holds in its memory what must outlive the kiosk's process: the running
sitting's key, the sittings that wait, the PINs' wraps.
"""

from distressapp.keeper.keeper import LATER, REFUSED, Commands, Keeper
from distressapp.keeper.room import has_inheritance, kiosk_of
from distressapp.service.relayed import CLOSED

__all__ = ["CLOSED", "LATER", "REFUSED", "Commands", "Keeper", "has_inheritance", "kiosk_of"]
