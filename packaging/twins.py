"""Writes a twin beside each definition and wording that the program brings along.

`make twins` does it; a kiosk reads them in a fraction of the time that TOML takes
(`distressapp/instruments/twins.py`).
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from distressapp.instruments.twins import OF, TABLE

ROOT: Final = Path(__file__).resolve().parents[1]
RESOURCES: Final = ROOT / "resources"
_POINT: Final = "\N{DECIMAL EXPONENT SYMBOL}"
"""Stands round a number with a point while JSON is written: it must come out as it was written."""

_NUMBER: Final = re.compile(f'"{_POINT}([^"]*)"')


def originals() -> Iterator[Path]:
    """The TOML files that have a twin."""
    yield from sorted(RESOURCES.glob("instruments/*/*.toml"))
    yield from sorted(RESOURCES.glob("wording/*.toml"))


def made(content: bytes) -> bytes:
    """The twin of a file with those bytes."""
    table = tomllib.loads(content.decode("utf-8"), parse_float=lambda written: _POINT + written)
    whole = {OF: sha256(content).hexdigest(), TABLE: table}
    written = json.dumps(whole, ensure_ascii=False, indent=0, separators=(",", ":"))
    return (_NUMBER.sub(r"\1", written) + "\n").encode("utf-8")


def main() -> int:
    """Write them all."""
    for path in originals():
        path.with_suffix(".json").write_bytes(made(path.read_bytes()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
