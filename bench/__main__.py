"""`python -m bench`: every topic in a process of its own, then the results as one page."""

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bench.measure import Reach, Result, not_measured
from bench.page import page

ROOT: Final = Path(__file__).resolve().parents[1]
TOPICS: Final = (
    *("scoring", "answers", "taps", "signing", "papers"),
    *("lists", "vault", "start", "memory"),
)
"""In this order: what is small first, so that a fault is seen early."""


def main() -> int:
    """Measure; the exit status is 0 where every topic came to its end."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("topics", nargs="*", help=f"of: {', '.join(TOPICS)} (all)")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "results.md")
    parser.add_argument("--told", action="store_true", help="one topic, as JSON (within)")
    chosen = parser.parse_args()
    unknown = [each for each in chosen.topics if each not in TOPICS]
    if unknown:
        parser.error(f"there is no topic {unknown[0]!r}; there are {', '.join(TOPICS)}")
    if chosen.told:
        return _tell(chosen.topics[0])
    return _all(chosen.topics or TOPICS, chosen.out, is_whole=not chosen.topics)


def _tell(topic: str) -> int:
    """Measure one topic here, and print its lines for the process that started this one."""
    module = importlib.import_module(f"bench.{topic}")
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        found = [asdict(each) for each in module.measure(Path(place))]
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


def _all(topics: tuple[str, ...], out: Path, *, is_whole: bool) -> int:
    began = time.monotonic()
    results: list[Result] = []
    failed = 0
    for topic in topics:
        sys.stderr.write(f"{topic} …\n")
        lines = _asked(topic)
        failed += lines is None
        results += lines or [not_measured(topic, "", "it did not come to its end")]
    text = page(results, minutes=(time.monotonic() - began) / 60)
    sys.stdout.write(text)
    if is_whole:
        out.write_text(text, encoding="utf-8")
    return 1 if failed else 0


def _asked(topic: str) -> list[Result] | None:
    """The lines of one topic, from a process of its own; None where it failed."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", topic, "--told"],
        check=False,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    if done.returncode != 0:
        return None
    lines = json.loads(done.stdout.splitlines()[-1])
    return [_result(each) for each in lines]


def _result(line: dict[str, object]) -> Result:
    reach = line.pop("reach")
    limit = Reach(**reach) if isinstance(reach, dict) else None
    return Result(**line, reach=limit)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
