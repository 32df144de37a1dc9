"""Frozen: a dataclass that cannot be changed, has slots and takes its fields by name.

The standard library writes six methods for each dataclass and compiles them where the class stands:
half a millisecond a class, and a third of all that a kiosk did before its first picture. Here they
are written by the same library, when the first of them is called, and that is read then. Whatever
is known of a dataclass holds of these too: `replace`, `fields`, `asdict`, equality, hash, order,
copies.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import field
    from typing import Any, Final, TypeVar, dataclass_transform, overload

    _T = TypeVar("_T")

_FIELDS: Final = "__dataclass_fields__"
_COMPARED: Final = ("__eq__", "__hash__")
_ORDERED: Final = ("__lt__", "__le__", "__gt__", "__ge__")
_LEFT_OUT: Final = frozenset({"__dict__", "__weakref__"})
_FEW: Final = 8
"""Most classes are made no oftener in a start; a method of its own pays from then on."""

_MISSING: Final = object()
"""What is there where nothing was given."""


if TYPE_CHECKING:

    @overload
    @dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
    def frozen(cls: type[_T], /) -> type[_T]: ...
    @overload
    def frozen(
        *, repr: bool = True, eq: bool = True, order: bool = False, works_out: bool = False
    ) -> Callable[[type[_T]], type[_T]]: ...


def frozen(
    cls: type[_T] | None = None,
    /,
    *,
    repr: bool = True,  # noqa: A002  (as the standard library names it)
    eq: bool = True,
    order: bool = False,
    works_out: bool = False,
) -> type[_T] | Callable[[type[_T]], type[_T]]:
    """Make a value of a class.

    Args:
        cls: A class with annotations and nothing but `object` below it.
        repr: Show the fields; no where they may be a patient's or a secret.
        eq: Two with equal fields are equal, and may be members of a set; else only the same is.
        order: One is less than another as their fields are, in the order of the fields.
        works_out: It has a `cached_property`, and so a place for what is no field.

    Raises:
        TypeError: It has another class below it.
    """

    def made(found: type[_T]) -> type[_T]:
        more = ("__dict__",) if works_out else ()
        return _made(found, more, repr=repr, eq=eq, order=order)

    return made if cls is None else made(cls)


def _made(
    cls: type[_T],
    more: tuple[str, ...],
    *,
    repr: bool,  # noqa: A002  (as the standard library names it)
    eq: bool,
    order: bool,
) -> type[_T]:
    if cls.__bases__ != (object,):
        raise TypeError(cls.__qualname__)
    names = tuple(cls.__dict__.get("__annotations__", ()))  # noqa: RUF063  (of this class alone)
    defaults = {each: cls.__dict__[each] for each in names if each in cls.__dict__}
    left_out = {*_LEFT_OUT, *defaults}
    own = {name: what for name, what in cls.__dict__.items() if name not in left_out}
    found: Any = type(
        cls.__name__,
        (object,),
        {
            **own,
            "__slots__": (*names, *more),
            "__match_args__": (),
            "__setattr__": _refuse,
            "__delattr__": _refuse,
            "__getstate__": _state,
            "__setstate__": _put_back,
        },
    )
    found.__qualname__ = cls.__qualname__
    wanted = {"__repr__": repr, **dict.fromkeys(_COMPARED, eq), **dict.fromkeys(_ORDERED, order)}
    later = [name for name, is_wanted in wanted.items() if is_wanted and name not in own]
    _wait(found, defaults, later, {"repr": repr, "eq": eq, "order": order})
    return found  # type: ignore[no-any-return]  # the same class, with slots


def _wait(
    found: Any,  # noqa: ANN401  (any class)
    defaults: dict[str, Any],
    later: list[str],
    how: dict[str, bool],
) -> None:
    """Put in place what writes the methods when the first of them is called."""

    def twin(**more: bool) -> Any:  # noqa: ANN401  (any class)
        # Imported late: most classes are never asked for what it writes.
        from dataclasses import dataclass  # noqa: PLC0415  (see above)

        body = {
            "__annotations__": found.__annotations__,
            "__doc__": found.__name__,
            "__module__": found.__module__,
            **defaults,
        }
        return dataclass(frozen=True, kw_only=True, **more)(type(found.__name__, (), body))

    names = _names(found)
    wanted = frozenset(names)
    values, makers = _parted(defaults)
    left = [_FEW]

    def begin(self: Any, /, **given: object) -> None:  # noqa: ANN401  (of that class)
        made = {name: make() for name, make in makers.items() if name not in given}
        whole = {**values, **made, **given}
        left[0] -= 1
        if not left[0] or whole.keys() != wanted:
            found.__init__ = _beginning(found, names, values, makers)
            self.__init__(**given)
            return
        for name, value in whole.items():
            object.__setattr__(self, name, value)

    def write() -> None:
        written = twin(init=False, **how)
        for each in later:
            setattr(found, each, getattr(written, each))

    found.__init__ = begin
    for name in later:
        setattr(found, name, _later(name, write))
    setattr(found, _FIELDS, _Fields(found, lambda: twin(init=False, repr=False, eq=False)))


def _later(name: str, write: Callable[[], None]) -> Callable[..., Any]:
    def first(self: object, /, *args: object) -> Any:  # noqa: ANN401  (whatever it says)
        write()
        return getattr(type(self), name)(self, *args)

    return first


def _names(found: Any) -> tuple[str, ...]:  # noqa: ANN401  (any class)
    return tuple(each for each in found.__slots__ if each not in _LEFT_OUT)


def _parted(
    defaults: dict[str, Any],
) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """What a field is where nothing is given, and what makes it anew each time."""
    values, makers = {}, {}
    for name, default in defaults.items():
        if type(default).__module__ != "dataclasses":  # as a `field` is
            values[name] = default
            continue
        # Imported late, as above; whoever wrote a `field` has imported it.
        from dataclasses import MISSING  # noqa: PLC0415  (see above)

        if default.default_factory is not MISSING:
            makers[name] = default.default_factory
        elif default.default is not MISSING:
            values[name] = default.default
    return values, makers


def _beginning(
    found: Any,  # noqa: ANN401  (any class)
    names: tuple[str, ...],
    values: dict[str, Any],
    makers: dict[str, Callable[[], Any]],
) -> Callable[..., None]:
    """As the library writes it, without the two methods that it writes with it.

    Each value goes to its slot at once: `object.__setattr__` would look for it by name.
    """
    known: dict[str, Any] = {"_MISSING": _MISSING}
    taken, lines = [], []
    for nth, name in enumerate(names):
        what, of = name, ""
        if name in makers:
            known[f"_{nth}"] = makers[name]
            what, of = f"_{nth}() if {name} is _MISSING else {name}", " = _MISSING"
        elif name in values:
            known[f"_{nth}"] = values[name]
            of = f" = _{nth}"
        taken.append(f"{name}{of}")
        known[f"_put_{nth}"] = found.__dict__[name].__set__
        lines.append(f"    _put_{nth}(self, {what})\n")
    words = f"def __init__(self, /, *, {', '.join(taken)}):\n{''.join(lines)}"
    exec(words, known)  # noqa: S102  (names of fields, which are the class' own)
    written: Callable[..., None] = known["__init__"]
    return written


class _Fields:
    """Stands where a dataclass has its fields, until somebody asks for them."""

    def __init__(self, found: type, twin: Callable[[], Any]) -> None:
        self._found, self._twin = found, twin

    def __get__(self, _of: object, _kind: type) -> Any:  # noqa: ANN401  (as the library keeps them)
        fields = getattr(self._twin(), _FIELDS)
        setattr(self._found, _FIELDS, fields)
        return fields


def _refuse(_self: object, name: str, _what: object = _MISSING) -> None:
    # Imported late, as above.
    from dataclasses import FrozenInstanceError  # noqa: PLC0415  (see above)

    raise FrozenInstanceError(f"{name!r} cannot be changed")


def _state(self: Any) -> list[Any]:  # noqa: ANN401  (any such object)
    return [getattr(self, each) for each in _names(self)]


def _put_back(self: Any, state: list[Any]) -> None:  # noqa: ANN401  (any such object)
    for name, what in zip(_names(self), state, strict=True):
        object.__setattr__(self, name, what)
