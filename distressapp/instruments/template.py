"""An empty pack to be filled in: everything but the words, as a table or as a TOML file."""

import csv
import io
from collections.abc import Iterator

from distressapp.core.cells import cell
from distressapp.core.instrument import Instrument, Item, Kind
from distressapp.instruments.packcsv import COLUMNS, EVERY, LEAST_AGE
from distressapp.instruments.scales import scales_of
from distressapp.instruments.wording import labels_of
from distressapp.instruments.writing import text
from distressapp.text import _


def as_table(instrument: Instrument, language: str) -> str:
    """A CSV file, a line for everything that is shown; semicolons between the cells.

    Ids, numbers, scales and points stand there; the words are left to be written.
    """
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in _lines(instrument, language):
        writer.writerow([cell(line.get(column, "")) for column in COLUMNS])
    return table.getvalue()


def as_toml(instrument: Instrument, language: str) -> str:
    """A TOML file with empty words, and the scale of each item as a remark."""
    return "\n".join(_toml(instrument, language))


def _lines(instrument: Instrument, language: str) -> Iterator[dict[str, str]]:
    about = {"instrument": instrument.id, "language": language, "version": "1"}
    for key in ("author", "owner", "source", "intro", LEAST_AGE):
        about[key] = ""
    for key, words in about.items():
        yield {"id": key, "kind": "about", "words": words}
    for key in labels_of(instrument):
        yield {"id": key, "kind": "label"}
    shared = shared_values(instrument)
    for value in shared:
        yield {"id": EVERY, "kind": "option", "points": str(value)}
    for number, item in enumerate(instrument.items, start=1):
        beside = {
            "id": item.id,
            "number": str(number),
            "scale": scales_of(instrument, item.id),
        }
        yield {**beside, "kind": "question" if item.kind is Kind.CHOICE else "concern"}
        if item.kind is Kind.CHOICE and not shared:
            for value in item.values:
                yield {**beside, "kind": "option", "points": str(value)}


def shared_values(instrument: Instrument) -> tuple[int, ...]:
    """Points that the options of every question share; empty where they differ, or for one."""
    values = {item.values for item in _questions(instrument)}
    is_one = len(_questions(instrument)) == 1
    return () if len(values) > 1 or is_one else values.pop()


def _questions(instrument: Instrument) -> list[Item]:
    return [item for item in instrument.items if item.kind is Kind.CHOICE]


def _toml(instrument: Instrument, language: str) -> Iterator[str]:
    yield _remark(
        _("Write the owner's words between the quotation marks, and change nothing else.")
    )
    yield _remark(_("A recording of a question or an option may stand at the end; see the manual."))
    yield ""
    for key, words in (("instrument", instrument.id), ("language", language), ("version", "1")):
        yield f"{key} = {text(words)}"
    yield 'kind = "licensed"'
    for key, what in (
        ("author", _("Who wrote this file.")),
        ("owner", _("Whose the words are.")),
        ("source", _("Where the words, or their translation, are from.")),
        ("intro", _("Said before the first question.")),
    ):
        yield f'{key} = ""  {_remark(what)}'
    shared = shared_values(instrument)
    if shared:
        yield from _options(shared)
    if instrument.domains:
        yield from ("", "[labels]", *(f'{text(key)} = ""' for key in labels_of(instrument)))
    for number, item in enumerate(instrument.items, start=1):
        yield from ("", "[[items]]", f"id = {text(item.id)}  {_beside(instrument, item, number)}")
        yield from ('text = ""', f'short = ""  {_remark(_("As it stands on the page."))}')
        if item.kind is Kind.CHOICE and not shared:
            yield from _options(item.values)
    yield ""


def _beside(instrument: Instrument, item: Item, number: int) -> str:
    scale = scales_of(instrument, item.id)
    if not scale:
        return _remark(_("number {number}, a concern").format(number=number))
    return _remark(_("number {number}, {scale}").format(number=number, scale=scale))


def _options(values: tuple[int, ...]) -> Iterator[str]:
    yield f"points = {list(values)}"
    yield "options = ["
    for value in values:
        yield f'    "",  {_remark(_("points: {points}").format(points=value))}'
    yield "]"


def _remark(words: str) -> str:
    return f"# {words}"
