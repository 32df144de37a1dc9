"""What is `frozen` is in everything a frozen dataclass with slots, but for when it is written."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import pytest

from distressapp.core.frozen import frozen


@frozen
class Ours:
    """A rating."""

    name: str
    value: int = 3
    more: dict[str, int] = field(default_factory=dict, compare=False)
    rank: int = field(default=7, repr=False)

    @property
    def twice(self) -> int:
        return 2 * self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """A rating."""

    name: str
    value: int = 3
    more: dict[str, int] = field(default_factory=dict, compare=False)
    rank: int = field(default=7, repr=False)

    @property
    def twice(self) -> int:
        return 2 * self.value


def fresh() -> Any:  # noqa: ANN401  (a class that has made nothing)
    """A class of which nothing was made."""

    @frozen(works_out=True)
    class Fresh:
        name: str
        value: int = 3
        more: list[int] = field(default_factory=list)

        @cached_property
        def worked_out(self) -> list[int]:
            return [self.value]

    return Fresh


@frozen(order=True)
class Ordered:
    first: int
    second: int


@frozen(repr=False)
class Silent:
    word: str


@frozen(eq=False)
class Alone:
    name: str


@frozen
class Given:
    name: str = field(compare=False)
    value: int = field(default=3)


@frozen
class Itself:
    name: str

    def __repr__(self) -> str:
        return "itself"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself)

    def __hash__(self) -> int:
        return 7


def test_it_says_of_itself_what_a_dataclass_says() -> None:
    ours, theirs = Ours(name="a", value=1), Theirs(name="a", value=1)

    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert asdict(ours) == asdict(theirs)
    assert [each.name for each in fields(ours)] == [each.name for each in fields(theirs)]
    assert hash(ours) == hash(theirs)
    assert (Ours.__doc__, Ours.__qualname__, Ours.__module__) == ("A rating.", "Ours", __name__)
    kinds: tuple[Any, Any] = (Ours, Theirs)
    assert len({(each.__slots__, each.__match_args__) for each in kinds}) == 1
    assert ours.twice == theirs.twice


def test_equal_is_what_has_equal_fields_and_the_same_class() -> None:
    assert Ours(name="a", more={"x": 1}) == Ours(name="a")
    assert Ours(name="a") != Ours(name="b")
    theirs: object = Theirs(name="a")
    assert theirs != Ours(name="a")
    assert len({Ours(name="a"), Ours(name="a"), Ours(name="b")}) == 2


def test_every_default_factory_is_called_anew() -> None:
    first, second = Ours(name="a"), Ours(name="b")

    assert first.more is not second.more


@pytest.mark.parametrize("made", [0, 30])
def test_the_first_and_the_thirtieth_are_made_alike(made: int) -> None:
    kind = fresh()
    for _nth in range(made):
        kind(name="before")

    one, other = kind(name="a"), kind(value=9, name="b", more=[1])

    assert (one.name, one.value, one.more) == ("a", 3, [])
    assert (other.name, other.value, other.more) == ("b", 9, [1])
    assert kind(name="a").more is not one.more
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'name'"):
        kind()
    with pytest.raises(TypeError, match="unexpected keyword argument 'unheard_of'"):
        kind(name="a", unheard_of=1)


def test_what_is_worked_out_is_kept_but_is_no_field() -> None:
    one = fresh()(name="a")

    kept = one.worked_out

    assert one.worked_out is kept
    assert one == copy.copy(one) == replace(one)
    assert "worked_out" not in repr(one)
    assert [each.name for each in fields(one)] == ["name", "value", "more"]
    assert "worked_out" not in vars(copy.copy(one))


def pickled(ours: Ours) -> Ours:
    found: Ours = pickle.loads(pickle.dumps(ours))  # noqa: S301  (its own)
    return found


@pytest.mark.parametrize("of", [copy.copy, copy.deepcopy, pickled])
def test_a_copy_is_equal(of: Callable[[Ours], Ours]) -> None:
    ours = Ours(name="a", value=2, more={"x": 1})

    found = of(ours)

    assert (found, found.more) == (ours, ours.more)


def test_one_with_another_value_is_another() -> None:
    ours = Ours(name="a")

    assert replace(ours, value=9) == Ours(name="a", value=9)
    with pytest.raises(TypeError, match="unheard_of"):
        replace(ours, unheard_of=9)  # type: ignore[call-arg]


def test_nothing_of_it_can_be_changed() -> None:
    ours: Any = Ours(name="a")

    for name in ("name", "unheard_of"):
        with pytest.raises(FrozenInstanceError):
            setattr(ours, name, "b")
    with pytest.raises(FrozenInstanceError):
        del ours.name
    assert ours == Ours(name="a")


@pytest.mark.parametrize("given", [{}, {"name": "a", "unheard_of": 1}])
def test_a_field_that_is_lacking_or_unheard_of_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Ours(**given)


def test_what_is_known_of_a_field_does_not_make_it_one_that_may_be_left_out() -> None:
    with pytest.raises(TypeError):
        Given()  # type: ignore[call-arg]

    assert Given(name="a") == Given(name="b")
    assert Given(name="a").value == 3


def test_fields_are_not_told_by_their_place() -> None:
    with pytest.raises(TypeError):
        Alone("a")  # type: ignore[call-arg]


def test_only_what_is_to_be_ordered_is() -> None:
    low, same, high = (Ordered(first=first, second=2) for first in (1, 1, 2))
    unordered: Any = Ours(name="a")

    assert (low < high, low <= same, high > low, same >= low) == (True, True, True, True)
    with pytest.raises(TypeError):
        assert unordered < Ours(name="b")


def test_what_is_not_to_be_shown_is_not() -> None:
    assert "kept" not in repr(Silent(word="kept"))


def test_one_alone_is_equal_to_itself_only() -> None:
    one = Alone(name="a")

    assert (one == one, one == Alone(name="a")) == (True, False)  # noqa: PLR0124  (the point)


def test_what_the_class_says_itself_stays() -> None:
    one, other = Itself(name="a"), Itself(name="b")

    assert (repr(one), one == other, hash(one)) == ("itself", True, 7)


def test_another_class_below_it_is_refused() -> None:
    with pytest.raises(TypeError, match="Below"):

        @frozen
        class Below(list[str]):
            name: str
