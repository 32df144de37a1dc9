"""Small instruments and walks that the tests of the course share."""

from collections.abc import Mapping

from distressapp.core.answers import Answer
from distressapp.core.instrument import Domain, Instrument, Item, Kind, Scale
from distressapp.core.interview import Interview, forward, say
from distressapp.core.sitting import Plan, Use


def instrument(
    instrument_id: str,
    items: tuple[Item, ...],
    *,
    recall_days: int,
    domains: tuple[Domain, ...] = (),
) -> Instrument:
    scored = tuple(item.id for item in items if item.kind is Kind.CHOICE)
    return Instrument(
        id=instrument_id,
        version="1",
        name=instrument_id,
        recall="",
        recall_days=recall_days,
        repeat_days=0,
        higher_is="worse",
        owner="",
        source="",
        needs_permission=False,
        items=items,
        scales=(Scale(id="total", items=scored, low=0, high=10),),
        profiles=(),
        missing_rules=("strict",),
        domains=domains,
    )


def choice(item_id: str, *values: int) -> Item:
    return Item(id=item_id, kind=Kind.CHOICE, values=values)


def tick(item_id: str) -> Item:
    return Item(id=item_id, kind=Kind.TICK, values=(1,))


BODY = ("body.pain", "body.sleep", "body.eating")
HOME = ("home.money", "home.food")
DT = instrument(
    "dt",
    (choice("rating", *range(11)), *map(tick, (*BODY, *HOME))),
    recall_days=7,
    domains=(Domain(id="body", items=BODY), Domain(id="home", items=HOME)),
)
WEEK = instrument(
    "week", (choice("1", 3, 2, 1, 0), tick("note"), choice("2", 0, 1, 2, 3)), recall_days=7
)
MONTH = instrument("month", (choice("1", 0, 1, 2),), recall_days=30)
INSTRUMENTS: Mapping[str, Instrument] = {"dt": DT, "week": WEEK, "month": MONTH}


def interview(*instruments: str) -> Interview:
    plan = Plan(
        sitting="0" * 32,
        ticket="harbour",
        use=Use.REHEARSAL,
        instruments=instruments or ("dt", "week", "month"),
    )
    return Interview(plan=plan, instruments=INSTRUMENTS)


def said(start: Interview, **answers: Answer | None) -> Interview:
    """The interview after those answers; `__` stands for `/` and `_o_` for a dot."""
    for name, answer in answers.items():
        start, _ = say(start, name.replace("__", "/").replace("_o_", "."), answer)
    return start


def walked(start: Interview) -> list[str]:
    """The ids of every step from here to thanks, by Next alone."""
    ids = [start.at]
    while start.at != "thanks":
        start = forward(start)
        ids.append(start.at)
    return ids
