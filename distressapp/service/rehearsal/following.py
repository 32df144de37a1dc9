"""What social workers do about an invented patient's open case, until it is closed or forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from distressapp.core.followup_steps import Action, Step
from distressapp.core.instrument import Band
from distressapp.service import followup_owners, followups
from distressapp.service.access import Session
from distressapp.service.followups import NotNotedError
from distressapp.service.rehearsal.lives import Life
from distressapp.service.rehearsal.stage import Act, Stage
from distressapp.vault import owing

_TALKED, _FORGOTTEN, _OTHER_OWNER, _OFFERED = 86, 8, 25, 6
"""Of a hundred cases: invented."""
_VAIN: Final = {Step.NO_ANSWER: 30, Step.MESSAGE_LEFT: 14, Step.WRONG_NUMBER: 3}
_MET: Final = {Step.REACHED: 43, Step.PATIENT_RANG: 6}
_OUTCOMES: Final = {
    Step.ACCEPTED: 30,
    Step.DECLINED: 22,
    Step.ALREADY_HELPED: 12,
    Step.APPOINTMENT: 16,
    Step.NEED_MET: 9,
    Step.WAITING_LIST: 4,
    Step.SERVICE_REFUSED: 2,
    Step.UNAVAILABLE: 2,
    Step.DO_NOT_CONTACT: 2,
    Step.INPATIENT: 1,
}
_REASONS: Final = (
    "Has family who help",
    "Wants to wait until after the next scan",
    "Would rather speak with the oncologist",
    "Not now",
)
_ENDS: Final = ("Nothing more is needed", "Agreed with the patient", "Passed to the home-care team")
_MOST_VAIN: Final = 3


@dataclass(slots=True, kw_only=True)
class Following:
    """Somebody's open case on the stage.

    Attributes:
        worker: Who has it.
        vain: Attempts in a row that reached nobody.
    """

    life: Life
    worker: Session
    vain: int = 0

    @property
    def stage(self) -> Stage:
        """Where it is played."""
        return self.life.stage

    def then(self, act: Act, *, first: int, last: int) -> None:
        """Go on after so many days, on a working day."""
        self.stage.later(act, days=self.stage.draw.randint(first, last))

    def note(self, step: Step, *, day: date | None = None, reason: str = "") -> bool:
        """Note it; False where the case is closed meanwhile, or the patient cannot be asked."""
        try:
            followups.note(
                self.stage.house, self.worker, self.life.id, step, day=day, reason=reason
            )
        except NotNotedError:
            return False
        return True

    def begin(self) -> None:
        """The first thing that is done: taken over, offered, or called at once."""
        draw, house = self.stage.draw, self.stage.house
        others = [each for each in self.stage.social_workers if each != self.worker]
        if draw.chance(_OTHER_OWNER):
            self._quietly(self._take)
        elif others and draw.chance(_OFFERED):
            to, person = others[0], self.life.id
            assign = partial(followup_owners.assign, house, self.worker, person, to=to.member.id)
            self._quietly(assign)
            accept = partial(followup_owners.accept, house, to, person)
            self.then(partial(self._quietly, accept), first=2, last=9)
        self.attempt()

    def _take(self) -> None:
        member = self.worker.member.id
        followup_owners.assign(self.stage.house, self.worker, self.life.id, to=member)

    @staticmethod
    def _quietly(act: Callable[[], object]) -> None:
        """Do it, unless the case was closed meanwhile."""
        try:
            act()
        except NotNotedError:
            return

    def attempt(self) -> None:
        """Ring; or speak with them at the visit, where they may not be rung."""
        if not self.life.person.may_phone:
            if self.note(Step.WITH_PATIENT):
                self.agree()
            return
        ways = {**_VAIN, **_MET}
        step = self.stage.draw.choices(list(ways), list(ways.values()))[0]
        if not self.note(step):
            return
        if step in _MET:
            self.agree()
            return
        self.vain += 1
        if self.vain < _MOST_VAIN:
            self.then(self.attempt, first=1, last=4)
        else:
            self.then(self.write, first=1, last=3)

    def write(self) -> None:
        """Three attempts were in vain: a letter, and after a while the end."""
        if self.note(Step.LETTER_SENT):
            self.then(self.after_letter, first=8, last=16)

    def after_letter(self) -> None:
        """Most never answer."""
        if self.stage.draw.chance(35):
            if self.note(Step.PATIENT_RANG):
                self.agree()
            return
        self.note(Step.CLOSED, reason="No answer to calls and letter; asked again at a visit")

    def agree(self) -> None:
        """What they agree on."""
        draw = self.stage.draw
        step = draw.choices(list(_OUTCOMES), list(_OUTCOMES.values()))[0]
        reason = draw.choice(_REASONS) if step is Step.DECLINED else ""
        if step is Step.APPOINTMENT:
            self.appoint()
            return
        if not self.note(step, reason=reason):
            return
        if step is Step.ACCEPTED:
            self.then(self.appoint, first=1, last=6)
        elif step in {Step.SERVICE_REFUSED, Step.UNAVAILABLE, Step.WAITING_LIST, Step.INPATIENT}:
            self.then(self.end, first=12, last=40)

    def appoint(self) -> None:
        """An appointment, some days from now."""
        day = self.stage.working(days=self.stage.draw.randint(3, 12))
        local = self.stage.house.local(day).date()
        if self.note(Step.APPOINTMENT, day=local):
            after = max((local - self.stage.house.today()).days, 1)
            self.then(self.ask_attended, first=after, last=after + 2)

    def ask_attended(self) -> None:
        """Whether they went."""
        if self.stage.draw.chance(76):
            if self.note(Step.ATTENDED):
                self.then(self.ask_need, first=2, last=9)
        elif self.note(Step.NOT_ATTENDED):
            self.then(self.attempt, first=1, last=5)

    def ask_need(self) -> None:
        """Whether it helped."""
        if self.stage.draw.chance(70):
            self.note(Step.NEED_MET)
        elif self.note(Step.NEED_PARTLY):
            self.then(self.end, first=3, last=14)

    def end(self) -> None:
        """It is closed, with a reason."""
        self.note(Step.CLOSED, reason=self.stage.draw.choice(_ENDS))


def follow(life: Life) -> None:
    """What staff do now that a nurse has read a sitting: talk, and pass on what is more urgent."""
    stage = life.stage
    case = owing.about(stage.session.vault, life.id).ledger.open_case
    if case is None:
        return
    if stage.draw.chance(_TALKED):
        stage.soon(partial(_talk, life), minutes=stage.draw.randint(4, 50))
    if case.band is Band.TALK or life.followed == case.nth:
        return
    life.followed = case.nth
    following = Following(life=life, worker=stage.draw.choice(stage.social_workers))
    first, last = {Band.NOW: (0, 0), Band.SOON: (1, 3)}.get(case.band, (1, 7))
    if stage.draw.chance(_FORGOTTEN):
        first, last = 12, 50
    following.then(following.begin, first=first, last=last)


def _talk(life: Life) -> None:
    """A nurse talks with them, privately."""
    try:
        followups.close_talk(life.stage.house, life.stage.nurse(), life.id)
    except NotNotedError:
        return


def plan_explained(life: Life) -> None:
    """Somebody says why a case that is a month old is still open."""
    stage = life.stage
    worker = stage.draw.choice(stage.social_workers)
    day = stage.house.local(stage.clock.at).date() + timedelta(days=14)
    try:
        followups.note(
            stage.house, worker, life.id, Step.EXPLAINED, reason="Waits for the housing office"
        )
        followups.plan_next(stage.house, worker, life.id, action=Action.ASK_LIST, day=day)
    except NotNotedError:
        return
