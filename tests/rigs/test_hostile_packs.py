"""Whoever makes a pack may mean harm: nothing but the importer's own refusal comes of it.

`make rigs` tries as many as DISTRESSAPP_PACKS says, from DISTRESSAPP_PACKS_SEED on; ten million
take less than an hour of one core, and can be shared out among several with a seed each.
"""

import io
import os
import random
import socket
import stat
import struct
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from distressapp.core.errors import DefinitionError, PackError
from distressapp.instruments import packfiles, sounds
from distressapp.instruments.packreading import look_into
from tests.instruments.packs import (
    INSTRUMENTS,
    folder,
    rows,
    table,
    toml,
    tone,
    with_sounds,
    zipped,
)
from tests.rigs.rounds import rounds

SEED: Final = int(os.environ.get("DISTRESSAPP_PACKS_SEED", "50817"))
COUNT: Final = int(os.environ.get("DISTRESSAPP_PACKS", rounds(fast=1_500, full=200_000)))
WORDS: Final = toml().encode()
_LONGEST: Final = 700
"""Of what is said of a pack: a person is to read it."""


def refused(path: Path) -> str:
    """What is said of it."""
    with pytest.raises((PackError, DefinitionError)) as found:
        look_into(INSTRUMENTS, path)
    assert found.value.advice
    return str(found.value)


def named(name: str, **about: int) -> Callable[[zipfile.ZipFile], None]:
    """A file of that very name, and of what else is said of it."""

    def put(archive: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("x")
        info.filename = name
        for key, value in about.items():
            setattr(info, key, value)
        archive.writestr(info, b"x")

    return put


@pytest.mark.parametrize(
    "name",
    [
        "../hads.en.toml",
        "a/../../x.wav",
        "/etc/passwd",
        "C:\\x.wav",
        "C:x.wav",
        "\\\\host\\x.wav",
        "a\u202ebav.exe",
        "a\nb.wav",
        "a\x1b[2J.wav",
        " .wav",
        "a//b.wav",
        "./x.wav",
        "a/b/c/d.wav",
        "x" * 200 + ".wav",
    ],
)
def test_a_name_that_leads_elsewhere_or_is_not_seen_is_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path, {"hads.en.toml": WORDS}, also=named(name))

    said = refused(path)

    assert "holds a file whose name is not taken" in said
    assert said.isprintable()


def test_a_name_that_ends_early_for_some_programs_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"hads.en.toml": WORDS}, also=named("a_b.wav"))
    path.write_bytes(path.read_bytes().replace(b"a_b.wav", b"a\0b.wav"))

    assert "whose name is not taken" in refused(path)


@pytest.mark.parametrize("name", ["hads.en.toml", "HADS.en.toml", "hads.EN.TOML"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path, {"hads.en.toml": WORDS}, also=named(name))

    assert "twice" in refused(path)


@pytest.mark.parametrize(
    ("about", "complaint"),
    [
        ({"external_attr": (stat.S_IFLNK | 0o777) << 16}, "it is a link or a device"),
        ({"external_attr": (stat.S_IFIFO | 0o666) << 16}, "it is a link or a device"),
        ({"external_attr": (stat.S_IFCHR | 0o666) << 16}, "it is a link or a device"),
        ({"compress_type": zipfile.ZIP_BZIP2}, "packed in a way that is not read here"),
        ({"compress_type": zipfile.ZIP_LZMA}, "packed in a way that is not read here"),
    ],
)
def test_what_is_no_plain_file_in_a_zip_is_refused(
    tmp_path: Path, about: dict[str, int], complaint: str
) -> None:
    path = zipped(tmp_path, {"hads.en.toml": WORDS}, also=named("x.wav", **about))

    assert complaint in refused(path)


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"hads.en.toml": WORDS})
    content = bytearray(path.read_bytes())
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    assert "locked with a password" in refused(path)


def test_a_file_that_grows_a_thousandfold_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"hads.en.toml": WORDS, "x.wav": bytes(50_000_000)})

    said = refused(path)

    assert "it would become far longer than it is" in said


def test_a_length_that_is_a_lie_is_found_when_the_words_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"hads.en.toml": WORDS + b"# " + bytes(600_000)})
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 1_000)
    path.write_bytes(content)

    refused(path)


@pytest.mark.parametrize("long", [b"", b"PK\x06\x07" + bytes(16)])
def test_an_index_of_a_million_names_is_not_read(tmp_path: Path, long: bytes) -> None:
    path = tmp_path / "pack.zip"
    index = 300_000_000 if not long else 100
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65_535, 65_535, index, 0, 0)
    path.write_bytes(bytes(1_000) + long + end)

    assert "holds more than 1000 files" in refused(path)


def test_a_thousand_and_one_files_are_too_many(tmp_path: Path) -> None:
    files = {f"{number}.wav": b"" for number in range(1_001)}
    many = folder(tmp_path, {"hads.en.toml": WORDS, **files})
    packed = zipped(tmp_path, {"hads.en.toml": WORDS, **files})

    assert "not a plain file" in refused(many)
    assert "holds more than 1000 files" in refused(packed)


@pytest.mark.parametrize("make", ["folder", "lone"])
def test_a_gigabyte_is_refused_without_being_read(tmp_path: Path, make: str) -> None:
    path = folder(tmp_path, {"hads.en.toml": WORDS})
    inside = path / ("x.wav" if make == "folder" else "hads.en.toml")
    with inside.open("wb") as file:
        file.truncate(2**30)

    said = refused(path if make == "folder" else inside)

    assert "bytes" in said


def test_a_recording_beyond_its_bound_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, files = with_sounds(toml(), {"1": tone(1)})
    path = folder(tmp_path, {"hads.en.toml": text.encode(), **files})
    monkeypatch.setattr("distressapp.instruments.packreading.LONGEST_BYTES", 1_000)

    assert "1.wav has more than 1,000 bytes" in refused(path)


def link(place: Path) -> None:
    """A link to somewhere else."""
    (place / "x.wav").symlink_to("/etc/passwd")


def link_to_a_folder(place: Path) -> None:
    """A link that goes round."""
    (place / "x").symlink_to(place)


def pipe(place: Path) -> None:
    """Whoever reads it waits for ever."""
    os.mkfifo(place / "x.wav")


def wire(place: Path) -> None:
    """A socket."""
    found = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(place)  # a socket's path is short
    try:
        found.bind("x.wav")
    finally:
        os.chdir(here)
        found.close()


def deep(place: Path) -> None:
    """Folders in folders."""
    (place / "a/b/c/d/e").mkdir(parents=True)


def unseen(place: Path) -> None:
    """A name that is no text."""
    (place / os.fsdecode(b"\xff\xfe.wav")).write_bytes(b"")


@pytest.mark.parametrize("harm", [link, link_to_a_folder, pipe, wire, deep, unseen])
def test_what_is_no_plain_file_in_a_folder_is_refused(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    path = folder(tmp_path, {"hads.en.toml": WORDS})
    harm(path)

    said = refused(path)

    assert "not a plain file" in said or "whose name is not taken" in said
    assert said.isprintable()


def test_a_pipe_or_a_device_in_place_of_the_pack_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "hads.en.toml")
    (tmp_path / "hads.el.toml").symlink_to("/dev/zero")

    assert "is not a wording pack" in refused(tmp_path / "hads.en.toml")
    assert "is not a wording pack" in refused(tmp_path / "hads.el.toml")
    assert "is not a wording pack" in refused(tmp_path / "hads.en.toml\0")


def test_a_file_that_becomes_a_link_while_it_is_looked_at_is_not_followed(tmp_path: Path) -> None:
    path = folder(tmp_path, {"hads.en.toml": WORDS})
    files = packfiles.InFolder(path)
    (path / "hads.en.toml").unlink()
    (path / "hads.en.toml").symlink_to("/etc/passwd")

    with pytest.raises(PackError, match="cannot be read"):
        files.read("hads.en.toml", most=1_000_000)


def seeds(place: Path) -> tuple[tuple[str, bytes], ...]:
    """Good packs of every form, to be spoiled."""
    text, files = with_sounds(toml(), {"1": tone(0.01)})
    return (
        ("hads.en.toml", WORDS),
        ("hads.en.toml", text.encode()),
        ("hads.en.csv", table(rows())),
        ("pss10.en.csv", table(rows("pss10"), delimiter=",", encoding="utf-16")),
        ("pack.zip", _zip(place, {"hads.en.toml": text.encode(), **files})),
        ("pack.zip", _zip(place, {"hads.en.csv": table(rows())})),
    )


def _zip(place: Path, files: dict[str, bytes]) -> bytes:
    return zipped(place, files).read_bytes()


HARM: Final = (
    b"\0",
    b"\xff\xfe",
    b'"',
    b"'''",
    b"\\u202e",
    b"\\U0010FFFF",
    b"\xe2\x80\xae",
    b"=1+1",
    b"[[",
    b"]]",
    b"[" * 300,
    b"{" * 300,
    b"9" * 5_000,
    b"0x" + b"f" * 5_000,
    b"1e999999999",
    b"1979-99-99",
    b"\n\n[[items]]\n",
    b";" * 500,
    b"PK\x05\x06",
    b"PK\x01\x02",
    b"\r\n",
)


def spoiled(draw: random.Random, content: bytes) -> bytes:
    """The pack with a few bytes turned, taken out, put in, or moved."""
    found = bytearray(content)
    for _each in range(draw.choice((1, 1, 2, 3, 8))):
        at = draw.randrange(len(found) + 1)
        how = draw.randrange(6)
        if how == 0 and at < len(found):
            found[at] ^= 1 << draw.randrange(8)
        elif how == 1:
            found[at:at] = draw.choice(HARM)
        elif how == 2:
            del found[at : at + draw.randrange(1, 200)]
        elif how == 3:
            found[at : at + 4] = draw.randbytes(4)
        elif how == 4:
            piece = found[at : at + draw.randrange(1, 400)]
            place = draw.randrange(len(found) + 1)
            found[place:place] = piece
        else:
            found[at : at + 2] = struct.pack("<H", draw.choice((0, 1, 0x7FFF, 0xFFFF)))
    return bytes(found)


def tried(path: Path, forms: tuple[tuple[str, bytes], ...], count: int) -> Iterator[str]:
    """What came of so many spoiled packs."""
    draw = random.Random(SEED)  # noqa: S311  (repeatable, no secret)
    for number in range(count):
        name, content = forms[number % len(forms)]
        place = path / name
        place.write_bytes(spoiled(draw, content))
        try:
            look_into(INSTRUMENTS, place)
        except (PackError, DefinitionError) as error:
            said = str(error)
            yield (
                "refused" if error.advice and said.isprintable() and len(said) < _LONGEST else said
            )
        else:
            yield "taken"


def test_no_spoiled_pack_brings_up_anything_but_a_refusal(quick: Path) -> None:
    found = list(tried(quick, seeds(quick), COUNT))

    assert len(found) == COUNT
    assert found.count("refused") > COUNT // 3
    assert set(found) <= {"refused", "taken"}


def test_a_reader_that_believes_what_it_reads_falls_over_the_same_packs(quick: Path) -> None:
    draw, forms = random.Random(SEED), seeds(quick)  # noqa: S311  (as above)
    fell: set[str] = set()

    for number in range(300):
        name, content = forms[number % len(forms)]
        spoilt = spoiled(draw, content)
        try:
            believed(name, spoilt)
        except Exception as error:  # noqa: BLE001  (whatever comes of it is what is counted)
            fell.add(type(error).__name__)

    assert len(fell) > 2


def believed(name: str, content: bytes) -> None:
    """What a reader does that expects no harm."""
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for each in archive.namelist():
                archive.read(each)
    elif name.endswith(".toml"):
        tomllib.loads(content.decode())
    else:
        content.decode()


def test_the_bounds_are_those_that_the_docs_name() -> None:
    assert packfiles.MOST_FILES == 1_000
    assert packfiles.MOST_BYTES == 256 * 2**20
    assert sounds.LONGEST_BYTES == 16 * 2**20
