"""Digests by Python itself where small things alone are hashed: without a library of 5 MB."""

import sys


def go_without_openssl() -> None:
    """From here on `hashlib` and `hmac` work by themselves in this process, as without OpenSSL.

    For the kiosk: it hashes a few rows for each answer, and its computer has little memory.
    OpenSSL takes 1.4 MB of it, and 3 ms of the start. Both give the same digests. Nothing changes
    where `hashlib` was imported before.
    """
    # None says that there is no such module, as the import system documents it.
    sys.modules.setdefault("_hashlib", None)  # type: ignore[arg-type]  # see above
