"""A pack from the template is read, however the spreadsheet or the zip was made."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from distressapp.core.wording import WordingKind
from distressapp.instruments.pack import beside, pack_of
from distressapp.instruments.packreading import look_into, sounds
from distressapp.instruments.table import table_of
from tests.instruments.packs import (
    ABOUT,
    INSTRUMENTS,
    folder,
    rows,
    table,
    toml,
    tone,
    with_sounds,
    words,
    zipped,
)


@pytest.mark.parametrize("instrument", list(INSTRUMENTS))
@pytest.mark.parametrize("form", ["csv", "toml"])
def test_a_filled_template_holds_what_was_filled_in(
    tmp_path: Path, instrument: str, form: str
) -> None:
    path = tmp_path / f"{instrument}.en.{form}"
    content = table(rows(instrument)) if form == "csv" else toml(instrument).encode()
    path.write_bytes(content)

    found = look_into(INSTRUMENTS, path)

    wanted = words(instrument)
    assert found.wording.items == wanted.items
    assert found.wording.options == wanted.options
    assert found.wording.labels == wanted.labels
    assert found.wording.intro == wanted.intro
    assert found.wording.kind is WordingKind.LICENSED
    assert (found.author, found.owner, found.source) == tuple(ABOUT.values())


@pytest.mark.parametrize("instrument", list(INSTRUMENTS))
def test_what_is_installed_for_a_table_is_read_back_as_the_same_pack(
    tmp_path: Path, instrument: str
) -> None:
    path = tmp_path / f"{instrument}.en.csv"
    path.write_bytes(table(rows(instrument)))
    found = look_into(INSTRUMENTS, path)

    file = Path(f"{instrument}.en.toml")
    again = pack_of(
        table_of(file, found.content), found.content, INSTRUMENTS[instrument], name=file.stem
    )

    assert again == found


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_as_any_spreadsheet_program_saves_it(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    filled = rows()
    filled[8]["words"] = "Señor, ¿«así»; o no?"
    path = tmp_path / "hads.en.csv"
    path.write_bytes(table(filled, delimiter=delimiter, encoding=encoding))

    found = look_into(INSTRUMENTS, path)

    assert filled[8]["kind"] == "question"
    assert found.wording.items[filled[8]["id"]] == "Señor, ¿«así»; o no?"


@pytest.mark.parametrize(
    ("language", "encoding", "said"),
    [
        ("el", "cp1253", "Πώς είστε σήμερα; "),
        ("ar", "cp1256", "كيف حالك اليوم "),
        ("zh-Hans", "gb18030", "您今天感觉怎么样 "),
    ],
)
def test_an_old_encoding_is_read_as_that_of_the_language(
    tmp_path: Path, language: str, encoding: str, said: str
) -> None:
    filled = rows(language=language)
    for row in filled:
        if row["kind"] in {"question", "option"} or row["id"] == "intro":
            row["words"] = said * 2
    path = tmp_path / f"hads.{language}.csv"
    path.write_bytes(table(filled, encoding=encoding))

    found = look_into(INSTRUMENTS, path)

    assert found.wording.intro == (said * 2).strip()


def test_a_column_of_remarks_and_empty_lines_are_no_harm(tmp_path: Path) -> None:
    filled = rows()
    noted = [{"remark": "ask Ana", **row} for row in filled]
    content = table(noted).replace(b"\r\n", b"\r\n;;;;;;;;\r\n\r\n", 3)
    (tmp_path / "hads.en.csv").write_bytes(content)

    found = look_into(INSTRUMENTS, tmp_path / "hads.en.csv")

    assert found.wording.items == words("hads").items


SOUNDS = {"intro": tone(), "1": tone(hertz=500), "1/0": tone(hertz=600), "14/3": tone(hertz=700)}


@pytest.mark.parametrize("inside", ["", "hads English/"])
@pytest.mark.parametrize("make", [folder, zipped])
def test_recordings_come_with_a_folder_or_a_zip(
    tmp_path: Path, inside: str, make: Callable[[Path, Mapping[str, bytes]], Path]
) -> None:
    text, files = with_sounds(toml(), SOUNDS)
    everything = {"hads.en.toml": text.encode(), **files, "letter.pdf": b"%PDF"}
    strays = {"__MACOSX/._hads.en.toml": b"\0", ".DS_Store": b"\0"}
    path = make(tmp_path, {**{inside + name: each for name, each in everything.items()}, **strays})

    found = look_into(INSTRUMENTS, path)

    assert set(found.recordings) == set(SOUNDS)
    heard = {each.sha256: content for each, content in sounds(path, found)}
    assert {key: heard[each.sha256] for key, each in found.recordings.items()} == SOUNDS


def test_a_table_names_its_recordings_and_one_hash_covers_them(tmp_path: Path) -> None:
    filled = rows("pss10")
    for row in filled:
        if row["id"] == "every" and row["points"] == "2":
            row["recording"] = "now and again.wav"
    files = {"pss10.en.csv": table(filled), "now and again.wav": tone()}
    first = look_into(INSTRUMENTS, folder(tmp_path / "one", files))
    other = look_into(
        INSTRUMENTS, folder(tmp_path / "two", {**files, "now and again.wav": tone(hertz=300)})
    )

    assert set(first.recordings) == {f"{item}/2" for item in words("pss10").items}
    assert first.wording.items == other.wording.items
    assert first.sha256 != other.sha256


def test_every_item_stands_beside_the_key(tmp_path: Path) -> None:
    text, files = with_sounds(toml(), SOUNDS)
    found = look_into(INSTRUMENTS, folder(tmp_path, {"hads.en.toml": text.encode(), **files}))

    lines = beside(found, INSTRUMENTS["hads"])

    assert len(lines) == 14
    assert (lines[0].number, lines[0].item, lines[0].scale) == (1, "1", "HADS-A")
    assert [points for points, _words in lines[0].options] == [3, 2, 1, 0]
    assert [points for points, _words in lines[1].options] == [0, 1, 2, 3]
    assert lines[0].options[0][1] == words("hads").options["1"][0]
    assert (lines[0].recordings, lines[1].recordings) == (2, 0)


def test_a_reversed_item_says_so_beside_the_key(tmp_path: Path) -> None:
    (tmp_path / "pss10.en.toml").write_text(toml("pss10"), encoding="utf-8")

    lines = beside(look_into(INSTRUMENTS, tmp_path / "pss10.en.toml"), INSTRUMENTS["pss10"])

    assert [each.item for each in lines if each.is_reversed] == ["4", "5", "7", "8"]
