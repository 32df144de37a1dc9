"""Facts about a patient in two columns: what it is, and what stands there."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from distressapp.service.languages import language_words
from distressapp.staff.patients.words import born_words, yes_no
from distressapp.staff.widgets.pieces import Card, Small, Words
from distressapp.text import _
from distressapp.ui.look import Look
from distressapp.vault.people import Known

_LABEL: Final = 150


class Facts(QWidget):
    """Labels left, words right; an empty one is left out."""

    def __init__(
        self, facts: Iterable[tuple[str, str]], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, look.metrics.text(_LABEL))
        for row, (label, words) in enumerate(each for each in facts if each[1]):
            name = Small(label, look, self)
            shown = Words(words, look, self)
            shown.setAccessibleName(_("{label}: {words}").format(label=label, words=words))
            name.setWordWrap(True)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignTop)


def identifiers(patient: Known, today: date) -> list[tuple[str, str]]:
    """Date of birth and record number."""
    return [
        (_("Born"), born_words(patient.born, today)),
        (_("Record number"), patient.record_number),
    ]


def spoken(patient: Known) -> list[tuple[str, str]]:
    """How to talk with them."""
    return [
        (_("Language"), language_words(patient.language)),
        (_("Interpreter"), language_words(patient.interpreter)),
    ]


def all_facts(patient: Known) -> list[tuple[str, str]]:
    """What else staff wrote down."""
    return [
        *spoken(patient),
        (_("Phone"), patient.phone),
        (_("May we phone"), yes_no(patient.may_phone)),
        (_("Leave a message"), yes_no(patient.may_message)),
        (_("Notes"), patient.notes),
    ]


def sheet(look: Look, parent: QWidget | None = None) -> Card:
    """A card whose words are never squeezed: what wraps is as high as it needs to be.

    A layout that is aligned is given no more than its size hint, in which nothing has wrapped
    (Qt 6.11); what stands around this card keeps it at the top.
    """
    card = Card(look, parent)
    card.column.setAlignment(Qt.AlignmentFlag(0))
    return card
