"""Wording packs: the words of an instrument, one file per language."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.instrument import Instrument, Kind
from distressapp.core.sitting import Use
from distressapp.core.visiting import OF_AGE
from distressapp.core.wording import Wording, WordingKind
from distressapp.instruments.table import Table, read_table
from distressapp.text import _

ENDS: Final = ("low", "high")
"""The labels at the ends of a rating, which is an instrument with a list of concerns."""


class WordingNotAllowedError(ExpectedError):
    """Words that may not be shown to a patient in clinical use."""


def load_wording(path: Path, instrument: Instrument) -> Wording:
    """The wording of that file, complete for that instrument.

    Raises:
        DefinitionError: Something is wrong or missing in the file.
    """
    table, content = read_table(path)
    if table.text("instrument") != instrument.id:
        table.wrong(
            "instrument",
            _("these are the words of another instrument"),
            _('Write "{id}", or use the right file.').format(id=instrument.id),
        )
    items, options, labels = _items(table, instrument)
    wording = Wording(
        instrument=instrument.id,
        language=table.text("language"),
        version=table.text("version"),
        kind=table.choice("kind", WordingKind),
        sha256=sha256(content).hexdigest(),
        intro=table.text("intro"),
        items=items,
        options=options,
        labels=_labels(table, instrument) | labels,
        least_age=table.whole("least_age") if "least_age" in set(table.keys()) else OF_AGE,
    )
    table.done()
    if path.stem != f"{instrument.id}.{wording.language}":
        table.wrong(
            "language",
            _("the file's name says otherwise"),
            _("Name it {name}.").format(name=f"{instrument.id}.{wording.language}.toml"),
        )
    return wording


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


def _items(
    table: Table, instrument: Instrument
) -> tuple[dict[str, str], dict[str, tuple[str, ...]], dict[str, str]]:
    shared = table.texts("options", is_optional=True)
    items: dict[str, str] = {}
    options: dict[str, tuple[str, ...]] = {}
    labels: dict[str, str] = {}
    known = {item.id: item for item in instrument.items}
    for each in table.tables("items"):
        item = known.get(each.text("id"))
        if item is None or item.id in items:
            each.wrong(
                "id",
                _("the instrument has no such item, or it stands here twice"),
                _("`distressapp instruments show {id}` lists its items.").format(id=instrument.id),
            )
        items[item.id] = each.text("text")
        labels[f"short.{item.id}"] = each.text("short")
        if item.kind is Kind.CHOICE:
            options[item.id] = each.texts("options", is_optional=True) or shared
            if len(options[item.id]) != len(item.values):
                each.wrong(
                    "options",
                    _("it needs {count} options").format(count=len(item.values)),
                    _("Write one for each value, in displayed order."),
                )
        each.done()
    for item_id in known:
        if item_id not in items:
            table.wrong(
                "items",
                _("item {item} has no words").format(item=item_id),
                _("Add an `[[items]]` for it."),
            )
    return items, options, labels


def _labels(table: Table, instrument: Instrument) -> dict[str, str]:
    if not instrument.domains:
        return {}
    labels = table.text_map("labels")
    needed = [*ENDS, "helper", *(f"domain.{domain.id}" for domain in instrument.domains)]
    for key in labels:
        if key not in needed:
            table.wrong("labels", _("{key} is not known").format(key=key), _("Remove it."))
    for key in needed:
        if key not in labels:
            table.wrong("labels", _("{key} is missing").format(key=key), _("Add it."))
    return labels
