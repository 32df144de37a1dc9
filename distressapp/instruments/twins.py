"""What a TOML file of ours says, read already: beside it stands its twin, which is read faster.

Nobody writes a twin by hand: `make twins` does, for what the program brings along. It says of which
bytes it is the twin; beside a file that was changed it says nothing.
"""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

OF, TABLE = "of", "table"


def read(path: Path, content: bytes, *, exact: Callable[[str], object]) -> dict[str, Any] | None:
    """The table of that file, as its twin has it; None where it has none, or another one's.

    Args:
        path: Of the TOML file.
        content: Its bytes.
        exact: Makes a number of what is written with a point.
    """
    try:
        found = json.loads(path.with_suffix(".json").read_bytes(), parse_float=exact)
    except (OSError, ValueError, RecursionError):
        return None
    is_its = isinstance(found, dict) and found.get(OF) == sha256(content).hexdigest()
    table = found.get(TABLE) if is_its else None
    return table if isinstance(table, dict) else None
