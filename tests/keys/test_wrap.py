import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distressapp.core.stores import StoreDamagedError
from distressapp.keys.clinic import CannotOpenError
from distressapp.keys.wrap import MODERATE, from_table, locked, to_table, unlocked
from tests.clinics import CHEAP

KEY = bytes(range(32))
ABOUT = b"a test"


@settings(max_examples=20)
@given(st.text(min_size=1, max_size=40))
def test_the_words_open_what_they_locked(words: str) -> None:
    table = to_table(locked(KEY, words, about=ABOUT, cost=CHEAP))

    assert unlocked(from_table("a.json", table), words, about=ABOUT) == KEY


@pytest.mark.parametrize(
    ("words", "about"),
    [("one two three four Five", ABOUT), ("one two three four five", b"another")],
    ids=["other words", "another place"],
)
def test_other_words_or_another_place_do_not_open_it(words: str, about: bytes) -> None:
    lock = locked(KEY, "one two three four five", about=ABOUT, cost=CHEAP)

    with pytest.raises(CannotOpenError):
        unlocked(lock, words, about=about)


def test_two_spellings_of_one_letter_are_one_passphrase() -> None:
    composed, decomposed = "\N{LATIN SMALL LETTER E WITH ACUTE}", "e\N{COMBINING ACUTE ACCENT}"

    lock = locked(KEY, composed * 15, about=ABOUT, cost=CHEAP)

    assert unlocked(lock, decomposed * 15, about=ABOUT) == KEY


def test_a_guess_costs_64_mib_by_default_and_the_file_says_so() -> None:
    lock = locked(KEY, "one two three four five", about=ABOUT)

    assert to_table(lock)["cost"] == {"passes": 3, "memory_kib": 65536}
    assert lock.cost == MODERATE
    assert unlocked(lock, "one two three four five", about=ABOUT) == KEY


@pytest.mark.parametrize(
    "change",
    [
        {"cost": {"passes": 3, "memory_kib": 2**40}},
        {"cost": {"passes": 0, "memory_kib": 8}},
        {"cost": None},
        {"salt": "AAAA"},
        {"kdf": "scrypt"},
        {"sealed": "?"},
    ],
)
def test_a_damaged_lock_is_refused_before_anything_is_tried(change: dict[str, object]) -> None:
    table = {**to_table(locked(KEY, "x", about=ABOUT, cost=CHEAP)), **change}

    with pytest.raises(StoreDamagedError):
        from_table("a.json", table)
