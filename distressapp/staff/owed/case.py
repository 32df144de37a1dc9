"""One person at the right: who, what for, what is next, and every outcome."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core import roles
from distressapp.core.followup import Event, Mourning
from distressapp.core.followup_steps import RULES, Action, Step
from distressapp.core.instrument import Band
from distressapp.core.roles import may
from distressapp.service.followup_owners import colleagues
from distressapp.service.followup_words import said_words
from distressapp.service.followups import ON_THE_DAY
from distressapp.service.owed import Owed, calendar_of
from distressapp.service.reaching import reaching
from distressapp.staff.desk import Desk, Place
from distressapp.staff.owed import questions
from distressapp.staff.owed.asking import WRAPS, Answered, Asking, Question
from distressapp.staff.owed.head import CLOSE, Head, mourned_words, who_words
from distressapp.staff.owed.history import History
from distressapp.staff.owed.outcomes import Act, Other, Outcomes
from distressapp.staff.owed.verbs import Verbs
from distressapp.staff.places import PLACES
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Card, Words
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.vault.owing import About

RECORD: Final = "patient"
"""The screen with everything about one patient."""
_CALLS: Final = frozenset({Step.WITH_PATIENT, Step.LEFT})
"""What ends a call for help; only where something is owed now."""


class CasePanel(QWidget):
    """One person, as they are at this moment; built anew whenever something was written.

    Args:
        line: Of the list; None where nothing is owed.

    Signals:
        asked: A question stands on top.
        left: It was cancelled.
    """

    asked = Signal(object)
    left = Signal(object)

    def __init__(
        self, desk: Desk, found: About, line: Owed | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.found, self.line = desk, found, line
        self.asking: Asking | None = None
        self.outcomes: Outcomes | None = None
        self.verbs = Verbs(desk, found.person)
        self._calendar = calendar_of(desk.house.settings)
        self._doing: object = None
        self._is_writing = False
        self._follows_up = may(desk.session.member.role, roles.Act.FOLLOW_UP)
        self.head = Head(
            desk.look,
            self,
            named=found.named,
            line=line,
            case=found.ledger.open_case,
            house=desk.house,
            reach=reaching(desk.session, found.person),
        )
        self._add_letter()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(14)
        self._column.addWidget(self.head)
        self._place = self._middle()
        self._column.addWidget(self._place)
        self.history = History(found, desk.house, desk.look, self)
        self.history.mistaken.connect(self._ask_mistake)
        self._column.addWidget(self.history)
        self._column.addStretch()

    @property
    def has_words(self) -> bool:
        """Something was written that is not noted yet."""
        return self.asking is not None and self.asking.has_words

    @property
    def is_asking(self) -> bool:
        """A question stands here that nobody has answered yet."""
        return self.asking is not None and not self._is_writing

    def start(self) -> None:
        """Put the focus on the first thing that can be done."""
        first = next(iter(self._place.findChildren(Button)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_letter(self) -> None:
        """What three attempts in vain ask for, one tap beside the prompt."""
        row = self.head.prompt
        if row is None or not self._follows_up:
            return
        if self.found.ledger.may_contact:
            row.add(self._button(_("Letter sent"), self._send_letter))
        row.add(self._button(_("Plan next visit …"), self._ask_visit))

    def _middle(self) -> QWidget:
        """What can be done: after a death, with an open case, or with none."""
        mourning = self.found.ledger.mourning
        if mourning is not Mourning.NONE and self.found.ledger.open_case is None:
            return self._mourning_card(mourning)
        if self.found.ledger.open_case is None:
            return self._closed_card()
        self.outcomes = Outcomes(self.desk.look, self, hidden=self._hidden())
        self.outcomes.tapped.connect(self._tap)
        card = self._card()
        if mourning is not Mourning.NONE:
            self._add_mourning(card, mourning)
        if self.line is not None and self.line.offered_to == self.desk.session.member.id:
            card.add(Words(_("This case was offered to you."), self.desk.look, card))
            card.add(
                Row(
                    self._button(_("Accept it"), self._accept, is_main=True),
                    self._button(_("Not accept it"), self._refuse),
                )
            )
        card.add(self.outcomes)
        return card

    def _card(self) -> Card:
        card = Card(self.desk.look, self)
        card.column.setAlignment(WRAPS)
        card.column.setContentsMargins(*CLOSE)
        return card

    def _hidden(self) -> frozenset[Act]:
        """What makes no sense now."""
        case, hidden = self.found.ledger.open_case, set[Act]()
        if not self._follows_up:
            hidden |= {*Step, Other.PLAN, Other.TAKE, Other.HAND_OVER} - ON_THE_DAY
        bands = {each.band for each in case.open_flags} if case is not None else set()
        if Band.NOW not in bands:
            hidden |= _CALLS
        if case is not None and case.owner == self.desk.session.member.id:
            hidden.add(Other.TAKE)
        if self.found.ledger.may_contact:
            hidden.add(Step.MAY_CONTACT)
        else:
            hidden |= {Step.DO_NOT_CONTACT, *(each for each in Step if RULES[each].is_outgoing)}
        if not self.found.named.name:
            hidden |= {Other.DIED, Other.CONCERN, Other.RECORD}
        if self.found.ledger.mourning is not Mourning.NONE:
            hidden.add(Other.DIED)
        if RECORD not in PLACES:
            hidden.add(Other.RECORD)
        return frozenset(hidden)

    def _closed_card(self) -> QWidget:
        card = self._card()
        card.add(Words(_("Nothing is owed here."), self.desk.look, card))
        row = Row(parent=card)
        if self.found.ledger.cases and self._follows_up:
            row.add(self._button(_("Open the case again"), self._reopen))
        if self.found.named.name:
            row.add(self._button(_("Raise a concern …"), self._concern))
        if not self.found.ledger.may_contact and self._follows_up:
            row.add(self._button(_("May be contacted again"), self._may_contact))
        card.add(row)
        return card

    def _mourning_card(self, mourning: Mourning) -> QWidget:
        card = self._card()
        if self.line is not None:
            words = mourned_words(self.line, self.desk.house.today())
            card.add(Words(words, self.desk.look, card, is_strong=True))
        self._add_mourning(card, mourning)
        return card

    def _add_mourning(self, card: Card, mourning: Mourning) -> None:
        """What a death still needs; and its reversal, the more so where a flag came in after it."""
        words = {
            Mourning.UNCONFIRMED: _(
                "Everything has stopped. Somebody other than who reported it confirms it."
            ),
            Mourning.OWED: _("Everything has stopped. One task is left: to contact the family."),
        }.get(mourning, "")
        if self.found.ledger.open_case is not None:
            words = _(
                "This patient was reported to have died, and then a flag came in: the report may "
                "be wrong. Find out: reverse it, or close the flag."
            )
        if words:
            card.add(Words(words, self.desk.look, card))
        row = Row(parent=card)
        is_theirs = self.found.ledger.reported_by == self.desk.session.member.id
        if mourning is Mourning.UNCONFIRMED and not is_theirs:
            row.add(self._button(_("Confirm the death"), self._confirm, is_main=True))
        if mourning is Mourning.OWED and self._follows_up:
            row.add(self._button(_("Family contacted"), self._mourned, is_main=True))
        row.add(self._button(_("Reverse the death …"), self._reverse))
        card.add(row)

    def _button(self, words: str, act: Callable[..., None], *, is_main: bool = False) -> Button:
        button = Button(words, self.desk.look, is_main=is_main)
        button.clicked.connect(act)
        return button

    @guarded
    def _tap(self, act: object) -> None:
        """One tap: noted at once, or what it still needs is asked in place."""
        if isinstance(act, Step):
            self._tap_step(act)
        elif act is Other.TAKE:
            self.verbs.take()
        elif act is Other.PLAN:
            self._ask(questions.of_plan(self._calendar, self.desk.house.today()), act)
        elif act is Other.HAND_OVER:
            self._ask_colleague()
        elif act is Other.RECORD:
            self.desk.go(Place(screen=RECORD, subject=self.found.person))
        elif act is Other.DIED:
            self._ask(questions.of_death(), act)
        else:
            self._ask(questions.of_concern(), Other.CONCERN)

    def _tap_step(self, step: Step) -> None:
        if self.head.is_none_ticked:
            self.desk.complain(_("Tick at least one flag that this is about."))
            return
        question = questions.of_step(step, self._calendar, self.desk.house.today())
        if question is None:
            self.verbs.note(step, flags=self.head.ticked)
        else:
            self._ask(question, step)

    def _ask_colleague(self) -> None:
        own = self.desk.session.member.id
        others = [each for each in colleagues(self.desk.session) if each.id != own]
        if others:
            self._ask(questions.of_handover(others), Other.HAND_OVER)
        else:
            self.desk.complain(_("Nobody else here follows up."))

    @guarded
    def _ask_mistake(self, event: object) -> None:
        if isinstance(event, Event):
            self._ask(questions.of_mistake(said_words(event)), event)

    @guarded
    def _concern(self, _is_on: object = None) -> None:
        self._ask(questions.of_concern(), Other.CONCERN)

    @guarded
    def _reverse(self, _is_on: object = None) -> None:
        self._ask(questions.of_reversal(), None)

    @guarded
    def _reopen(self, _is_on: object = None) -> None:
        self.verbs.note(Step.REOPENED)

    @guarded
    def _send_letter(self, _is_on: object = None) -> None:
        self._tap(Step.LETTER_SENT)

    @guarded
    def _ask_visit(self, _is_on: object = None) -> None:
        today = self.desk.house.today()
        self._ask(questions.of_visit(self._calendar, today), Action.NEXT_VISIT)

    @guarded
    def _may_contact(self, _is_on: object = None) -> None:
        self.verbs.note(Step.MAY_CONTACT)

    @guarded
    def _mourned(self, _is_on: object = None) -> None:
        self.verbs.note(Step.BEREAVED)

    @guarded
    def _confirm(self, _is_on: object = None) -> None:
        self.verbs.confirm_death()

    @guarded
    def _accept(self, _is_on: object = None) -> None:
        self.verbs.accept()

    @guarded
    def _refuse(self, _is_on: object = None) -> None:
        self.verbs.refuse()

    def _ask(self, question: Question, doing: object) -> None:
        """Ask in place of the outcomes, on top: who it is about stands in the title."""
        self._end_asking()
        self._doing = doing
        title = _("{who}: {title}").format(who=who_words(self.found.named), title=question.title)
        self.asking = Asking(replace(question, title=title), self.desk.look, self)
        self.asking.answered.connect(self._answer)
        self.asking.cancelled.connect(self._leave_asking)
        self._place.hide()
        self._column.insertWidget(0, self.asking)
        self.asked.emit(None)
        self.asking.start()

    @guarded
    def _leave_asking(self, _nothing: object = None) -> None:
        self._end_asking()
        self.left.emit(None)

    def _end_asking(self) -> None:
        if self.asking is not None:
            self._column.removeWidget(self.asking)
            self.asking.hide()
            self.asking.deleteLater()
            self.asking = None
            self._place.show()

    @guarded
    def _answer(self, answered: object) -> None:
        """Write what was asked; what was written stays on the screen where it cannot be."""
        self._is_writing = True
        is_written = isinstance(answered, Answered) and self._write(answered)
        self._is_writing = False
        if is_written:
            self._end_asking()

    def _write(self, said: Answered) -> bool:
        doing, verbs = self._doing, self.verbs
        reason = said.chip if isinstance(said.chip, str) else said.text
        day = said.chip if isinstance(said.chip, date) else said.day
        if isinstance(doing, Step):
            words = said.text if isinstance(said.chip, str) else ""
            return verbs.note(doing, day=day, reason=reason, words=words, flags=self.head.ticked)
        if isinstance(doing, Event):
            return verbs.correct(doing.entry, reason)
        action = doing if isinstance(doing, Action) else said.choice
        if doing in {Other.PLAN, Action.NEXT_VISIT} and isinstance(action, Action) and day:
            return verbs.plan(action, day)
        if doing is Other.CONCERN and isinstance(said.chip, Band):
            return verbs.observe(said.text, said.chip)
        if doing is Other.HAND_OVER:
            return verbs.offer(reason)
        return verbs.report_death(said.text) if doing is Other.DIED else verbs.reverse_death(reason)
