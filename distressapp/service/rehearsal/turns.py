"""What happens once or twice in a year: a death, a patient written down twice, a call for help."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from distressapp.core.followup_steps import Step
from distressapp.core.instrument import Band
from distressapp.core.sitting import NowState
from distressapp.service import calls, followups, patients
from distressapp.service.access import Session
from distressapp.service.calls import Press, acknowledge_now, attend_now
from distressapp.service.memory import Member
from distressapp.service.rehearsal.following import plan_explained
from distressapp.service.rehearsal.lives import Life
from distressapp.service.rehearsal.stage import Stage
from distressapp.service.takein import take_in
from distressapp.vault import owing

_CONCERNS: Final = (
    (150, Band.SOON, "Sat in the corridor for an hour and did not want to go in."),
    (40, Band.SOON, "Said to me: I do not know what for any more."),
    (2, Band.NEED, "Nobody at home can drive for the next weeks."),
    (1, Band.TALK, "Slept badly since the scan; I said somebody would look in."),
)
"""Days ago, how soon somebody is owed, and what a nurse saw."""
_DEATHS: Final = (70, 6, 1)
"""Days ago: one that is over, one whose family is owed a contact, one nobody has confirmed."""
_BEREAVED_AFTER: Final = 4
_DUPLICATES: Final = (120, 3)
"""Days ago: a patient written down twice and put together, and one whom nobody has noticed."""


def write_turns(stage: Stage, lives: Sequence[Life], now: datetime) -> None:
    """Write them into the calendar, each for a patient who has sat by then."""
    write = stage.calendar.write
    for nth, days in enumerate(_DEATHS):
        write(now - timedelta(days=days, hours=2), partial(_die, stage, lives, is_last=nth == 2))  # noqa: PLR2004  (the third of three)
    for days, band, concern in _CONCERNS:
        write(now - timedelta(days=days, hours=3), partial(_worry, stage, lives, concern, band))
    for nth, days in enumerate(_DUPLICATES):
        act = partial(_write_twice, stage, lives, is_merged=nth == 0)
        write(now - timedelta(days=days, hours=4), act)
    for days in (210, 95):
        write(now - timedelta(days=days, hours=1), partial(_call_without_sitting, stage))
    for days in (50, 20):
        write(now - timedelta(days=days), partial(_explain, lives))


def _somebody(stage: Stage, lives: Sequence[Life]) -> Life | None:
    """Somebody who has sat and is still looked after."""
    there = [each for each in lives if each.sittings and not each.is_over]
    return stage.draw.choice(there) if there else None


def _die(stage: Stage, lives: Sequence[Life], *, is_last: bool) -> None:
    life = _somebody(stage, lives)
    if life is None:
        return
    life.is_over = True
    house = stage.house
    followups.report_death(house, stage.nurse(), life.id, words="The ward rang.")
    if is_last:
        return
    confirm = partial(followups.confirm_death, house, stage.manager, life.id)
    stage.later(confirm, days=1)
    worker = stage.draw.choice(stage.social_workers)
    stage.later(partial(_condole, stage, worker, life), days=_BEREAVED_AFTER + 3)


def _condole(stage: Stage, worker: Session, life: Life) -> None:
    followups.note(
        stage.house, worker, life.id, Step.BEREAVED, words="Spoke with the daughter; letter sent."
    )


def _worry(stage: Stage, lives: Sequence[Life], concern: str, band: Band) -> None:
    """A nurse is worried about somebody to whom nothing is owed yet, where there is one."""
    vault = stage.session.vault
    free = [
        each
        for each in lives
        if each.sittings and owing.about(vault, each.id).ledger.open_case is None
    ]
    life = _somebody(stage, free)
    if life is not None:
        followups.observe(stage.house, stage.nurse(), patient=life.id, words=concern, band=band)


def _write_twice(stage: Stage, lives: Sequence[Life], *, is_merged: bool) -> None:
    life = _somebody(stage, lives)
    if life is None:
        return
    house, nurse = stage.house, stage.nurse()
    before = patients.details_of(patients.known(stage.session.vault, life.id))
    number = before.record_number.replace("R-", "R-9" if is_merged else "R-8")
    twice = patients.register(house, nurse, replace(before, record_number=number, phone=""))
    if is_merged:
        merge = partial(
            patients.merge, house, nurse, patient=twice, into=life.id, reason="One patient"
        )
        stage.later(merge, days=1)


def _explain(lives: Sequence[Life]) -> None:
    for life in lives:
        if life.followed and not life.is_over:
            plan_explained(life)
            return


def _call_without_sitting(stage: Stage) -> None:
    """Somebody presses the button while nobody sits."""
    press = calls.post_now(stage.house)
    press.raise_now()
    press.now_sounds()
    answer_call(stage, press)
    take_in(stage.house, stage.session.vault)
    worker = stage.draw.choice(stage.social_workers)
    reason = "A visitor who felt faint; looked after by the ward"
    end = partial(followups.note, stage.house, worker, press.id, Step.CLOSED, reason=reason)
    stage.later(end, days=1)


def call_from(stage: Stage, *, sitting: str, ticket: str) -> NowState:
    """The patient who sits presses the button, and a nurse comes; how the call ended."""
    press = Press(stage.house, id=sitting, ticket=ticket, has_sitting=True)
    press.raise_now()
    press.now_sounds()
    answer_call(stage, press)
    return NowState.WITH_PATIENT


def answer_call(stage: Stage, press: Press) -> None:
    """A nurse hears it and goes there."""
    member = stage.nurse().member
    by = Member(id=member.id, name=member.name)
    acknowledge_now(stage.house, press.id, by=by)
    attend_now(stage.house, press.id, by=by, how=NowState.WITH_PATIENT)
