"""Build the packages: `build.py {wheel|frozen|deb|all}` puts them into `build/packages/`."""

import argparse
import importlib
import sys
from pathlib import Path
from typing import Final

import starter
import tree

OUT: Final = tree.ROOT / "build" / "packages"
PACKAGES: Final = ("wheel", "frozen", "deb")
"""Each is a module beside this one, with `build(out: Path) -> Path`; in this order."""


def main() -> int:
    """Build what is asked for; the exit status is 0 when everything stands there."""
    parser = argparse.ArgumentParser(description="Build the packages.")
    parser.add_argument("what", choices=[*PACKAGES, "all"])
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    try:
        starter.ready()
        for name in PACKAGES if chosen.what == "all" else (chosen.what,):
            sys.stdout.write(f"{importlib.import_module(name).build(chosen.out.resolve())}\n")
            sys.stdout.flush()
    except Exception as error:  # noqa: BLE001 - whatever a tool of the build says, in one sentence
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
