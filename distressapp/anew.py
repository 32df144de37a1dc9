"""Begins this program anew with a short memory, where it did not begin with one.

It is the first that a process reads of the program, and most often the last: then the same process
begins once more. So it imports nothing that Python does not have at its start. What a short memory
is, and why: `distressapp.hardening`.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

IS_LINUX = sys.platform.startswith("linux")

_TUNABLES = {"glibc.malloc.perturb": "85", "glibc.malloc.tcache_count": "0"}
"""Freed memory is overwritten; the per-thread cache, which is spared that, is off."""

_BEGUN = "DISTRESSAPP_BEGUN"
"""The number of the process that began anew: where a library changes the environment, once."""


def is_frozen() -> bool:
    """Whether this is the packaged program, with its own Python inside."""
    return bool(getattr(sys, "frozen", False))


def again() -> tuple[str, ...]:
    """The command that this process was started by."""
    words = sys.argv[1:] if is_frozen() else sys.orig_argv[1:]
    return (sys.executable, *words)


def environment(env: "Mapping[str, str]") -> dict[str, str]:
    """That environment, for a child that overwrites whatever it lets go of.

    Other tunables of the C library in it stay. Elsewhere than on Linux nothing is added.
    """
    if not IS_LINUX:
        return dict(env)
    others = [
        each
        for each in env.get("GLIBC_TUNABLES", "").split(":")
        if each and each.partition("=")[0] not in _TUNABLES
    ]
    ours = [f"{name}={value}" for name, value in _TUNABLES.items()]
    return {**env, "GLIBC_TUNABLES": ":".join([*others, *ours]), "PYTHONMALLOC": "malloc"}


def begin_with_short_memory() -> None:
    """Start this program anew, as the same process, where it did not begin with a short memory.

    To be called before anything is read or opened; it does not return where it starts anew.
    Elsewhere than on Linux it does nothing.
    """
    wanted = environment(os.environ)
    is_second = os.environ.get(_BEGUN) == str(os.getpid())
    if is_second or wanted == dict(os.environ):
        return
    wanted[_BEGUN] = str(os.getpid())
    os.execve(sys.executable, again(), wanted)  # noqa: S606  (this program itself)
