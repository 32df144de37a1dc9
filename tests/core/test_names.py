from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distressapp.core.names import are_alike, folded, mistaken_for, namesakes, tidied


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Zoë  O\u2019Brien-Smith", "zoe obrien smith"),
        ("GROSSMÜLLER, Jürgen", "grossmuller jurgen"),
        ("Łukasz Strauß", "lukasz strauss"),
        ("Ірина Коваль", "ірина коваль"),
        ("王小明", "王小明"),
        ("محمد عليّ", "محمد علي"),
        ("  <b>Anna</b> ", "b anna b"),
    ],
)
def test_a_name_is_found_without_capitals_accents_and_signs(typed: str, found: str) -> None:
    assert folded(typed) == found


def test_a_vowel_sign_that_makes_another_name_stays() -> None:
    assert folded("सीता") != folded("सता")


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_but_what_case_folding_does(text: str) -> None:
    once = folded(text)

    assert folded(folded(once)) == folded(once)
    assert "  " not in once


@given(st.text(max_size=80))
def test_a_tidied_text_has_one_line_and_can_be_written(text: str) -> None:
    found = tidied(text)

    assert len(found.splitlines()) <= 1
    assert found.encode().decode() == found
    assert tidied(found) == found


def test_lines_of_a_note_stay_and_nothing_that_turns_the_direction() -> None:
    assert tidied(" a\tb \nc\u202e\ud83d ", has_lines=True) == "a b\nc"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna berg", "berg anna"),
        ("anna berg", "anna bergs"),
        ("anna maria berg", "anna berg"),
        ("maria lopez", "maria lopze"),
        ("maria lopez", "maria lopes"),
        ("anna", "anna"),
        ("王小明", "王小明"),
    ],
)
def test_names_that_could_be_meant_for_one_another(one: str, other: str) -> None:
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna berg", "anna bach"),
        ("anna", "anna berg"),
        ("li na", "li ne"),
        ("", "anna"),
        ("maria lopez", "maria lopezaa"),
        ("maria lopez", "maria zepol"),
    ],
)
def test_names_that_are_not_alike(one: str, other: str) -> None:
    assert not are_alike(one, other)
    assert not are_alike(other, one)


@pytest.mark.parametrize(
    ("born", "mistaken"),
    [
        (date(1950, 3, 1), (date(1950, 3, 1), date(1950, 1, 3))),
        (date(1950, 3, 3), (date(1950, 3, 3),)),
        (date(1950, 3, 13), (date(1950, 3, 13),)),
    ],
)
def test_day_and_month_change_places_where_they_can(born: date, mistaken: tuple[date, ...]) -> None:
    assert mistaken_for(born) == mistaken


def test_namesakes_are_other_people_with_a_like_name() -> None:
    names = {"a": "Anna Berg", "b": "Berg, Ánna", "c": "Anna Bach", "d": "", "e": "Bach, Otto"}

    assert namesakes(names) == {"a", "b"}
    assert namesakes({"a": "Anna Berg Anna"}) == frozenset()


def test_who_has_one_name_more_is_a_namesake_too() -> None:
    names = {"a": "Anna Bergmann", "b": "Anna Maria Bregmann", "c": "Anna", "d": "Bo Bergmann"}

    assert namesakes(names) == {"a", "b"}


def by_pairs(names: dict[str, str]) -> set[str]:
    """What namesakes are: everybody held against everybody."""
    plain = {one: folded(name) for one, name in names.items()}
    starts = {one: {word[:3] for word in name.split()} for one, name in plain.items()}
    return {
        one
        for one in plain
        for other in plain
        if one != other and starts[one] & starts[other] and are_alike(plain[one], plain[other])
    }


WORD = st.text("ab", min_size=1, max_size=6)


@given(st.lists(st.lists(WORD, max_size=3).map(" ".join), max_size=9))
def test_namesakes_are_those_that_everybody_held_against_everybody_gives(given: list[str]) -> None:
    names = {str(at): name for at, name in enumerate(given)}

    assert namesakes(names) == by_pairs(names)


def test_thousands_of_like_names_are_not_held_against_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held: list[str] = []

    def counted(one: str, other: str) -> bool:
        held.append(one)
        return are_alike(one, other)

    monkeypatch.setattr("distressapp.core.names.are_alike", counted)
    names = {str(at): f"Maria {at * 7919 % 10**6:06d}" for at in range(2_000)}

    namesakes(names)

    assert len(held) < 20 * len(names)
