"""A pack as a secretary fills it in, in a spreadsheet: a line for everything that is shown.

The order of the lines of an item's options is the order on the screen; each carries the points
that the template gave it, so that lines which were moved are found.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NoReturn

from distressapp.core.daylist import delimiter_of, records
from distressapp.core.errors import DefinitionError
from distressapp.core.frozen import frozen
from distressapp.core.instrument import Instrument
from distressapp.instruments.lines import Place
from distressapp.instruments.scales import scales_of
from distressapp.instruments.showing import shown
from distressapp.instruments.table import Table
from distressapp.instruments.writing import toml_of
from distressapp.text import _

COLUMNS: Final = ("id", "number", "scale", "kind", "points", "words", "short", "recording")
ABOUT: Final = ("instrument", "language", "version", "author", "owner", "source", "intro")
LEAST_AGE: Final = "least_age"
_LONGEST_NUMBER: Final = 3
"""Figures of an age; a longer number stays text, and is refused as such."""
EVERY: Final = "every"
"""The id of options that are the same for every item."""

_NEEDED: Final = ("id", "kind", "points", "words")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD: Final[Mapping[str, str]] = {
    "ar": "cp1256",
    "el": "cp1253",
    "he": "cp1255",
    "ja": "cp932",
    "ko": "cp949",
    "pl": "cp1250",
    "ru": "cp1251",
    "tr": "cp1254",
    "uk": "cp1251",
    "zh": "gb18030",
}
"""How Windows writes a language where somebody chose plain CSV; else as in Western Europe."""
_POINTS: Final = re.compile(r"(-?[0-9]{1,3})([.,]0+)?")
_BROKEN: Final = re.compile(r"#(NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!)|Err:5[0-9]{2}")
"""What a spreadsheet shows in place of words that it took for a formula."""


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """What was gathered from the lines so far, in the shape of the TOML file."""

    file: Path
    about: dict[str, object] = field(default_factory=lambda: {"kind": "licensed"})
    labels: dict[str, object] = field(default_factory=dict)
    items: dict[str, dict[str, object]] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    points: dict[str, list[int]] = field(default_factory=dict)
    recordings: dict[str, str] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=lambda: {(): 1})

    def wrong(self, line: int, what: str, advice: str) -> NoReturn:
        """Complain of one line.

        Raises:
            DefinitionError: Always.
        """
        raise DefinitionError(
            _("{file}, line {line}: {what}").format(file=self.file, line=line, what=what),
            advice=advice,
        )


@frozen
class _Line:
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_csv(
    file: Path, content: bytes, instrument: Instrument, hash_of: Callable[[str], str]
) -> tuple[Table, bytes]:
    """What was filled in as a table, and as the TOML file that is installed for it.

    Args:
        file: As the reader of an error knows it.
        hash_of: The SHA-256 of a recording beside it, by its name.

    Raises:
        DefinitionError: A line cannot be used: which, and what to do.
        PackError: A recording cannot be read.
    """
    sheet = _Sheet(file=file)
    language = file.stem.partition(".")[2]
    for line in _lines(sheet, _decoded(sheet, content, language)):
        _take(sheet, line, instrument)
    found = _gathered(sheet, hash_of)
    table = Table(file=file, lines=lambda: sheet.lines, place=(), found=found)
    return table, toml_of(found).encode()


def _decoded(sheet: _Sheet, content: bytes, language: str) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _by(sheet, content, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _by(sheet, content, _OLD.get(language.partition("-")[0], "cp1252"))


def _by(sheet: _Sheet, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        sheet.wrong(
            1,
            _("its letters cannot be read"),
            _("Save it as “CSV UTF-8” in the spreadsheet program."),
        )


def _lines(sheet: _Sheet, text: str) -> Iterable[_Line]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        found = list(records(plain.split("\n"), delimiter_of(plain)))
    except csv.Error:
        found = []
    titles = [each.casefold() for each in found[0].cells] if found else []
    if any(titles.count(each) != 1 for each in _NEEDED):
        sheet.wrong(
            1,
            _("the titles of the columns are not those of the template"),
            _("Keep its first line: {titles}.").format(titles=", ".join(COLUMNS)),
        )
    for record in found[1:]:
        if not record.cells:
            sheet.wrong(
                record.line,
                _("a quotation mark has no end, or the line is far too long"),
                _("Look at that line in the spreadsheet, and save it again."),
            )
        cells = dict(zip(titles, record.cells, strict=False))
        if any(cells.get(each) for each in COLUMNS):
            yield _Line(number=record.line, cells=cells)


def _take(sheet: _Sheet, line: _Line, instrument: Instrument) -> None:
    if _BROKEN.fullmatch(line["words"]) or _BROKEN.fullmatch(line["short"]):
        sheet.wrong(
            line.number,
            _("the spreadsheet took the words for a formula"),
            _("Type an apostrophe before them, and save it again."),
        )
    takes = {
        "about": _take_about,
        "label": _take_label,
        "question": _take_item,
        "concern": _take_item,
        "option": _take_option,
    }
    take = takes.get(line["kind"].casefold())
    if take is None:
        sheet.wrong(
            line.number,
            _("that kind of line is not known"),
            _("Use one of: {words}.").format(words=", ".join(takes)),
        )
    take(sheet, line)
    if sheet.about.get("instrument") not in {None, "", instrument.id}:
        sheet.wrong(
            line.number,
            _("these are the words of another instrument"),
            _("Use the right file, or name it for that instrument."),
        )
    _check_place(sheet, line, instrument)


def _take_about(sheet: _Sheet, line: _Line) -> None:
    key, words = line["id"], line["words"]
    if key not in {*ABOUT, LEAST_AGE} or key in sheet.about:
        sheet.wrong(
            line.number,
            _("{id} is not known here, or stands here twice").format(
                id=shown(key) or _("An empty id")
            ),
            _("Use each of these once: {words}.").format(words=", ".join(ABOUT)),
        )
    sheet.lines[(key,)] = line.number
    if key == LEAST_AGE and not words:
        return
    is_number = key == LEAST_AGE and words.isdecimal() and len(words) <= _LONGEST_NUMBER
    sheet.about[key] = int(words) if is_number else words
    if key == "intro":
        _hear(sheet, line, key)


def _take_label(sheet: _Sheet, line: _Line) -> None:
    sheet.labels[line["id"]] = line["words"]
    sheet.lines[("labels", line["id"])] = line.number


def _take_item(sheet: _Sheet, line: _Line) -> None:
    item = line["id"]
    if item in sheet.items:
        sheet.wrong(
            line.number,
            _("item {item} stands here twice").format(item=shown(item)),
            _("Keep one line for each question."),
        )
    place: Place = ("items", len(sheet.items))
    sheet.items[item] = {"id": item, "text": line["words"], "short": line["short"]}
    for key in ("id", "text", "short", "options", "points"):
        sheet.lines[(*place, key)] = line.number
    sheet.lines[place] = line.number
    _hear(sheet, line, item)


def _take_option(sheet: _Sheet, line: _Line) -> None:
    item, words = line["id"], line["words"]
    if item != EVERY and item not in sheet.items:
        sheet.wrong(
            line.number,
            _("an option stands before its question, or belongs to none"),
            _("Put it below the question with the same id."),
        )
    if not words:
        sheet.wrong(
            line.number,
            _("an option of item {item} has no words").format(item=shown(item)),
            _("Write them into the column “words”."),
        )
    points = _POINTS.fullmatch(line["points"])
    if points is None:
        sheet.wrong(
            line.number,
            _("an option of item {item} has no points").format(item=shown(item)),
            _("Keep the points as the template has them."),
        )
    options = sheet.options.setdefault(item, [])
    _hear(sheet, line, f"{item}/{len(options)}")
    options.append(words)
    sheet.points.setdefault(item, []).append(int(points[1]))


def _hear(sheet: _Sheet, line: _Line, key: str) -> None:
    if line["recording"]:
        sheet.recordings[key] = line["recording"]
        sheet.lines[("recordings", key)] = line.number


def _check_place(sheet: _Sheet, line: _Line, instrument: Instrument) -> None:
    """The columns that nobody fills in still say what the key says: no line was moved about."""
    places = {item.id: number for number, item in enumerate(instrument.items, start=1)}
    item = line["id"]
    if line["kind"].casefold() in {"about", "label"} or item not in places:
        return
    wanted = (("number", str(places[item])), ("scale", scales_of(instrument, item)))
    for column, said in wanted:
        if line[column] and line[column].casefold() != said.casefold():
            sheet.wrong(
                line.number,
                _("item {item} has another {column} than the key: {said}").format(
                    item=item, column=column, said=shown(line[column])
                ),
                _("It is {said}; look whether lines were moved, or columns filled down.").format(
                    said=said
                ),
            )


def _gathered(sheet: _Sheet, hash_of: Callable[[str], str]) -> dict[str, object]:
    found = dict(sheet.about)
    if EVERY in sheet.options:
        found["options"] = sheet.options[EVERY]
        found["points"] = sheet.points[EVERY]
    if sheet.labels:
        found["labels"] = sheet.labels
    found["items"] = [{**words, **_own(sheet, item)} for item, words in sheet.items.items()]
    sounds = {
        key: {"file": file, "sha256": hash_of(file)} for key, file in _each_sound(sheet).items()
    }
    return {**found, "recordings": sounds} if sounds else found


def _own(sheet: _Sheet, item: str) -> dict[str, object]:
    if item not in sheet.options:
        return {}
    return {"options": sheet.options[item], "points": sheet.points[item]}


def _each_sound(sheet: _Sheet) -> dict[str, str]:
    """By what is read aloud; an option that is the same everywhere is recorded once."""
    found: dict[str, str] = {}
    for key, file in sheet.recordings.items():
        of, _slash, number = key.partition("/")
        sharing = [each for each in sheet.items if each not in sheet.options]
        of_each = {f"{item}/{number}": file for item in sharing}
        found |= of_each if of == EVERY else {key: file}
    return found
