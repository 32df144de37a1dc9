"""Releases: what an update is made of, and the system's packages; no keys and no vault."""
