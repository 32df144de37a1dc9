"""A zip as a pack is sent: looked through before it is believed."""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from distressapp.core.errors import PackError
from distressapp.instruments.packfiles import (
    MOST_BYTES,
    MOST_FILES,
    bounded,
    check_names,
    no_pack,
    too_long,
    unreadable,
)
from distressapp.instruments.showing import shown
from distressapp.text import _

_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,  # a way of packing, or a flag, that the library does not know
    RuntimeError,  # a password is asked for
    ValueError,
    OverflowError,
    LookupError,
)
"""Whatever the standard library says of an archive that lies."""

_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_LONG_END: Final = b"PK\x06\x07"
_LONG_END_BYTES: Final = 20
_LONGEST_REMARK: Final = 65_535
_MOST_INDEX_BYTES: Final = 512 * 1024
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_MOST_RATIO: Final = 200
"""How many times longer than its packed form a file may be; speech is not twice as long."""
_SMALL: Final = 64 * 1024
_CHUNK: Final = 1024 * 1024


@contextmanager
def opened_zip(path: Path) -> Iterator["InZip"]:
    """The files in a zip.

    Raises:
        PackError: It is none, or something in it is not taken.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise unreadable(path.name) from error
    with file:
        _check_index(file, path)
        try:
            archive = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise no_pack(path) from error
        with archive:
            yield InZip(archive, path)


class InZip:
    """A zip whose index was found to be sound."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive = archive
        self._pack = path.name
        found = [each for each in archive.infolist() if not each.filename.endswith("/")]
        check_names((each.orig_filename for each in found), pack=path.name)
        check_names((each.filename for each in found), pack=path.name)
        for each in archive.infolist():
            self._check(each)
        self._infos = {each.filename: each for each in found}
        self.sizes: Mapping[str, int] = {each.filename: each.file_size for each in found}
        if sum(self.sizes.values()) > MOST_BYTES:
            raise too_long(path.name, most=MOST_BYTES)

    def read(self, name: str, *, most: int) -> bytes:
        """One file, unpacked piece by piece up to its bound."""
        info = self._infos[name]
        if info.file_size > most:
            raise too_long(name, most=most)
        try:
            with self._archive.open(info) as file:
                return bounded(iter(lambda: file.read(_CHUNK), b""), name, most=most)
        except _BROKEN as error:
            raise unreadable(name) from error

    def _check(self, info: zipfile.ZipInfo) -> None:
        how = info.external_attr >> 16
        if stat.S_IFMT(how) and not (stat.S_ISREG(how) or stat.S_ISDIR(how)):
            raise self._refused(info, _("it is a link or a device"))
        if info.flag_bits & _ENCRYPTED:
            raise self._refused(info, _("it is locked with a password"))
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise self._refused(info, _("it is packed in a way that is not read here"))
        if info.file_size > _SMALL and info.file_size > _MOST_RATIO * info.compress_size:
            raise self._refused(info, _("it would become far longer than it is"))

    def _refused(self, info: zipfile.ZipInfo, why: str) -> PackError:
        return PackError(
            _("{pack} holds {name}, which is not taken: {why}").format(
                pack=shown(self._pack), name=shown(info.filename), why=why
            ),
            advice=_("Make the zip once more from plain files, without a password."),
        )


def _check_index(file: IO[bytes], path: Path) -> None:
    """The index is short: the library reads all of it before anybody can say no.

    Raises:
        PackError: It is not, there is none, or the file is longer than any pack.
    """
    size = os.fstat(file.fileno()).st_size
    if size > MOST_BYTES:
        raise too_long(path.name, most=MOST_BYTES)
    file.seek(max(0, size - _END_BYTES - _LONGEST_REMARK - _LONG_END_BYTES))
    tail = file.read()
    file.seek(0)
    at = _end(tail)
    if at is None:
        raise no_pack(path)
    count, index_bytes = struct.unpack_from("<HI", tail, at + 10)
    is_long = tail[max(0, at - _LONG_END_BYTES) :].startswith(_LONG_END)
    if count > MOST_FILES or index_bytes > _MOST_INDEX_BYTES or is_long:
        raise PackError(
            _("{pack} holds more than {most} files").format(pack=shown(path.name), most=MOST_FILES),
            advice=_("Take out what is neither words nor a recording."),
        )


def _end(tail: bytes) -> int | None:
    """Where the end of the index stands, as the library finds it."""
    last = len(tail) - _END_BYTES
    if last >= 0 and tail[last:].startswith(_END) and tail.endswith(b"\0\0"):
        return last
    at = tail.rfind(_END, max(0, last - _LONGEST_REMARK))
    return at if 0 <= at <= last else None
