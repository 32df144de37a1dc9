"""The files of a pack: a lone file, a plain folder, or a zip; whoever made it may mean harm.

Nothing is unpacked. A file is read when it is asked for, in one bounded piece, and what is not
asked for is never read. Links, devices, names that lead elsewhere and whatever is beyond the
bounds are refused before anything is read.
"""

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from distressapp.core.errors import PackError
from distressapp.instruments.showing import shown
from distressapp.text import _

MOST_FILES: Final = 1_000
MOST_BYTES: Final = 256 * 1024 * 1024
"""Of a whole pack; an hour and a half of speech."""
MOST_WORDS_BYTES: Final = 512 * 1024
"""Of the file of words."""
_DEEPEST: Final = 3
_LONGEST_NAME: Final = 120
WORDS: Final = (".toml", ".csv")
_CHUNK: Final = 1024 * 1024

_STRAYS: Final = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""Left by desktops; never read."""


class Files(Protocol):
    """What a pack is made of."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """Names with `/` between folders, and how many bytes each says it has."""

    def read(self, name: str, *, most: int) -> bytes:
        """One file.

        Raises:
            PackError: It has more than `most` bytes, or cannot be read.
        """


def words_file(files: Files, path: Path) -> tuple[str, str]:
    """The file of words: the folder it stands in, with its slash, and its name there.

    Raises:
        PackError: There is none, or there are several.
    """
    found = [
        name for name in files.sizes if not is_stray(name) and Path(name).suffix.lower() in WORDS
    ]
    if not found:
        raise no_pack(path)
    if len(found) > 1:
        raise PackError(
            _("{pack} holds more than one file of words: {first} and {second}").format(
                pack=shown(path.name), first=shown(found[0]), second=shown(found[1])
            ),
            advice=_("Keep one file for one instrument and one language in a pack."),
        )
    folder, slash, name = found[0].rpartition("/")
    return f"{folder}{slash}", name


def no_pack(path: Path) -> PackError:
    """What is there is no pack at all."""
    return PackError(
        _("{name} is not a wording pack").format(name=shown(path.name) or _("Nothing")),
        advice=_("Choose a folder or a zip with a file that is named like hads.en.toml."),
    )


def check_names(names: Iterable[str], *, pack: str) -> None:
    """Nothing where every name is plain, and no two are the same to some computer.

    Raises:
        PackError: It says which, in letters that are safe to show.
    """
    folded: dict[str, str] = {}
    for number, name in enumerate(names):
        if number >= MOST_FILES:
            raise PackError(
                _("{pack} holds more than {most} files").format(pack=shown(pack), most=MOST_FILES),
                advice=_("Take out what is neither words nor a recording."),
            )
        if not _is_plain(name):
            raise PackError(
                _("{pack} holds a file whose name is not taken: {name}").format(
                    pack=shown(pack), name=shown(name)
                ),
                advice=_("Use short names without special characters, in one folder."),
            )
        key = unicodedata.normalize("NFKC", name).casefold()
        if key in folded:
            raise PackError(
                _("{pack} holds {name} twice").format(pack=shown(pack), name=shown(name)),
                advice=_("Names that differ in capitals alone are the same; keep one file."),
            )
        folded[key] = name


def is_stray(name: str) -> bool:
    """Whether a desktop left it there."""
    last = name.rpartition("/")[2].casefold()
    return last in _STRAYS or last.startswith("._") or "__MACOSX" in name.split("/")


def too_long(name: str, *, most: int) -> PackError:
    """A file has more bytes than such a file needs."""
    return PackError(
        _("{name} has more than {most} bytes").format(name=shown(name), most=f"{most:,}"),
        advice=_("Look whether it is the file you mean; shorten or split a recording."),
    )


def unreadable(name: str) -> PackError:
    """A file of the pack cannot be read."""
    return PackError(
        _("{name} cannot be read").format(name=shown(name)),
        advice=_("Copy the pack once more from whoever made it, then try again."),
    )


def _is_plain(name: str) -> bool:
    parts = name.split("/")
    return (
        0 < len(name) <= _LONGEST_NAME
        and len(parts) <= _DEEPEST
        and name.isprintable()
        and not set(name) & set('\\:*?"<>|')
        and all(part and part.strip(" .") and part == part.strip() for part in parts)
    )


class Lone:
    """One file by itself."""

    def __init__(self, path: Path) -> None:
        self._path = path
        check_names([path.name], pack=path.name)
        self.sizes: Mapping[str, int] = {path.name: path.stat().st_size}

    def read(self, name: str, *, most: int) -> bytes:
        """It, whatever it is called."""
        return _read(self._path, name, most=most, follow=True)


class InFolder:
    """A plain folder: regular files, no links."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.sizes: Mapping[str, int] = dict(_walked(path))
        check_names(self.sizes, pack=path.name)
        if sum(self.sizes.values()) > MOST_BYTES:
            raise too_long(path.name, most=MOST_BYTES)

    def read(self, name: str, *, most: int) -> bytes:
        """One file of it."""
        return _read(self._path / name, name, most=most, follow=False)


def _walked(root: Path) -> Iterator[tuple[str, int]]:
    waiting, seen = [(root, "")], 0
    while waiting:
        folder, prefix = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda each: each.name)
            for each in entries:
                seen += 1
                name = f"{prefix}{each.name}"
                how = each.stat(follow_symlinks=False)
                if stat.S_ISDIR(how.st_mode) and name.count("/") < _DEEPEST and seen <= MOST_FILES:
                    waiting.append((Path(each.path), f"{name}/"))
                elif stat.S_ISREG(how.st_mode) and seen <= MOST_FILES:
                    yield name, how.st_size
                else:
                    raise _not_taken(root, name)
        except OSError as error:
            raise unreadable(root.name) from error


def _not_taken(root: Path, name: str) -> PackError:
    return PackError(
        _("{pack} holds something that is not a plain file: {name}").format(
            pack=shown(root.name), name=shown(name)
        ),
        advice=_("Take out links, devices and folders in folders; keep words and recordings."),
    )


def _read(path: Path, name: str, *, most: int, follow: bool) -> bytes:
    """The file's bytes: never waits for a pipe, never follows a link that came since."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not follow:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise unreadable(name)
            return bounded(iter(lambda: file.read(_CHUNK), b""), name, most=most)
    except OSError as error:
        raise unreadable(name) from error


def bounded(pieces: Iterable[bytes], name: str, *, most: int) -> bytes:
    """The pieces put together.

    Raises:
        PackError: They come to more than `most` bytes.
    """
    found = bytearray()
    for each in pieces:
        found += each
        if len(found) > most:
            raise too_long(name, most=most)
    return bytes(found)
