"""The year of one invented patient: visits, sittings, and what nurses do with each of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from distressapp.core.answers import own_words
from distressapp.core.sitting import NowState, Plan, Stop, Who
from distressapp.core.visiting import Declined, Mark, Unsuited
from distressapp.service import copies, hospital, patients, visits
from distressapp.service.access import Session
from distressapp.service.matching import Person, confirm, write_match
from distressapp.service.reading import read_text
from distressapp.service.rehearsal.answering import Manner
from distressapp.service.rehearsal.people import Invented, level
from distressapp.service.rehearsal.seating import Sat, admit, plan_for, sit
from distressapp.service.rehearsal.stage import Stage
from distressapp.service.views import viewed
from distressapp.vault import lists

STOPS: Final = {
    Stop.FINISHED: 78,
    Stop.CHECKPOINT: 9,
    Stop.CALLED: 8,
    Stop.IDLE: 3,
    Stop.CLOSING: 2,
}
"""How sittings end, of a hundred: invented."""
_ANSWERERS: Final = {Who.SELF: 86, Who.HELPED: 9, Who.PROXY: 5}
_MISSED, _CANCELLED, _DECLINED, _UNSUITED, _UNMATCHED, _RECORDED = 8, 2, 5, 3, 4, 85
"""Of a hundred visits or sittings: invented."""
_SITS_AGAIN: Final = 30
_REVIEW: Final = timedelta(days=90)


@dataclass(slots=True, kw_only=True)
class Life:
    """One patient on the stage.

    Attributes:
        id: Random; empty before somebody has registered them.
        sittings: How many there were.
        after: What is done once a sitting was read.
        last: By instrument, when it was last scored.
        visit: The visit that is planned next; empty where none is.
        followed: The last of their cases that a social worker was told of; 0 before any.
        is_over: Nothing more happens: the patient has died, or asked not to be asked.
    """

    stage: Stage
    person: Invented
    id: str = ""
    sittings: int = 0
    last: dict[str, datetime] = field(default_factory=dict)
    visit: str = ""
    followed: int = 0
    is_over: bool = False
    after: Callable[["Life"], None] = lambda _life: None

    def register(self) -> None:
        """A nurse writes them down."""
        person = self.person
        details = patients.Details(
            name=person.name,
            born=person.born,
            record_number=person.record_number,
            language=person.language,
            interpreter=person.language if person.interpreter else "",
            phone=person.phone,
            may_phone=person.may_phone if person.phone else None,
            may_message=person.may_message if person.phone else None,
            notes=person.notes,
        )
        self.id = patients.register(self.stage.house, self.stage.nurse(), details)

    def plan(self, day: date, *, at: time | None, is_pivotal: bool = False) -> None:
        """A visit is planned; it is the next one from now on."""
        when = visits.When(day=day, at=at, is_pivotal=is_pivotal)
        self.visit = visits.plan(
            self.stage.house, self.stage.nurse(), patient=self.id, when=when, source="list"
        )

    def begin(self, at: datetime) -> None:
        """The first visit: registered and planned a few days before."""
        self.register()
        self.expect(at)

    def expect(self, at: datetime) -> None:
        """Plan a visit, and write it into the calendar."""
        if self.is_over:
            return
        local = self.stage.house.local(at)
        is_pivotal = self.stage.draw.chance(12)
        self.plan(local.date(), at=local.time(), is_pivotal=is_pivotal)
        visit = self.visit
        self.stage.calendar.write(at, lambda: self.come(visit))

    def come(self, visit: str) -> None:
        """The day of the visit: most come, and some of them sit."""
        if self.is_over:
            return
        draw = self.stage.draw
        if draw.chance(_MISSED):
            self.mark(visit, Mark.NOT_COME)
        elif draw.chance(_CANCELLED):
            self.mark(visit, Mark.CANCELLED)
        elif self.sittings == 0 or draw.chance(_SITS_AGAIN):
            self.be_asked(visit)

    def be_asked(self, visit: str) -> None:
        """They are asked to sit down; some decline, and some cannot."""
        draw = self.stage.draw
        if draw.chance(_DECLINED):
            self.decline(visit)
        elif draw.chance(_UNSUITED):
            self.mark_unsuited(visit)
        else:
            self.sit_and_be_read(visit, self.manner())

    def decline(self, visit: str) -> None:
        """They do not want to, and say so to the nurse."""
        reason = self.stage.draw.choice(list(Declined))
        self.mark(visit, Mark.DECLINED, reason=reason.value)

    def mark_unsuited(self, visit: str) -> None:
        """They cannot be asked, or asked not to be."""
        reasons = [each for each in Unsuited if each is not Unsuited.UNDER_AGE]
        reason = self.stage.draw.choice(reasons)
        review = None
        if reason is Unsuited.ASKS_NOT:
            review = self.stage.house.today() + _REVIEW
        self.mark(visit, Mark.NOT_SUITABLE, reason=reason.value, review=review)

    def mark(
        self, visit: str, state: Mark, *, reason: str = "", review: date | None = None
    ) -> None:
        """A nurse says what became of a visit."""
        house, nurse = self.stage.house, self.stage.nurse()
        visits.mark(house, nurse, visit, state, reason=reason, review=review)

    def manner(self) -> Manner:
        """How they answer this time."""
        draw = self.stage.draw
        who = draw.choices(list(_ANSWERERS), list(_ANSWERERS.values()))[0]
        if self.person.interpreter and who is Who.SELF:
            is_family = self.person.interpreter == "family"
            who = Who.FAMILY_INTERPRETER if is_family else Who.INTERPRETER
        return Manner(
            level=level(draw, self.person, self.sittings),
            stop=draw.choices(list(STOPS), list(STOPS.values()))[0],
            who=who,
            phone=self.person.phone,
        )

    def sit_and_be_read(self, visit: str, manner: Manner) -> None:
        """They sit; within the hour a nurse opens what they said."""
        is_admitted = not self.stage.draw.chance(_UNMATCHED)
        sat = self.sit(manner, visit=visit if is_admitted else None)
        wait = timedelta(minutes=self.stage.draw.randrange(3, 40))
        at = self.stage.clock.at + wait
        if is_admitted:
            self.stage.calendar.write(at, lambda: self.read(sat))
        else:
            self.stage.calendar.write(at + timedelta(days=1), lambda: self.match(sat))

    def hand_over(self, manner: Manner, visit: str) -> tuple[Plan, Session]:
        """A nurse compares both identifiers and hands the tablet over."""
        plan = plan_for(self.stage, who=manner.who, last=self.last)
        nurse = admit(self.stage, plan, patient=self.id, visit=visit)
        return plan, nurse

    def sit(self, manner: Manner, *, visit: str | None) -> Sat:
        """They answer until they stop.

        Args:
            visit: That a nurse handed over for; None where nobody was signed in.
        """
        if visit is None:
            plan = plan_for(self.stage, who=manner.who, last=self.last)
            return self.answer(plan, manner, nurse=None)
        plan, nurse = self.hand_over(manner, visit)
        return self.answer(plan, manner, nurse=nurse)

    def answer(
        self, plan: Plan, manner: Manner, *, nurse: Session | None, now: NowState | None = None
    ) -> Sat:
        """They answer what was planned, and it is taken in.

        Args:
            nurse: Who handed over and compared the identifiers; None where nobody did.
            now: How a call for help of theirs ended; None where they pressed no button.
        """
        house = self.stage.house
        sat = sit(self.stage, self.person, plan, manner, now=now)
        if nurse is not None:
            self._match_admitted(sat, nurse)
        self.sittings += 1
        for each in sat.scored:
            self.last[each] = house.clock()
        return sat

    def _match_admitted(self, sat: Sat, nurse: Session) -> None:
        """What `match_admitted` does at a take-in, for the one sitting that came in."""
        vault = self.stage.session.vault
        found = lists.sitting(vault, sat.sitting)
        if found is None:
            raise RuntimeError("a sitting that was just written is in the vault")
        by = {"by": nurse.member.name, "member": nurse.member.id, "how": "admitted"}
        write_match(self.stage.house, vault, found, self.id, self._named, by=by)

    @property
    def _named(self) -> Person:
        person = self.person
        return Person(name=person.name, born=person.born, record_number=person.record_number)

    def match(self, sat: Sat) -> None:
        """A nurse says whose sitting it is that nobody was signed in for, and reads it."""
        house, nurse = self.stage.house, self.stage.nurse()
        confirm(house, nurse, sitting=sat.sitting, patient=self._named)
        self.read(sat)

    def read(self, sat: Sat) -> None:
        """A nurse opens it and takes the page along."""
        house, nurse = self.stage.house, self.stage.nurse()
        viewed(house, nurse, sat.sitting, what="clinician")
        copies.note_page(house, nurse, sat.sitting, copy="clinician")
        if has_words(sat):
            read_text(house, nurse, sat.sitting)
        if self.stage.draw.chance(_RECORDED):
            hospital.set_recorded(house, nurse, sat.sitting)
        self.after(self)


def has_words(sat: Sat) -> bool:
    """Whether the patient wrote something in words of their own."""
    answers = sat.record.sitting.answers
    return bool(own_words(answers))
