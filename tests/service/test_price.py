"""What a sign-in costs: one guess, and nobody else's time."""

import threading
from typing import Any

import pytest
from nacl.bindings import crypto_pwhash_alg

from distressapp.bootstrap import sign_in_mending
from distressapp.core.stores import WrongPassphraseError
from distressapp.keys import wrap
from distressapp.keys.wrap import MODERATE, derived_key
from distressapp.service.house import House
from tests.clinics import PASSPHRASE


@pytest.fixture
def guesses(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one with each Argon2id."""
    found: list[int] = []
    argon2 = crypto_pwhash_alg

    def counted(*args: Any) -> bytes:  # noqa: ANN401  (as libsodium takes them)
        found.append(1)
        return argon2(*args)

    monkeypatch.setattr(wrap, "crypto_pwhash_alg", counted)
    return found


def test_a_sign_in_pays_for_one_guess(house: House, guesses: list[int]) -> None:
    session, _mended = sign_in_mending(house, PASSPHRASE)
    session.close()

    assert len(guesses) == 1


def test_a_wrong_passphrase_and_a_name_that_nobody_has_cost_the_same(
    house: House, guesses: list[int]
) -> None:
    with pytest.raises(WrongPassphraseError):
        sign_in_mending(house, PASSPHRASE + "!")
    wrong = len(guesses)

    with pytest.raises(WrongPassphraseError):
        sign_in_mending(house, PASSPHRASE, name="Nobody")

    assert (wrong, len(guesses)) == (1, 2)


def test_other_threads_go_on_while_a_guess_is_paid() -> None:
    paid: list[bytes] = []
    paying = threading.Thread(
        target=lambda: paid.append(derived_key(PASSPHRASE, salt=bytes(16), cost=MODERATE))
    )
    turns = 0

    paying.start()
    while not paid:
        turns += 1
    paying.join()

    assert turns > 1000
