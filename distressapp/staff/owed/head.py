"""Who is owed, what for, since when, and what is next."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from distressapp.core.followup import Case, FlagId, FlagState
from distressapp.core.followup_due import Asks
from distressapp.core.summary_words import short_day
from distressapp.service.followup_words import (
    action_words,
    asks_words,
    band_words,
    mourning_words,
    outcome_words,
)
from distressapp.service.house import House
from distressapp.service.owed import Owed
from distressapp.service.reaching import Reaching
from distressapp.staff.owed.asking import WRAPS
from distressapp.staff.owed.reach import reach_lines
from distressapp.staff.widgets.buttons import Row
from distressapp.staff.widgets.pieces import Card, Heading, Mark, Small, Words
from distressapp.staff.widgets.tickbox import TickBox
from distressapp.staff.words import date_words, day_words, waiting
from distressapp.text import _, ngettext
from distressapp.ui.look import Look
from distressapp.vault.owing import Named

CLOSE: Final = (14, 12, 14, 12)
"""Margins of this screen's cards: the outcomes begin higher up, and more of them stand in a row."""
_SHORT: Final = 60
"""Letters of a flag that has half a line."""
_MOST: Final = 160
"""Letters of a flag's words here; all of them stand under what happened."""


def who_words(named: Named) -> str:
    """What a person is called; a ticket word where nobody matched the sitting."""
    if named.name:
        return named.name
    if named.record_number:
        return _("Ticket {ticket}, not matched").format(ticket=named.ticket)
    return _("Ticket {ticket}, call").format(ticket=named.ticket or "?")


def line_words(line: Owed) -> str:
    """The same in a list; beside a like name stands the date of birth, short as under Today."""
    named = line.named
    if not line.has_namesake or named.born is None:
        return who_words(named)
    return _("{name}, {day}").format(name=named.name, day=short_day(named.born))


def identifiers(named: Named) -> str:
    """Both identifiers, as far as they are known."""
    born = "" if named.born is None else _("born {day}").format(day=date_words(named.born))
    number = named.record_number and _("number {number}").format(number=named.record_number)
    return ", ".join(each for each in (born, number) if each)


def overdue_words(line: Owed) -> str:
    """How long it is overdue, and who is told; empty where it is not."""
    if not line.is_overdue:
        return ""
    words = ngettext(
        "Overdue by {days} working day", "Overdue by {days} working days", line.overdue
    ).format(days=line.overdue)
    if not line.told:
        return f"{words}."
    told = _("also with {names}").format(names=_(" and ").join(line.told))
    return f"{words}, {told}."


def waiting_words(line: Owed) -> str:
    """How long they have been waiting, against the clinic's own target."""
    since = waiting(line.waiting)
    same_day = _("{since}; a first contact is due the same day.")
    within = ngettext(
        "{since}; a first contact is due within {days} working day.",
        "{since}; a first contact is due within {days} working days.",
        line.target,
    )
    words = within if line.target else same_day
    return words.format(since=since[:1].upper() + since[1:], days=line.target)


def owner_words(line: Owed) -> str:
    """Who has it; whether that was accepted, and who was asked."""
    name = line.owner_name or _("nobody")
    words = _("With {name}").format(name=name)
    if not line.owner and line.owner_name:
        words = _("With {name}, until somebody accepts it").format(name=name)
    if line.offered_name:
        offered = _("offered to {name}, not accepted yet").format(name=line.offered_name)
        words = f"{words}; {offered}"
    return f"{words}."


class Head(Card):
    """The person, the flags and what is next."""

    def __init__(  # noqa: PLR0913  (what is known of one person, by name)
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        named: Named,
        line: Owed | None,
        case: Case | None,
        house: House,
        reach: Reaching,
    ) -> None:
        super().__init__(look, parent)
        self._zone, self._today = house.settings.zone, house.today()
        self.column.setAlignment(WRAPS)
        self.column.setSpacing(6)
        self.column.setContentsMargins(*CLOSE)
        self.prompt: Row | None = None
        self.seen = () if case is None else tuple(each.flag for each in case.open_flags)
        self.ticks: dict[FlagId, TickBox] = {}
        self._add_who(named, line)
        if line is not None and line.band is not None:
            self._add_next(line, self._today)
        if case is not None:
            lines = reach_lines(reach) if line is None or line.may_contact else ()
            for each in lines:
                self.add(Words(each, self.look, self, is_copied=True))
            self._add_flags(case)

    @property
    def ticked(self) -> tuple[FlagId, ...]:
        """The flags that an outcome is about, by name: one that nobody saw here is not settled."""
        if not self.ticks:
            return self.seen
        return tuple(flag for flag, tick in self.ticks.items() if tick.isChecked())

    @property
    def is_none_ticked(self) -> bool:
        """There are several, and none of them is ticked."""
        return bool(self.ticks) and not any(each.isChecked() for each in self.ticks.values())

    def _add_who(self, named: Named, line: Owed | None) -> None:
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Heading(who_words(named), self.look, row))
        words.addWidget(Small(identifiers(named), self.look, row))
        across.addLayout(words, 1)
        if line is not None and line.band is not None:
            mark = Mark(band_words(line.band), self.look, row, rank=3 - line.band.urgency)
            across.addWidget(mark)
        self.add(row)

    def _add_next(self, line: Owed, today: date) -> None:
        next_words = _("Next: {action}, {day}").format(
            action=action_words(line.action), day=day_words(line.due, today)
        )
        self.add(Words(next_words, self.look, self, is_strong=True))
        words = [waiting_words(line), owner_words(line)]
        self.add(Words(" ".join(words), self.look, self, is_soft=True))
        self._tell(overdue_words(line))
        for each in line.asks:
            self._tell(asks_words(each))
            if each is Asks.LETTER:
                self.prompt = Row(parent=self)
                self.add(self.prompt)
        if not line.may_contact:
            self._tell(_("This patient asked not to be contacted: speak with them at a visit."))

    def _tell(self, words: str) -> None:
        if words:
            self.add(Words(f"\N{BLACK RIGHT-POINTING TRIANGLE} {words}", self.look, self))

    def _add_flags(self, case: Case) -> None:
        flags = sorted(case.open_flags, key=lambda each: (each.band.urgency, each.raised_ms))
        if len(flags) > 1:
            self.add(Small(_("What an outcome is about:"), self.look, self))
        for each in flags:
            words = self._flag_words(each)
            if len(flags) == 1:
                self.add(Words(words, self.look, self))
                continue
            tick = TickBox(words, self.look, self)
            policy = tick.sizePolicy()
            policy.setVerticalPolicy(policy.Policy.Minimum)  # a fixed one is cut at its hint
            tick.setSizePolicy(policy)
            tick.setChecked(True)
            self.ticks[each.flag] = tick
        self.column.addLayout(_two_by_two(self.ticks.values()))
        for each in case.flags:
            if not each.is_open:
                self.add(Small(self._done_words(each), self.look, self))

    def _flag_words(self, state: FlagState) -> str:
        words = _("{band}: {because}, {day}")
        day = self._day(state.raised_ms)
        because = state.because
        if len(because) > _MOST:
            because = because[:_MOST].rstrip() + "…"
        return words.format(band=band_words(state.band), because=because, day=day)

    def _done_words(self, state: FlagState) -> str:
        outcome = " · ".join(each for each in (outcome_words(state.outcome), state.reason) if each)
        words = _("Done: {because} ({outcome})")
        return words.format(because=state.because, outcome=outcome)

    def _day(self, at_ms: int) -> str:
        at = datetime.fromtimestamp(at_ms // 1000, UTC).astimezone(self._zone)
        return day_words(at.date(), self._today)


def _two_by_two(ticks: Iterable[TickBox]) -> QVBoxLayout:
    """Two beside one another, for room below; one with many words has a line of its own."""
    column = QVBoxLayout()
    column.setSpacing(0)
    half: QHBoxLayout | None = None
    for tick in ticks:
        if len(tick.text()) > _SHORT:
            column.addWidget(tick)
            half = None
        elif half is None:
            half = QHBoxLayout()
            half.setSpacing(8)
            half.addWidget(tick, 1)
            column.addLayout(half)
        else:
            half.addWidget(tick, 1)
            half = None
    return column


def mourned_words(line: Owed, today: date) -> str:
    """What is owed after a death, and since when."""
    return _("{what}. Reported {day}.").format(
        what=mourning_words(line.mourning), day=day_words(line.since, today)
    )
