"""Qt loaded as a room loads it, before anything else of pytest's loads it."""

from distressapp import pyside

pyside.load()
