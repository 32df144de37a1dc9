"""A pack from the disk: its words checked against the key, its sounds against their hashes."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from distressapp.core.errors import PackError
from distressapp.core.instrument import Instrument
from distressapp.core.wording import Recording
from distressapp.instruments.pack import Pack, pack_of
from distressapp.instruments.packcsv import read_csv
from distressapp.instruments.packfiles import (
    MOST_WORDS_BYTES,
    Files,
    no_pack,
    words_file,
)
from distressapp.instruments.packopening import opened
from distressapp.instruments.showing import shown
from distressapp.instruments.sounds import LONGEST_BYTES, check_sound
from distressapp.instruments.table import table_of
from distressapp.text import _


def look_into(instruments: Mapping[str, Instrument], path: Path) -> Pack:
    """The pack in that folder, zip or file, looked through to its last sound.

    Raises:
        PackError: It is no pack of an instrument that is known, or a file of it is not taken.
        DefinitionError: Something in its words is wrong: which file, item and what to do.
    """
    with opened(path) as files:
        pack, folder = _words(instruments, path, files)
        for _sound in _sounds(files, folder, pack):
            pass
        return pack


def sounds(path: Path, pack: Pack) -> Iterator[tuple[Recording, bytes]]:
    """Every recording of a pack that was looked into, checked once more, one at a time.

    Raises:
        PackError: It is not there any more, or another one lies there.
    """
    with opened(path) as files:
        yield from _sounds(files, words_file(files, path)[0], pack)


def _words(instruments: Mapping[str, Instrument], path: Path, files: Files) -> tuple[Pack, str]:
    folder, name = words_file(files, path)
    instrument = instruments.get(name.partition(".")[0])
    if instrument is None:
        raise no_pack(path)
    content = files.read(folder + name, most=MOST_WORDS_BYTES)
    file = path if path.name == name else path / folder / name
    if file.suffix.lower() == ".csv":
        table, content = read_csv(
            file, content, instrument, lambda sound: _hash_of(files, folder, sound)
        )
    else:
        table = table_of(file, content)
    return pack_of(table, content, instrument, name=Path(name).stem), folder


def _hash_of(files: Files, folder: str, name: str) -> str:
    return sha256(_sound(files, folder, name)).hexdigest()


def _sounds(files: Files, folder: str, pack: Pack) -> Iterator[tuple[Recording, bytes]]:
    for each in {each.file: each for each in pack.recordings.values()}.values():
        content = _sound(files, folder, each.file)
        found = sha256(content).hexdigest()
        if any(
            other.file == each.file and other.sha256 != found for other in pack.recordings.values()
        ):
            raise PackError(
                _("The recording {name} is another one than the words say").format(
                    name=shown(each.file)
                ),
                advice=_("Its SHA-256 is {hash}; look whether it is the right file.").format(
                    hash=found
                ),
            )
        check_sound(content, name=each.file)
        yield each, content


def _sound(files: Files, folder: str, name: str) -> bytes:
    if folder + name not in files.sizes:
        raise PackError(
            _("The recording {name} is not in the pack").format(name=shown(name)),
            advice=_("Put it beside the file of words, and give the whole folder or a zip of it."),
        )
    return files.read(folder + name, most=LONGEST_BYTES)
