"""The collector of garbage rests while a long list is made, and is afterwards as it was."""

import gc
from collections.abc import Iterator

import pytest

from distressapp.vault.uncollected import uncollected


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


def test_it_rests_inside_and_goes_on_behind() -> None:
    with uncollected():
        inside = gc.isenabled()

    assert (inside, gc.isenabled()) == (False, True)


def test_it_goes_on_behind_what_fails() -> None:
    with pytest.raises(LookupError), uncollected():
        raise LookupError

    assert gc.isenabled()


def test_what_rested_before_rests_behind_it() -> None:
    gc.disable()

    with uncollected(), uncollected():
        pass

    assert not gc.isenabled()


def test_a_long_list_is_made_without_it() -> None:
    runs: list[str] = []
    gc.callbacks.append(lambda phase, _info: runs.append(phase))
    try:
        with uncollected():
            made = [(each, [each]) for each in range(20_000)]
            meanwhile = list(runs)
    finally:
        gc.callbacks.pop()

    assert (len(made), meanwhile) == (20_000, [])
