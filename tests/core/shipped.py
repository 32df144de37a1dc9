"""The instruments that ship, and short ways to answer them in a test."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from distressapp.core.answers import Answer, Chosen, Picked
from distressapp.core.instrument import Instrument
from distressapp.core.sitting import Plan, Sitting, Stop, Use, Who
from distressapp.instruments import load_all

INSTRUMENTS: Final[Mapping[str, Instrument]] = load_all()
DT: Final = INSTRUMENTS["dt"]
HADS: Final = INSTRUMENTS["hads"]
PSS: Final = INSTRUMENTS["pss10"]


def chosen(instrument: Instrument, item_id: str, index: int) -> Chosen:
    """The option at that place as displayed."""
    return Chosen(index=index, value=instrument.item(item_id).values[index])


def worth(instrument: Instrument, item_id: str, value: int) -> Chosen:
    """The option with that many points before reversal."""
    return Chosen(index=instrument.item(item_id).values.index(value), value=value)


def by_index(instrument: Instrument, indices: Sequence[int | None]) -> dict[str, Answer]:
    """Answers to items 1, 2, 3 …; None leaves one out."""
    return {
        f"{instrument.id}/{number}": chosen(instrument, str(number), index)
        for number, index in enumerate(indices, start=1)
        if index is not None
    }


def worth_in(instrument: Instrument, items: Sequence[str], points: int) -> dict[str, Answer]:
    """Answers to those items that come to that many points, the first ones highest."""
    answers: dict[str, Answer] = {}
    for item in items:
        value = min(points, instrument.item(item).high)
        answers[f"{instrument.id}/{item}"] = worth(instrument, item, value)
        points -= value
    return answers


def rating(number: int) -> dict[str, Answer]:
    return {"dt/rating": worth(DT, "rating", number)}


def ticks(*ids: str) -> dict[str, Answer]:
    """The concern pages with those ids ticked."""
    pages = dict.fromkeys(each.partition(".")[0] for each in ids)
    return {
        f"dt/{page}": Picked(ids=tuple(each for each in ids if each.startswith(f"{page}.")))
        for page in pages
    }


def sitting(answers: Mapping[str, Answer], *, profile: str = "classic", **changed: Any) -> Sitting:  # noqa: ANN401  (fields of differing types, checked by the dataclass)
    """A finished sitting in which everything was asked, unless something is changed."""
    plan = Plan(
        sitting="0" * 32,
        ticket="harbour",
        use=Use.REHEARSAL,
        instruments=tuple(INSTRUMENTS),
        profile=profile,
        missing=changed.pop("missing", {}),
    )
    usual: dict[str, Any] = {
        "plan": plan,
        "who": Who.SELF,
        "answers": answers,
        "shown": ("rating",),
        "stop": Stop.FINISHED,
        "is_help_reached": True,
        "started": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    }
    return Sitting(**{**usual, **changed})
