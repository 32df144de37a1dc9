"""Reading a table with care: every complaint names the file, the key and what to do."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from fractions import Fraction
from typing import TypeVar

from distressapp.core.errors import ExpectedError

T = TypeVar("T")


class SettingsError(ExpectedError):
    """A settings file has something in it that cannot be used."""


class Table:
    """One table of a settings file, read key by key.

    Args:
        file: The file's name, for messages.
        found: What stood there.
        place: Where the table is, `"now.hours."`; empty at the top.
    """

    def __init__(self, file: str, found: object, place: str = "") -> None:
        if not isinstance(found, Mapping):
            raise _error(file, place.rstrip(".") or "it", "is not a table", "Make it a table.")
        self._file = file
        self._found = dict(found)
        self._place = place

    def refuse(self, key: str, what: str, advice: str) -> SettingsError:
        """The complaint about that key."""
        return _error(self._file, f"{self._place}{key}", what, advice)

    def keys(self) -> tuple[str, ...]:
        """The keys that were not read yet."""
        return tuple(str(key) for key in self._found)

    def done(self) -> None:
        """Complain of a key that nobody asked for; most are slips of the pen."""
        for key in self._found:
            raise self.refuse(str(key), "is not a setting", "Take it out, or spell it as in docs.")

    def table(self, key: str) -> "Table":
        """The table under that key; an empty one where it is absent."""
        return Table(self._file, self._found.pop(key, {}), f"{self._place}{key}.")

    def tables(self, key: str) -> tuple["Table", ...]:
        """The list of tables under that key."""
        found = self._found.pop(key, [])
        if not isinstance(found, list | tuple):
            raise self.refuse(key, "is not a list", "Make it a list of tables.")
        return tuple(
            Table(self._file, each, f"{self._place}{key}[{n}].") for n, each in enumerate(found)
        )

    def has(self, key: str) -> bool:
        """Whether something stands under that key."""
        return self._found.get(key) is not None

    def text(self, key: str, default: str | None = None) -> str:
        """The words under that key."""
        found = self._found.pop(key, default)
        if found is None:
            raise self.refuse(key, "is missing", "Add it, as words in quotes.")
        if not isinstance(found, str):
            raise self.refuse(key, "is not text", "Put it in quotes.")
        return found.strip()

    def optional(self, key: str) -> str | None:
        """The words under that key; None where it is absent or empty."""
        return self.text(key, "") or None if self.has(key) else self._found.pop(key, None)

    def one_of(self, key: str, offered: tuple[str, ...], default: str | None = None) -> str:
        """One of the words on offer."""
        found = self.text(key, default)
        if found not in offered:
            raise self.refuse(key, "is not one that is known", f"Use {_listed(offered)}.")
        return found

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of words."""
        found = self._found.pop(key, default)
        if not isinstance(found, list | tuple) or not all(isinstance(e, str) for e in found):
            raise self.refuse(key, "is not a list of words", 'Write it like ["en", "es"].')
        return tuple(found)

    def words(self, key: str) -> dict[str, str]:
        """A table of words."""
        table = self.table(key)
        return {each: table.text(each) for each in table.keys()}  # noqa: SIM118  (not a dict)

    def whole(self, key: str, default: int, *, low: int, high: int) -> int:
        """A whole number within limits, both included."""
        found = self._found.pop(key, default)
        if isinstance(found, bool) or not isinstance(found, int) or not low <= found <= high:
            advice = f"Use a whole number from {low} to {high}."
            raise self.refuse(key, "is not a number that can be used", advice)
        return found

    def claim(self, key: str, *, default: bool) -> bool:
        """True or false."""
        found = self._found.pop(key, default)
        if not isinstance(found, bool):
            raise self.refuse(key, "is not true or false", "Write true or false.")
        return found

    def inches(self, key: str, *, low: int, high: int) -> Fraction | None:
        """An exact length; None where it is absent."""
        found = self._found.pop(key, None)
        if found is None:
            return None
        advice = f"Write inches from {low} to {high}, like 10.1."
        if isinstance(found, bool) or not isinstance(found, int | str | Fraction):
            raise self.refuse(key, "is not a length", advice)
        value = self._tried(key, lambda: Fraction(found), advice)
        if not low <= value <= high:
            raise self.refuse(key, "is not a length of a screen", advice)
        return value

    def day(self, key: str) -> date | None:
        """A date; None where it is absent."""
        found = self._found.pop(key, None)
        if found is None or (isinstance(found, date) and not isinstance(found, datetime)):
            return found
        return self._tried(key, lambda: date.fromisoformat(found), "Write it like 2026-03-01.")

    def days(self, key: str) -> tuple[date, ...]:
        """A list of dates."""
        found = self._found.pop(key, [])
        if not isinstance(found, list | tuple):
            raise self.refuse(key, "is not a list", 'Write it like ["2026-12-25"].')
        rows = Table(self._file, {f"{key}[{n}]": each for n, each in enumerate(found)}, self._place)
        return tuple(day for each in rows.keys() if (day := rows.day(each)))  # noqa: SIM118  (same)

    def moment(self, key: str) -> datetime | None:
        """A time with its zone; None where it is absent."""
        found = self._found.pop(key, None)
        if found is None:
            return None
        advice = "Write it like 2026-03-01T09:00:00+00:00."
        at = (
            found
            if isinstance(found, datetime)
            else self._tried(key, lambda: datetime.fromisoformat(found), advice)
        )
        if at.tzinfo is None:
            raise self.refuse(key, "has no time zone", advice)
        return at

    def hour(self, key: str) -> time:
        """A time of day."""
        found = self._found.pop(key, None)
        if isinstance(found, time):
            return found
        return self._tried(key, lambda: time.fromisoformat(found), 'Write it like "08:30".')

    def _tried(self, key: str, read: Callable[[], T], advice: str) -> T:
        try:
            return read()
        except (ValueError, TypeError, ZeroDivisionError) as error:
            raise self.refuse(key, "cannot be read", advice) from error


def _error(file: str, key: str, what: str, advice: str) -> SettingsError:
    return SettingsError(f"In {file}, {key} {what}", advice=advice)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f'"{word}"' for word in words)
