"""The two cards of a hand-over: who it is, and what the kiosk will do."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.service.handover import Handover
from distressapp.service.house import House
from distressapp.service.languages import language_words
from distressapp.service.patients import Likeness, Similar
from distressapp.staff.widgets.pieces import Card, Heading, Mark, Small, Words
from distressapp.staff.widgets.style import LARGE, TITLE
from distressapp.staff.words import date_words, day_words
from distressapp.text import _
from distressapp.ui.look import Look

_SHOWN = 4
_TICKET = 44


class WhoCard(Card):
    """Both identifiers, large, and what to say."""

    def __init__(
        self, handover: Handover, look: Look, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        patient = handover.patient
        self.column.setSpacing(16)
        self.add(
            Words(
                _(
                    "Let the patient say their name and their date of birth. "
                    "Do not read them out. Compare both."
                ),
                look,
            )
        )
        self._pair(_("Name"), patient.name, size=TITLE)
        self._pair(_("Born"), born_words(patient.born, today), size=TITLE)
        self._pair(_("Record number"), patient.record_number, size=LARGE)
        if patient.interpreter:
            words = language_words(patient.interpreter)
            self._pair(_("Interpreter needed for"), words, size=LARGE)

    def _pair(self, label: str, words: str, *, size: int) -> None:
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        shown = Words(words, self.look, is_strong=True, size=size)
        shown.setAccessibleName(_("{label}: {words}").format(label=label, words=words))
        column.addWidget(Small(label, self.look))
        column.addWidget(shown)
        self.add(both)


class SimilarCard(Card):
    """Who else could be meant: read before anything is compared."""

    def __init__(
        self, similar: tuple[Similar, ...], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self.column.setSpacing(6)
        self.add(Mark(_("Similar name"), look, rank=2))
        for each in similar[:_SHOWN]:
            self.add(Words(_similar_words(each), look))
        if len(similar) > _SHOWN:
            more = len(similar) - _SHOWN
            self.add(Small(_("and {count} more").format(count=more), look))


class KioskCard(Card):
    """The ticket word, what is asked today, and whether the kiosk is free."""

    def __init__(
        self, handover: Handover, house: House, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        plan = handover.plan if handover.paused is None else handover.paused.record.sitting.plan
        self.add(Small(_("Ticket word, the same on the kiosk"), look))
        self.ticket = Words(plan.ticket, look, is_strong=True, size=_TICKET)
        self.add(self.ticket)
        for line in asked_lines(handover, house):
            self.add(Words(line, look))
        for line in warned_lines(handover):
            self.add(Words(line, look, is_strong=True))
        self.add(Heading(_("The kiosk"), look))
        self.state = Words("", look)
        self.add(self.state)


def born_words(born: date, today: date) -> str:
    """A date of birth as it is said, with the age that goes with it."""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return _("{date}, {years} years old").format(date=date_words(born), years=years)


def asked_lines(handover: Handover, house: House) -> tuple[str, ...]:
    """What is asked today, and what is held back and why."""
    if handover.paused is not None:
        stopped = house.local(handover.paused.record.sitting.stopped or house.clock())
        return (
            _("Was called away today at {time}, and can go on there.").format(
                time=stopped.strftime("%H:%M")
            ),
        )
    plan, today = handover.plan, house.today()
    names = {each: house.instruments[each].name for each in house.settings.instruments}
    asked = ", ".join(names.get(each, each) for each in plan.instruments)
    lines = [_("Asked today: {names}.").format(names=asked or _("nothing"))]
    lines += [
        _("Held back, too soon to repeat: {name}, answered {day}.").format(
            name=names.get(each, each), day=day_words(day, today)
        )
        for each, day in plan.held_back.items()
    ]
    lines += [
        _("Not offered here: {name}: {reason}.").format(name=names.get(each, each), reason=reason)
        for each, reason in plan.not_offered.items()
    ]
    lines += [
        _("Not asked where the patient chooses {language}: {names}.").format(
            language=language_words(language),
            names=", ".join(names.get(each, each) for each in left_out),
        )
        for language, left_out in plan.unworded.items()
    ]
    return tuple(lines)


def warned_lines(handover: Handover) -> tuple[str, ...]:
    """What the record says that staff think of before they hand over."""
    found = []
    if handover.is_under_age:
        found.append(_("Younger than 18."))
    if handover.wants_no_contact:
        found.append(_("Asked not to be contacted: ask first whether they want to answer today."))
    return tuple(found)


def _similar_words(similar: Similar) -> str:
    patient = similar.patient
    words = {
        Likeness.SAME: _("{name}, born {born}, {number}: perhaps the same patient twice."),
        Likeness.SWAPPED: _("{name}, born {born}, {number}: perhaps the same patient twice."),
        Likeness.NAMESAKE: _("{name}, born {born}, {number}: another patient."),
    }[similar.likeness]
    return words.format(
        name=patient.name, born=date_words(patient.born), number=patient.record_number
    )
