"""What an instrument is: items, scales, cut-offs and where each figure is from."""

from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from distressapp.core.errors import UnknownItemError
from distressapp.core.frozen import frozen


class Band(StrEnum):
    """How soon someone is owed a contact, most urgent first."""

    NOW = "now"
    SOON = "soon"
    NEED = "need"
    TALK = "talk"

    @property
    def urgency(self) -> int:
        """0 for the most urgent band, 3 for the least."""
        return _URGENCIES[self]


_URGENCIES = {band: nth for nth, band in enumerate(Band)}


class Trigger(StrEnum):
    """Why a flag was raised."""

    DISTRESS = "distress"
    MOOD = "mood"
    NEED = "need"
    REQUEST = "request"


class Kind(StrEnum):
    """How an item is answered."""

    CHOICE = "choice"
    TICK = "tick"


@frozen
class Item:
    """One question, known by its id and never by its position.

    Attributes:
        id: `"9"`, or `"practical.money"` for a concern.
        values: The points of each option in displayed order, before reversal.
            A tick has `(1,)`: not ticked is not an answer of zero.
        is_reversed: The instrument itself counts this item from the other end.
        domain: The page of the concern list it stands on; None elsewhere.
        raises: The band that a tick raises whatever the help answer is; None
            where a tick alone raises nothing.
        raises_because: What staff read on that flag, "not enough to eat".
    """

    id: str
    kind: Kind
    values: tuple[int, ...]
    is_reversed: bool = False
    domain: str | None = None
    raises: Band | None = None
    raises_because: str = ""

    @property
    def low(self) -> int:
        """The smallest number of points on offer."""
        return min(self.values)

    @property
    def high(self) -> int:
        """The largest number of points on offer."""
        return max(self.values)


@frozen
class ScoreBand:
    """A named stretch of a scale, known by its lower bound.

    Attributes:
        id: As printed, `"8-10"`.
        low: The least unrounded value that is inside.
    """

    id: str
    low: int


@frozen
class Spread:
    """What is needed to tell a change from noise.

    Attributes:
        sd: Standard deviation of one measurement, in points, above 0.
        reliability: Between 0 and 1, both excluded.
        smallest_important: The change a group notices, in points; None where
            no source gives one.
    """

    sd: Fraction
    reliability: Fraction
    source: str
    smallest_important: Fraction | None = None
    smallest_important_source: str | None = None


@frozen
class Scale:
    """A sum of items, or of other scales.

    Attributes:
        items: The items that are added; empty for a sum of scales.
        parts: The scales that are added; empty for a sum of items.
        low, high: The range of the score, both included.
        bands: Ascending; empty where the instrument has none.
        name: As staff know it, "HADS-A".
        trigger: What its flags are about; None where it can raise none.
        worsening: The band that a reliable worsening raises; None where that is
            shown and raises nothing.
        bands_source: Where the bands are from; empty where there are none.
    """

    id: str
    items: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    low: int
    high: int
    bands: tuple[ScoreBand, ...] = ()
    spread: Spread | None = None
    name: str = ""
    trigger: Trigger | None = None
    worsening: Band | None = None
    bands_source: str = ""


@frozen
class Cutoff:
    """A threshold at or above which a score raises a flag.

    Attributes:
        at_least: The least score that raises it, in points.
        raises: The band of the flag.
        with_wish: The band when the patient also wishes to talk; None where
            the wish changes nothing.
    """

    scale: str
    at_least: int
    raises: Band
    source: str
    with_wish: Band | None = None


@frozen
class Profile:
    """A named, versioned set of cut-offs."""

    id: str
    version: int
    source: str
    cutoffs: tuple[Cutoff, ...] = ()

    @property
    def stamp(self) -> str:
        """As stamped on a result, `"classic/1"`."""
        return f"{self.id}/{self.version}"


@frozen
class Domain:
    """A page of the concern list."""

    id: str
    items: tuple[str, ...]


@frozen
class Code:
    """A term of a terminology that stands for the instrument or one of its scales.

    Attributes:
        system: `"SNOMED CT"`.
        of: `"instrument"`, or the id of a scale.
    """

    system: str
    code: str
    of: str
    source: str


@frozen(works_out=True)
class Instrument:
    """One instrument, as its `definition.toml` has it.

    Attributes:
        recall_days: How many days back the questions ask, today included.
        repeat_days: Asked again only when this many days have passed.
        higher_is: `"worse"` or `"better"`.
        needs_permission: Clinical use needs the owner's wording and a
            permission record.
        missing_rules: What a site may choose, `"strict"` first.
        missing_source: Where those rules are from.
        repeat_source: Where the days before repeating are from.
        asks_about_suicide: One of its questions does.
        codes: Only verified ones; empty where none is known.
    """

    id: str
    version: str
    name: str
    recall: str
    recall_days: int
    repeat_days: int
    higher_is: str
    owner: str
    source: str
    needs_permission: bool
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    profiles: tuple[Profile, ...]
    missing_rules: tuple[str, ...]
    domains: tuple[Domain, ...] = ()
    missing_source: str = ""
    repeat_source: str = ""
    asks_about_suicide: bool = False
    codes: tuple[Code, ...] = ()

    def __hash__(self) -> int:
        """By its name and version: all of a definition would be much to look through each time."""
        return hash((self.id, self.version))

    @cached_property
    def _by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    def item(self, item_id: str) -> Item:
        """The item of that id.

        Raises:
            UnknownItemError: The instrument has no such item.
        """
        found = self._by_id.get(item_id)
        if found is None:
            raise UnknownItemError(
                f"{self.id} has no item {item_id!r}",
                advice=f"`distressapp instruments show {self.id}` lists its items.",
            )
        return found

    def scale(self, scale_id: str) -> Scale:
        """The scale of that id; a KeyError is a bug of the caller."""
        return {scale.id: scale for scale in self.scales}[scale_id]

    def profile(self, profile_id: str) -> Profile:
        """The profile of that id; a KeyError is a bug of the caller."""
        return {profile.id: profile for profile in self.profiles}[profile_id]
