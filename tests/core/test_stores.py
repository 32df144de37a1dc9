from collections.abc import Callable

import pytest

from distressapp.core import stores
from distressapp.core.stores import StoreError


@pytest.mark.parametrize(
    "make",
    [stores.full, stores.read_only, stores.damaged, stores.busy, stores.missing, stores.too_old],
)
def test_every_failure_names_the_file_and_says_what_to_do(
    make: Callable[[str], StoreError],
) -> None:
    error = make("letterbox.db")

    assert "letterbox.db" in error.message
    assert error.advice.endswith(".")


def test_a_newer_file_says_both_versions() -> None:
    assert "version 3, and this is version 2" in stores.too_new("vault.db", found=3, ours=2).message
