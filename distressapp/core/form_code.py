"""The short code on a paper form: seven characters that find the form, and one that checks them.

Left out are characters that are taken for each other by eye (0 O, 1 I L), and Y and Z, which a
scanner swaps that is set to another keyboard. The alphabet has a prime number of characters and
each place a weight of its own, so that any one wrong character and any two that changed places
are found. The code says nothing of the patient: it is made from the form's random id.
"""

from typing import Final

from distressapp.core.errors import ExpectedError

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWX"
PLACES: Final = 7
"""29 to the seventh: a clinic with a million forms has the same code twice in every 17,000th
print; who prints looks whether a code is taken."""

_GROUP: Final = 4
_BASE: Final = len(ALPHABET)


class FormCodeError(ExpectedError):
    """What was typed or scanned is not the code of a form."""


def code_of(form: str) -> str:
    """The code of a form, as it is kept and scanned, `"K7M4Q2X9"`.

    Args:
        form: Its random id, hexadecimal.
    """
    number = int(form, 16)
    digits = []
    for _ in range(PLACES):
        number, digit = divmod(number, _BASE)
        digits.append(digit)
    return "".join(ALPHABET[each] for each in (*digits, _check(digits)))


def spelt(code: str) -> str:
    """As printed for people, `"K7M4-Q2X9"`."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def looks_like_code(typed: str) -> bool:
    """Whether somebody may have meant a form by it: eight characters, whatever they are."""
    return len(_bare(typed)) == PLACES + 1


def read(typed: str) -> str:
    """The code that was typed or scanned; blanks, hyphens and small letters do not matter.

    Raises:
        FormCodeError: It is none, or one of its characters is wrong.
    """
    code = _bare(typed)
    is_whole = len(code) == PLACES + 1 and set(code) <= set(ALPHABET)
    digits = [ALPHABET.index(each) for each in code] if is_whole else []
    if not digits or digits[-1] != _check(digits[:-1]):
        raise FormCodeError(
            "That is not the code of a form",
            advice="It has eight letters and digits, on the right at the top of each page. "
            "Scan it, or type it again.",
        )
    return code


def _bare(typed: str) -> str:
    return "".join(each for each in typed.upper() if each.isalnum())


def _check(digits: list[int]) -> int:
    return sum(place * digit for place, digit in enumerate(digits, start=2)) % _BASE
