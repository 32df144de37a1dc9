"""One thing that goes wrong with one file: a bit, a sector, or its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import Final

SECTOR: Final = 512

Files = Mapping[str, bytes | None]


class Kind(Enum):
    FLIP = "a bit flipped"
    ZEROS = "a sector of zeros"
    CUT = "cut short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """Attributes:
    at: The first byte that is harmed.
    """

    name: str
    kind: Kind
    at: int
    bit: int = 0

    def done_to(self, files: Files) -> dict[str, bytes | None]:
        """The same files, one of them harmed."""
        content = bytearray(files[self.name] or b"")
        match self.kind:
            case Kind.FLIP:
                content[self.at] ^= 1 << self.bit
            case Kind.ZEROS:
                content[self.at : self.at + SECTOR] = bytes(len(content[self.at :][:SECTOR]))
            case Kind.CUT:
                del content[self.at :]
        return {**files, self.name: bytes(content)}


def drawn(files: Files, random: Random) -> Harm:
    """Some harm to one of them, where something stands: nobody misses a zero of free space."""
    name = random.choice(sorted(each for each in files if files[each]))
    content = files[name] or b""
    kind = random.choice((Kind.FLIP, Kind.FLIP, Kind.ZEROS, Kind.CUT))
    at = random.randrange(len(content))
    while content[at] == 0:
        at = random.randrange(len(content))
    return Harm(name=name, kind=kind, at=at, bit=random.randrange(8))
