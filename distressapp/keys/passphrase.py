"""What a passphrase must be: long, and not one that everybody tries first."""

import unicodedata
from typing import Final

from distressapp.core.errors import ExpectedError

SHORTEST: Final = 15
"""Characters.

Source:
    NIST SP 800-63B-4, section 3.1.1.2: at least 15 for a password used alone, no rules of
    composition, a blocklist.
"""
WORDS: Final = 5
"""Different words that will do where the characters are fewer."""

_TRIED_FIRST: Final = (
    "password",
    "passphrase",
    "letmein",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "iloveyou",
    "welcome",
    "administrator",
    "admin",
    "distressapp",
    "distress",
    "hospital",
    "oncology",
    "clinic",
    "cancer",
    "changeme",
    "secret",
    "correct horse battery staple",
    "123456789",
    "12345678",
    "1234567",
    "123456",
    "12345",
    "1234",
    "123",
    "0",
    "1",
)
_LEAST_OWN: Final = 8
"""Characters that must be left when what everybody tries first is taken away."""


class WeakPassphraseError(ExpectedError):
    """The passphrase is too easy to guess."""


def check_passphrase(passphrase: str, *, clinic: str = "") -> None:
    """Nothing where the passphrase is good enough.

    Args:
        clinic: The clinic's name, which everybody would try.

    Raises:
        WeakPassphraseError: It is too short, or mostly what everybody tries first.
    """
    spelt = unicodedata.normalize("NFKC", passphrase)
    if len(spelt) < SHORTEST and len(set(spelt.casefold().split())) < WORDS:
        raise WeakPassphraseError(
            "That passphrase is too short",
            advice=f"Use at least {SHORTEST} characters, or {WORDS} different words.",
        )
    own = spelt.casefold()
    for tried in (clinic.strip().casefold(), *_TRIED_FIRST):
        own = own.replace(tried, "") if tried else own
    if len(own) < _LEAST_OWN or len(set(own)) < _LEAST_OWN // 2:
        raise WeakPassphraseError(
            "That passphrase is one that is tried first",
            advice=f"Choose {WORDS} words that have nothing to do with each other or the clinic.",
        )
