"""Licensed words that somebody made for a clinic: are they whole, and do they fit the key."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument, Item, Kind
from distressapp.core.wording import Recording, Wording, WordingKind
from distressapp.instruments.misprints import misprint
from distressapp.instruments.scales import scales_of
from distressapp.instruments.showing import shown
from distressapp.instruments.table import Table
from distressapp.instruments.tags import is_in_letters_of, is_tag, meant
from distressapp.instruments.texts import check_texts
from distressapp.instruments.wording import Written, check_name, written
from distressapp.text import _

_SOUND: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,79}\.wav", re.ASCII)
_OLDEST: Final = 120
_HASH: Final = re.compile("[0-9a-f]{64}")


@frozen
class Pack:
    """Licensed wording that may be installed.

    Attributes:
        author: Who wrote the file.
        owner: Whose the words are.
        source: Where the words, or their translation, are from.
        recordings: By what is read: `"intro"`, an item's id, or `"<item>/<option from 0>"`.
        sha256: Of `content`, hexadecimal. The hash of each recording stands in there, so that
            this one covers everything.
        content: The file of words as it is installed.
    """

    wording: Wording
    author: str
    owner: str
    source: str
    recordings: Mapping[str, Recording]
    sha256: str
    content: bytes

    @property
    def name(self) -> str:
        """`"hads.en"`."""
        return f"{self.wording.instrument}.{self.wording.language}"


@frozen
class Beside:
    """One item of a pack beside the definition.

    Attributes:
        number: Its place in the instrument, from 1.
        item: Its id.
        scale: The scales it counts in, as staff know them, `"HADS-A"`; empty for a concern.
        short: What stands on the page.
        options: Points by the key and the words that get them, in displayed order; empty for
            what is ticked.
        is_reversed: The instrument counts it from the other end.
        recordings: How many sound files it has.
    """

    number: int
    item: str
    scale: str
    text: str
    short: str
    options: tuple[tuple[int, str], ...]
    is_reversed: bool
    recordings: int


def beside(pack: Pack, instrument: Instrument) -> tuple[Beside, ...]:
    """Every item of the instrument with the pack's words for it, in the instrument's order."""
    wording = pack.wording
    return tuple(
        Beside(
            number=number,
            item=item.id,
            scale=scales_of(instrument, item.id),
            text=wording.items[item.id],
            short=wording.labels[f"short.{item.id}"],
            options=tuple(zip(item.values, wording.options.get(item.id, ()), strict=False)),
            is_reversed=item.is_reversed,
            recordings=sum(key.partition("/")[0] == item.id for key in pack.recordings),
        )
        for number, item in enumerate(instrument.items, start=1)
    )


def pack_of(table: Table, content: bytes, instrument: Instrument, *, name: str) -> Pack:
    """The pack that stands in that table, checked against the key; its sounds are not looked at.

    Args:
        name: The file's, without its ending.

    Raises:
        DefinitionError: Something is wrong or missing: which file, item and what to do.
    """
    found = written(table, content, instrument)
    wording = found.wording
    if wording.kind is not WordingKind.LICENSED:
        table.wrong(
            "kind",
            _("it is not licensed wording"),
            _("Ask the owner of the instrument, or whoever made the file."),
        )
    _check_tag(table, wording)
    check_name(table, wording, name)
    for key in ("author", "owner", "source"):
        if not getattr(found, key):
            table.wrong(
                key,
                _("a pack says who wrote it, whose the words are and where they are from"),
                _("Add it, between double quotes."),
            )
    if not 0 <= wording.least_age <= _OLDEST:
        table.wrong(
            "least_age",
            _("nobody has that age"),
            _("Write whole years, or leave it out: then it is 18."),
        )
    check_texts(table, found)
    _check_points(table, found, instrument)
    _check_misprints(table, found)
    _check_recordings(table, found, instrument)
    return Pack(
        wording=wording,
        author=found.author,
        owner=found.owner,
        source=found.source,
        recordings=found.wording.recordings,
        sha256=wording.sha256,
        content=content,
    )


def recordable(instrument: Instrument) -> Iterator[str]:
    """What of an instrument can be read aloud from a sound file."""
    yield "intro"
    for item in instrument.items:
        yield item.id
        if item.kind is Kind.CHOICE:
            yield from (f"{item.id}/{number}" for number in range(len(item.values)))


def _check_tag(table: Table, wording: Wording) -> None:
    if not is_tag(wording.language):
        better = meant(wording.language)
        table.wrong(
            "language",
            _("{tag} is no language tag").format(tag=shown(wording.language)),
            _("Use a tag like en, es, el, zh-Hans or ar.")
            if better is None
            else _("Write {tag}, here and in the file's name.").format(tag=better),
        )
    texts = (wording.intro, *wording.items.values())
    if not is_in_letters_of(wording.language, texts):
        table.wrong(
            "language",
            _("the words are not written in the letters of {tag}").format(tag=wording.language),
            _("Correct the tag, here and in the file's name, or use the right file."),
        )


def _check_points(table: Table, found: Written, instrument: Instrument) -> None:
    for item in instrument.items:
        if item.kind is not Kind.CHOICE:
            continue
        said = found.points.get(item.id)
        if said != item.values:
            _wrong_points(table, item, said)


def _wrong_points(table: Table, item: Item, said: tuple[int, ...] | None) -> None:
    key = _in_a_row(item.values)
    if said is None:
        table.wrong(
            "items",
            _("item {item} does not say the points of its options").format(item=item.id),
            _("Add `points = [{key}]`, and put the options in that order.").format(key=key),
        )
    if sorted(said) == sorted(item.values):
        table.wrong(
            "items",
            _("the options of item {item} stand in another order than the key: {said}").format(
                item=item.id, said=_in_a_row(said)
            ),
            _("Put words and points into this order: {key}.").format(key=key),
        )
    table.wrong(
        "items",
        _("the points of item {item} are not those of the key: {said}").format(
            item=item.id, said=_in_a_row(said)
        ),
        _("They are {key}; look whether it is the same instrument.").format(key=key),
    )


def _in_a_row(points: tuple[int, ...]) -> str:
    return shown(", ".join(str(each) for each in points))


def _check_misprints(table: Table, found: Written) -> None:
    wording = found.wording
    for item, options in wording.options.items():
        known = misprint(wording.instrument, wording.language, options)
        if known is not None:
            table.wrong(
                "items",
                _("an option of item {item} is a known misprint: “{words}”").format(
                    item=item, words=options[known.option]
                ),
                _("Take out “{words}”, and compare all with the owner's copy ({source}).").format(
                    words=known.wrong, source=known.source
                ),
            )


def _check_recordings(table: Table, found: Written, instrument: Instrument) -> None:
    known = set(recordable(instrument))
    for key, sound in found.wording.recordings.items():
        if _SOUND.fullmatch(sound.file) is None or _HASH.fullmatch(sound.sha256) is None:
            table.wrong(
                "recordings",
                _("the recording {key} has no plain file name, or no SHA-256").format(
                    key=shown(key)
                ),
                _("Name it like 3-0.wav; the SHA-256 has 64 signs, 0 to 9 and a to f."),
            )
        if key not in known:
            table.wrong(
                "recordings",
                _("there is nothing called {key} to be read aloud").format(key=shown(key)),
                _("Use an item's id, like 3, an option of it from 0 on, like 3/0, or intro."),
            )
