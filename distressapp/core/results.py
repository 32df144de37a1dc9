"""What comes out of a sitting: scores that are never bare numbers, and flags."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Band, Trigger

__all__ = ["Flag", "ItemPoints", "Score", "Scored", "State", "Trigger", "one_decimal"]


def one_decimal(value: Fraction) -> str:
    """A score as printed: whole points as they are, else one decimal, half away from 0.

    Only for the eye. Bands and cut-offs are decided on the exact value.
    """
    if value.denominator == 1:
        return str(value.numerator)
    tenths = int(abs(value) * 10 + Fraction(1, 2))
    return f"{'-' if value < 0 else ''}{tenths // 10}.{tenths % 10}"


class State(StrEnum):
    """Whether a score was reached, and how."""

    FULL = "full"
    ESTIMATED = "estimated"
    NOT_SCORED = "not_scored"


@frozen
class Score:
    """One scale of one sitting.

    Attributes:
        value: Exact points; None exactly when the state is NOT_SCORED.
        given: Points of the answered items after reversal, whatever the state:
            the score is at least this.
        answered: How many of the items have points; a declined item has none.
        of: How many items the scale has.
        missing: Ids of the items without points, in the instrument's order.
        band: The id of the band of the unrounded value; None where the scale
            has no bands or no value.
    """

    instrument: str
    scale: str
    state: State
    value: Fraction | None
    given: int
    answered: int
    of: int
    missing: tuple[str, ...] = ()
    band: str | None = None

    @property
    def floor(self) -> Fraction:
        """The score if there is one, else the points already given."""
        return Fraction(self.given) if self.value is None else self.value


@frozen
class ItemPoints:
    """One item as it entered the scores.

    Attributes:
        index, value, score: Displayed option, its points, and its points after
            reversal; all None when not answered or declined.
        is_declined: The patient said they would rather not say.
    """

    index: int | None = None
    value: int | None = None
    score: int | None = None
    is_declined: bool = False


@frozen
class Scored:
    """One instrument of one sitting.

    Attributes:
        version: Of the instrument's definition.
        rule: The missing-answer rule that was applied, `"strict"`.
        scores: By scale id, in the instrument's order.
        items: By item id, every scored item of the instrument, answered or not.
        concerns: Ids that were ticked, in the instrument's order.
    """

    instrument: str
    version: str
    rule: str
    scores: Mapping[str, Score]
    items: Mapping[str, ItemPoints]
    concerns: tuple[str, ...] = ()


@frozen
class Flag:
    """One reason to contact a patient; never deleted.

    Attributes:
        rule: The id of the rule, `"hads.depression.11"`, `"need.practical.food"`,
            `"request.talk"`, `"dt.blank"`. Raised at most once per sitting.
        because: A plain sentence for staff with the figures, "HADS-A at least
            11, 5 of 7 answered".
        profile: The stamp of the profile whose cut-off raised it; None where
            no profile is involved.
    """

    rule: str
    trigger: Trigger
    band: Band
    because: str
    profile: str | None = None
