"""A disk that forgets: what may be left of a folder when the power goes.

The model is strict. Until a file is synced, each of its writes may be there, missing, or there in
part, in any order; until a folder is synced, each creation, renaming and deletion in it may not
have happened. Only a sync makes anything certain, and only what was asked of that file or folder.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePosixPath
from random import Random
from typing import Final, TypeAlias

SECTORS: Final = (512, 4096)


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    name: str
    at: int
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Resize:
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Create:
    name: str
    is_folder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    name: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete:
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sync:
    """Of a file or of a folder; `"."` is the folder at the top."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The program told somebody that something is kept."""

    line: str


Operation: TypeAlias = Write | Resize | Create | Rename | Delete | Sync | Said


class Fate(Enum):
    """What becomes of everything that was not synced."""

    LOST = "lost"
    THERE = "there"
    CONTENT_ONLY = "content only"
    NAMES_ONLY = "names only"
    LAST_TORN = "last torn"
    MIXED = "mixed"


@dataclass(slots=True, kw_only=True)
class File:
    """One file, whatever its name: what is on the disk, and what is on its way there."""

    content: bytes = b""
    is_folder: bool = False
    waiting: list[Write | Resize] = field(default_factory=list)

    def now(self) -> bytes:
        """As the program sees it."""
        content = bytearray(self.content)
        for each in self.waiting:
            _change(content, each)
        return bytes(content)

    def settle(self) -> None:
        self.content = self.now()
        self.waiting.clear()


class Disk:
    """A folder's files with what is certain and what is not.

    Args:
        files: Name, relative to the folder, to content; None is a folder.
    """

    def __init__(self, files: dict[str, bytes | None]) -> None:
        self._certain = {
            name: File(content=content or b"", is_folder=content is None)
            for name, content in files.items()
        }
        self.names = dict(self._certain)
        self._waiting: list[tuple[Create | Rename | Delete, File]] = []

    def apply(self, operation: Operation) -> None:
        """Let one thing happen."""
        match operation:
            case Write() | Resize():
                self.names[operation.name].waiting.append(operation)
            case Sync():
                self._sync(operation.name)
            case Create():
                file = File(is_folder=operation.is_folder)
                self._enter(operation, file)
            case Rename() | Delete():
                self._enter(operation, self.names[operation.name])
            case Said():
                pass

    def _enter(self, operation: Create | Rename | Delete, file: File) -> None:
        _rename(self.names, operation, file)
        self._waiting.append((operation, file))

    def _sync(self, name: str) -> None:
        if name in self.names and not self.names[name].is_folder:
            self.names[name].settle()
            return
        later = []
        for operation, file in self._waiting:
            if _folder(operation) == name:
                _rename(self._certain, operation, file)
            else:
                later.append((operation, file))
        self._waiting = later

    def cut(self, fate: Fate, random: Random) -> dict[str, bytes | None]:
        """The files that are found after the power went now."""
        keeps = _keeping(fate, random)
        names = dict(self._certain)
        for operation, file in self._waiting:
            if fate is not Fate.CONTENT_ONLY and (fate is Fate.NAMES_ONLY or keeps()):
                _rename(names, operation, file)
        return {
            name: None if file.is_folder else _left(file, fate, random, keeps)
            for name, file in names.items()
        }


def read_folder(root: Path) -> dict[str, bytes | None]:
    """A folder as it is now, for a disk to begin with."""
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
    }


def write_folder(root: Path, files: dict[str, bytes | None]) -> None:
    """Make that folder, anew."""
    root.mkdir(mode=0o700)
    for name in sorted(files):
        content = files[name]
        if content is None:
            (root / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        elif (root / name).parent.is_dir():
            (root / name).write_bytes(content)


def _folder(operation: Create | Rename | Delete) -> str:
    last = operation.new if isinstance(operation, Rename) else operation.name
    return str(PurePosixPath(last).parent)


def _rename(names: dict[str, File], operation: Create | Rename | Delete, file: File) -> None:
    match operation:
        case Create():
            names[operation.name] = file
        case Rename():
            if names.get(operation.name) is file:
                del names[operation.name]
            names[operation.new] = file
        case Delete():
            names.pop(operation.name, None)


def _change(content: bytearray, change: Write | Resize) -> None:
    if isinstance(change, Resize):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    content.extend(bytes(max(0, change.at - len(content))))
    content[change.at : change.at + len(change.content)] = change.content


def _keeping(fate: Fate, random: Random) -> Callable[[], bool]:
    if fate is not Fate.MIXED:
        return lambda: fate is not Fate.LOST
    likely = random.choice((0.1, 0.5, 0.9))
    return lambda: random.random() < likely


def _left(file: File, fate: Fate, random: Random, keeps: Callable[[], bool]) -> bytes:
    content = bytearray(file.content)
    if fate is Fate.NAMES_ONLY:
        return bytes(content)
    for place, each in enumerate(file.waiting):
        is_last = place == len(file.waiting) - 1
        if not keeps():
            continue
        is_torn = random.random() < 0.2 if fate is Fate.MIXED else fate is Fate.LAST_TORN
        if is_torn and isinstance(each, Write) and (is_last or fate is Fate.MIXED):
            _tear(content, each, random)
        else:
            _change(content, each)
    return bytes(content)


def _tear(content: bytearray, write: Write, random: Random) -> None:
    """Some sectors of the write, and not the others."""
    sector = random.choice(SECTORS)
    first = write.at
    while first < write.at + len(write.content):
        after = min((first // sector + 1) * sector, write.at + len(write.content))
        if random.random() < 0.5:
            part = write.content[first - write.at : after - write.at]
            _change(content, Write(name=write.name, at=first, content=part))
        first = after
