"""A bare Debian 12 in a folder: nothing on it but what every Debian has, and apt.

What is mounted in it is mounted for its own processes only, and is gone with them: a test that is
killed leaves a folder of files.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

SUITE: Final = "bookworm"
TOOLS: Final = ("debootstrap", "unshare", "nsenter", "chroot", "dpkg-deb")
CLEAN: Final = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}
OF_THIS_MACHINE: Final = ("apt", "resolv.conf", "hosts")
"""How packages get here is this machine's to know: it is lent, and stands in no file of ours."""

_APT: Final = ("apt-get", "-qq", "-y", "-o", "Dpkg::Use-Pty=0")
_MOUNTS: Final = """
mount -t proc proc "$0/proc"
mount -t sysfs sysfs "$0/sys"
mount --rbind /dev "$0/dev"
echo mounted
exec sleep infinity
"""
_LONGEST_S: Final = 900


def lacking() -> tuple[str, ...]:
    """What this computer lacks to make one."""
    return tuple(each for each in TOOLS if shutil.which(each) is None)


class Bare:
    """A machine without anything, in a folder.

    Args:
        root: Its root, which is not there yet.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        subprocess.run(
            ["debootstrap", "--variant=minbase", SUITE, str(root)],
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=_LONGEST_S,
        )
        for name in OF_THIS_MACHINE:
            _lend(Path("/etc") / name, root / "etc" / name)
        self._within = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "sh", "-ec", _MOUNTS, str(root)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._within.stdout is not None
        assert self._within.stdout.readline() == "mounted\n"
        self.apt("update")

    def stop(self) -> None:
        """Switch it off: its mounts go with its first process."""
        self._within.kill()
        self._within.communicate()

    def command(self, *words: str, user: str | None = None) -> list[str]:
        """How that is started on it."""
        number = str(self._within.pid)
        entered = ["nsenter", "--mount", "--target", number, "chroot", str(self.root)]
        return [*entered, *(_as(user) if user else ()), *words]

    def run(
        self,
        *words: str,
        user: str | None = None,
        typed: str | None = None,
        env: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """What a command on it says, whatever its end."""
        return subprocess.run(
            self.command(*words, user=user),
            input=typed,
            stdin=subprocess.DEVNULL if typed is None else None,
            capture_output=True,
            text=True,
            check=False,
            env={**CLEAN, **(env or {})},
            cwd="/",
            timeout=_LONGEST_S,
        )

    def said(self, *words: str, user: str | None = None, typed: str | None = None) -> str:
        """What a command on it says, which ends well."""
        done = self.run(*words, user=user, typed=typed)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def apt(self, *words: str) -> str:
        """What apt does."""
        return self.said(*_APT, *words)

    def give(self, file: Path) -> str:
        """A file put into its own folder of things to install; the path on it."""
        shutil.copyfile(file, self.root / "opt" / file.name)
        return f"/opt/{file.name}"


def _as(user: str) -> tuple[str, ...]:
    """Another account's hands, with no process in between that a signal would end alone."""
    group = {"nobody": "nogroup"}.get(user, user)
    return ("setpriv", f"--reuid={user}", f"--regid={group}", "--init-groups", "--")


def _lend(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif source.exists():
        shutil.copyfile(source, target)


def later(package: Path, folder: Path, *, version: str, than: str) -> Path:
    """The same package under a later version."""
    tree = folder / "later"
    subprocess.run(["dpkg-deb", "--raw-extract", package, tree], check=True)
    for name in ("control", "preinst", "prerm"):
        file = tree / "DEBIAN" / name
        file.write_text(file.read_text("utf-8").replace(than, version), encoding="utf-8")
    made = folder / package.name.replace(than, version)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", tree, made],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C"},
    )
    shutil.rmtree(tree)
    return made
