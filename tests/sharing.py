"""How the tests share the processors of one machine, and who meets servers that are not ours."""

from typing import Final

import pytest
from xdist.scheduler import LoadScopeScheduling

SCREEN: Final = "screen"
"""The mark of a test on a screen of its own: those run alone, one after another."""

FOREIGN: Final = frozenset({"cups"})
"""Fixtures that start a server of other people's."""

TRIES_MORE: Final = 1

_TOGETHER: Final = ("tests/packages/",)
"""Folders whose tests share what took long to build."""


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """A file's tests go to one process; so do the tests of a folder that shares a build."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def scope(nodeid: str) -> str:
    """What goes to one process with that test."""
    path = nodeid.partition("::")[0]
    return next((each for each in _TOGETHER if path.startswith(each)), path)


def mark(items: list[pytest.Item]) -> None:
    """Tests with an X server or a print system have one more try, which is told.

    See docs/decisions/unsteady-tests.md; no other test has one.
    """
    for item in items:
        is_on_screen = item.nodeid.startswith("tests/x11/")
        if is_on_screen:
            item.add_marker(SCREEN)
        if is_on_screen or FOREIGN & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.flaky(reruns=TRIES_MORE))
