"""An enumeration of Qt's that gets its members late is the same as one that had them at once."""

import enum
import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final

import pytest

from distressapp.late_enums import _Late, _made
from tests.house.project import ROOT

MEMBERS: Final = [("a", 1), ("b", 2), ("again", 2), ("d", 4)]
ALL: Final = """
import enum, json, sys
if sys.argv[1] == "late":
    from distressapp import pyside
    pyside.load()
from PySide6 import QtCore, QtGui, QtWidgets

def told(of, depth=0):
    for name, found in sorted(vars(of).items()):
        if isinstance(found, enum.EnumMeta):
            members = [[name, repr(each), each.value, type(each) is found]
                       for name, each in found.__members__.items()]
            yield [repr(found), found.__module__, found.__qualname__, found.__mro__[1].__name__,
                   type(found).__name__, members, sorted(vars(found)), *joined(found)]
        elif isinstance(found, type) and depth < 3 and found not in seen:
            seen.add(found)
            yield from told(found, depth + 1)

def joined(found):
    if issubclass(found, enum.Flag) and len(found) > 1:
        one, other = list(found)[:2]
        yield from (repr(one | other), repr(~one), repr(one & other), repr(found(0)))

seen = set()
modules = (QtCore, QtGui, QtWidgets)
found = {name: getattr(module, name) for module in modules for name in dir(module)}
waiting = sum(type(each).__name__ == "_Late" for each in vars(QtCore.Qt).values())
told = [each for name in sorted(found) for each in
        (told(found[name]) if isinstance(found[name], type) else ())]
print(json.dumps([waiting, told]))
"""


def made(base: type[enum.Enum]) -> Any:  # noqa: ANN401  (what it has is asked of it)
    """Of that kind, as Qt asks for one."""
    found = _made(base, "Late", list(MEMBERS), boundary=enum.KEEP)
    assert type(found) is _Late
    return found


def listed(how: str) -> list[object]:
    """All that Qt has, in a fresh process: how many of one namespace waited, and each in full."""
    done = subprocess.run(
        [sys.executable, "-c", ALL, how],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found: list[object] = json.loads(done.stdout)
    return found


def test_each_enumeration_of_qts_is_what_it_is_without() -> None:
    waiting, late = listed("late")
    none, plain = listed("plain")

    assert late == plain
    assert isinstance(late, list)
    assert len(late) > 500
    assert (none, isinstance(waiting, int) and waiting > 50) == (0, True)


@pytest.mark.parametrize("base", [enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag])
@pytest.mark.parametrize(
    "ask",
    [
        lambda late: late.b,
        lambda late: late(2),
        lambda late: late["again"],
        lambda late: list(late)[1],
        lambda late: next(each for each in reversed(list(late)) if each.value == 2),
        lambda late: late.__members__["b"],
        lambda late: late._member_map_["b"],
        lambda late: late._value2member_map_[2],
    ],
)
def test_whatever_it_is_asked_first_it_has_its_members(
    base: type[enum.Enum], ask: Callable[[Any], Any]
) -> None:
    late = made(base)

    found = ask(late)

    assert found is late(2) is late["b"]
    assert (found.name, found.value, type(found)) == ("b", 2, late)
    assert type(late) is enum.EnumMeta


def test_what_is_counted_or_listed_first_is_not_empty() -> None:
    counted, listed_, reversed_ = made(enum.Enum), made(enum.Enum), made(enum.Enum)

    assert len(counted) == 3
    assert "b" in dir(listed_)
    assert [each.name for each in reversed(reversed_)] == ["d", "b", "a"]
    assert counted.__members__["b"] in counted


def test_a_name_that_it_has_not_is_told_as_by_any_other() -> None:
    late = made(enum.Enum)

    with pytest.raises(AttributeError, match="unheard_of"):
        _ = late.unheard_of
    with pytest.raises(ValueError, match="9 is not a valid"):
        late(9)


def test_what_was_said_of_it_before_it_was_asked_stays() -> None:
    late = made(enum.Flag)
    late.__qualname__ = "Qt.Late"
    type.__setattr__(late, "__or__", lambda _one, _other: "joined")

    joined = late(1) | late(2)

    assert joined == "joined"
    assert repr(late) == "<flag 'Late'>"
    assert late.__qualname__ == "Qt.Late"


def test_an_enumeration_that_is_not_qts_is_made_at_once() -> None:
    begin: Any = enum.Enum

    for names in ("a b", [("a", 1), ("b", 2)]):
        found = begin("found", names)

        assert type(found) is enum.EnumMeta
        assert list(found.__members__) == ["a", "b"]
