"""A pack with something wrong in it is refused: the file, the item and what to do are said."""

import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from distressapp.core.errors import ExpectedError, PackError
from distressapp.core.instrument import Instrument
from distressapp.instruments.packreading import look_into, sounds
from tests.instruments.packs import INSTRUMENTS, folder, rows, table, toml, tone, with_sounds

Rows = list[dict[str, str]]


def refused(path: Path, instruments: dict[str, Instrument] | None = None) -> str:
    """What is said of it."""
    with pytest.raises(ExpectedError) as found:
        look_into(instruments or INSTRUMENTS, path)
    return str(found.value)


def test_options_in_the_order_of_another_item_are_refused_with_both_orders(tmp_path: Path) -> None:
    path = tmp_path / "hads.en.toml"
    path.write_text(toml().replace("[3, 2, 1, 0]", "[0, 1, 2, 3]", 1), encoding="utf-8")

    said = refused(path)

    assert "hads.en.toml, line " in said
    assert "the options of item 1 stand in another order than the key: 0, 1, 2, 3." in said
    assert said.endswith("Put words and points into this order: 3, 2, 1, 0.")


TEXT: Final[tuple[tuple[str, str, str], ...]] = (
    ("points = [3, 2, 1, 0]", "", "item 1 does not say the points of its options"),
    ("[3, 2, 1, 0]", "[4, 3, 2, 1]", "the points of item 1 are not those of the key: 4, 3, 2, 1"),
    ('language = "en"', 'language = "eng"', "Write en, here and in the file's name"),
    ('kind = "licensed"', 'kind = "practice"', "it is not licensed wording"),
    ('author = "A. Secretary"', 'author = ""', "author: it needs a text"),
    ('owner = "', '# "', "whose the words are"),
    ('author = "', 'least_age = -1\nauthor = "', "nobody has that age"),
    ('id = "14"', 'id = "15"', "the instrument has no such item"),
    ('id = "14"', 'id = "13"', "stands here twice"),
    ('text = "', 'text = "\u202e', "item 1 holds an invisible character, U+202E"),
    ('text = "', 'text = "\\u0000', "item 1 holds an invisible character, U+0000"),
    ('text = "', 'text = "\\n', "item 1 holds an invisible character, U+000A"),
    ('text = "', 'text = "\u2066', "U+2066"),
    ('text = "', 'text = "\u200b', "U+200B"),
    ('text = "', 'text = "\U000e0041', "U+E0041"),
    ('text = "', f'text = "{"x" * 601}', "item 1 has more than 600 characters"),
    ('text = "', f'text = "a{chr(0x301) * 9}', "U+0301"),
    ("points = [3", f"points = [0x{'f' * 5000}", "item 1, points: it needs a list of whole"),
    ("points = [3", f"points = [{'3, ' * 5000}3", "the points of item 1 are not those of the key"),
    ("points = [3", "points = [1e9999999999", "is not valid TOML"),
    ('text = "', f'deep = {"[" * 5000}\ntext = "', "is not valid TOML"),
)


@pytest.mark.parametrize(("before", "after", "complaint"), TEXT)
def test_words_that_are_not_whole_or_not_plain_are_refused(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    path = tmp_path / "hads.en.toml"
    path.write_text(toml().replace(before, after, 1), encoding="utf-8")

    assert complaint in refused(path)


@pytest.mark.parametrize(
    ("language", "complaint"),
    [
        ("el", "not written in the letters of el"),
        ("zh-Hans", "not written in the letters of zh-Hans"),
        ("gr", "Write el, here and in the file's name"),
        ("zh_Hans", "Write zh-Hans"),
        ("ES-mx", "Write es-MX"),
        ("xx", "xx is no language tag"),
        ("english", "english is no language tag"),
    ],
)
def test_a_wrong_language_tag_is_refused(tmp_path: Path, language: str, complaint: str) -> None:
    path = tmp_path / f"hads.{language}.toml"
    path.write_text(toml(language=language), encoding="utf-8")

    assert complaint in refused(path)


def without(filled: Rows) -> None:
    """An option is left out."""
    del filled[next(n for n, row in enumerate(filled) if row["kind"] == "option")]


def reversed_options(filled: Rows) -> None:
    """Somebody sorted the options of the first question by their points."""
    places = [n for n, row in enumerate(filled) if row["kind"] == "option" and row["id"] == "1"]
    filled[places[0] : places[-1] + 1] = filled[places[0] : places[-1] + 1][::-1]


def moved(filled: Rows) -> None:
    """Ids were filled down by the spreadsheet, and stand beside other numbers."""
    next(row for row in filled if row["kind"] == "question")["number"] = "2"


def another(column: str, words: str, kind: str = "question") -> Callable[[Rows], None]:
    """One cell of the first line of that kind says something else."""

    def change(filled: Rows) -> None:
        next(row for row in filled if row["kind"] == kind)[column] = words

    return change


def twice(filled: Rows) -> None:
    """A question was pasted twice."""
    filled.append(next(row for row in filled if row["kind"] == "question"))


def orphan(filled: Rows) -> None:
    """An option is pasted above its question."""
    filled.insert(0, next(row for row in filled if row["kind"] == "option"))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (without, "item 1, options: it needs 4 options"),
        (reversed_options, "the options of item 1 stand in another order than the key"),
        (moved, "item 1 has another number than the key: 2"),
        (another("scale", "HADS-D"), "item 1 has another scale than the key: HADS-D"),
        (another("words", ""), "item 1, text: it needs a text"),
        (another("words", "#NAME?"), "took the words for a formula"),
        (another("words", "", "option"), "an option of item 1 has no words"),
        (another("points", "", "option"), "an option of item 1 has no points"),
        (another("points", "three", "option"), "an option of item 1 has no points"),
        (another("kind", "riddle"), "that kind of line is not known"),
        (another("id", "publisher", "about"), "publisher is not known here"),
        (another("id", "language", "about"), "language is not known here, or stands here twice"),
        (another("recording", "one.wav"), "The recording one.wav is not in the pack"),
        (twice, "item 1 stands here twice"),
        (orphan, "an option stands before its question"),
    ],
)
def test_a_table_that_was_filled_in_wrongly_is_refused_by_its_line(
    tmp_path: Path, change: Callable[[Rows], None], complaint: str
) -> None:
    filled = rows()
    change(filled)
    path = tmp_path / "hads.en.csv"
    path.write_bytes(table(filled))

    assert complaint in refused(path)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "the titles of the columns are not those of the template"),
        (b"name;born\r\nAna;1950\r\n", "Keep its first line: id, number, scale"),
        (b"id;kind;points;words;words\r\n", "the titles of the columns"),
        (b'id;kind;points;words\r\n"intro;about;;x\r\n', "line 2: a quotation mark has no end"),
        (b"\xff\xfe\x00", "its letters cannot be read"),
    ],
)
def test_what_is_no_table_of_ours_is_refused(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    path = tmp_path / "hads.en.csv"
    path.write_bytes(content)

    assert complaint in refused(path)


@pytest.mark.parametrize("age", ["9" * 5_000, "1000", "ten", "-1"])
def test_an_age_that_nobody_has_is_refused_however_long_it_is(tmp_path: Path, age: str) -> None:
    filled = rows()
    next(row for row in filled if row["id"] == "least_age")["words"] = age
    path = tmp_path / "hads.en.csv"
    path.write_bytes(table(filled))

    assert "least_age" in refused(path)


def test_a_known_misprint_is_refused_with_its_source(tmp_path: Path) -> None:
    shape = replace(INSTRUMENTS["hads"], id="gad7")
    path = tmp_path / "gad7.en.toml"
    option = toml().partition('options = [\n    "')[2].partition('"')[0]
    text = toml().replace('"hads"', '"gad7"').replace(option, "Not at all  SURE.", 1)
    path.write_text(text, encoding="utf-8")

    said = refused(path, {"gad7": shape})

    assert "an option of item 1 is a known misprint" in said
    assert "Take out “sure”" in said
    assert "Zorowitz 2021" in said


def bits(content: bytes, at: int, form: str, value: int) -> bytes:
    """A sound whose header says something else."""
    changed = bytearray(content)
    struct.pack_into(form, changed, at, value)
    return bytes(changed)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is not a WAV file"),
        (b"ID3" + bytes(500), "is not a WAV file"),
        (tone()[:60], "is not a WAV file"),
        (bits(tone(), 34, "<H", 8), "is not a WAV file"),
        (bits(tone(), 22, "<H", 6), "is not a WAV file"),
        (bits(tone(), 24, "<I", 1), "is not a WAV file"),
        (bits(tone(), 40, "<I", 2**31), "is not a WAV file"),
        (tone(121), "plays for more than 120 seconds"),
    ],
)
def test_a_recording_that_no_machine_plays_is_refused(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    text, files = with_sounds(toml(), {"1": content})

    said = refused(folder(tmp_path, {"hads.en.toml": text.encode(), **files}))

    assert complaint in said


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('"3/0" =', '"3/9" =', "there is nothing called 3/9 to be read aloud"),
        ('file = "3-0.wav"', 'file = "../3-0.wav"', "has no plain file name"),
        ('file = "3-0.wav"', 'file = "3-1.wav"', "The recording 3-1.wav is not in the pack"),
        ('sha256 = "', 'sha256 = "F', "or no SHA-256"),
        ('sha256 = "', 'volume = 3, sha256 = "', "this key is not known"),
    ],
)
def test_a_recording_that_is_named_wrongly_is_refused(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    text, files = with_sounds(toml(), {"3/0": tone()})
    changed = text.replace(before, after, 1).encode()

    said = refused(folder(tmp_path, {"hads.en.toml": changed, **files}))

    assert complaint in said


def test_another_recording_than_the_words_say_is_refused_with_its_hash(tmp_path: Path) -> None:
    text, files = with_sounds(toml(), {"3/0": tone()})
    path = folder(tmp_path, {"hads.en.toml": text.encode(), **files})
    found = look_into(INSTRUMENTS, path)
    (path / "3-0.wav").write_bytes(tone(hertz=200))

    said = refused(path)

    assert "The recording 3-0.wav is another one than the words say. Its SHA-256 is " in said
    with pytest.raises(PackError):
        list(sounds(path, found))


@pytest.mark.parametrize(
    "files",
    [
        {"readme.txt": b"words"},
        {"moca.en.toml": toml().encode()},
        {"hads.en.txt": toml().encode()},
        {"hads.en.zip": b"PK"},
    ],
)
def test_what_is_no_pack_is_said(tmp_path: Path, files: dict[str, bytes]) -> None:
    path = folder(tmp_path, files)

    assert "is not a wording pack" in refused(path)
    assert "is not a wording pack" in refused(path / next(iter(files)))


def test_two_files_of_words_are_one_too_many(tmp_path: Path) -> None:
    path = folder(tmp_path, {"hads.en.toml": toml().encode(), "hads.en.csv": table(rows())})

    assert "holds more than one file of words: hads.en.csv and hads.en.toml" in refused(path)
