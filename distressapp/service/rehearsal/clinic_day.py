"""The day on which the story ends: somebody in each of the nurse's lists."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Final

from distressapp.core.errors import ExpectedError
from distressapp.core.instrument import Band
from distressapp.core.sitting import Stop
from distressapp.core.visiting import Declined, Mark, Unsuited
from distressapp.service import followups, prints
from distressapp.service.rehearsal.answering import Manner
from distressapp.service.rehearsal.lives import Life
from distressapp.service.rehearsal.seating import Sat
from distressapp.service.rehearsal.stage import Stage
from distressapp.service.rehearsal.turns import call_from

PRINTER: Final = "invented-printer"
"""No print system has it: what is printed there stays visible as not printed."""
_VISITORS: Final = 26
_KNOWN: Final = 2
"""The two of one name, who are due on the same day."""
_FIRST_TIME, _LAST_TIME, _EVERY_MIN = 8 * 60 + 30, 16 * 60, 15
_LOOKED_BACK: Final = timedelta(hours=5)
_REVIEW: Final = timedelta(days=60)


def choose_visitors(stage: Stage, lives: Sequence[Life]) -> tuple[Life, ...]:
    """Who comes today; the first are the two of one name."""
    here = [each for each in lives if each.person.first > 1]
    rest = here[_KNOWN:]
    wanted = min(_VISITORS - _KNOWN, len(rest))
    return (*here[:_KNOWN], *stage.draw.sample(rest, wanted))


def write_day(stage: Stage, visitors: Sequence[Life], new: Sequence[Life], now: datetime) -> None:
    """Write the last day into the calendar: planned the day before, and half of it over."""
    day = stage.house.local(now).date()
    stage.calendar.write(now - timedelta(days=1), partial(_import_list, stage, visitors, new, day))
    start = max(_midnight(stage, day), now - _LOOKED_BACK)
    acts = [partial(act, stage, life) for act, life in zip(_ACTS, visitors[_KNOWN:], strict=False)]
    for nth, act in enumerate(acts, start=1):
        stage.calendar.write(start + (now - start) * nth / (len(acts) + 1), act)


def _midnight(stage: Stage, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=stage.house.settings.zone).astimezone(UTC)


def _import_list(stage: Stage, visitors: Sequence[Life], new: Sequence[Life], day: date) -> None:
    """The list of the day comes from the hospital."""
    minutes = range(_FIRST_TIME, _LAST_TIME, _EVERY_MIN)
    for nth, life in enumerate([*visitors, *new]):
        if not life.id:
            life.register()
        minute = minutes[nth % len(minutes)]
        at = time(minute // 60, minute % 60)
        life.plan(day, at=at, is_pivotal=nth < _KNOWN or stage.draw.chance(30))


def _finished(life: Life, *, is_read: bool = True, writes: bool = False) -> Sat:
    manner = life.manner()
    manner = Manner(
        level=manner.level, who=manner.who, phone=manner.phone, stop=Stop.FINISHED, writes=writes
    )
    sat = life.sit(manner, visit=life.visit)
    if is_read:
        life.read(sat)
    return sat


def _finish(stage: Stage, life: Life) -> None:
    del stage
    _finished(life)


def _finish_unread(stage: Stage, life: Life) -> None:
    del stage
    _finished(life, is_read=False, writes=True)


def _finish_unopened(stage: Stage, life: Life) -> None:
    del stage
    _finished(life, is_read=False)


def _finish_queued(stage: Stage, life: Life) -> None:
    sat = _finished(life, is_read=False)
    prints.queue_page(stage.house, stage.nurse(), sat.sitting, printer=PRINTER)


def _finish_failed(stage: Stage, life: Life) -> None:
    sat = _finished(life, is_read=False)
    job = prints.queue_page(stage.house, stage.nurse(), sat.sitting, printer=PRINTER)
    error = ExpectedError("The printer is out of paper", advice="Put some in.")
    prints.give_up(stage.house, stage.nurse(), job, error)


def _call(stage: Stage, life: Life) -> None:
    """They press the button, and a nurse comes."""
    manner = Manner(level=0.8, stop=Stop.CALLED, phone=life.person.phone)
    plan, nurse = life.hand_over(manner, life.visit)
    state = call_from(stage, sitting=plan.sitting, ticket=plan.ticket)
    life.answer(plan, manner, nurse=nurse, now=state)


def _go_on(stage: Stage, life: Life) -> None:
    """They were called in and can go on."""
    level = stage.draw.uniform(0.2, 0.6)
    manner = Manner(level=level, stop=Stop.CALLED, phone=life.person.phone)
    life.sit(manner, visit=life.visit)


def _sit_now(stage: Stage, life: Life) -> None:
    """They have the tablet; nobody knows yet what they say."""
    del stage
    life.hand_over(life.manner(), life.visit)


def _leave(stage: Stage, life: Life) -> None:
    del stage
    life.mark(life.visit, Mark.LEFT)


def _decline(stage: Stage, life: Life) -> None:
    del stage
    life.mark(life.visit, Mark.DECLINED, reason=Declined.NO_TIME.value)


def _decline_at_kiosk(stage: Stage, life: Life) -> None:
    manner = Manner(level=0.3, stop=Stop.NOT_TODAY)
    sat = life.sit(manner, visit=life.visit)
    stage.soon(partial(life.read, sat), minutes=2)


def _be_unwell(stage: Stage, life: Life) -> None:
    """Too unwell to be asked; a nurse writes down what she sees instead."""
    nurse = stage.nurse()
    life.mark(life.visit, Mark.NOT_SUITABLE, reason=Unsuited.TOO_UNWELL.value)
    words = "Too weak to hold the tablet; tearful, wants the light off."
    followups.observe(stage.house, nurse, patient=life.id, words=words, band=Band.SOON)


def _ask_not(stage: Stage, life: Life) -> None:
    review = stage.house.today() + _REVIEW
    reason = Unsuited.ASKS_NOT.value
    life.mark(life.visit, Mark.NOT_SUITABLE, reason=reason, review=review)


def _stay_away(stage: Stage, life: Life) -> None:
    del stage
    life.mark(life.visit, Mark.NOT_COME)


def _sit_unknown(stage: Stage, life: Life) -> None:
    """Nobody was signed in: the sitting waits for somebody who knows whose it is."""
    manner = Manner(level=stage.draw.uniform(0.2, 0.7), phone=life.person.phone)
    life.sit(manner, visit=None)


_ACTS: Final[tuple[Callable[[Stage, Life], None], ...]] = (
    *(_finish, _finish, _call, _decline, _finish_failed, _leave, _be_unwell, _finish),
    *(_sit_unknown, _stay_away, _decline_at_kiosk, _finish_unread, _ask_not, _finish_queued),
    *(_leave, _finish_unopened, _go_on, _sit_now, _sit_now),
)
"""What became of those who came so far, in the order of the day; the others are expected."""
