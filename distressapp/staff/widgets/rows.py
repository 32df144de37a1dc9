"""Rows of a long list: known by their keys from the start, asked for as they come into sight."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, overload

AT_ONCE: Final = 64
"""Rows in one question: more than a screen shows, and few enough for one frame."""
FIRST: Final = 32
"""Rows that a list begins with, where more are asked for later."""
KEPT: Final = 16
"""Questions whose rows are kept: what was scrolled past is not remembered for ever."""


class FetchedRows(Sequence[Any]):
    """A list of any length of which only what is looked at is there.

    Args:
        keys: Of every row, in the order of the list; or what gives them, once, as soon as more is
            looked at than the rows at the beginning.
        fetch: Gives the rows of some keys, by key. It is called while the list is painted: it must
            take no longer than a frame and raise nothing, and neither must `keys`. What it leaves
            out reads as None, and stands in the list as an empty line until the list is told anew.
        count: How many rows there are, where `keys` is called later.
        beginning: The first rows, where they are known already.
    """

    def __init__(
        self,
        keys: Sequence[str] | Callable[[], Sequence[str]],
        fetch: Callable[[Sequence[str]], Mapping[str, Any]],
        *,
        count: int | None = None,
        beginning: Sequence[Any] = (),
    ) -> None:
        self._ask_keys = keys if callable(keys) else None
        self._keys: Sequence[str] = () if callable(keys) else keys
        self._count = len(self._keys) if count is None else count
        self._fetch = fetch
        self._windows: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._beginning = beginning

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Any: ...  # noqa: ANN401  (rows are of whatever kind)

    @overload
    def __getitem__(self, place: slice) -> tuple[Any, ...]: ...

    def __getitem__(self, place: int | slice) -> Any:
        """The row at that place; None where it is not there any more."""
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        if not 0 <= place < self._count:
            place = range(self._count)[place]
        if place < len(self._beginning):
            return self._beginning[place]
        nth, at = divmod(place, AT_ONCE)
        window = self._windows.get(nth)
        if window is None:
            window = self._windows[nth] = self._fetched(nth)
            if len(self._windows) > KEPT:
                self._windows.popitem(last=False)
        elif len(self._windows) == KEPT:
            self._windows.move_to_end(nth)
        # The list may have become shorter before its keys were asked for.
        return window[at] if at < len(window) else None

    def place(self, key: str) -> int | None:
        """Where the row of that key stands; None where there is none. Its row is not asked for."""
        try:
            place = self._known_keys().index(key)
        except ValueError:
            return None
        return place if place < self._count else None

    def _known_keys(self) -> Sequence[str]:
        if self._ask_keys is not None:
            self._keys, self._ask_keys = self._ask_keys(), None
        return self._keys

    def _fetched(self, nth: int) -> Sequence[Any]:
        keys = self._known_keys()[nth * AT_ONCE : (nth + 1) * AT_ONCE]
        found = self._fetch(keys)
        return tuple(found.get(each) for each in keys)
