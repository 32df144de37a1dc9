"""How this program starts itself again: from its source, from a wheel, or frozen into one folder.

Frozen there is no Python to hand a module to: the program itself is told which child it is.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

CHILD: Final = "--child"
"""The first word of a child of the program; people never type it."""

CHILDREN: Final = {
    "page": "distressapp.report.child",
    "jobs": "distressapp.printing.jobs",
    "screen": "distressapp.ui.screen",
}
"""Every child: its word, and the module whose `main` takes the words after it."""


def is_frozen() -> bool:
    """Whether this is the packaged program, with its own Python inside."""
    return bool(getattr(sys, "frozen", False))


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


def again() -> tuple[str, ...]:
    """The command that this process was started by."""
    words = sys.argv[1:] if is_frozen() else sys.orig_argv[1:]
    return (sys.executable, *words)


def environment(env: Mapping[str, str]) -> dict[str, str]:
    """That environment, in which a child finds this very program before any other."""
    if is_frozen():
        return dict(env)
    own = str(Path(__file__).resolve().parents[1])
    paths = [own, *filter(None, [env.get("PYTHONPATH")])]
    return {**env, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}
