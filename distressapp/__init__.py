"""A waiting-room kiosk that asks, scores, flags and prints."""

__version__ = "0.1.0"
