import pytest

from distressapp.keys.passphrase import WeakPassphraseError, check_passphrase


@pytest.mark.parametrize(
    "passphrase",
    [
        "seven grey herons walk on ice",
        "to go by ox up",
        "kzufwqmtbehaolp",
        "all lower case letters will do",
        "\N{GREEK SMALL LETTER ALPHA}\N{GREEK SMALL LETTER BETA}\N{GREEK SMALL LETTER GAMMA}" * 2
        + "\N{GREEK SMALL LETTER DELTA} \N{GREEK SMALL LETTER PI} \N{GREEK SMALL LETTER RHO}mnopq",
    ],
)
def test_long_ones_and_five_words_will_do(passphrase: str) -> None:
    check_passphrase(passphrase, clinic="Clinic of the tests")


@pytest.mark.parametrize("passphrase", ["", "short", "fourteen chars", "a a a a a"])
def test_a_short_one_is_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphraseError, match="too short"):
        check_passphrase(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    [
        "passwordpassword",
        "password12345678",
        "aaaaaaaaaaaaaaaaaaaa",
        "Correct Horse Battery Staple",
        "Clinic of the tests",
        "clinic of the tests 1",
    ],
)
def test_what_everybody_tries_first_is_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphraseError, match="tried first"):
        check_passphrase(passphrase, clinic="Clinic of the tests")


def test_the_message_does_not_repeat_the_passphrase() -> None:
    with pytest.raises(WeakPassphraseError) as caught:
        check_passphrase("hunter2")

    assert "hunter2" not in str(caught.value)
