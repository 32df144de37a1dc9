"""A file system that drops what was not synced: FUSE's own protocol, spoken over its device.

Everything a program does in the mounted folder lands in a `Disk`, the same strict model that the
crash points are replayed on. `cut` is the power going: from that moment nothing is taken any more,
and what the program would find on the next day is worked out from what was synced.
"""

import ctypes
import errno
import os
import stat
import struct
import threading
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from random import Random
from typing import Final, TypeAlias

from tests.rigs.disk import Create, Delete, Disk, Fate, Operation, Rename, Resize, Sync, Write

DEVICE: Final = Path("/dev/fuse")
NO_FUSE: Final = "this system does not let this account mount a file system of its own"

_HEADER: Final = struct.Struct("<IIQQIIII")
_REPLY: Final = struct.Struct("<IiQ")
_ATTRIBUTES: Final = struct.Struct("<6Q3I7I")
_ENTRY: Final = struct.Struct("<4Q2I")
_BIGGEST_WRITE: Final = 1 << 17
_BUFFER: Final = _BIGGEST_WRITE + 4096
_MINOR: Final = 31
_DETACHED: Final = 2
_AN_FH: Final = struct.pack("<QII", 0, 0, 0)

Handler: TypeAlias = Callable[[int, bytes], bytes]


class CannotMountError(Exception):
    """The system does not let us mount a file system of our own."""


class Forgetful:
    """One mounted folder, served by a thread until `close`.

    Args:
        root: An empty folder to mount over.
        files: What is on the disk at first.

    Raises:
        CannotMountError: The system does not let this account.
    """

    def __init__(self, root: Path, files: dict[str, bytes | None]) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._disk = Disk(files)
        self._is_cut = False
        self._last = 1
        self._paths: dict[int, str] = {1: "."}
        self._numbers: dict[str, int] = {".": 1}
        self._handlers = self._verbs()
        self._device = _mounted(root)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def cut(self, fate: Fate, random: Random) -> dict[str, bytes | None]:
        """The power goes now; what will be found."""
        with self._lock:
            self._is_cut = True
            return self._disk.cut(fate, random)

    def close(self) -> None:
        """Unmount; whoever still works in the folder is told that it is gone."""
        ctypes.CDLL(None).umount2(os.fsencode(self.root), _DETACHED)
        self._thread.join()
        os.close(self._device)

    def _serve(self) -> None:
        while True:
            try:
                request = os.read(self._device, _BUFFER)
            except OSError as error:
                if error.errno == errno.ENODEV:
                    return
                continue
            _, verb, unique, node, *_ = _HEADER.unpack_from(request)
            answer = self._answer(verb, node, request[_HEADER.size :])
            if answer is None:
                continue
            fault, content = answer
            reply = _REPLY.pack(_REPLY.size + len(content), -fault, unique) + content
            try:
                os.write(self._device, reply)
            except OSError:  # whoever asked is dead
                continue

    def _answer(self, verb: int, node: int, given: bytes) -> tuple[int, bytes] | None:
        if verb in _WITHOUT_ANSWER:
            return None
        handler = self._handlers.get(verb)
        if handler is None:
            return errno.ENOSYS, b""
        with self._lock:
            if self._is_cut:
                return errno.EIO, b""
            try:
                return 0, handler(node, given)
            except OSError as error:
                return error.errno or errno.EIO, b""
            except KeyError:  # a file that is open and has no name any more
                return 0, _OF_THE_NAMELESS.get(verb, b"")

    def _verbs(self) -> Mapping[int, Handler]:
        return {
            1: self._look_up,
            3: lambda node, _: self._attributes(node),
            4: self._set,
            9: lambda node, given: self._make(node, given, _name(given, 8), is_folder=True),
            10: self._delete,
            11: self._delete,
            12: lambda node, given: self._rename(node, given, at=8),
            45: lambda node, given: self._rename(node, given, at=16),
            14: lambda *_: _AN_FH,
            15: self._read,
            16: self._write,
            17: lambda *_: struct.pack("<10Q", *[1 << 20] * 5, 4096, 255, 4096, 0, 0),
            18: lambda *_: b"",
            20: self._sync,
            25: lambda *_: b"",
            26: lambda *_: struct.pack("<6I", 7, _MINOR, 1 << 16, 0, 0, _BIGGEST_WRITE) + bytes(40),
            27: lambda *_: _AN_FH,
            28: self._list,
            29: lambda *_: b"",
            30: self._sync,
            35: lambda node, given: self._make(node, given, _name(given, 16)) + _AN_FH,
        }

    def _path(self, node: int, name: str = "") -> str:
        return str(PurePosixPath(self._paths[node]) / name)

    def _number(self, path: str) -> int:
        if path not in self._numbers:
            self._last += 1
            self._numbers[path] = self._last
            self._paths[self._numbers[path]] = path
        return self._numbers[path]

    def _do(self, operation: Operation) -> None:
        self._disk.apply(operation)

    def _attributes(self, node: int) -> bytes:
        return struct.pack("<QII", 0, 0, 0) + self._status(self._paths[node])

    def _status(self, path: str) -> bytes:
        file = self._disk.names.get(path)
        if file is None and path != ".":
            raise FileNotFoundError(errno.ENOENT, path)
        is_folder = file is None or file.is_folder
        size = 0 if file is None else len(file.now())
        mode = stat.S_IFDIR | 0o700 if is_folder else stat.S_IFREG | 0o600
        times = [0] * 6
        rest = (mode, 1, os.geteuid(), os.getegid(), 0, 4096, 0)
        return _ATTRIBUTES.pack(self._number(path), size, 0, *times, *rest)

    def _entered(self, path: str) -> bytes:
        status = self._status(path)
        return _ENTRY.pack(self._number(path), 0, 0, 0, 0, 0) + status

    def _look_up(self, node: int, given: bytes) -> bytes:
        return self._entered(self._path(node, _name(given, 0)))

    def _set(self, node: int, given: bytes) -> bytes:
        (valid,) = struct.unpack_from("<I", given)
        (size,) = struct.unpack_from("<Q", given, 16)
        if valid & 8:
            self._do(Resize(name=self._paths[node], size=size))
        return self._attributes(node)

    def _make(self, node: int, _given: bytes, name: str, *, is_folder: bool = False) -> bytes:
        path = self._path(node, name)
        self._do(Create(name=path, is_folder=is_folder))
        return self._entered(path)

    def _delete(self, node: int, given: bytes) -> bytes:
        path = self._path(node, _name(given, 0))
        self._do(Delete(name=path))
        # The name may come back as another file, with a number of its own.
        self._paths.pop(self._numbers.pop(path, 0), None)
        return b""

    def _rename(self, node: int, given: bytes, *, at: int) -> bytes:
        (new_folder,) = struct.unpack_from("<Q", given)
        old, new, _ = given[at:].split(b"\0", 2)
        path, becomes = self._path(node, old.decode()), self._path(new_folder, new.decode())
        self._do(Rename(name=path, new=becomes))
        number = self._numbers.pop(path)
        self._paths[number], self._numbers[becomes] = becomes, number
        return b""

    def _read(self, node: int, given: bytes) -> bytes:
        _, at, size = struct.unpack_from("<QQI", given)
        return self._disk.names[self._paths[node]].now()[at : at + size]

    def _write(self, node: int, given: bytes) -> bytes:
        _, at, size = struct.unpack_from("<QQI", given)
        content = given[40 : 40 + size]
        self._do(Write(name=self._paths[node], at=at, content=content))
        return struct.pack("<II", size, 0)

    def _sync(self, node: int, _given: bytes) -> bytes:
        self._do(Sync(name=self._paths[node]))
        return b""

    def _list(self, node: int, given: bytes) -> bytes:
        _, first, size = struct.unpack_from("<QQI", given)
        folder = PurePosixPath(self._paths[node])
        inside = [path for path in self._disk.names if PurePosixPath(path).parent == folder]
        listed = b""
        for place, path in enumerate(sorted(inside)[first:], start=first + 1):
            name = PurePosixPath(path).name.encode()
            kind = stat.S_IFDIR if self._disk.names[path].is_folder else stat.S_IFREG
            entry = struct.pack("<QQII", self._number(path), place, len(name), kind >> 12) + name
            entry += bytes(-len(entry) % 8)
            if len(listed) + len(entry) > size:
                break
            listed += entry
        return listed


_NAMELESS: Final = _ATTRIBUTES.pack(0, 0, 0, *[0] * 6, stat.S_IFREG | 0o600, *[0] * 6)
_OF_THE_NAMELESS: Final = {
    3: bytes(16) + _NAMELESS,
    4: bytes(16) + _NAMELESS,
    14: _AN_FH,
    16: struct.pack("<II", 4096, 0),
}
_WITHOUT_ANSWER: Final = frozenset({2, 36, 42})
"""FORGET, INTERRUPT, BATCH_FORGET."""


def _name(given: bytes, at: int) -> str:
    return given[at:].split(b"\0", 1)[0].decode()


def _mounted(root: Path) -> int:
    try:
        device = os.open(DEVICE, os.O_RDWR)
    except OSError as error:
        raise CannotMountError(str(error)) from error
    options = f"fd={device},rootmode=40000,user_id={os.geteuid()},group_id={os.getegid()}"
    done = ctypes.CDLL(None, use_errno=True).mount(
        b"rig", os.fsencode(root), b"fuse", 0, options.encode()
    )
    if done != 0:
        os.close(device)
        raise CannotMountError(os.strerror(ctypes.get_errno()))
    return device
