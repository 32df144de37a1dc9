"""Who did what an entry tells, as it says itself."""

from distressapp.core.journal import ChainError, parsed


def who_says(payload: bytes) -> str | None:
    """Id of a member, else a name; None where nobody is named, or nothing can be read."""
    if b'"member"' not in payload and b'"by"' not in payload:
        return None
    try:
        found = parsed(payload)
        who = found.get("member") or found.get("by")
        # Half a pair of surrogates is no text that a column takes.
        return who if isinstance(who, str) and who.encode() else None
    except (ChainError, UnicodeEncodeError):
        return None
