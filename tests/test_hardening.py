"""A process without a core dump, closed to its neighbours, that overwrites what it lets go of."""

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Final

import pytest

from distressapp.hardening import environment
from tests.house.project import ROOT

TUNABLES: Final = "GLIBC_TUNABLES"
PLAIN: Final = {
    name: value for name, value in os.environ.items() if name not in {TUNABLES, "PYTHONMALLOC"}
}
GNU_ONLY: Final = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.confstr("CS_GNU_LIBC_VERSION") is None,
    reason="only the GNU library overwrites what is freed",
)
HAS_SHORT_MEMORY: Final = "from distressapp.hardening import *; print(has_short_memory())"
BEGINS_ANEW: Final = """
import os, sys
from distressapp.hardening import begin_with_short_memory, has_short_memory
begin_with_short_memory()
print(os.getpid(), has_short_memory(), os.read(int(sys.argv[1]), 99).decode(), *sys.argv[2:])
"""
GIVES_BACK: Final = """
import os, weakref
from distressapp.hardening import give_back_memory

def megabytes():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024 ** 2

class Circle:
    pass

circle = Circle()
circle.itself = circle
seen = weakref.ref(circle)
held = [bytes(64_000) for _ in range(1_000)]
on_top = bytes(64_000)
del circle, held
before = megabytes()
give_back_memory()
print(before - megabytes() > 50, seen() is None)
"""
HARDENED: Final = """
import ctypes, resource
from distressapp.hardening import harden_process
done = harden_process()
dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
print(done.leaves_no_core, done.is_closed, resource.getrlimit(resource.RLIMIT_CORE), dumpable)
"""
NEIGHBOURS: Final = """
import ctypes, os, signal, sys
from distressapp.hardening import harden_process

def become_somebody():
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # what a change of account takes away

ready, set_up = os.pipe()
victim = os.fork()
if victim == 0:
    become_somebody()
    if sys.argv[1] == "hardened":
        harden_process()
    os.write(set_up, b"x")
    signal.pause()
os.read(ready, 1)
become_somebody()
try:
    os.close(os.open(f"/proc/{victim}/mem", os.O_RDONLY))
    print("open")
except PermissionError:
    print("closed")
os.kill(victim, signal.SIGKILL)
"""


def said(script: str, *arguments: str, env: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env=env,
        input="",
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.strip()


def test_other_tunables_of_the_library_stay() -> None:
    given = {TUNABLES: "glibc.malloc.perturb=7:glibc.pthread.rseq=0", "LANG": "C"}

    once = environment(given)

    if sys.platform.startswith("linux"):
        tunables = once[TUNABLES].split(":")
        assert tunables == [
            "glibc.pthread.rseq=0",
            "glibc.malloc.perturb=85",
            "glibc.malloc.tcache_count=0",
        ]
    assert once["LANG"] == "C"
    assert environment(once) == once


@GNU_ONLY
def test_a_child_of_that_environment_overwrites_what_it_lets_go_of() -> None:
    assert said(HAS_SHORT_MEMORY, env=environment(PLAIN)) == "True"


@GNU_ONLY
@pytest.mark.parametrize("missing", ["perturb", "tcache_count", "PYTHONMALLOC"])
def test_without_one_of_the_three_it_does_not(missing: str) -> None:
    env = environment(PLAIN)
    tunables = env[TUNABLES].split(":")
    env[TUNABLES] = ":".join(each for each in tunables if missing not in each)
    env.pop(missing, None)

    assert said(HAS_SHORT_MEMORY, env=env) == "False"


@GNU_ONLY
def test_a_program_begins_anew_as_the_same_process_with_what_it_inherited() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(b"inherited")
    running = subprocess.Popen(
        [sys.executable, "-c", BEGINS_ANEW, str(reading), "--an", "argument"],
        cwd=ROOT,
        env=PLAIN,
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=(reading,),
    )
    os.close(reading)

    out, _err = running.communicate(timeout=120)

    assert out.split() == [str(running.pid), "True", "inherited", "--an", "argument"]


@GNU_ONLY
def test_a_program_begins_anew_only_once_whatever_becomes_of_the_environment() -> None:
    forgetting = BEGINS_ANEW.replace("\nbegin", "\nos.environ.pop('PYTHONMALLOC', None)\nbegin")

    running = subprocess.run(
        [sys.executable, "-c", forgetting, "0"],
        cwd=ROOT,
        env=PLAIN,
        input="",
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )

    assert running.stdout.split()[1] == "True"


@GNU_ONLY
def test_what_was_let_go_of_goes_back_to_the_system_when_told() -> None:
    assert said(GIVES_BACK, env=environment(PLAIN)) == "True True"


@GNU_ONLY
def test_control_what_was_let_go_of_stays_without_being_told() -> None:
    silent = GIVES_BACK.replace("\ngive_back_memory()", "")

    assert said(silent, env=environment(PLAIN)) == "False False"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has all of it")
def test_a_hardened_process_leaves_no_core_and_is_closed() -> None:
    assert said(HARDENED, env=PLAIN) == "True True (0, 0) 0"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has all of it")
def test_a_neighbour_of_the_same_account_cannot_read_its_memory() -> None:
    assert said(NEIGHBOURS, "hardened", env=PLAIN) == "closed"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has all of it")
def test_control_a_neighbour_can_read_a_process_that_is_not_hardened() -> None:
    assert said(NEIGHBOURS, "plain", env=PLAIN) == "open"
