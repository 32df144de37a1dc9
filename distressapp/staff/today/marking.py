"""Saying what became of a visit: two taps, and a way back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from distressapp.core.instrument import Band
from distressapp.core.visiting import Mark, Unsuited
from distressapp.service import followups, visits
from distressapp.service.today import Line
from distressapp.staff.desk import Desk
from distressapp.staff.patients.doing import button, done
from distressapp.staff.patients.words import declined_words, unsuited_words
from distressapp.staff.today.words import band_words, name_of
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.fields import Choice, DateField, LongText
from distressapp.staff.widgets.pieces import Card, Heading, Small
from distressapp.text import _


def mark(desk: Desk, line: Line, state: Mark, reason: str = "", review: date | None = None) -> bool:
    """Mark the visit of that line; undo marks it as it was."""
    visit = line.visit
    if visit is None:
        return False

    def act() -> None:
        visits.mark(desk.house, desk.session, visit.id, state, reason=reason, review=review)

    def undo() -> None:
        visits.mark(
            desk.house,
            desk.session,
            visit.id,
            visit.state,
            reason=visit.reason,
            review=visit.review,
            note=visit.note,
        )
        desk.told()

    if not done(desk, act):
        return False
    desk.say(_said(state).format(name=name_of(line)), undo=undo)
    return True


def _said(state: Mark) -> str:
    return {
        Mark.EXPECTED: _("{name} is expected again."),
        Mark.LEFT: _("{name} left before anybody had seen them."),
        Mark.DECLINED: _("{name} declined."),
        Mark.NOT_SUITABLE: _("{name} is not asked."),
        Mark.NOT_COME: _("{name} did not come."),
        Mark.CANCELLED: _("The visit of {name} is called off."),
    }[state]


class DeclinedCard(Card):
    """Why somebody declined: one tap."""

    def __init__(self, desk: Desk, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent)
        self.add(Heading(_("Why did they decline?"), desk.look, self))
        self.buttons = {
            reason: button(words, desk, _tapped(desk, line, Mark.DECLINED, reason))
            for reason, words in declined_words().items()
        }
        self.add(Row(*self.buttons.values(), parent=self))
        self.add(Small(_("The reason is only counted. Their care stays the same."), desk.look))


def _tapped(desk: Desk, line: Line, state: Mark, reason: str) -> Callable[[], None]:
    def act() -> None:
        mark(desk, line, state, reason)

    return act


class UnsuitedCard(Card):
    """Why somebody is not asked; until when, where they ask for it; what staff see instead."""

    def __init__(self, desk: Desk, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent)
        self._desk, self._line = desk, line
        self.add(Heading(_("Why are they not asked?"), desk.look, self))
        self.buttons = {
            reason: button(words, desk, self._choose(reason))
            for reason, words in unsuited_words().items()
            if reason is not Unsuited.ASKS_NOT
        }
        self.add(Row(*self.buttons.values(), parent=self))
        self.review = DateField(
            _("Or they ask not to be asked. Talk about it again on"), desk.look, self
        )
        self.add(self.review)
        self.asks_not = button(_("Do not ask until then"), desk, self._ask_not)
        self.add(Row(self.asks_not, parent=self))

    def _choose(self, reason: Unsuited) -> Callable[[], None]:
        return _tapped(self._desk, self._line, Mark.NOT_SUITABLE, reason)

    def _ask_not(self) -> None:
        self.review.complain("")
        review = self.review.value()
        if review is None:
            if not self.review.is_wrong:
                self.review.complain(_("Give the day on which you talk about it again."))
            return
        mark(self._desk, self._line, Mark.NOT_SUITABLE, Unsuited.ASKS_NOT, review)


class ConcernCard(Card):
    """What staff see themselves: a flag without a sitting."""

    def __init__(self, desk: Desk, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent)
        self._desk, self._line = desk, line
        self.add(Heading(_("What do you see yourself?"), desk.look, self))
        self.words = LongText(_("In a few words"), desk.look, self, lines=3, most=1000)
        self.band = Choice(
            _("How soon is somebody owed?"),
            [(band_words(each), each) for each in Band],
            desk.look,
            self,
        )
        self.add(self.words)
        self.add(self.band)
        self.raised = button(_("Raise this concern"), desk, self._raise)
        self.add(Row(self.raised, parent=self))

    def _raise(self) -> None:
        band, patient = self.band.value(), self._line.patient
        if not self.words.text():
            self.words.complain(_("Say what you see."))
        if not isinstance(band, Band):
            self.band.complain(_("Choose how soon."))
        if not self.words.text() or not isinstance(band, Band) or patient is None:
            return
        desk, words = self._desk, self.words.text()
        done(
            desk,
            lambda: followups.observe(
                desk.house, desk.session, patient=patient.id, words=words, band=band
            ),
            _("The concern is raised: it stands in “Whom we owe”."),
        )
