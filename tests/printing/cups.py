"""A print system of the tests' own: the real CUPS, its folder and socket below a temporary one."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SERVER: Final = """Listen {root}/cups.sock
LogLevel warn
PreserveJobHistory Yes
DefaultAuthType None
WebInterface No
Browsing No
MaxLogSize 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES: Final = """ServerRoot {root}/root
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/spool/tmp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
FileDevice Yes
SystemGroup root
ServerBin {root}/bin
"""
_NEEDY: Final = """#!/bin/sh
# A printer whose needs stand in a file; each page that comes out of it is a file of its own.
[ $# = 0 ] && exit 0
place=${DEVICE_URI#needy:}
cat ${6:+"$6"} > "$place/$1.part"
told=
while need=$(cat "$place/needs" 2>/dev/null) && [ -n "$need" ]; do
  [ "$need" = "$told" ] || echo "STATE: ${told:+-$told,}+$need" >&2
  told=$need
  sleep 0.1
done
[ -z "$told" ] || echo "STATE: -$told" >&2
echo "$3" >> "$place/titles"
mv "$place/$1.part" "$place/$1.out"
"""
_INSTALLED: Final = Path("/usr/lib/cups")
PDF_PRINTER: Final = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
_WAIT_S: Final = 60.0


def why_not() -> str:
    """Why no print system can be started here; empty where one can."""
    if any(shutil.which(each) is None for each in ("cupsd", "lp", "lpstat", "lpadmin")):
        return "there is no CUPS on this machine"
    if os.geteuid() != 0:
        return "only root can start a print system of its own"
    if not PDF_PRINTER.exists():
        return "there is no PDF printer for CUPS on this machine"
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cups:
    """A running print system; `CUPS_SERVER` points the print commands at it."""

    root: Path
    pid: int

    def printer(self, name: str, device: str, *, is_pdf: bool = True) -> None:
        """Set a printer up; it is ready at once."""
        driver = ["-P", str(PDF_PRINTER)] if is_pdf else ["-m", "raw"]
        self.run("lpadmin", "-p", name, "-E", "-v", device, *driver)

    def set_up(self, *directives: str) -> None:
        """Add to its configuration; it reads it anew, which takes it a moment."""
        with (self.root / "cupsd.conf").open("a") as file:
            file.write("".join(f"{each}\n" for each in directives))
        os.kill(self.pid, signal.SIGHUP)
        time.sleep(1)

    def needy(self, name: str, *, is_pdf: bool = False) -> "Needy":
        """Set up a printer that says what it needs, as a driver does, and gets it in the end."""
        place = self.root / f"needy-{name}"
        place.mkdir()
        self.printer(name, f"needy:{place}", is_pdf=is_pdf)
        return Needy(place=place)

    def run(self, *command: str) -> str:
        """A command of the print system's, as an administrator would give it."""
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_WAIT_S, check=True, env=self._env
        )
        return done.stdout

    @property
    def pages_it_kept(self) -> list[str]:
        """Documents in its spool, sent ones too."""
        return sorted(each.name for each in (self.root / "spool").glob("d*"))

    @property
    def all_it_kept(self) -> bytes:
        """Everything it wrote down: logs, jobs, caches."""
        found = (each for each in self.root.rglob("*") if each.is_file())
        return b"".join(each.read_bytes() for each in found)

    @property
    def _env(self) -> dict[str, str]:
        return {**os.environ, "CUPS_SERVER": str(self.root / "cups.sock"), "LC_ALL": "C"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Needy:
    """A printer with needs, as `media-empty-error`, `offline-report`."""

    place: Path

    def needs(self, what: str) -> None:
        """From now on it prints nothing before it gets that; empty where it needs nothing."""
        (self.place / "needs").write_text(what)

    @property
    def titles(self) -> Counter[str]:
        """How many pages of each title came out."""
        found = self.place / "titles"
        return Counter(found.read_text().splitlines() if found.exists() else [])

    @property
    def pages(self) -> list[bytes]:
        """What came out, in the order it was asked for."""
        found = sorted(self.place.glob("*.out"), key=lambda each: int(each.stem))
        return [each.read_bytes() for each in found]


def _backends(root: Path) -> None:
    """The programs of the print system that is installed, and one printer more."""
    (root / "bin/backend").mkdir(parents=True)
    for each in _INSTALLED.iterdir():
        if each.name != "backend":
            (root / "bin" / each.name).symlink_to(each)
    for each in (_INSTALLED / "backend").iterdir():
        (root / "bin/backend" / each.name).symlink_to(each)
    needy = root / "bin/backend/needy"
    needy.write_text(_NEEDY)
    needy.chmod(0o700)


@contextmanager
def running(root: Path) -> Iterator[Cups]:
    """A print system in that folder, until the end of the block."""
    for each in ("spool/tmp", "cache", "state", "log", "root/ppd"):
        (root / each).mkdir(parents=True)
    _backends(root)
    (root / "cupsd.conf").write_text(_SERVER.format(root=root))
    (root / "cups-files.conf").write_text(_FILES.format(root=root))
    configured = ["-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
    log = (root / "log/out").open("wb")
    server = subprocess.Popen(["cupsd", "-f", *configured], stdout=log, stderr=log)
    try:
        _wait_for(root / "cups.sock", server)
        yield Cups(root=root, pid=server.pid)
    finally:
        _end(server)
        log.close()


def _wait_for(path: Path, server: "subprocess.Popen[bytes]") -> None:
    """Until somebody answers at that socket: the file is there a moment before."""
    deadline = time.monotonic() + _WAIT_S
    while time.monotonic() < deadline:
        assert server.poll() is None, "the print system did not start"
        with socket.socket(socket.AF_UNIX) as door, suppress(OSError):
            door.connect(str(path))
            return
        time.sleep(0.05)
    raise AssertionError("the print system does not answer")


def _end(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(timeout=_WAIT_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(timeout=_WAIT_S)


def remove(root: Path) -> None:
    """Its folder; a program of its own may still write there for a moment after its end."""
    deadline = time.monotonic() + _WAIT_S
    while root.exists():
        shutil.rmtree(root, ignore_errors=True)
        assert time.monotonic() < deadline, f"{root} stays"
        time.sleep(0.05)
