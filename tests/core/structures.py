"""The three instruments by structure only: no owner's sentence and no wording at all."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from distressapp.core.instrument import (
    Band,
    Cutoff,
    Domain,
    Instrument,
    Item,
    Kind,
    Profile,
    Scale,
    ScoreBand,
    Spread,
)

CONCERNS: Final[Mapping[str, tuple[str, ...]]] = {
    "physical": (
        "pain",
        "sleep",
        "fatigue",
        "tobacco",
        "alcohol_or_drugs",
        "memory_or_concentration",
        "sexual_health",
        "eating_differently",
        "doing_less_with_the_body",
    ),
    "emotional": (
        "worry",
        "sadness",
        "less_interest_or_joy",
        "grief",
        "fear",
        "loneliness",
        "anger",
        "looking_different",
        "burden",
    ),
    "social": (
        "husband_wife_or_partner",
        "children",
        "other_family",
        "friends_or_colleagues",
        "talking_with_the_care_team",
        "having_children_later",
        "being_treated_unfairly",
    ),
    "practical": (
        "looking_after_myself",
        "looking_after_others",
        "safety",
        "work",
        "school",
        "housing_or_bills",
        "money",
        "insurance",
        "getting_here",
        "minding_the_children",
        "food",
        "medicine",
        "deciding_on_treatment",
    ),
    "spiritual": (
        "meaning_or_purpose",
        "faith_changing",
        "dying_or_afterwards",
        "belief_against_treatment",
        "what_is_sacred",
        "rites_or_food_rules",
    ),
}
"""Domain to its concerns: 44 in all."""

ALL: Final = tuple(f"{domain}.{each}" for domain, names in CONCERNS.items() for each in names)

DT_SPREAD: Final = Spread(sd=Fraction(27, 10), reliability=Fraction(8, 10), source="S12, S18")
A_SPREAD: Final = Spread(sd=Fraction(374, 100), reliability=Fraction(79, 100), source="section 10")
D_SPREAD: Final = Spread(sd=Fraction(394, 100), reliability=Fraction(80, 100), source="section 10")
PSS_SPREAD: Final = Spread(sd=Fraction(75, 10), reliability=Fraction(83, 100), source="S50")

WORST_FIRST: Final = {"1", "3", "5", "6", "8", "10", "11", "13"}
REVERSED: Final = {"4", "5", "7", "8"}


def _instrument(instrument_id: str, name: str, **parts: Any) -> Instrument:  # noqa: ANN401 (fields of differing types, checked by the dataclass)
    return Instrument(
        id=instrument_id,
        version="1.0",
        name=name,
        recall="week",
        higher_is="worse",
        owner="",
        source="",
        missing_rules=("strict", "half"),
        **{"recall_days": 7, "repeat_days": 7, "needs_permission": False, **parts},
    )


def _dt() -> Instrument:
    rating = Item(id="rating", kind=Kind.CHOICE, values=tuple(range(11)))
    ticks = tuple(
        Item(id=each, kind=Kind.TICK, values=(1,), domain=each.split(".")[0]) for each in ALL
    )
    return _instrument(
        "dt",
        "Distress rating and concerns",
        repeat_days=0,
        items=(rating, *ticks),
        scales=(
            Scale(
                id="rating",
                items=("rating",),
                low=0,
                high=10,
                bands=(ScoreBand(id="0-3", low=0), ScoreBand(id="4-10", low=4)),
                spread=DT_SPREAD,
            ),
        ),
        profiles=(_profile(("rating", 4, Band.TALK), ("rating", 8, Band.SOON)),),
        domains=tuple(
            Domain(id=domain, items=tuple(f"{domain}.{each}" for each in names))
            for domain, names in CONCERNS.items()
        ),
    )


def _hads() -> Instrument:
    bands = (
        ScoreBand(id="0-7", low=0),
        ScoreBand(id="8-10", low=8),
        ScoreBand(id="11-21", low=11),
    )
    numbers = [str(each) for each in range(1, 15)]
    items = tuple(
        Item(
            id=each,
            kind=Kind.CHOICE,
            values=(3, 2, 1, 0) if each in WORST_FIRST else (0, 1, 2, 3),
        )
        for each in numbers
    )
    return _instrument(
        "hads",
        "HADS",
        items=items,
        scales=(
            Scale(
                id="anxiety",
                items=tuple(numbers[0::2]),
                low=0,
                high=21,
                bands=bands,
                spread=A_SPREAD,
            ),
            Scale(
                id="depression",
                items=tuple(numbers[1::2]),
                low=0,
                high=21,
                bands=bands,
                spread=D_SPREAD,
            ),
            Scale(id="total", parts=("anxiety", "depression"), low=0, high=42),
        ),
        profiles=(
            _profile(
                ("anxiety", 8, Band.TALK),
                ("anxiety", 11, Band.SOON),
                ("depression", 8, Band.TALK),
                ("depression", 11, Band.SOON),
            ),
        ),
    )


def _pss() -> Instrument:
    numbers = [str(each) for each in range(1, 11)]
    return _instrument(
        "pss10",
        "PSS-10",
        recall_days=30,
        repeat_days=28,
        items=tuple(
            Item(id=each, kind=Kind.CHOICE, values=(0, 1, 2, 3, 4), is_reversed=each in REVERSED)
            for each in numbers
        ),
        scales=(Scale(id="total", items=tuple(numbers), low=0, high=40, spread=PSS_SPREAD),),
        profiles=(Profile(id="classic", version=1, source=""),),
    )


def _profile(*cutoffs: tuple[str, int, Band]) -> Profile:
    return Profile(
        id="classic",
        version=1,
        source="",
        cutoffs=tuple(
            Cutoff(
                scale=scale,
                at_least=at_least,
                raises=band,
                source="Zigmond and Snaith 1983",
                with_wish=Band.SOON if band is Band.TALK else None,
            )
            for scale, at_least, band in cutoffs
        ),
    )


INSTRUMENTS: Final[Mapping[str, Instrument]] = {"dt": _dt(), "hads": _hads(), "pss10": _pss()}

LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "dt": {
        **{f"short.{each}": each.split(".")[1].replace("_", " ") for each in ALL},
    },
    "hads": {f"short.{each}": f"topic {each}" for each in range(1, 15)},
    "pss10": {f"short.{each}": f"topic {each}" for each in range(1, 11)},
}
