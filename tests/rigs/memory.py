"""Everything a process holds in memory, and what can be found in it or in files."""

import re
import struct
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.rigs.rounds import is_full

Needles = Mapping[tuple[str, str], bytes]
"""Name and spelling of what is looked for, to its bytes."""

Piece = tuple[str, int, bytes]
"""Name of a place, where in it, and what stands there."""

CODES: Final = ("utf-8", "utf-16-le", *(["utf-32-le"] if is_full() else []))
"""As Python, Qt and, rarely, C hold text: Latin letters are one, two or four bytes wide."""

_LINE: Final = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)$")
_KERNELS: Final = ("[vvar]", "[vsyscall]", "[vvar_vclock]")
_AT_ONCE: Final = 16 * 1024 * 1024
_LAP: Final = 256
"""Longer than anything that is looked for, so that nothing is missed where two pieces meet."""

_BESIDE: Final = 48
_LOAD: Final = 1
_WRITABLE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where something was found, with what stands beside it."""

    name: str
    spelling: str
    place: str
    at: int
    beside: bytes

    def __str__(self) -> str:
        return f"{self.name} as {self.spelling} in {self.place} at {self.at:#x}: {self.beside!r}"


def text(name: str, canary: str) -> Needles:
    """A text in every width in which a program holds it."""
    return {(name, code): canary.encode(code) for code in CODES}


def key(name: str, raw: bytes) -> Needles:
    """A key as a program holds it: halves of it raw, hexadecimal, base64."""
    half = len(raw) // 2
    found = {
        (name, "first half"): raw[:half],
        (name, "second half"): raw[half:],
        (name, "hexadecimal"): raw[:half].hex().encode(),
    }
    if is_full():
        found[name, "wide hexadecimal"] = raw[:half].hex().encode("utf-16-le")
        found[name, "base64"] = b64encode(raw)[:20]
    return found


def in_memory(pid: int, needles: Needles) -> list[Hit]:
    """Where any of it stands in the memory of that process."""
    return search(needles, memory_of(pid))


def in_files(root: Path, needles: Needles) -> list[Hit]:
    """Where any of it stands in a file of that folder."""
    files = [each for each in sorted(root.rglob("*")) if each.is_file()]
    return search(needles, ((str(each), 0, each.read_bytes()) for each in files))


def in_dump(path: Path, needles: Needles) -> list[Hit]:
    """Where any of it stands in a core file."""
    return search(needles, _parts_of_dump(path))


def search(needles: Needles, pieces: Iterable[Piece]) -> list[Hit]:
    """Every place where any of it stands."""
    hits: dict[tuple[str, str, str, int], Hit] = {}
    for place, start, content in pieces:
        for (name, spelling), needle in needles.items():
            at = content.find(needle)
            while at >= 0:
                hits[name, spelling, place, start + at] = Hit(
                    name=name,
                    spelling=spelling,
                    place=place,
                    at=start + at,
                    beside=content[max(0, at - _BESIDE) : at + len(needle) + _BESIDE],
                )
                at = content.find(needle, at + 1)
    return list(hits.values())


def memory_of(pid: int) -> Iterator[Piece]:
    """Every byte of that process that it could have written.

    What is mapped from a file and cannot be written is that file, a part of the program; the
    full run reads it all the same.
    """
    maps = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            match = _LINE.match(line)
            assert match is not None, line
            rights, name = match[3], match[4]
            is_program = name.startswith("/") and "w" not in rights
            if "r" not in rights or name in _KERNELS or (is_program and not is_full()):
                continue
            start, end = int(match[1], 16), int(match[2], 16)
            while start < end:
                memory.seek(start)
                try:
                    content = memory.read(min(_AT_ONCE, end - start))
                except OSError:  # beyond the end of a mapped file
                    break
                if not content:
                    break
                yield name or "anonymous memory", start, content
                is_last = start + len(content) >= end
                start += len(content) if is_last else max(1, len(content) - _LAP)


def _parts_of_dump(path: Path) -> Iterator[Piece]:
    """As `memory_of`: the full run reads every part of it."""
    with path.open("rb") as file:
        head = file.read(64)
        assert head[:5] == b"\x7fELF\x02", "not a core file of 64 bits"
        (table,) = struct.unpack_from("<Q", head, 32)
        size, count = struct.unpack_from("<HH", head, 54)
        file.seek(table)
        rows = [struct.unpack_from("<IIQQQQ", file.read(size)) for _ in range(count)]
        for kind, rights, offset, _address, _physical, length in rows:
            if kind == _LOAD and not rights & _WRITABLE and not is_full():
                continue
            file.seek(offset)
            yield path.name, offset, file.read(length)
