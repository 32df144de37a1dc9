"""Rows of a long list: known by their keys from the start, asked for as they come into sight."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, overload

AT_ONCE: Final = 64
"""Rows in one question: more than a screen shows, and few enough for one frame."""
KEPT: Final = 16
"""Questions whose rows are kept: what was scrolled past is not remembered for ever."""


class FetchedRows(Sequence[Any]):
    """A list of any length of which only what is looked at is there.

    Args:
        keys: Of every row, in the order of the list.
        fetch: Gives the rows of some keys, by key. It is called while the list is painted: it must
            take no longer than a frame and raise nothing. What it leaves out reads as None, and
            stands in the list as an empty line until the list is told anew.
    """

    def __init__(
        self, keys: Sequence[str], fetch: Callable[[Sequence[str]], Mapping[str, Any]]
    ) -> None:
        self._keys, self._fetch = tuple(keys), fetch
        self._windows: OrderedDict[int, tuple[Any, ...]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> Any: ...  # noqa: ANN401  (rows are of whatever kind)

    @overload
    def __getitem__(self, place: slice) -> tuple[Any, ...]: ...

    def __getitem__(self, place: int | slice) -> Any:
        """The row at that place; None where it is not there any more."""
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        at = range(len(self))[place]
        nth = at // AT_ONCE
        window = self._windows.get(nth)
        if window is None:
            window = self._windows[nth] = self._fetched(nth)
            if len(self._windows) > KEPT:
                self._windows.popitem(last=False)
        else:
            self._windows.move_to_end(nth)
        return window[at - nth * AT_ONCE]

    def place(self, key: str) -> int | None:
        """Where the row of that key stands; None where there is none. Nothing is asked for it."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def _fetched(self, nth: int) -> tuple[Any, ...]:
        keys = self._keys[nth * AT_ONCE : (nth + 1) * AT_ONCE]
        found = self._fetch(keys)
        return tuple(found.get(each) for each in keys)
