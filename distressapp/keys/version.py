"""Which library the keys are made with."""

import nacl


def sodium_words() -> str:
    """PyNaCl's version: libsodium is built into it, and tells no version of its own there."""
    return f"of PyNaCl {nacl.__version__}"
