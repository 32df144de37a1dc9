"""What a program did to its folder, call by call, as strace saw it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.rigs.disk import (
    Create,
    Delete,
    Disk,
    Operation,
    Rename,
    Resize,
    Said,
    Sync,
    Write,
    read_folder,
)

ROOT: Final = Path(__file__).resolve().parents[2]
HAS_STRACE: Final = shutil.which("strace") is not None
NO_STRACE: Final = "there is no strace to watch with"

REPLAYED: Final = (
    *("openat", "pwrite64", "write", "ftruncate", "fsync", "fdatasync", "lseek", "sendfile"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"),
)
REFUSED: Final = (
    *("open", "creat", "writev", "pwritev", "pwritev2", "truncate", "fallocate", "link", "linkat"),
    *("symlink", "symlinkat", "copy_file_range", "sync_file_range"),
)
"""What would change a file in a way that is not replayed: seen in the folder, it is an error."""

_CALL: Final = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_FILE: Final = re.compile(r"^(-?\d+|AT_FDCWD)(?:<([^>]*)>)?$")
_BEGINS: Final = re.compile(r"^\[(\d+)\]")
_ESCAPE: Final = re.compile(r"\\x([0-9a-f]{2})")
_FORGOTTEN: Final = ("-shm", ".lock")
"""Ends of names that recovery does not look into."""


class NotReplayedError(Exception):
    """The program changed its folder by a call that the rig does not know."""


def watched(arguments: list[str], *, root: Path) -> tuple[Operation, ...]:
    """Run one of the scenes on that folder, and say what it did to the disk.

    The folder is changed, as the scene changes it; take `read_folder` before.
    """
    trace = root.parent / f"{root.name}.trace"
    names = ",".join((*REPLAYED, *REFUSED))
    command = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-y",
        "-xx",
        "-s",
        "4000000",
        "-e",
        f"trace={names}",
    ]
    script = [sys.executable, "-m", "tests.rigs.scenes", *arguments, str(root)]
    before = read_folder(root)
    done = subprocess.run(
        [*command, "-o", str(trace), *script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    found = tuple(_Reading(root, Disk(before)).operations(trace.read_text(encoding="ascii")))
    trace.unlink()
    return found


class _Reading:
    """The lines of a trace, understood against what the folder held before."""

    def __init__(self, root: Path, disk: Disk) -> None:
        self._root = os.path.realpath(root)
        self._disk = disk
        self._places: dict[str, int] = {}

    def operations(self, text: str) -> Iterator[Operation]:
        for line in text.splitlines():
            if "<unfinished" in line:
                raise NotReplayedError("two threads or processes wrote at once")
            found = _CALL.match(line)
            if found is None or int(found[3]) < 0:
                continue
            for each in self._understood(found[1], _arguments(found[2]), int(found[3]), line):
                self._disk.apply(each)
                yield each

    def _understood(
        self, call: str, given: list[str], result: int, line: str
    ) -> Iterator[Operation]:
        if call == "write" and given[0].startswith("1<"):
            for said in _bytes(given[1]).decode().splitlines():
                yield Said(line=said)
            return
        name = self._named(call, given)
        if name is None or name.endswith(_FORGOTTEN):
            return
        if call in REFUSED:
            raise NotReplayedError(line[:200])
        if call in {"rename", "renameat", "renameat2"}:
            new = self._relative(_bytes(given[1 if call == "rename" else 3]).decode())
            if new is None:
                raise NotReplayedError(line[:200])
            yield Rename(name=name, new=new)
        elif call in {"unlink", "unlinkat", "rmdir"}:
            yield Delete(name=name)
        elif call in {"mkdir", "mkdirat"}:
            yield Create(name=name, is_folder=True)
        elif call == "openat":
            self._places[_number_of(line)] = 0
            yield from self._opened(name, given[2])
        else:
            yield from self._changed(call, name, given, result)

    def _opened(self, name: str, flags: str) -> Iterator[Operation]:
        if "O_CREAT" in flags and name not in self._disk.names:
            yield Create(name=name)
        elif "O_TRUNC" in flags:
            yield Resize(name=name, size=0)

    def _changed(self, call: str, name: str, given: list[str], result: int) -> Iterator[Operation]:
        handle = given[0].partition("<")[0]
        if call == "lseek":
            self._places[handle] = result
        elif call == "write":
            at = self._places[handle]
            self._places[handle] = at + result
            yield Write(name=name, at=at, content=_bytes(given[1])[:result])
        elif call == "sendfile":
            at = self._places[handle]
            self._places[handle] = at + result
            yield Write(name=name, at=at, content=self._copied(given, result))
        elif call == "pwrite64":
            yield Write(name=name, at=int(given[3]), content=_bytes(given[1])[:result])
        elif call == "ftruncate":
            yield Resize(name=name, size=int(given[1]))
        else:
            yield Sync(name=name)

    def _copied(self, given: list[str], size: int) -> bytes:
        """What `sendfile` took out of another file of the folder."""
        source, begins = self._named("sendfile", given[1:]), _BEGINS.match(given[2])
        if source is None or begins is None:
            raise NotReplayedError(", ".join(given)[:200])
        return self._disk.names[source].now()[int(begins[1]) :][:size]

    def _named(self, call: str, given: list[str]) -> str | None:
        """The file of our folder that the call is about; None where it is another's."""
        handle = _FILE.match(given[0])
        if handle is None:
            return self._relative(_bytes(given[0]).decode())
        folder = _unescaped(handle[2] or "").decode()
        if call.endswith("at") or call in {"renameat2", "openat"}:
            path = _bytes(given[1]).decode()
            return self._relative(path if path.startswith("/") else f"{folder}/{path}")
        return self._relative(folder)

    def _relative(self, path: str) -> str | None:
        path = os.path.normpath(path)
        if path == self._root:
            return "."
        if not path.startswith(f"{self._root}/") or path.endswith(" (deleted)"):
            return None
        return path.removeprefix(f"{self._root}/")


def _arguments(text: str) -> list[str]:
    """What stands between the brackets; strings are hexadecimal, so no comma is inside one."""
    return text.split(", ")


def _bytes(quoted: str) -> bytes:
    if not quoted.startswith('"') or not quoted.endswith('"'):
        raise NotReplayedError(quoted[:80])
    return _unescaped(quoted[1:-1])


def _unescaped(text: str) -> bytes:
    if "\\x" in text and len(text) % 4 == 0:
        return bytes.fromhex(text.replace("\\x", ""))
    return _ESCAPE.sub(lambda each: chr(int(each[1], 16)), text).encode("latin-1")


def _number_of(line: str) -> str:
    return line.rpartition(" = ")[2].partition("<")[0]
