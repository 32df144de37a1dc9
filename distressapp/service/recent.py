"""Who answered what lately, told to the kiosk without telling it who anybody is.

The parent process makes the list while the vault is open and hands it to the kiosk over a pipe.
The kiosk can ask about a record number that it was just given, and about nobody else: what it
holds are keyed digests, and the key lives in memory only.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.keys.pause import keyed_digest
from distressapp.keys.sitting import KEY_BYTES, random_bytes

MOST_BYTES: Final = 16 * 1024 * 1024


@frozen(repr=False)
class Recent:
    """Digest of a record number to instrument id to the day it was last scored.

    Attributes:
        is_known: False where the kiosk started with the vault shut: then it knows only what
            it scored itself since then, and the page says what was repeated too soon.
    """

    key: bytes = b""
    last: Mapping[str, Mapping[str, date]] = field(default_factory=dict)
    is_known: bool = False

    def of(self, record_number: str) -> Mapping[str, date]:
        """When each instrument was last scored for that record number."""
        return self.last.get(keyed_digest(self.key, record_number), {})

    def with_scored(
        self, record_number: str, instruments: Iterable[str], day: date, *, keep_days: int
    ) -> "Recent":
        """The list with what was just scored, so that the same day holds back too.

        Args:
            day: The clinic's local day.
            keep_days: What is that old holds nothing back, and is forgotten.
        """
        scored = dict.fromkeys(instruments, day)
        if not scored:
            return self
        key = self.key or random_bytes(KEY_BYTES)
        digest = keyed_digest(key, record_number)
        kept = {
            each: days
            for each, days in self.last.items()
            if (day - max(days.values(), default=date.min)).days < keep_days
        }
        kept[digest] = {**self.last.get(digest, {}), **scored}
        return Recent(key=key, last=kept, is_known=self.is_known)

    def to_bytes(self) -> bytes:
        """As it goes through the pipe."""
        last = {
            digest: {instrument: day.isoformat() for instrument, day in days.items()}
            for digest, days in self.last.items()
        }
        found = {"key": self.key.hex(), "last": last, "is_known": self.is_known}
        return json.dumps(found).encode()


def recent_of(scored: Iterable[tuple[str, str, date]]) -> Recent:
    """The list under a new random key.

    Args:
        scored: Record number, instrument id and day of every score, in any order.
    """
    key = random_bytes(KEY_BYTES)
    last: dict[str, dict[str, date]] = {}
    for record_number, instrument, day in scored:
        days = last.setdefault(keyed_digest(key, record_number), {})
        days[instrument] = max(day, days.get(instrument, day))
    return Recent(key=key, last=last, is_known=True)


def recent_from(content: bytes) -> Recent:
    """The list as it came through the pipe.

    Raises:
        ExpectedError: It did not come whole.
    """
    try:
        found = json.loads(content)
        last = {
            digest: {instrument: date.fromisoformat(day) for instrument, day in days.items()}
            for digest, days in found["last"].items()
        }
        return Recent(key=bytes.fromhex(found["key"]), last=last, is_known=found["is_known"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExpectedError(
            "The list of recent sittings did not arrive whole",
            advice="Start the kiosk again.",
        ) from error
