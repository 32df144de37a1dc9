"""A computer on which the program is installed as a package, with a clinic and its makers' key."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from distressapp.paths import Folder
from distressapp.releases.packages import Packages
from distressapp.service.trial import Secrets
from distressapp.service.updates import Site, site
from distressapp.service.updating import Updating
from tests.clinics import PASSPHRASE, closed, made, opened, rated, seated
from tests.releases import bundles
from tests.releases.debs import ITSELF, deb, system

QUICK: Final = ITSELF.replace(
    "export PYTHONPATH", 'case "$*" in demo*|*"updating check") exit 0;; esac\nexport PYTHONPATH'
)
"""The program as ever, but for the walk of an invented patient."""

NO_GOOD: Final = ITSELF.replace(
    "export PYTHONPATH",
    'if [ "$1" = demo ]; then echo "the page is empty" >&2; exit 3; fi\nexport PYTHONPATH',
)
"""A program that starts, and makes no page."""


@dataclass(slots=True, kw_only=True)
class Scene:
    """All of it.

    Attributes:
        said: What the person at the keyboard was told.
    """

    here: Site
    folder: Path
    said: list[str] = field(default_factory=list)

    def updating(self) -> Updating:
        secrets = Secrets(passphrase=PASSPHRASE, name="")
        return Updating(here=self.here, secrets=lambda: secrets, tell=self.said.append)

    def update(
        self,
        new: str = "0.2.0",
        *,
        program: str = QUICK,
        scripts: dict[str, str] | None = None,
        made_by: Callable[..., Path] = bundles.made,
    ) -> Path:
        """A signed update with a real package."""
        package = deb(self.folder, new, program=program, scripts=scripts)
        return made_by(self.folder / "stick", package, new=new)

    def installed(self) -> str:
        found = self.here.packages.installed()
        assert found is not None
        assert found.is_whole
        return str(found.version)


def computer(folder: Path, *, program: str = QUICK, installed: str = "0.1.0") -> Scene:
    """One with a clinic in which a patient answered; the package is installed by dpkg."""
    packages: Packages = system(folder / "system")
    packages.install(deb(folder, installed, program=program))
    root = packages.root / "var" / "lib" / "distressapp"
    clinic(root)
    here = site(packages, Folder(root=root))
    keys = packages.root / "etc" / "distressapp" / "release-keys"
    keys.mkdir(parents=True)
    (keys / "makers.pub").write_bytes(bundles.MAKERS.public.as_file())
    return Scene(here=replace(here, keys=(keys,)), folder=folder)


def clinic(root: Path) -> None:
    """A clinic in which a patient answered just now, and nobody took it in."""
    made(root)
    answer(root)


def answer(root: Path) -> None:
    """One more patient answers there."""
    house = opened(root)
    running = seated(house)
    running.keep(rated(house, 7))
    closed(house, running)
    house.close()


@contextmanager
def disturbed() -> Iterator[None]:
    """Afterwards signals are as they were: an update lets itself be disturbed by none."""
    before = {
        each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
