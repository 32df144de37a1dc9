"""Qt's enumerations, each without its members until somebody asks for one of them.

Qt for Python (6.11.3) makes every enumeration of a class the moment that the class is first used:
the namespace `Qt` alone has 93 of them, one with 471 members. A room asks for some thirty. See
`docs/decisions/lean-qt.md`.
"""

import enum
from collections.abc import Iterator, Mapping
from threading import RLock
from typing import Any, Final, TypeAlias

_Enumeration: TypeAlias = Any
"""One that is full. What it has depends on the version of Python: so it is not said here."""

_ASKED_HERE: Final = ("_member_map_", "_member_names_", "_value2member_map_")
_FILLING: Final = RLock()
_make: Final[Any] = enum.EnumMeta._create_  # type: ignore[attr-defined]


class _Late(enum.EnumMeta):
    """The type of an enumeration that waits: it fills the enumeration, whatever that is asked."""

    def __call__(cls, *values: Any, **words: Any) -> Any:  # noqa: ANN401  (a member)
        return _filled(cls)(*values, **words)

    def __getattr__(cls, name: str) -> Any:  # noqa: ANN401  (a member, or whatever it is)
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(_filled(cls), name)

    def __getitem__(cls, name: str) -> Any:  # noqa: ANN401  (a member)
        return _filled(cls)[name]

    def __iter__(cls) -> Iterator[Any]:
        return iter(_filled(cls))

    def __reversed__(cls) -> Iterator[Any]:
        return reversed(_filled(cls))

    def __len__(cls) -> int:
        return len(_filled(cls))

    def __contains__(cls, member: object) -> bool:
        return member in _filled(cls)

    def __dir__(cls) -> list[str]:
        return dir(_filled(cls))

    # Found on the types above it too, with nothing in them: so these are asked here, not there.

    @property
    def __members__(cls) -> Mapping[str, Any]:  # type: ignore[override]
        return _filled(cls).__members__  # type: ignore[no-any-return]

    @property
    def _member_map_(cls) -> dict[str, Any]:  # type: ignore[override]
        return _filled(cls)._member_map_  # type: ignore[no-any-return]

    @property
    def _member_names_(cls) -> list[str]:  # type: ignore[override]
        return _filled(cls)._member_names_  # type: ignore[no-any-return]

    @property
    def _value2member_map_(cls) -> dict[Any, Any]:  # type: ignore[override]
        return _filled(cls)._value2member_map_  # type: ignore[no-any-return]


_WAITING: Final[dict[_Late, tuple[Any, list[tuple[str, int]]]]] = {}
"""Of each its base and its members."""


def spare() -> None:
    """From now on an enumeration of Qt's gets its members when it is first asked for one.

    Qt for Python makes each from a list, through what Python's `enum` has for such calls. Any other
    enumeration is made as ever.
    """
    enum.EnumMeta._create_ = _made  # type: ignore[attr-defined]


def spare_no_more() -> None:
    """Fill all that wait, and let every other have its members at once."""
    enum.EnumMeta._create_ = _make  # type: ignore[attr-defined]
    for each in list(_WAITING):
        _filled(each)


def _made(
    cls: type[enum.Enum],
    class_name: str,
    names: _Enumeration,
    **words: Any,  # noqa: ANN401  (what `enum` takes)
) -> _Enumeration:
    is_qts = type(names) is list and words.get("boundary") is enum.KEEP
    if not is_qts or words.get("module") is not None or words.get("type") is not None:
        return _make(cls, class_name, names, **words)
    late = type.__new__(_Late, class_name, (cls,), {"__module__": cls.__module__})
    _WAITING[late] = (cls, names)
    return late


def _filled(late: _Late) -> _Enumeration:
    """The same, with its members and of the type of every other."""
    with _FILLING:
        waiting = _WAITING.get(late)
        if waiting is not None:
            base, names = waiting
            _fill(
                late, _make(base, late.__name__, names, module=late.__module__, boundary=enum.KEEP)
            )
            del _WAITING[late]
    return late


def _fill(late: _Enumeration, whole: _Enumeration) -> None:
    """Give one all that the other has, and its members to it."""
    # What Qt for Python said of it since stays: where it is from, what "|" makes of two members.
    given = {name: value for name, value in vars(whole).items() if name not in vars(late)}
    last = {name: given.pop(name) for name in _ASKED_HERE}
    for member in {*last["_member_map_"].values(), *last["_value2member_map_"].values()}:
        member.__class__ = member.__objclass__ = late
    for name, value in given.items():
        type.__setattr__(late, name, value)
    late.__class__ = type(whole)
    for name, value in last.items():
        type.__setattr__(late, name, value)
