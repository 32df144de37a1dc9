"""What patients are asked in which language, by whose leave, and what keeps the rest away."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from distressapp.service.house import House
from distressapp.service.languages import language_words
from distressapp.service.readiness import ending, holes, why_not_in
from distressapp.staff.forms.permission import permission_words
from distressapp.staff.widgets.pieces import Card, Words
from distressapp.text import _
from distressapp.ui.look import Look

MARK = "\N{BLACK RIGHT-POINTING TRIANGLE}"
"""Before a sentence that asks somebody to do something."""


def offered_card(house: House, look: Look, parent: QWidget | None = None) -> Card:
    """A sentence for each instrument, each hole, each permission, and each that ends soon."""
    card = Card(look, parent)
    for each in _asked(house):
        card.add(Words(each, look, card))
    for each in warnings(house):
        card.add(Words(f"{MARK} {each}", look, card, is_strong=True))
    for permission in house.settings.permissions:
        name = _name(house, permission.instrument)
        card.add(Words(permission_words(permission, name), look, card, is_soft=True))
    return card


def warnings(house: House) -> tuple[str, ...]:
    """What patients are not asked today, and which permissions end soon; a sentence each."""
    return (*ending(house), *holes(house))


def _asked(house: House) -> Iterator[str]:
    for each in house.settings.instruments:
        languages = [
            language_words(language)
            for language in house.settings.languages
            if why_not_in(house, each, language) is None
        ]
        if languages:
            yield _("{instrument}: offered in {languages}.").format(
                instrument=_name(house, each), languages=", ".join(languages)
            )


def _name(house: House, instrument: str) -> str:
    found = house.instruments.get(instrument)
    return instrument if found is None else found.name
