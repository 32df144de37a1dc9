"""The person beside the list: who it is, why they stand there, and what can be done."""

from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.visiting import Mark
from distressapp.service import reading, visits
from distressapp.service.handover import prepare
from distressapp.service.patients import Similar, similar
from distressapp.service.today import GOES_ON, Line
from distressapp.service.visits import When
from distressapp.staff.desk import Desk, Place
from distressapp.staff.handover.cards import SimilarCard
from distressapp.staff.handover.giving import give
from distressapp.staff.patients.doing import button, done
from distressapp.staff.patients.facts import Facts, identifiers, sheet, spoken
from distressapp.staff.today.marking import ConcernCard, DeclinedCard, UnsuitedCard, mark
from distressapp.staff.today.words import band_words, name_of, state_words, why_words
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import DateField
from distressapp.staff.widgets.pieces import Card, Heading, Small, Words
from distressapp.staff.widgets.pieces import Mark as Shape
from distressapp.staff.widgets.style import TITLE
from distressapp.text import _
from distressapp.ui.guard import guarded

_Act: TypeAlias = tuple[str, str, Callable[[], None]]
"""A name, the words on the button, and what it does."""


_EXPECTED: Final = frozenset({"due", "not_due"})
"""The lists from which a patient is handed over."""
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PersonPane(QWidget):
    """One line of a list, and below it what is asked for next.

    Args:
        section: Id of the list.
        is_chosen: Somebody tapped the line; a pane that came by itself hands nobody over at once,
            for it may stand under a finger that meant another patient.

    Attributes:
        similar: With whom a patient who is to be asked could be confused.
        is_kept: Something is being read here: it stays although its line has left the list.
    """

    def __init__(
        self,
        desk: Desk,
        line: Line,
        section: str,
        parent: QWidget | None = None,
        *,
        is_chosen: bool = True,
    ) -> None:
        super().__init__(parent)
        self.desk, self.line, self.is_chosen = desk, line, is_chosen
        self.similar = self._similar() if section in _EXPECTED else ()
        self.buttons: dict[str, Button] = {}
        self.further: QWidget | None = None
        self.is_kept = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self.card = sheet(desk.look, self)
        self._column.addWidget(self.card)
        self._column.addStretch()
        if self.similar:
            self._column.insertWidget(0, SimilarCard(self.similar, desk.look, self))
        self._tell(section)
        self._offer(section)

    def _similar(self) -> tuple[Similar, ...]:
        patient, vault = self.line.patient, self.desk.session.vault
        if patient is None:
            return ()
        return similar(vault, name=patient.name, born=patient.born, without=patient.id)

    def _tell(self, section: str) -> None:
        line, look, house = self.line, self.desk.look, self.desk.house
        if section in _EXPECTED:
            words = _(
                "Let the patient say their name and their date of birth. "
                "Do not read them out. Compare both."
            )
            self.card.add(Words(words, look))
        self.card.add(Words(name_of(line), look, is_strong=True, size=TITLE))
        if line.has_namesake and not self.similar:
            self.card.add(Shape(_("Like name on today's lists"), look, rank=2))
        band = None if line.sat is None else line.sat.band
        if band is not None and section != "due":
            self.card.add(Shape(band_words(band), look, rank=3 - band.urgency))
        is_expected = section in {"due", "not_due", "after_flag"}
        facts = [(_("Due"), why_words(line, house.today()) if is_expected else "")]
        facts.append((_("State"), state_words(house, line)))
        if line.patient is not None:
            facts = identifiers(line.patient, house.today()) + facts + spoken(line.patient)
        elif line.sat is not None:
            facts = [(_("Record number"), line.record_number), *facts]
        if line.sat is not None:
            facts.append((_("Ticket word"), line.sat.ticket))
        elif line.admitted is not None:
            facts.append((_("Ticket word"), line.admitted.ticket))
        if line.visit is not None:
            facts.append((_("Note"), line.visit.note))
        self._facts = Facts(facts, look)
        self.card.add(self._facts)
        if section == "due" and line.sat is not None:
            self.card.add(
                Words(
                    _("Somebody sat today under this record number: confirm whose it was first."),
                    look,
                    is_strong=True,
                )
            )

    def _offer(self, section: str) -> None:
        main, others = self._acts(section)
        found = [*main, *others]
        for at, (name, words, act) in enumerate(found):
            self.buttons[name] = button(words, self.desk, act, is_main=at == 0 and bool(main))
            if name == "hand_over":
                self.buttons[name].installEventFilter(self)
        self._acts_row = Row(*self.buttons.values(), parent=self.card)
        self.card.add(self._acts_row)
        self.away = button(_("Back"), self.desk, self.put_away, is_quiet=True)
        self.card.add(Row(self.away, parent=self.card))
        self.away.hide()

    def _acts(self, section: str) -> tuple[list[_Act], list[_Act]]:
        """What is wanted most here, and what else can be done."""
        main: list[_Act] = []
        if section == "unread":
            main.append(("read", _("Open and read"), self._read))
        if section == "not_printed":
            main.append(("printing", _("To the printer"), self._print))
        if section == "after_flag":
            main.append(("plan", _("Plan a visit"), self._plan))
        if self._is_unmatched:
            main.insert(0, ("match", _("Confirm identity"), self._match))
        if section in _EXPECTED or self._goes_on:
            main.insert(0, self._way_of_handing_over())
        if section == "due" and self.line.patient is not None:
            main.append(("paper", _("Paper form"), self._print_form))
        if self.line.patient is not None:
            main.append(("open", _("Open record"), self._open))
        return main[:1], [*main[1:], *self._marks(section)]

    def _way_of_handing_over(self) -> _Act:
        """At once where nothing has to be read first; else by the page that says what."""
        if self._goes_on:
            return ("hand_over", _("Go on: hand over"), self.open_handover)
        if self.is_chosen and not self.similar and not self.line.has_namesake:
            return ("hand_over", _("Both are right: hand over"), self._hand_over)
        return ("hand_over", _("Hand over"), self.open_handover)

    @property
    def _is_unmatched(self) -> bool:
        return self.line.sat is not None and self.line.sat.patient is None

    @property
    def _goes_on(self) -> bool:
        sat = self.line.sat
        if sat is None or sat.patient is None or sat.is_paper:
            return False
        return sat.stop in GOES_ON

    def _marks(self, section: str) -> list[_Act]:
        visit = self.line.visit
        if visit is None or section in {"unread", "not_printed", "unmatched"}:
            return []
        if visit.state is not Mark.EXPECTED:
            again = ("expected", _("Expected again"), self._marked(Mark.EXPECTED))
            return [again, ("concern", _("A concern of mine"), self._concern)]
        if section in {"finished", "in_progress"}:
            left = ("left", _("Left before seen"), self._marked(Mark.LEFT))
            return [left, ("concern", _("A concern of mine"), self._concern)]
        pivotal = _("Not pivotal") if visit.is_pivotal else _("Pivotal visit")
        return [
            ("declined", _("Declined …"), self._declined),
            ("not_suitable", _("Not suitable …"), self._unsuited),
            ("left", _("Left before seen"), self._marked(Mark.LEFT)),
            ("not_come", _("Did not come"), self._marked(Mark.NOT_COME)),
            ("pivotal", pivotal, self._turn_pivotal),
            ("concern", _("A concern of mine"), self._concern),
        ]

    def _marked(self, state: Mark) -> Callable[[], None]:
        def act() -> None:
            mark(self.desk, self.line, state)

        return act

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the page and never hands over: scanners send it behind every number."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() not in _ENTER:
                return False
            self.open_handover()
            return True
        return super().eventFilter(watched, event)

    def show_further(self, card: QWidget) -> None:
        """What is asked for next stands below, in place of the buttons."""
        self.put_away()
        self.further = card
        self._acts_row.hide()
        self._facts.setVisible(self.is_kept)
        self.away.show()
        if isinstance(card, Card):
            card.column.setAlignment(Qt.AlignmentFlag(0))
        self._column.insertWidget(1, card)
        card.show()
        card.setFocus()
        QTimer.singleShot(0, card, self._scroll)

    def put_away(self) -> None:
        """What was asked for goes; the buttons are there again."""
        before, self.further = self.further, None
        self._acts_row.show()
        self._facts.show()
        self.away.hide()
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.setParent(None)
            before.deleteLater()

    @guarded
    def _scroll(self) -> None:
        """What is asked for stands in sight, once it has its place."""
        above = self.parentWidget()
        area = None if above is None else above.parentWidget()
        if isinstance(area, QScrollArea) and self.further is not None:
            area.ensureWidgetVisible(self.further, 0, 0)

    def _declined(self) -> None:
        self.show_further(DeclinedCard(self.desk, self.line))

    def _unsuited(self) -> None:
        self.show_further(UnsuitedCard(self.desk, self.line))

    def _concern(self) -> None:
        self.show_further(ConcernCard(self.desk, self.line))

    def _turn_pivotal(self) -> None:
        visit = self.line.visit
        if visit is None:
            return
        desk = self.desk
        when = visits.when_of(visit, is_pivotal=not visit.is_pivotal)
        done(desk, lambda: visits.change(desk.house, desk.session, visit.id, when))

    def _hand_over(self) -> None:
        """Both identifiers were heard; what must be read first opens the page instead."""
        patient, visit, desk = self.line.patient, self.line.visit, self.desk
        if patient is None:
            return
        try:
            found = prepare(
                desk.house,
                desk.session,
                patient=patient.id,
                visit="" if visit is None else visit.id,
            )
        except ExpectedError as error:
            desk.complain(error)
            return
        is_as_seen = (found.patient.name, found.patient.born) == (patient.name, patient.born)
        if found.needs_thought or not is_as_seen or give(desk, found, self.window()) is not None:
            self.open_handover()

    def open_handover(self) -> None:
        """The page with everything that there is to read before the tablet changes hands."""
        if self.line.patient is not None:
            part = "" if self.line.visit is None else self.line.visit.id
            self.desk.go(Place(screen="handover", subject=self.line.patient.id, part=part))

    def _print_form(self) -> None:
        if self.line.patient is not None:
            self.desk.go(Place(screen="paper", subject=self.line.patient.id))

    def _open(self) -> None:
        if self.line.patient is not None:
            self.desk.go(Place(screen="patient", subject=self.line.patient.id))

    def _match(self) -> None:
        if self.line.sat is not None:
            self.desk.go(Place(screen="matching", subject=self.line.sat.id))

    def _print(self) -> None:
        self.desk.go(Place(screen="printing"))

    def _plan(self) -> None:
        self.show_further(PlanCard(self.desk, self.line))

    def _read(self) -> None:
        sat = self.line.sat
        if sat is None:
            return
        found: list[reading.Words] = []
        desk = self.desk
        self.is_kept = True
        if done(desk, lambda: found.extend(reading.read_text(desk.house, desk.session, sat.id))):
            self.show_further(ReadCard(desk, found))
            self.away.hide()


class PlanCard(Card):
    """A visit for somebody who is due and has none."""

    def __init__(self, desk: Desk, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(desk.look, parent)
        self._desk, self._line = desk, line
        self.day = DateField(_("Day of the visit"), desk.look, self)
        self.add(self.day)
        self.kept = button(_("Write it down"), desk, self._keep)
        self.add(Row(self.kept, parent=self))

    def _keep(self) -> None:
        self.day.complain("")
        day, patient, desk = self.day.value(), self._line.patient, self._desk
        if day is None or patient is None or day < desk.house.today():
            if not self.day.is_wrong:
                self.day.complain(_("Give a day from today on."))
            return
        done(
            desk,
            lambda: visits.plan(desk.house, desk.session, patient=patient.id, when=When(day=day)),
            _("The visit is written down."),
        )


class ReadCard(Card):
    """What the patient wrote, word for word."""

    def __init__(
        self, desk: Desk, words: list[reading.Words], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.look, parent)
        self.add(Heading(_("In the patient's own words"), desk.look, self))
        for each in words:
            self.add(Small(each.about, desk.look, self))
            self.add(Words(each.text, desk.look, self, is_copied=True))
        self.add(Small(_("Noted: you opened it now."), desk.look, self))
