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


_STARTER: Final = "_PYI_"
"""How what starts the frozen program on Windows talks to itself."""

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


def settle() -> None:
    """Put the environment of a frozen program right, once it has begun.

    What starts it on Windows leaves words to itself there. And as with a Python of the system, the
    bare "C" locale is one that knows every letter: Qt asks for it, and so do programs that are
    started from here.
    """
    for name in [each for each in os.environ if each.startswith(_STARTER)]:
        del os.environ[name]
    kind = os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    if sys.platform == "linux" and not os.environ.get("LC_ALL") and kind in _BARE:
        os.environ["LC_CTYPE"] = "C.UTF-8"
