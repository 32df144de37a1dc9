"""Laws of the ledger: it is a fold over a set, and it never loses what is owed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.followup import (
    Accepted,
    Corrected,
    Death,
    DeathWord,
    Event,
    FlagId,
    Gone,
    Heard,
    Noted,
    Offered,
    Planned,
    Raised,
    Refused,
    Sounded,
    TookBack,
    What,
)
from distressapp.core.followup_fold import fold, in_order
from distressapp.core.followup_steps import RULES, Action, Step
from distressapp.core.instrument import Band, Trigger
from distressapp.core.sitting import NowState
from tests.core.ledgers import LATER

flags = st.builds(
    FlagId, sitting=st.sampled_from(["s1", "s2"]), rule=st.sampled_from(["request.now", "a", "b"])
)
named = st.lists(flags, max_size=3).map(tuple)
raises = st.builds(
    Raised,
    flag=flags,
    band=st.sampled_from(Band),
    trigger=st.sampled_from(Trigger),
    because=st.just("because"),
)
whats: st.SearchStrategy[What] = st.one_of(
    raises,
    st.builds(Sounded, flag=flags),
    st.builds(TookBack, flag=flags),
    st.builds(Heard, state=st.just(NowState.LEFT)),
    st.builds(Gone, sitting=st.sampled_from(["s1", "s2"])),
    st.builds(
        Noted,
        step=st.sampled_from(Step),
        flags=named,
        reason=st.sampled_from(["", "because"]),
        action=st.none() | st.sampled_from(Action),
    ),
    st.builds(
        Corrected,
        entry=st.tuples(st.sampled_from(["w1", "w2"]), st.integers(1, 9)),
        words=st.just("no"),
    ),
    st.builds(Offered, to=st.just("omar"), name=st.just("Omar"), flags=named),
    st.builds(Accepted, flags=named),
    st.builds(Refused, flags=named),
    st.builds(Planned, action=st.sampled_from(Action), day=st.just(LATER), flags=named),
    st.builds(Death, what=st.sampled_from(DeathWord), flags=named),
)
histories = st.lists(
    st.builds(
        Event,
        writer=st.sampled_from(["w1", "w2"]),
        number=st.integers(1, 9),
        place=st.integers(0, 1),
        at_ms=st.integers(0, 50),
        what=whats,
        by=st.sampled_from(["Ines", "Omar"]),
        member=st.sampled_from(["ines", "omar"]),
    ),
    max_size=14,
    unique_by=lambda each: (each.writer, each.number, each.place),
)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_taking_in_does_not_matter(history: list[Event], chance: object) -> None:
    mixed = sorted(history, key=lambda _each: chance.random())  # type: ignore[attr-defined]

    assert fold(mixed) == fold(history)


@given(histories)
def test_taking_in_twice_is_once(history: list[Event]) -> None:
    assert fold([*history, *history]) == fold(history)


@given(histories)
def test_one_person_has_at_most_one_open_case(history: list[Event]) -> None:
    assert sum(case.is_open for case in fold(history).cases) <= 1


@given(histories)
def test_every_flag_that_was_raised_stands_exactly_once(history: list[Event]) -> None:
    stood = sorted(each.flag for case in fold(history).cases for each in case.flags)

    assert stood == sorted({each.what.flag for each in history if isinstance(each.what, Raised)})


@given(histories)
def test_a_closed_case_owes_nothing_and_an_open_one_says_what(history: list[Event]) -> None:
    for case in fold(history).cases:
        assert case.is_open is (case.closed_ms is None)
        assert case.is_open is bool(case.open_flags)
        assert case.is_open is not bool(case.reason)


@given(histories)
def test_no_flag_closes_without_somebody_who_named_it(history: list[Event]) -> None:
    named = {
        flag
        for each in history
        if isinstance(each.what, Noted)
        and (RULES[each.what.step].settles or each.what.step is Step.TALKED)
        for flag in each.what.flags
    }
    others = [each for each in history if isinstance(each.what, TookBack | Gone | Death)]

    for case in fold(history).cases:
        for each in case.flags:
            assert each.is_open or each.flag in named or others


@given(histories, raises)
def test_a_new_flag_is_owed_whatever_happened_before(history: list[Event], what: Raised) -> None:
    fresh = replace(what, flag=FlagId(sitting="s9", rule="new"))
    event = Event(writer="w3", number=1, at_ms=99, what=fresh)

    case = fold([*history, event]).open_case

    assert case is not None
    assert fresh.flag in {each.flag for each in case.open_flags}
    assert case.band.urgency <= fresh.band.urgency


@given(histories)
def test_a_writers_numbers_are_never_reordered(history: list[Event]) -> None:
    for writer in ("w1", "w2"):
        numbers = [(e.number, e.place) for e in in_order(history) if e.writer == writer]
        assert numbers == sorted(numbers)
