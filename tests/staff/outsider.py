"""Somebody who has never seen the program fills in its template: rightly, and in many wrong ways.

The words are this project's practice words; nobody's own.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from distressapp.cli import main
from tests.instruments import packs

Row = dict[str, str]
Change = Callable[[list[Row]], list[Row]]


def template(root: Path, instrument: str = "hads", language: str = "en") -> list[Row]:
    """The table that the command writes, read as a spreadsheet program would."""
    path = root / f"template.{instrument}.csv"
    assert main(["wording", "template", instrument, language, "--csv", "--out", str(path)]) == 0
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def filled(root: Path, instrument: str = "hads", language: str = "en") -> list[Row]:
    """The same with every empty cell that must not be empty written into."""
    right = packs.rows(instrument)
    found = template(root, instrument, language)
    for row, other in zip(found, right, strict=True):
        row["words"] = row["words"] or other["words"]
        row["short"] = row["short"] or other["short"]
    return found


def saved(root: Path, rows: list[Row], name: str = "hads.en.csv") -> Path:
    """The table as it is given to the clinic."""
    path = root / name
    path.write_bytes(packs.table(rows))
    return path


def as_table(root: Path) -> Path:
    """Right: a table."""
    return saved(root, filled(root))


def as_toml(root: Path) -> Path:
    """Right: a TOML file."""
    path = root / "hads.en.toml"
    path.write_text(packs.toml(), encoding="utf-8")
    return path


def as_folder(root: Path) -> Path:
    """Right: a folder with a question that is read aloud."""
    text, sounds = packs.with_sounds(packs.toml(), {"1": packs.tone()})
    return packs.folder(root, {"hads.en.toml": text.encode(), **sounds})


def as_zip(root: Path) -> Path:
    """Right: a zip of a table and a sound that it names."""
    rows = filled(root)
    _first(rows, "3", "question")["recording"] = "three.wav"
    return packs.zipped(root, {"hads.en.csv": packs.table(rows), "three.wav": packs.tone()})


GOOD: Final = (as_table, as_toml, as_folder, as_zip)


def changed(change: Change, *, name: str = "hads.en.csv", language: str = "en") -> "Way":
    """A table that was filled in rightly, and then changed like that."""

    def make(root: Path) -> Path:
        return saved(root, change(filled(root, language=language)), name)

    return make


def in_toml(change: Callable[[str], str]) -> "Way":
    """A TOML file that was filled in rightly, and then changed like that."""

    def make(root: Path) -> Path:
        path = root / "hads.en.toml"
        path.write_text(change(packs.toml()), encoding="utf-8")
        return path

    return make


def _first(rows: list[Row], item: str, kind: str, points: str = "") -> Row:
    return next(
        row
        for row in rows
        if row["id"] == item and row["kind"] == kind and points in {"", row["points"]}
    )


def without(item: str, kind: str = "", points: str = "") -> Change:
    """These lines are gone."""

    def change(rows: list[Row]) -> list[Row]:
        return [
            row
            for row in rows
            if not (row["id"] == item and kind in row["kind"] and points in {"", row["points"]})
        ]

    return change


def put(item: str, kind: str, cell: str, words: str, points: str = "") -> Change:
    """One cell says something else."""

    def change(rows: list[Row]) -> list[Row]:
        _first(rows, item, kind, points)[cell] = words
        return rows

    return change


def turned_round(rows: list[Row]) -> list[Row]:
    """The options of item 6 from good to bad, points and all: as another edition prints them."""
    found = [row for row in rows if row["id"] == "6" and row["kind"] == "option"]
    at = rows.index(found[0])
    return [*rows[:at], *reversed(found), *rows[at + len(found) :]]


def points_counted_on(rows: list[Row]) -> list[Row]:
    """Options of item 2 numbered from 1, as they stand on many printed sheets."""
    for row in rows:
        if row["id"] == "2" and row["kind"] == "option":
            row["points"] = str(int(row["points"]) + 1)
    return rows


def one_more_option(rows: list[Row]) -> list[Row]:
    """Item 5 has a fifth option."""
    last = max(at for at, row in enumerate(rows) if row["id"] == "5")
    return [*rows[: last + 1], {**rows[last], "words": "Never"}, *rows[last + 1 :]]


def moved_up(rows: list[Row]) -> list[Row]:
    """A cell of the first column was deleted, and those below moved up."""
    at = next(n for n, row in enumerate(rows) if row["id"] == "9")
    ids = [row["id"] for row in rows]
    for row, said in zip(rows[at:], [*ids[at + 1 :], "14"], strict=True):
        row["id"] = said
    return rows


def counted_wrong(rows: list[Row]) -> list[Row]:
    """The last question has a number that the instrument does not reach."""
    return [{**row, "id": "15"} if row["id"] == "14" else row for row in rows]


def twice(rows: list[Row]) -> list[Row]:
    """The lines of item 8 were pasted once more."""
    return [*rows, *(dict(row) for row in rows if row["id"] == "8")]


def of_another_instrument(root: Path) -> Path:
    """The ten questions on stress under the name of the other instrument."""
    return saved(root, filled(root, "pss10"))


def without_titles(root: Path) -> Path:
    """The first line was deleted."""
    path = as_table(root)
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    return path


def too_much(root: Path) -> Path:
    """A whole book in the file of words."""
    path = as_toml(root)
    path.write_bytes(path.read_bytes() + b"# " + b"words " * 200_000)
    return path


def two_languages(root: Path) -> Path:
    """Two files of words in one zip."""
    text = packs.toml().encode()
    return packs.zipped(root, {"hads.en.toml": text, "hads.es.toml": text})


def climbing(root: Path) -> Path:
    """A name that leads out of the zip."""
    return packs.zipped(root, {"hads.en.toml": packs.toml().encode(), "../../kiosk.json": b"{}"})


def other_sound(root: Path) -> Path:
    """A recording that was made again after its hash was written down."""
    text, _sounds = packs.with_sounds(packs.toml(), {"1": packs.tone()})
    return packs.folder(root, {"hads.en.toml": text.encode(), "1.wav": packs.tone(0.2)})


def lost_sound(root: Path) -> Path:
    """A recording that was forgotten."""
    text, _sounds = packs.with_sounds(packs.toml(), {"1": packs.tone()})
    return packs.folder(root, {"hads.en.toml": text.encode()})


def a_song(root: Path) -> Path:
    """A recording that no player here plays."""
    sound = b"ID3\x04" + b"\0" * 2_000
    text = (
        f'{packs.toml()}\n[recordings]\n"1" = {{ file = "1.wav", sha256 = '
        f'"{sha256(sound).hexdigest()}" }}\n'
    )
    return packs.folder(root, {"hads.en.toml": text.encode(), "1.wav": sound})


def of_a_workbook(root: Path) -> Path:
    """The spreadsheet program's own file instead of a table."""
    path = root / "hads.en.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    return path


def renamed(root: Path) -> Path:
    """A file of another kind with the ending of a zip."""
    path = root / "hads.en.zip"
    path.write_bytes(b"%PDF-1.7 " + b"\0" * 500)
    return path


def linked(root: Path) -> Path:
    """A folder in which the words are a link to elsewhere."""
    target = as_toml(root)
    folder = packs.folder(root, {"readme.txt": b"words beside"})
    (folder / "hads.en.toml").symlink_to(target)
    return folder


def half(text: str) -> str:
    """Broken off while it was copied."""
    return text[: len(text) // 2]


Way = Callable[[Path], Path]

BROKEN: Final[Mapping[str, tuple[Way, str]]] = {
    "a question is missing": (changed(without("7")), "item 7 has no words"),
    "an option is missing": (changed(without("3", "option", "2")), "options"),
    "an option too many": (changed(one_more_option), "item 5"),
    "options the other way round": (changed(turned_round), "another order than the key"),
    "points from 1 to 4": (changed(points_counted_on), "points of item 2"),
    "no points": (changed(put("4", "option", "points", "")), "no points"),
    "cells moved up": (changed(moved_up), "belongs to none"),
    "scale filled down": (changed(put("2", "question", "scale", "HADS-A")), "scale"),
    "item twice": (changed(twice), "item 8 stands here twice"),
    "item 15": (changed(counted_wrong), "no such item"),
    "no language tag": (
        changed(put("language", "about", "words", "English"), name="hads.English.csv"),
        "tag",
    ),
    "underscore in the tag": (
        changed(put("language", "about", "words", "zh_Hans"), name="hads.zh_Hans.csv"),
        "zh-Hans",
    ),
    "tag against name": (changed(put("language", "about", "words", "es")), "name says otherwise"),
    "other letters than the tag's": (
        changed(lambda rows: rows, name="hads.el.csv", language="el"),
        "letters of el",
    ),
    "another instrument": (of_another_instrument, "another instrument"),
    "an option without words": (changed(put("11", "option", "words", "")), "no words"),
    "a question without words": (changed(put("11", "question", "words", "")), "text"),
    "an error of the spreadsheet": (
        changed(put("1", "option", "words", "#NAME?")),
        "took the words for a formula",
    ),
    "an owner that is not named": (changed(put("owner", "about", "words", "")), "owner"),
    "words turned round unseen": (
        changed(put("5", "question", "words", "Busy \u202edaeh\u202c?")),
        "U+202E",
    ),
    "no titles": (without_titles, "titles of the columns"),
    "practice words": (
        in_toml(lambda text: text.replace('"licensed"', '"practice"')),
        "not licensed wording",
    ),
    "broken off": (in_toml(half), "hads.en.toml"),
    "a NUL": (in_toml(lambda text: text.replace("short", "sh\0rt", 1)), "hads.en.toml"),
    "far too long": (too_much, "more than"),
    "two languages in one": (two_languages, "more than one file of words"),
    "a name that climbs out": (climbing, "name is not taken"),
    "another recording": (other_sound, "another one than the words say"),
    "a recording forgotten": (lost_sound, "not in the pack"),
    "a recording of another kind": (a_song, "1.wav"),
    "a workbook": (of_a_workbook, "not a wording pack"),
    "no zip at all": (renamed, "hads.en.zip"),
    "a link": (linked, "not a plain file"),
    "nothing there": (lambda root: root / "hads.en.toml", "hads.en.toml"),
}
"""What somebody did, how, and what must be among the words of the refusal."""
