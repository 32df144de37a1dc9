"""A form as it is printed, from the shipped definitions and wording."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from distressapp.core.form_code import code_of, spelt
from distressapp.core.paper import FormMaking, build
from distressapp.core.paper_value import Form
from distressapp.core.sitting import Plan, Use
from distressapp.paths import resources
from distressapp.service.form_words import form_phrases
from distressapp.text import speaking
from distressapp.ui import words
from tests.core.copies import wordings_in
from tests.core.shipped import INSTRUMENTS

CODE: Final = code_of("0123456789abcdef" * 2)
AT: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def form(
    *instruments: str,
    use: Use = Use.REHEARSAL,
    is_blank: bool = False,
    clinic: str = "Clinic of the tests",
    local_numbers: tuple[str, ...] = (),
    language: str = "en",
) -> Form:
    """A form in the words that ship."""
    plan = Plan(
        sitting="0" * 32,
        ticket="harbour",
        use=use,
        instruments=instruments or tuple(INSTRUMENTS),
    )
    for_staff = form_phrases().staff
    with speaking(language, folder=resources() / "locale"):
        making = FormMaking(
            code=CODE,
            printed_code=spelt(CODE),
            clinic=clinic,
            language=language,
            at=AT,
            why=words.why_we_ask(),
            local_numbers=local_numbers,
            is_blank=is_blank,
            wordings=wordings_in(language),
            screens=words,
            phrases=replace(form_phrases(), staff=for_staff),
        )
        return build(plan, INSTRUMENTS, making)
