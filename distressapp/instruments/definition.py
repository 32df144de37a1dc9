"""`definition.toml` → `Instrument`: nothing is guessed and nothing is filled in."""

from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from distressapp.core.instrument import (
    Band,
    Code,
    Cutoff,
    Domain,
    Instrument,
    Item,
    Kind,
    Profile,
    Scale,
    ScoreBand,
    Spread,
    Trigger,
)
from distressapp.instruments.checks import check
from distressapp.instruments.table import Table, read_table
from distressapp.text import _

FILE: Final = "definition.toml"


class _Direction(StrEnum):
    WORSE = "worse"
    BETTER = "better"


def load(path: Path) -> tuple[Instrument, str]:
    """One instrument, and the SHA-256 of its file in hexadecimal.

    Args:
        path: Its `definition.toml`.

    Raises:
        DefinitionError: Something is wrong in the file; it names file, line and key.
    """
    table, content = read_table(path)
    missing = _missing(table)
    domains = tuple(_domain(each) for each in table.tables("domains"))
    instrument = Instrument(
        id=table.text("id"),
        version=table.text("version"),
        name=table.text("name"),
        recall=table.text("recall"),
        recall_days=table.whole("recall_days"),
        repeat_days=table.whole("repeat_days"),
        repeat_source=table.text("repeat_source"),
        higher_is=table.choice("higher_is", _Direction).value,
        owner=table.text("owner"),
        source=table.text("source"),
        needs_permission=table.yes("needs_permission"),
        asks_about_suicide=table.yes("asks_about_suicide"),
        items=(*(_item(each) for each in table.tables("items")), *_ticks(table, domains)),
        scales=tuple(_scale(each) for each in table.tables("scales")),
        profiles=tuple(_profile(each) for each in table.tables("profiles")),
        missing_rules=missing[0],
        missing_source=missing[1],
        domains=domains,
        codes=tuple(_code(each) for each in table.tables("codes")),
    )
    table.done()
    check(instrument, table)
    return instrument, sha256(content).hexdigest()


def _missing(table: Table) -> tuple[tuple[str, ...], str]:
    inside = table.table("missing")
    found = inside.texts("rules"), inside.text("source")
    inside.done()
    return found


def _item(table: Table) -> Item:
    item = Item(
        id=table.text("id"),
        kind=Kind.CHOICE,
        values=table.wholes("values"),
        is_reversed=table.yes("reversed", default=False),
    )
    table.done()
    return item


def _domain(table: Table) -> Domain:
    domain = Domain(id=table.text("id"), items=table.texts("items"))
    table.done()
    return domain


def _ticks(table: Table, domains: tuple[Domain, ...]) -> tuple[Item, ...]:
    """The concerns of all domains, with the bands that some of them raise."""
    raises: dict[str, tuple[Band, str]] = {}
    concerns = {item for domain in domains for item in domain.items}
    for each in table.tables("raises"):
        item = each.text("item")
        if item not in concerns or item in raises:
            each.wrong(
                "item",
                _("no concern has that id, or it stands here twice"),
                _("Name each concern of the domains at most once."),
            )
        raises[item] = each.choice("band", Band), each.text("because")
        each.text("source")
        each.done()
    return tuple(
        Item(
            id=item,
            kind=Kind.TICK,
            values=(1,),
            domain=domain.id,
            raises=raises[item][0] if item in raises else None,
            raises_because=raises[item][1] if item in raises else "",
        )
        for domain in domains
        for item in domain.items
    )


def _scale(table: Table) -> Scale:
    bands = tuple(_band(each) for each in table.tables("bands"))
    spread = table.table_or_none("spread")
    scale = Scale(
        id=table.text("id"),
        name=table.text("name"),
        items=table.texts("items", is_optional=True),
        parts=table.texts("parts", is_optional=True),
        low=table.whole("low"),
        high=table.whole("high"),
        bands=bands,
        bands_source=table.text("bands_source", default=None if bands else ""),
        trigger=table.choice_or_none("trigger", Trigger),
        worsening=table.choice_or_none("worsening", Band),
        spread=None if spread is None else _spread(spread),
    )
    table.done()
    return scale


def _band(table: Table) -> ScoreBand:
    band = ScoreBand(id=table.text("id"), low=table.whole("low"))
    table.done()
    return band


def _spread(table: Table) -> Spread:
    sd, reliability = table.exact("sd"), table.exact("reliability")
    important = table.exact_or_none("smallest_important")
    if sd <= 0:
        table.wrong("sd", _("it is not above 0"), _("Copy the figure from its source."))
    if not 0 < reliability < 1:
        table.wrong("reliability", _("it is not between 0 and 1"), _("Copy it from its source."))
    spread = Spread(
        sd=sd,
        reliability=reliability,
        source=table.text("source"),
        smallest_important=important,
        smallest_important_source=(
            None if important is None else table.text("smallest_important_source")
        ),
    )
    table.done()
    return spread


def _profile(table: Table) -> Profile:
    profile = Profile(
        id=table.text("id"),
        version=table.whole("version"),
        source=table.text("source"),
        cutoffs=tuple(_cutoff(each) for each in table.tables("cutoffs")),
    )
    table.done()
    return profile


def _cutoff(table: Table) -> Cutoff:
    cutoff = Cutoff(
        scale=table.text("scale"),
        at_least=table.whole("at_least"),
        raises=table.choice("raises", Band),
        with_wish=table.choice_or_none("with_wish", Band),
        source=table.text("source"),
    )
    table.done()
    return cutoff


def _code(table: Table) -> Code:
    code = Code(
        system=table.text("system"),
        code=table.text("code"),
        of=table.text("of"),
        source=table.text("source"),
    )
    table.done()
    return code
