"""How this program starts itself again: from its source, from a wheel, or frozen into one folder.

Frozen there is no Python to hand a module to: the program itself is told which child it is.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from distressapp.anew import is_frozen

__all__ = [
    "CHILD",
    "CHILDREN",
    "child",
    "environment",
    "for_others",
    "is_frozen",
    "itself",
    "settle",
]

CHILD: Final = "--child"
"""The first word of a child of the program; people never type it."""

CHILDREN: Final = {
    "page": "distressapp.report.child",
    "jobs": "distressapp.printing.jobs",
    "screen": "distressapp.ui.screen",
    "paper": "distressapp.staff.press",
}
"""Every child: its word, and the module whose `main` takes the words after it."""


_LIBRARIES: Final = "LD_LIBRARY_PATH"
_WERE: Final = "LD_LIBRARY_PATH_ORIG"
_STARTER: Final = "_PYI_"
"""How the start of a frozen program says where its libraries are, where others' were, and more."""

_BARE: Final = frozenset({"", "C", "POSIX"})


def itself(*words: str) -> tuple[str, ...]:
    """The command that starts this program with those words."""
    if is_frozen():
        return (sys.executable, *words)
    return (sys.executable, "-P", "-m", "distressapp", *words)


def child(name: str, *words: str) -> tuple[str, ...]:
    """The command of one of `CHILDREN`; to be started with `environment`.

    Raises:
        KeyError: There is no such child.
    """
    CHILDREN[name]
    return itself(CHILD, name, *words)


def environment(env: Mapping[str, str]) -> dict[str, str]:
    """That environment, in which a child finds this very program before any other."""
    if is_frozen():
        return dict(env)
    own = str(Path(__file__).resolve().parents[1])
    paths = [own, *filter(None, [env.get("PYTHONPATH")])]
    return {**env, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}


def for_others(env: Mapping[str, str]) -> dict[str, str]:
    """That environment, for a program that is not this one: none of our libraries in it."""
    others = {name: value for name, value in env.items() if not name.startswith(_STARTER)}
    if is_frozen():
        were = others.pop(_WERE, None)
        others.pop(_LIBRARIES, None)
        if were is not None:
            others[_LIBRARIES] = were
    return others


def settle() -> None:
    """Put the environment of a frozen program right, once it has begun.

    From then on whatever is started from here finds its own libraries and not ours, which the
    system has by then looked up for this process. And as with a Python of the system, the bare
    "C" locale is one that knows every letter.
    """
    wanted = for_others(os.environ)
    kind = wanted.get("LC_CTYPE") or wanted.get("LANG") or ""
    if sys.platform == "linux" and not wanted.get("LC_ALL") and kind in _BARE:
        wanted["LC_CTYPE"] = "C.UTF-8"
    for name in os.environ.keys() - wanted.keys():
        del os.environ[name]
    os.environ.update(wanted)
