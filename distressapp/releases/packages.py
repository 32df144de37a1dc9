"""The system's packages, asked through Debian's own commands: what is installed, and install it.

The commands get an environment of their own: nothing of ours leads them to our libraries.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.releases import Version, version_of_package
from distressapp.releases.bundle import visible
from distressapp.text import _

NAME: Final = "distressapp"
"""Of the package."""

_PATH: Final = os.pathsep.join(("/usr/sbin", "/usr/bin", "/sbin", "/bin"))
_ENVIRONMENT: Final = {
    "PATH": _PATH,
    "LANG": "C.UTF-8",
    "HOME": "/",
    "DEBIAN_FRONTEND": "noninteractive",
    # The package's own scripts look after rooms that are open, and refuse an older version: here
    # the rooms are locked, and the data go back with the program.
    "DISTRESSAPP_UPDATE": "1",
}
_ASK_S: Final = 60.0
"""Questions are answered at once. An installation is never cut off."""
_WHOLE: Final = "installed"


class PackageError(ExpectedError):
    """The system's packages did not do what they were asked for."""


@frozen
class Installed:
    """What the system says of this program's package.

    Attributes:
        is_whole: Unpacked and configured; no where an installation was cut off.
    """

    version: Version
    is_whole: bool


@frozen
class Packages:
    """The packages of one system.

    Attributes:
        root: Of the system; `/` but for another system below a folder.
        tools: Where its commands are; None for where the system has them.
    """

    root: Path = Path("/")
    tools: Path | None = None

    @property
    def program(self) -> Path:
        """The installed program."""
        return self.root / "usr" / "bin" / NAME

    @property
    def is_there(self) -> bool:
        """Whether this system has such packages at all."""
        return all(self._tool(each) is not None for each in ("dpkg", "dpkg-query", "dpkg-deb"))

    def installed(self) -> Installed | None:
        """This program's package; None where it was not installed as one.

        Raises:
            PackageError: The system does not say.
        """
        done = self._ask("dpkg-query", "-W", "-f=${Version} ${db:Status-Status}", NAME)
        words = done.stdout.split()
        if done.returncode != 0 or len(words) != 2 or words[1] in {"config-files", "not-installed"}:  # noqa: PLR2004  (both fields)
            return None
        try:
            found = version_of_package(words[0])
        except ValueError as error:
            raise _strange(words[0]) from error
        return Installed(version=found, is_whole=words[1] == _WHOLE)

    def machine(self) -> str:
        """The system's architecture, as `amd64`.

        Raises:
            PackageError: The system does not say.
        """
        return self._answer("dpkg", "--print-architecture").strip()

    def check(self, package: Path, version: Version) -> None:
        """Nothing where the file is this program's package, of that version.

        Raises:
            PackageError: It is another.
        """
        said = self._answer("dpkg-deb", "--show", "--showformat=${Package} ${Version}", package)
        name, _blank, words = said.strip().partition(" ")
        try:
            is_it = name == NAME and version_of_package(words) == version
        except ValueError:
            is_it = False
        if not is_it:
            raise PackageError(
                _("The package in the update is not the one that it names"),
                advice=_("Nothing was changed. Tell its makers."),
            )

    def install(self, package: Path) -> None:
        """Install a package, whatever version is there. The administrator's files stay.

        Raises:
            PackageError: It is not installed, or not to its end; with the system's own words.
        """
        done = self._run("dpkg", "--force-confdef", "--force-confold", "--install", package)
        if done.returncode != 0:
            raise PackageError(
                _("The system did not install {package}: {words}").format(
                    package=package.name, words=_last_line(done.stderr or done.stdout)
                ),
                advice=_("Where another program installs something, wait until it has ended."),
            )

    def half_done(self) -> bool:
        """Whether the system says that an installation of any package was cut off."""
        return bool(self._answer("dpkg", "--audit").strip())

    def files(self) -> Iterator[Path]:
        """Every path of the installed package, as the system lists it, folders first.

        Raises:
            PackageError: The system does not say.
        """
        for line in self._answer("dpkg-query", "-L", NAME).splitlines():
            if line.startswith("/") and line != "/.":
                yield Path(line)

    def control_files(self) -> Iterator[Path]:
        """What the system keeps of the package's own control files.

        Raises:
            PackageError: The system does not say.
        """
        for line in self._answer("dpkg-query", "--control-list", NAME).split():
            if line != "md5sums":
                yield Path(self._answer("dpkg-query", "--control-path", NAME, line).strip())

    def fields(self) -> Mapping[str, str]:
        """The package's fields, with the lines that go on.

        Raises:
            PackageError: The system does not say.
        """
        found: dict[str, str] = {}
        name = ""
        for line in self._answer("dpkg-query", "-s", NAME).splitlines():
            if line[:1].isspace():
                found[name] += f"\n{line}"
                continue
            name, _colon, value = line.partition(":")
            found[name] = value.strip()
        return found

    def build(self, tree: Path, target: Path) -> None:
        """Make a package of a tree; fast rather than small.

        Raises:
            PackageError: It cannot be made.
        """
        self._answer(
            "dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", tree, target, limit_s=None
        )

    def _answer(self, tool: str, *words: str | Path, limit_s: float | None = _ASK_S) -> str:
        done = self._ask(tool, *words, limit_s=limit_s)
        if done.returncode != 0:
            raise PackageError(
                _("The system's packages do not answer: {words}").format(
                    words=_last_line(done.stderr)
                ),
                advice=_("Nothing was changed. Let an administrator of the computer look at it."),
            )
        return done.stdout

    def _ask(
        self, tool: str, *words: str | Path, limit_s: float | None = _ASK_S
    ) -> subprocess.CompletedProcess[str]:
        try:
            return self._run(tool, *words, limit_s=limit_s)
        except subprocess.TimeoutExpired as error:
            raise PackageError(
                _("The system's packages do not answer"),
                advice=_("Nothing was changed. Start the computer again, then try again."),
            ) from error

    def _run(
        self, tool: str, *words: str | Path, limit_s: float | None = None
    ) -> subprocess.CompletedProcess[str]:
        found = self._tool(tool)
        if found is None:
            raise PackageError(
                _("This computer does not install programs as Debian does"),
                advice=_("Bring the program up to date the way it was installed here."),
            )
        where: tuple[str, ...] = ()
        if self.root != Path("/") and tool != "dpkg-deb":
            where = (f"--root={self.root}",)
            if tool == "dpkg":
                where += ("--force-not-root", "--force-script-chrootless", "--log=/dev/null")
        # The commands are the system's own, from a fixed list of folders.
        return subprocess.run(  # noqa: S603  (see above)
            [found, *where, *(str(each) for each in words)],
            check=False,
            text=True,
            errors="replace",
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limit_s,
            start_new_session=True,  # what interrupts us does not interrupt an installation
        )

    def _tool(self, name: str) -> str | None:
        if self.tools is not None:
            return shutil.which(name, path=self.tools)
        return shutil.which(name, path=_PATH)


def _last_line(words: str) -> str:
    lines = [visible(each) for each in words.strip().splitlines()]
    return lines[-1][:300] if lines else _("no reason was given")


def _strange(words: str) -> PackageError:
    return PackageError(
        _("The version that is installed, {version}, is none of this program's").format(
            version=visible(words)
        ),
        advice=_("Install it once by hand, as the manual says."),
    )
