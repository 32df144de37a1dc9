"""Packs as an outsider makes them: from the template, with the practice words of this project."""

import csv
import io
import math
import struct
import wave
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from distressapp.core.sitting import Use
from distressapp.core.wording import Wording
from distressapp.instruments import load_all, wording
from distressapp.instruments.template import as_table, as_toml

INSTRUMENTS: Final = load_all()
ABOUT: Final[Mapping[str, str]] = {
    "author": "A. Secretary",
    "owner": "Nobody: made for a test",
    "source": "Practice words of this project",
}


def words(instrument: str) -> Wording:
    """The practice words in English."""
    return wording(instrument, "en", Use.REHEARSAL)


def rows(instrument: str = "hads", language: str = "en") -> list[dict[str, str]]:
    """The template as a table, filled in."""
    found, counts = words(instrument), dict[str, int]()
    table = list(
        csv.DictReader(io.StringIO(as_table(INSTRUMENTS[instrument], language)), delimiter=";")
    )
    for row in table:
        item = row["id"]
        if row["kind"] == "option":
            counts[item] = counts.get(item, -1) + 1
            of = next(iter(found.options)) if item == "every" else item
            row["words"] = found.options[of][counts[item]]
        elif row["kind"] in {"question", "concern"}:
            row["words"], row["short"] = found.items[item], found.labels[f"short.{item}"]
        elif row["kind"] == "label":
            row["words"] = found.labels[item]
        elif item == "intro":
            row["words"] = found.intro
        else:
            row["words"] = row["words"] or ABOUT.get(item, "")
    return table


def table(
    filled: list[dict[str, str]], *, delimiter: str = ";", encoding: str = "utf-8-sig"
) -> bytes:
    """The rows as a spreadsheet program saves them."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(filled[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(filled)
    return text.getvalue().encode(encoding)


def toml(instrument: str = "hads", language: str = "en") -> str:
    """The template as TOML, filled in."""
    found, lines = words(instrument), list[str]()
    item, option = "", 0
    about = {**ABOUT, "intro": found.intro, **{f'"{k}"': v for k, v in found.labels.items()}}
    for line in as_toml(INSTRUMENTS[instrument], language).splitlines():
        key = line.partition(" = ")[0]
        if key == "id":
            item = line.split('"')[1]
        if line.startswith("options"):
            option = -1
        if line.startswith('    ""'):
            option += 1
            of = item or next(iter(found.options))
            lines.append(line.replace('""', f'"{found.options[of][option]}"', 1))
        elif key in {"text", "short"}:
            said = found.items[item] if key == "text" else found.labels[f"short.{item}"]
            lines.append(line.replace('""', f'"{said}"', 1))
        elif key in about and not item:
            lines.append(line.replace('""', f'"{about[key]}"', 1))
        else:
            lines.append(line)
    return "\n".join(lines)


def tone(seconds: float = 0.1, *, rate: int = 8_000, hertz: int = 440) -> bytes:
    """A sound file; nobody's voice."""
    found = io.BytesIO()
    with wave.open(found, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        count = int(seconds * rate)
        heights = (int(9_000 * math.sin(2 * math.pi * hertz * n / rate)) for n in range(count))
        sound.writeframes(b"".join(struct.pack("<h", each) for each in heights))
    return found.getvalue()


def with_sounds(text: str, sounds: Mapping[str, bytes]) -> tuple[str, dict[str, bytes]]:
    """The TOML with its recordings, and these by file name; keys are `"1"`, `"1/0"`, `"intro"`."""
    files = {f"{key.replace('/', '-')}.wav": content for key, content in sounds.items()}
    named = [
        f'"{key}" = {{ file = "{key.replace("/", "-")}.wav", '
        f'sha256 = "{sha256(content).hexdigest()}" }}'
        for key, content in sounds.items()
    ]
    return "\n".join([text, "[recordings]", *named, ""]), files


def folder(root: Path, files: Mapping[str, bytes]) -> Path:
    """A plain folder with these files."""
    path = root / "pack"
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def zipped(
    root: Path,
    files: Mapping[str, bytes],
    *,
    also: Callable[[zipfile.ZipFile], None] | None = None,
) -> Path:
    """A zip with these files, and with what somebody else puts in."""
    path = root / "pack.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if also is not None:
            also(archive)
    return path
