"""Worked examples, computed twice by programs that are not this one.

Source:
    Scoring rules of the owners' publications; two independent programs (exact fractions,
    and awk) and, for the boundary cases, sums by hand agree on every one.
"""

import json
from pathlib import Path
from typing import Any, Final

EXAMPLES: Final[dict[str, list[dict[str, Any]]]] = json.loads(
    (Path(__file__).parent / "worked_examples.json").read_text("utf-8")
)
"""By instrument id, and `"rci"` for change over time."""
