"""Make ready everything that `make demo` and `make test` need, on a bare machine.

What the operating system lacks is installed (or said in one line); then `.venv` is built from
the lock file, every package checked against its hash. Nothing is written outside the project's
folder, except by apt-get. A stamp inside `.venv`, written last, says that it is whole: without
it, or with another Python, folder or lock file, `.venv` is made again.

Plain standard library: this runs before anything is installed.
"""

from __future__ import annotations

import argparse
import dataclasses
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import debian

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {
    "bench": "requirements-dev.lock",
    "demo": "requirements.lock",
    "pictures": "requirements.lock",
    "test": "requirements-dev.lock",
}
TRY_QT = "from PySide6.QtWidgets import QApplication; QApplication([])"
QUOTED_LINES = 6
QUOTED_WIDTH = 160
INTERRUPTED = 130
NO_NETWORK = (
    "The Python packages could not be fetched. They come over the network the first time: "
    "check it, then type the same command again."
)
NO_PACKAGE = (
    "A package is not to be had for this computer. The program runs on Linux with glibc 2.34 "
    "or later on x86-64 (Debian 12), 2.39 or later on ARM (Debian 13)."
)
KNOWN = (
    ("DO NOT MATCH THE HASHES", "A package is not the one in the lock file, so it was refused."),
    ("No space left", "The disk is full. Make room, then type the same command again."),
    ("onnection", NO_NETWORK),
    ("No matching distribution", NO_PACKAGE),
)


class NotReadyError(Exception):
    """Something is missing that a person has to give. The text says what to do."""


@dataclasses.dataclass(frozen=True)
class Workshop:
    """The folders of one project, and the lock that keeps two set-ups apart."""

    root: Path
    lock: IO[str]

    @property
    def venv(self) -> Path:
        """The environment that is built."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter inside the environment."""
        return self.venv / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """Written last: with it the environment is whole."""
        return self.venv / "prepared.json"

    @property
    def log(self) -> Path:
        """What the tools said while the environment was built."""
        return self.root / "build" / "prepare.log"


def say(sentence: str) -> None:
    """Tell the person at the terminal, who may also be reading another program's output."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


@contextmanager
def alone(root: Path) -> Iterator[Workshop]:
    """The workshop, once no other set-up of the same folder is running."""
    folder = root / "build"
    (folder / "tmp").mkdir(parents=True, exist_ok=True)
    with (folder / "prepare.lock").open("a", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up of this folder is running; waiting for it to end …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield Workshop(root=root, lock=lock)


def wanted_stamp(workshop: Workshop, purpose: str) -> dict[str, str]:
    """What the stamp says when the environment is whole for a purpose."""
    stamp = {"python": f"{sys.version} {sys.base_prefix}", "folder": str(workshop.venv)}
    for name in ("demo", "test") if LOCKS[purpose] == LOCKS["test"] else ("demo",):
        lock = workshop.root / "packaging" / LOCKS[name]
        stamp[name] = hashlib.sha256(lock.read_bytes()).hexdigest()
    return stamp


def found_stamp(workshop: Workshop) -> dict[str, str]:
    """What the stamp says, or nothing where there is none that can be read."""
    try:
        found = json.loads(workshop.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def run(workshop: Workshop, command: Sequence[str | Path]) -> None:
    """Run one tool, its words into the log.

    The tool inherits the lock: should this script be killed, nobody builds over a tool that
    still runs.
    """
    inside = {
        "TMPDIR": str(workshop.root / "build" / "tmp"),
        "PIP_CACHE_DIR": str(workshop.root / "build" / "pip"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    with workshop.log.open("a", encoding="utf-8") as log:
        done = subprocess.run(  # noqa: S603 - our own interpreter and fixed words
            [*map(str, command)],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **inside},
            pass_fds=(workshop.lock.fileno(),),
        )
    if done.returncode != 0:
        said = workshop.log.read_text(encoding="utf-8", errors="replace")
        raise NotReadyError(f"{why(said)}\n{last_words(workshop)}")


def why(log: str) -> str:
    """A plain sentence for what the tools said."""
    return next((said for mark, said in KNOWN if mark in log), "The set-up failed.")


def last_words(workshop: Workshop) -> str:
    """The last lines of the log, for a person who wants to know more."""
    log = workshop.log.read_text(encoding="utf-8", errors="replace")
    lines = [f"    {line[:QUOTED_WIDTH]}" for line in log.splitlines() if line.strip()]
    return "\n".join(["The last words of build/prepare.log:", *lines[-QUOTED_LINES:]])


def build(workshop: Workshop, purpose: str) -> None:
    """Make the environment whole for a purpose; do nothing where it is."""
    wanted, found = wanted_stamp(workshop, purpose), found_stamp(workshop)
    if all(found.get(key) == value for key, value in wanted.items()) and workshop.python.exists():
        return
    workshop.log.write_text("", encoding="utf-8")
    workshop.stamp.unlink(missing_ok=True)
    demo_is_whole = all(found.get(key) == wanted[key] for key in wanted if key != "test")
    if not (demo_is_whole and "test" not in found and workshop.python.exists()):
        say("Making the environment .venv …")
        run(workshop, [sys.executable, "-m", "venv", "--clear", workshop.venv])
    say("Fetching the Python packages (some 100 MB, the first time only) …")
    pip = [str(workshop.python), "-I", "-m", "pip"]
    lock = workshop.root / "packaging" / LOCKS[purpose]
    checked = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--progress-bar", "off"]
    run(workshop, [*pip, "install", *checked, "--requirement", str(lock)])
    run(workshop, [*pip, "check"])
    if "pyside6" in lock.read_text(encoding="utf-8"):
        run(workshop, [workshop.python, "-I", "-c", TRY_QT])
    workshop.stamp.write_text(json.dumps(wanted, indent=1) + "\n", encoding="utf-8")
    say("The environment is ready.")


def meet_needs(workshop: Workshop, purpose: str) -> None:
    """Install what the operating system lacks, or say the one line to type.

    Raises:
        NotReadyError: Something is lacking and we may not, or could not, install it.
    """
    wanted = debian.needs(debian.LIST.read_text(encoding="utf-8"))
    when = debian.occasions(purpose, os.environ)
    lacking = debian.missing(wanted, when)
    before = debian.way_to_install() if lacking else None
    tried = ""
    if before is not None:
        say(f"Installing with apt-get: {' '.join(debian.packages(lacking))} …")
        with workshop.log.open("w", encoding="utf-8") as log:
            debian.install(lacking, before, log)
        lacking = debian.missing(wanted, when)
        tried = f"apt-get could not install what is missing. {last_words(workshop)}\n\n"
    if not lacking:
        return
    line = debian.line_to_type(
        lacking, is_root=os.geteuid() == 0, has_sudo=shutil.which("sudo") is not None
    )
    things = ", ".join(need.what.partition(":")[2] for need in lacking)
    raise NotReadyError(
        f"{tried}This computer lacks: {things}.\nOn Debian, type this one line, then the same"
        f" command again:\n\n    {line}\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Make everything ready; the exit status is 0 when it is."""
    parser = argparse.ArgumentParser(description="Make ready what make demo or make test needs.")
    parser.add_argument("purpose", choices=sorted(LOCKS))
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    chosen = parser.parse_args(arguments)
    try:
        with alone(chosen.root.resolve()) as workshop:
            meet_needs(workshop, chosen.purpose)
            build(workshop, chosen.purpose)
    except NotReadyError as error:
        say(f"\n{error}")
        return 1
    except OSError as error:
        say(f"\nThe set-up could not write or read {error.filename}: {error.strerror}.")
        return 1
    except KeyboardInterrupt:
        say("\nStopped. The same command starts again where it must.")
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
