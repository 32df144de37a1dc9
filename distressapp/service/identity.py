"""Record numbers: one spelling of each, and what a clinic accepts."""

import re
import unicodedata
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.settings import Settings
from distressapp.text import _

LONGEST: Final = 40


class RecordNumberError(ExpectedError):
    """What was typed or scanned is not a record number here."""


def record_number(typed: str, settings: Settings) -> str:
    """The one spelling: no blanks, capital letters.

    Raises:
        RecordNumberError: Nothing was typed, or not what the clinic's numbers look like.
    """
    spelt = "".join(unicodedata.normalize("NFKC", typed).split()).upper()
    if not spelt:
        raise RecordNumberError(_("No record number was given"), advice=_("Type or scan it again."))
    is_plain = spelt.isprintable() and len(spelt) <= LONGEST
    has_shape = not settings.record_number or re.fullmatch(
        settings.record_number, spelt, re.IGNORECASE
    )
    if not (is_plain and has_shape):
        raise RecordNumberError(
            _("That does not look like a record number of this clinic"),
            advice=_("Look at the number again, then type or scan it once more."),
        )
    return spelt
