"""One patient beside the list: details, visits, sittings, and what can be done."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.visiting import Mark
from distressapp.service import patients, visits
from distressapp.service.visits import When
from distressapp.staff.desk import Desk, Place
from distressapp.staff.patients.doing import button, done
from distressapp.staff.patients.facts import Facts, all_facts, identifiers, sheet
from distressapp.staff.patients.words import mark_words, stop_words
from distressapp.staff.widgets.buttons import Line, Row
from distressapp.staff.widgets.fields import DateField, TextField, Tick, TimeField
from distressapp.staff.widgets.pieces import Heading, Small, Words
from distressapp.staff.widgets.pieces import Mark as Shape
from distressapp.staff.widgets.style import TITLE
from distressapp.staff.words import day_words
from distressapp.text import _
from distressapp.vault import days, people
from distressapp.vault.days import Visit
from distressapp.vault.people import Known

_SHOWN = 5


class DetailsPane(QWidget):
    """What is known of a patient, and the ways from here.

    Args:
        go: Shows another part of the screen: `"edit"`, `"merge"`, `"visit"`.
    """

    def __init__(
        self,
        desk: Desk,
        patient: Known,
        go: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.patient = desk, patient
        self._go = go
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._tell()
        self._tell_merged()
        self._tell_visits()
        self._tell_sittings()
        self._column.addStretch()

    def _tell(self) -> None:
        desk, patient, look = self.desk, self.patient, self.desk.look
        card = sheet(look, self)
        card.add(Words(patient.name, look, is_strong=True, size=TITLE))
        if patient.died_ms is not None:
            confirmed = _("Death confirmed") if patient.is_death_confirmed else _("Death reported")
            card.add(Shape(confirmed, look, rank=1))
        facts = identifiers(patient, desk.house.today()) + all_facts(patient)
        card.add(Facts(facts, look))
        self.opened = button(_("Open record"), desk, self._open, is_main=True)
        self.hand_over = button(_("Hand over"), desk, self._hand_over)
        self.paper = button(_("Paper form"), desk, self._print_form)
        self.edit = button(_("Change details"), desk, lambda: self._go("edit"))
        self.visit = button(_("Plan a visit"), desk, lambda: self._go("visit"))
        self.merge = button(_("Stands here twice …"), desk, lambda: self._go("merge"))
        ways = (self.opened, self.hand_over, self.paper, self.edit, self.visit, self.merge)
        card.add(Row(*ways, parent=card))
        self._column.addWidget(card)

    def _tell_merged(self) -> None:
        """Records that were merged into this one, each with the way back."""
        desk, vault = self.desk, self.desk.session.vault
        found = people.many(vault, people.merged_ids(vault, self.patient.id))
        self.apart: dict[str, QWidget] = {}
        if not found:
            return
        card = sheet(desk.look, self)
        card.add(Heading(_("Records that were made one with this"), desk.look))
        for each in found.values():
            words = _("{name}, record number {number}").format(
                name=each.name, number=each.record_number
            )
            apart = button(_("Take apart"), desk, self._taking_apart(each))
            self.apart[each.id] = apart
            card.add(Line(Words(words, desk.look), apart))
        self._column.addWidget(card)

    def _taking_apart(self, record: Known) -> Callable[[], None]:
        desk, into = self.desk, self.patient

        def undo() -> None:
            patients.merge(desk.house, desk.session, patient=record.id, into=into.id)
            desk.told()

        def act() -> None:
            if done(desk, lambda: patients.undo_merge(desk.house, desk.session, record.id)):
                desk.say(_("They are two records again."), undo=undo)

        return act

    def _tell_visits(self) -> None:
        desk = self.desk
        self.pivotal: dict[str, QWidget] = {}
        found = days.visits_of(desk.session.vault, self.patient.id)
        if not found:
            return
        card = sheet(desk.look, self)
        card.add(Heading(_("Visits"), desk.look))
        for each in found[:_SHOWN]:
            card.add(self._visit_line(each))
        if len(found) > _SHOWN:
            more = _("and {count} earlier ones").format(count=len(found) - _SHOWN)
            card.add(Small(more, desk.look))
        self._column.addWidget(card)

    def _visit_line(self, visit: Visit) -> QWidget:
        desk, today = self.desk, self.desk.house.today()
        day = day_words(visit.day, today)
        words = [day[:1].upper() + day[1:], visit.time, mark_words(visit, today)]
        if visit.is_pivotal:
            words.append(_("pivotal"))
        shown = Words(", ".join(each for each in words if each), desk.look)
        if visit.day < today or visit.state is not Mark.EXPECTED:
            return shown
        turned = _("Not pivotal") if visit.is_pivotal else _("Pivotal visit")
        self.pivotal[visit.id] = button(turned, desk, self._turning(visit))
        return Line(shown, self.pivotal[visit.id])

    def _turning(self, visit: Visit) -> Callable[[], None]:
        desk = self.desk
        when = visits.when_of(visit, is_pivotal=not visit.is_pivotal)

        def act() -> None:
            done(desk, lambda: visits.change(desk.house, desk.session, visit.id, when))

        return act

    def _tell_sittings(self) -> None:
        desk, today = self.desk, self.desk.house.today()
        found = days.sittings_of(desk.session.vault, self.patient.id)
        self.moves: dict[str, QWidget] = {}
        if not found:
            return
        card = sheet(desk.look, self)
        card.add(Heading(_("Sittings"), desk.look))
        for each in found[:_SHOWN]:
            day = day_words(each.day, today)
            words = _("{day}: {stop}").format(
                day=day[:1].upper() + day[1:], stop=stop_words(each.stop, is_paper=each.is_paper)
            )
            self.moves[each.id] = button(_("Another patient's …"), desk, self._moving(each.id))
            card.add(Line(Words(words, desk.look), self.moves[each.id]))
        if len(found) > _SHOWN:
            more = _("and {count} earlier ones, in the record").format(count=len(found) - _SHOWN)
            card.add(Small(more, desk.look))
        self._column.addWidget(card)

    def _moving(self, sitting: str) -> Callable[[], None]:
        return lambda: self.desk.go(Place(screen="matching", subject=sitting, part="move"))

    def _open(self) -> None:
        self.desk.go(Place(screen="patient", subject=self.patient.id))

    def _hand_over(self) -> None:
        self.desk.go(Place(screen="handover", subject=self.patient.id))

    def _print_form(self) -> None:
        self.desk.go(Place(screen="paper", subject=self.patient.id))


class VisitPane(QWidget):
    """A visit that is written down for a patient."""

    def __init__(
        self,
        desk: Desk,
        patient: Known,
        leave: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._patient, self._leave = desk, patient, leave
        look = desk.look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = sheet(look, self)
        card.add(Words(patient.name, look, is_strong=True, size=TITLE))
        self.day = DateField(_("Day"), look, value=desk.house.today())
        self.at = TimeField(_("Time"), look, hint=_("Empty where only the day is known."))
        self.pivotal = Tick(
            _("A pivotal visit"),
            look,
            hint=_("Diagnosis, start or end of treatment, relapse: the patient is due then."),
        )
        self.note = TextField(_("Note"), look)
        for each in (self.day, self.at, self.pivotal, self.note):
            card.add(each)
        self.kept = button(_("Write it down"), desk, self._keep, is_main=True)
        self.left = button(_("Leave it"), desk, leave)
        card.add(Row(self.kept, self.left, parent=card))
        column.addWidget(card)
        column.addStretch()

    def _keep(self) -> None:
        for each in (self.day, self.at):
            each.complain("")
        desk, day, at = self._desk, self.day.value(), self.at.value()
        if self.at.is_wrong:
            return
        if day is None or day < desk.house.today():
            if not self.day.is_wrong:
                self.day.complain(_("Give a day from today on."))
            return
        when = When(day=day, at=at, is_pivotal=self.pivotal.is_on, note=self.note.text())
        planned = done(
            desk,
            lambda: visits.plan(desk.house, desk.session, patient=self._patient.id, when=when),
            _("The visit is written down."),
        )
        if planned:
            self._leave()
