"""What came of a form: whose it is now, and what it raised."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from distressapp.core.instrument import Band
from distressapp.service.paper import KeyedIn
from distressapp.staff.desk import Desk, Place
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Card, Heading, Mark, Words
from distressapp.text import _
from distressapp.ui.guard import guarded


class OutcomeCard(Card):
    """The flags, the most urgent first, and where to go on."""

    def __init__(self, outcome: KeyedIn, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent)
        self._desk = desk
        look, patient = desk.look, outcome.patient
        title = _("Kept, and not matched") if patient is None else patient.name
        self.add(Heading(title, look))
        self.add(
            Words(
                outcome.why_not
                if patient is None
                else _("Both identifiers agree; it stands with the patient, marked as paper."),
                look,
                is_strong=patient is None,
            )
        )
        if not outcome.flags:
            self.add(Words(_("No flag by these rules."), look))
        for flag in outcome.flags:
            because = flag.because[:1].upper() + flag.because[1:]
            self.add(_banded(Mark(_band(flag.band), look), Words(because, look)))
        self.next = self._button(_("Next form"), Place(screen="paper"), is_main=True)
        row = Row(self.next)
        if patient is not None:
            row.add(
                self._button(_("Open the patient"), Place(screen="patient", subject=patient.id))
            )
        else:
            row.add(self._button(_("Match it"), Place(screen="matching", subject=outcome.sitting)))
        row.add(
            self._button(
                _("Key it once more"),
                Place(screen="keying", subject=outcome.sitting, part="again"),
            )
        )
        self.add(row)

    def _button(self, words: str, place: Place, *, is_main: bool = False) -> Button:
        button = Button(words, self.look, is_main=is_main)

        @guarded
        def press(_is_checked: object = None) -> None:
            self._desk.go(place)

        button.clicked.connect(press)
        return button


def _banded(mark: Mark, words: Words) -> QWidget:
    """The band, then why."""
    found = QWidget()
    row = QHBoxLayout(found)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    row.addWidget(mark)
    row.addWidget(words, 1)
    return found


def _band(band: Band) -> str:
    return {
        Band.NOW: _("Now"),
        Band.SOON: _("Soon"),
        Band.NEED: _("Need"),
        Band.TALK: _("Talk"),
    }[band]
