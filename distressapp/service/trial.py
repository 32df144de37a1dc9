"""Trying a program that was just installed, as the account of the clinic, on copies only.

It must say its version, score the worked examples as they were worked, take an invented patient
through a whole sitting to the printed page, and put the clinic's newest backup in place on a copy,
where it opens and checks every entry.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from distressapp.core.frozen import frozen
from distressapp.core.releases import Version
from distressapp.releases.children import Account, done, owner_of
from distressapp.service.updates import Site, UpdateError
from distressapp.text import _

_ANSWER_S: Final = 120.0
_DEMO_S: Final = 900.0
_DRILL_S: Final = 3600.0


@frozen(repr=False)
class Secrets:
    """Who opens the vault.

    Attributes:
        name: Of the member; may be empty while there is only one.
    """

    passphrase: str
    name: str

    def asked(self) -> dict[str, str]:
        """As a child is told, on its standard input."""
        return {"passphrase": self.passphrase, "name": self.name}

    def table(self, **more: str) -> str:
        """The same as a line, with more."""
        return json.dumps({**self.asked(), **more}) + "\n"


@frozen
class Trial:
    """A version that was installed, and must prove itself."""

    here: Site
    version: Version

    def run(self, backup: str, secrets: Callable[[], Secrets] | None) -> None:
        """Nothing where it is good.

        Args:
            backup: Name of the clinic's newest; empty to leave the clinic out of it.
            secrets: None where the clinic is left out.

        Raises:
            ExpectedError: It is not, and in what.
        """
        self.check_version()
        program, root = str(self.here.packages.program), self.here.folder.root
        account = owner_of(root)
        done([program, "updating", "check"], account, limit_s=_ANSWER_S)
        with _own_folder(account) as folder:
            done(
                [program, "demo", "--headless", "--out", str(folder / "demo")],
                account,
                limit_s=_DEMO_S,
                more={"TMPDIR": str(folder)},
            )
        if secrets is not None:
            done(
                [program, "--data", str(root), "updating", "try"],
                account,
                said=secrets().table(backup=backup),
                limit_s=_DRILL_S,
            )

    def check_version(self) -> None:
        """Nothing where the program starts and says that it is this version.

        Raises:
            ExpectedError: It does not.
        """
        program = str(self.here.packages.program)
        account = owner_of(self.here.folder.root)
        said = done([program, "--version"], account, limit_s=_ANSWER_S)
        if str(self.version) not in said.split():
            raise UpdateError(
                _("It does not say that it is version {version}").format(version=self.version),
                advice=_("Tell its makers."),
            )


@contextmanager
def _own_folder(account: Account) -> Iterator[Path]:
    """An empty folder of that account's, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="distressapp-trial-"))
    try:
        if sys.platform != "win32" and account.user is not None and account.group is not None:
            os.chown(folder, account.user, account.group)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
