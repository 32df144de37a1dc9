"""A process that updates a computer of the tests, to be killed with all its children.

`python -m tests.rigs.updating FOLDER install|back [UPDATE]`
"""

import sys
from dataclasses import replace
from pathlib import Path

from distressapp.core.errors import ExpectedError
from distressapp.paths import Folder
from distressapp.releases.packages import Packages
from distressapp.service.trial import Secrets
from distressapp.service.updates import Site, site
from distressapp.service.updating import Updating
from tests.clinics import PASSPHRASE


def here(folder: Path) -> Site:
    """The computer below that folder, as `tests.service.updating_scene` made it."""
    packages = Packages(root=folder / "system")
    found = site(packages, Folder(root=packages.root / "var" / "lib" / "distressapp"))
    return replace(found, keys=found.keys[-1:])


def tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(words: list[str]) -> int:
    """0 where the program was changed; 1 with the reason on standard output."""
    folder, act, *rest = words
    secrets = Secrets(passphrase=PASSPHRASE, name="")
    updating = Updating(here=here(Path(folder)), secrets=lambda: secrets, tell=tell)
    try:
        if act == "back":
            updating.back(may_lose=False)
        else:
            updating.install(Path(rest[0]) if rest else None)
    except ExpectedError as error:
        tell(f"refused: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
