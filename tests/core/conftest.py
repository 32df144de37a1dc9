"""Hypothesis as a busy two-core machine needs it: a slow example is not a wrong one."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
