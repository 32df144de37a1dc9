"""The calls of a program and its children into the system, as strace saw them."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
LONGEST_S: Final = 200
FILES: Final = "%file"
WIRES: Final = "socket,connect,sendto,sendmsg,bind,listen,io_uring_setup"
INTERNET: Final = ("AF_INET", "AF_INET6", "AF_PACKET", "AF_NETLINK", "io_uring_setup")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A program that is over.

    Attributes:
        calls: One line each, as strace writes it.
    """

    status: int
    out: bytes
    complaint: str
    calls: tuple[str, ...]

    def naming(self, *names: str) -> list[str]:
        """The calls in which one of those names stands."""
        return [each for each in self.calls if any(name in each for name in names)]


def traced(  # noqa: PLR0913  (a program has that many sides)
    command: Sequence[str],
    folder: Path,
    *,
    calls: str,
    given: bytes = b"",
    before: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Traced:
    """Run it to its end with its children; skips the test where there is no strace.

    Args:
        folder: For the trace.
        calls: What to watch, as strace is told.
        given: Its standard input.
        before: A command that runs all of it, such as `unshare -n`.
    """
    if shutil.which("strace") is None:
        pytest.skip("there is no strace to watch with")
    trace = folder / "trace"
    watch = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", str(trace), "-e", f"trace={calls}"]
    done = subprocess.run(
        [*before, *watch, *command],
        cwd=ROOT,
        env=os.environ if environment is None else environment,
        input=given,
        capture_output=True,
        timeout=LONGEST_S,
        check=False,
    )
    complaint = done.stderr.decode(errors="replace")
    if not trace.exists() or "ptrace" in complaint:
        pytest.skip(f"nothing may be watched here: {complaint[:200]}")
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    return Traced(
        status=done.returncode,
        out=done.stdout,
        complaint=complaint,
        calls=tuple(each for each in lines if "(" in each and "---" not in each),
    )


def may_leave_the_network() -> bool:
    """Whether a program can be run here where there is no network at all."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False)
    return tried.returncode == 0
