"""How often a rig goes round: a little in every test run, a lot in `make rigs`."""

import os


def rounds(*, fast: int, full: int) -> int:
    """How many rounds this run makes."""
    return full if is_full() else fast


def is_full() -> bool:
    """Whether this is `make rigs`."""
    return os.environ.get("DISTRESSAPP_RIGS") == "full"
