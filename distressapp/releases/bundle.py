"""An update as one file, as it comes on a stick: its signature is checked before it is believed.

Whoever hands over a stick can write anything on it. The head has a fixed shape and bounded
lengths, and needs no reader that could be led astray; the manifest behind it is handed to whoever
checks signatures before it is parsed. Nothing is unpacked: the manifest says how long each file
behind it is, and which hash it has, and there is room for nothing else.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.releases import Part, Release
from distressapp.core.stores import full, read_only
from distressapp.releases.manifest import (
    MOST_BYTES,
    MOST_CHANGES_BYTES,
    MOST_PACKAGE_BYTES,
    NotAManifestError,
    TooNewManifestError,
    from_bytes,
    to_bytes,
)
from distressapp.settings.file import sync_folder
from distressapp.text import _

ENDING: Final = ".update"
Check = Callable[[bytes, bytes, str], str]
"""Given a manifest, a signature and a key's id: whose key it is; it raises where it is nobody's."""

Sign = Callable[[bytes], tuple[str, bytes]]
"""Given a manifest: a key's id and the signature."""

_HEAD: Final = re.compile(
    rb"distressapp update 1\nkey ([0-9a-f]{16})\nsignature ([0-9a-f]{128})\nmanifest (\d{6})\n"
)
_WRITTEN: Final = "distressapp update 1\nkey {key}\nsignature {signature}\nmanifest {size:06}\n"
_HEAD_BYTES: Final = len(_WRITTEN.format(key="0" * 16, signature="0" * 128, size=0))
_MOST_FILE_BYTES: Final = _HEAD_BYTES + MOST_BYTES + MOST_PACKAGE_BYTES + MOST_CHANGES_BYTES
_STEP_BYTES: Final = 1024 * 1024


class BundleError(ExpectedError):
    """A file that is no update, or not a whole one; nothing was changed."""


@frozen
class Bundle:
    """An update whose signature was checked; its files are not, until they are taken.

    Attributes:
        by: Whose key signed it.
    """

    release: Release
    by: str
    _file: IO[bytes]
    _name: str
    _at: int

    def take(self, part: Part, target: Path) -> None:
        """Write one of its files, checked while it is copied, and wait for the disk.

        Args:
            part: `release.package` or `release.changes`.
            target: What stands there is replaced, and only by a file that is whole.

        Raises:
            BundleError: It is not what was signed.
            StoreError: The folder cannot be written, or the disk is full.
        """
        beside = target.with_name(f".{target.name}.part")
        beside.unlink(missing_ok=True)
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise read_only(target.parent.name) from error
        try:
            with os.fdopen(handle, "wb") as file:
                self._copy(part, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
            sync_folder(target.parent)
        except OSError as error:
            raise full(target.name) from error
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def changes(self) -> str:
        """What is new, as the makers wrote it.

        Raises:
            BundleError: It is not what was signed.
        """
        return b"".join(self._pieces(self.release.changes)).decode("utf-8", "replace")

    def _copy(self, part: Part, file: IO[bytes]) -> None:
        for piece in self._pieces(part):
            file.write(piece)

    def _pieces(self, part: Part) -> Iterator[bytes]:
        """What the file has in that place; it raises at the end where the hash is another."""
        is_first = part == self.release.package
        self._file.seek(self._at if is_first else self._at + self.release.package.size)
        digest, left = sha256(), part.size
        while left:
            piece = _read(self._file, min(left, _STEP_BYTES), self._name)
            if not piece:
                break
            digest.update(piece)
            left -= len(piece)
            yield piece
        if left or digest.hexdigest() != part.sha256:
            raise _spoilt(self._name)


@contextmanager
def opened(path: Path, check: Check) -> Iterator[Bundle]:
    """An update, once `check` has found who signed it.

    Raises:
        BundleError: It is none, not whole, or of a later shape.
        ExpectedError: As `check`.
    """
    with _plain_file(path) as file:
        head = _HEAD.fullmatch(_read(file, _HEAD_BYTES, path.name))
        if head is None:
            raise _none(path.name)
        size = int(head.group(3))
        manifest = _read(file, min(size, MOST_BYTES), path.name)
        if not 0 < size <= MOST_BYTES or len(manifest) != size:
            raise _none(path.name)
        by = check(manifest, bytes.fromhex(head.group(2).decode()), head.group(1).decode())
        release = _release(manifest, path.name)
        at = _HEAD_BYTES + size
        if os.fstat(file.fileno()).st_size != at + release.package.size + release.changes.size:
            raise _spoilt(path.name)
        yield Bundle(release=release, by=by, _file=file, _name=path.name, _at=at)


def write(path: Path, release: Release, parts: Sequence[Path], sign: Sign) -> None:
    """Write an update and wait for the disk.

    Args:
        path: Where no file stands yet.
        parts: The package's file, and that of the changes.

    Raises:
        OSError: It cannot be written.
    """
    manifest = to_bytes(release)
    key, signature = sign(manifest)
    head = _WRITTEN.format(key=key, signature=signature.hex(), size=len(manifest))
    with path.open("xb") as file:
        file.write(head.encode() + manifest)
        for each in parts:
            with each.open("rb") as source:
                while piece := source.read(_STEP_BYTES):
                    file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def part_of(path: Path) -> Part:
    """A file as a manifest speaks of it."""
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_STEP_BYTES):
            digest.update(piece)
            size += len(piece)
    return Part(name=path.name, size=size, sha256=digest.hexdigest())


def is_part(path: Path, part: Part) -> bool:
    """Whether that file stands there, whole."""
    try:
        found = part_of(path)
    except OSError:
        return False
    return (found.size, found.sha256) == (part.size, part.sha256)


@contextmanager
def _plain_file(path: Path) -> Iterator[IO[bytes]]:
    """A file and no pipe or device: opening one of those must not wait for anybody."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise _unreadable(path.name) from error
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_FILE_BYTES:
        os.close(handle)
        raise _none(path.name)
    with os.fdopen(handle, "rb") as file:
        yield file


def _read(file: IO[bytes], size: int, name: str) -> bytes:
    try:
        return file.read(size)
    except OSError as error:
        raise _unreadable(name) from error


def _release(manifest: bytes, name: str) -> Release:
    try:
        return from_bytes(manifest)
    except TooNewManifestError as error:
        raise BundleError(
            _("{name} is an update that this version does not understand").format(
                name=visible(name)
            ),
            advice=_("Nothing was changed. Ask its makers for the update that comes before it."),
        ) from error
    except NotAManifestError as error:
        raise _spoilt(name) from error


def visible(words: str) -> str:
    """Somebody else's words on one line, with a sign in place of what a terminal would obey."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in words)


def _none(name: str) -> BundleError:
    return BundleError(
        _("{name} is not an update of this program").format(name=visible(name)),
        advice=_("Nothing was changed. An update is one file whose name ends in {ending}.").format(
            ending=ENDING
        ),
    )


def _spoilt(name: str) -> BundleError:
    return BundleError(
        _("{name} is not the file that its makers signed").format(name=visible(name)),
        advice=_("Nothing was changed. Copy it onto the stick once more, or use another stick."),
    )


def _unreadable(name: str) -> BundleError:
    return BundleError(
        _("{name} cannot be read").format(name=visible(name)),
        advice=_("Nothing was changed. Look whether the stick is plugged in and mounted."),
    )
