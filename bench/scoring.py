"""Scoring one whole sitting: the rating, every page of concerns, two sheets without a gap."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bench.measure import Result, at_most, seconds, told
from distressapp.core.answers import Answer, Chosen, Picked
from distressapp.core.conclude import conclude
from distressapp.core.instrument import Domain, Instrument, Item, Kind
from distressapp.core.results import Scored
from distressapp.core.scoring import score
from distressapp.core.sitting import Plan, Sitting, Stop, Use
from distressapp.instruments import load_all

REACH_US: Final = 25.0
_ASKED: Final = ("dt", "hads", "pss10")
_STARTED: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_US: Final = 1_000_000


def measure(_place: Path, *, batches: int = 300, each: int = 100) -> Iterator[Result]:
    """Scores alone, then scores and flags: what follows from a sitting at its stop.

    Args:
        batches: How often the time is taken.
        each: Sittings between two looks at the clock.
    """
    instruments = load_all()
    answers = whole(instruments)
    yield _timed(
        "scoring one sitting", lambda: scored(instruments, answers), batches, each, reach=REACH_US
    )
    sitting = _sitting(answers)
    yield _timed("scores and flags of it", lambda: conclude(sitting, instruments), batches, each)


def scored(
    instruments: Mapping[str, Instrument], answers: Mapping[str, Answer]
) -> Mapping[str, Scored]:
    """What is timed: every scale of every instrument of the sitting."""
    return {each: score(instruments[each], answers) for each in _ASKED}


def whole(instruments: Mapping[str, Instrument]) -> dict[str, Answer]:
    """An answer to every question; two concerns on each page, and help wanted with one."""
    found: dict[str, Answer] = {
        f"{name}/{item.id}": _middle(item)
        for name in _ASKED
        for item in instruments[name].items
        if item.kind is Kind.CHOICE
    }
    for page in instruments["dt"].domains:
        found[f"dt/{page.id}"] = _two(page)
    found["dt/top"] = Picked(ids=instruments["dt"].domains[0].items[:1])
    found["help/practical.money"] = Picked(ids=("phone",))
    found["talk/again"] = Picked(ids=("no",))
    return found


def _middle(item: Item) -> Chosen:
    index = len(item.values) // 2
    return Chosen(index=index, value=item.values[index])


def _two(page: Domain) -> Picked:
    return Picked(ids=page.items[-2:])


def _sitting(answers: Mapping[str, Answer]) -> Sitting:
    plan = Plan(
        sitting="b" * 32,
        ticket="fern",
        use=Use.REHEARSAL,
        instruments=_ASKED,
        profile="classic",
    )
    return Sitting(
        plan=plan,
        answers=answers,
        shown=("welcome", "rating"),
        stop=Stop.FINISHED,
        is_help_reached=True,
        started=_STARTED,
        stopped=_STARTED + timedelta(minutes=8),
    )


def _timed(
    what: str,
    act: Callable[[], object],
    batches: int,
    each: int,
    *,
    reach: float | None = None,
) -> Result:
    def batch() -> None:
        for _nth in range(each):
            act()

    batch()
    taken = [seconds(batch) / each * _US for _nth in range(batches)]
    limit = None if reach is None else at_most(reach)
    return told(taken, what=what, against="", unit="µs", reach=limit)
