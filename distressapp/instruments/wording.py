"""Wording packs: the words of an instrument, one file per language."""

from collections.abc import Mapping
from dataclasses import field
from hashlib import sha256
from pathlib import Path
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument, Item, Kind
from distressapp.core.sitting import Use
from distressapp.core.visiting import OF_AGE
from distressapp.core.wording import Recording, Wording, WordingKind
from distressapp.instruments.showing import shown
from distressapp.instruments.table import Table, read_table
from distressapp.text import _

ENDS: Final = ("low", "high")
"""The labels at the ends of a rating, which is an instrument with a list of concerns."""


class WordingNotAllowedError(ExpectedError):
    """Words that may not be shown to a patient in clinical use."""


@frozen
class Written:
    """All that a file of words says.

    Attributes:
        author, owner, source: Who wrote the file, whose the words are, where the words or their
            translation are from; empty where it is not said.
        points: By item id, the points of each displayed option, where the file says them.
    """

    wording: Wording
    author: str
    owner: str
    source: str
    points: Mapping[str, tuple[int, ...]]


def load_wording(path: Path, instrument: Instrument) -> Wording:
    """The wording of that file, complete for that instrument.

    Raises:
        DefinitionError: Something is wrong or missing in the file.
    """
    table, content = read_table(path)
    wording = written(table, content, instrument).wording
    check_name(table, wording, path.stem)
    return wording


def check_name(table: Table, wording: Wording, name: str) -> None:
    """Nothing where the file's name agrees with what is inside.

    Args:
        name: Without its ending.

    Raises:
        DefinitionError: It does not.
    """
    if name != f"{wording.instrument}.{wording.language}":
        table.wrong(
            "language",
            _("the file's name says otherwise"),
            _("Name it {name}.").format(name=f"{wording.instrument}.{wording.language}.toml"),
        )


def written(table: Table, content: bytes, instrument: Instrument) -> Written:
    """What a file of words says, complete for that instrument.

    Args:
        content: The file's bytes, for its hash.

    Raises:
        DefinitionError: Something is wrong or missing in the file.
    """
    if table.text("instrument") != instrument.id:
        table.wrong(
            "instrument",
            _("these are the words of another instrument"),
            _('Write "{id}", or use the right file.').format(id=instrument.id),
        )
    words = _items(table, instrument)
    wording = Wording(
        instrument=instrument.id,
        language=table.text("language"),
        version=table.text("version"),
        kind=table.choice("kind", WordingKind),
        sha256=sha256(content).hexdigest(),
        intro=table.text("intro"),
        items=words.items,
        options=words.options,
        labels=_labels(table, instrument) | words.labels,
        least_age=table.whole("least_age") if "least_age" in set(table.keys()) else OF_AGE,
        recordings=_recordings(table),
    )
    found = Written(
        wording=wording,
        author=table.text("author", default=""),
        owner=table.text("owner", default=""),
        source=table.text("source", default=""),
        points=words.points,
    )
    table.done()
    return found


def allow(wording: Wording, use: Use) -> None:
    """Let words through that may be shown in this folder.

    Raises:
        WordingNotAllowedError: Practice wording, and the folder is a clinic's.
    """
    if use is Use.CLINICAL and wording.kind is WordingKind.PRACTICE:
        raise WordingNotAllowedError(
            _("{id} has only practice wording, which is not for patients").format(
                id=wording.instrument
            ),
            advice=_("Install the owner's wording with its permission record."),
        )


@frozen
class _Words:
    items: dict[str, str] = field(default_factory=dict)
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    points: dict[str, tuple[int, ...]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


def _items(table: Table, instrument: Instrument) -> _Words:
    shared = table.texts("options", is_optional=True)
    points = _points(table)
    found = _Words()
    known = {item.id: item for item in instrument.items}
    for each in table.tables("items"):
        item = known.get(each.text("id"))
        if item is None or item.id in found.items:
            each.wrong(
                "id",
                _("the instrument has no such item, or it stands here twice"),
                _("`distressapp instruments show {id}` lists its items.").format(id=instrument.id),
            )
        each.call(_("item {item}").format(item=item.id))
        found.items[item.id] = each.text("text")
        found.labels[f"short.{item.id}"] = each.text("short")
        if item.kind is Kind.CHOICE:
            own = each.texts("options", is_optional=True)
            found.options[item.id] = _options(each, item, own or shared)
            said = _points(each) if own else _points(each) or points
            if said:
                found.points[item.id] = said
        each.done()
    for item_id in known:
        if item_id not in found.items:
            table.wrong(
                "items",
                _("item {item} has no words").format(item=item_id),
                _("Add an `[[items]]` for it."),
            )
    return found


def _options(table: Table, item: Item, options: tuple[str, ...]) -> tuple[str, ...]:
    if len(options) != len(item.values):
        table.wrong(
            "options",
            _("it needs {count} options").format(count=len(item.values)),
            _("Write one for each value, in displayed order."),
        )
    return options


def _points(table: Table) -> tuple[int, ...]:
    return table.wholes("points") if "points" in set(table.keys()) else ()


def _recordings(table: Table) -> dict[str, Recording]:
    sounds = table.table_or_none("recordings")
    if sounds is None:
        return {}
    found: dict[str, Recording] = {}
    for key in tuple(sounds.keys()):
        each = sounds.table(key)
        found[key] = Recording(file=each.text("file"), sha256=each.text("sha256"))
        each.done()
    return found


def labels_of(instrument: Instrument) -> tuple[str, ...]:
    """What else of an instrument is worded: ends, helper and pages of a list of concerns."""
    if not instrument.domains:
        return ()
    return (*ENDS, "helper", *(f"domain.{domain.id}" for domain in instrument.domains))


def _labels(table: Table, instrument: Instrument) -> dict[str, str]:
    if not instrument.domains:
        return {}
    labels = table.text_map("labels")
    needed = labels_of(instrument)
    for key in labels:
        if key not in needed:
            table.wrong("labels", _("{key} is not known").format(key=shown(key)), _("Remove it."))
    for key in needed:
        if key not in labels:
            table.wrong("labels", _("{key} is missing").format(key=key), _("Add it."))
    return labels
