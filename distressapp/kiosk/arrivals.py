"""A patient whom staff hand over from their own room: they sit down at once, or staff hear why not.

What arrives is a plan and two identifiers. The kiosk answers with a word of a fixed list.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject, Signal

from distressapp.bootstrap import monotonic_ns
from distressapp.channel import Message
from distressapp.core.answers import Answer, Picked
from distressapp.core.errors import ExpectedError
from distressapp.core.interview import Interview, resume
from distressapp.core.record import Given
from distressapp.core.sitting import Revision
from distressapp.core.stores import NotKeptError
from distressapp.kiosk.stage import Stage
from distressapp.log import Event, note
from distressapp.service.pauses import NothingPausedError, Resumed, reopen
from distressapp.service.pauses import resume as resume_paused
from distressapp.service.readiness import languages, missing_today
from distressapp.service.relayed import BUSY, FREE, READY, SEATED
from distressapp.service.seating import NotAHandoverError, Seat, Why, seat_from
from distressapp.service.sittings import Running
from distressapp.settings import hash_of

LANGUAGE: Final = "sitting/language"


class Arrivals(QObject):
    """Takes what the keeper passes on from the staff's room.

    Args:
        why_not: Why nobody can sit down as the window is now; None where they can.

    Signals:
        seated: A pair of `Running` and `Interview`: the patient has the tablet.
        outdated: None: staff work with newer settings; the kiosk is to be opened anew.
    """

    seated = Signal(object)
    outdated = Signal(object)

    def __init__(self, stage: Stage, why_not: Callable[[], Why | None]) -> None:
        super().__init__(stage)
        self._stage = stage
        self._why_not = why_not

    def take(self, message: Message) -> None:
        """Answer whether somebody can sit down, and let them."""
        memory = self._stage.house.memory
        why = self._why_not() or self._not_ready()
        if why is None and message.verb != READY:
            why = self._seat(message)
            if why is None:
                memory.answer_staff(SEATED, to=message.name)
                return
        if why is None:
            memory.answer_staff(FREE, to=message.name)
            return
        memory.answer_staff(BUSY, to=message.name, why=why.value)
        if why is Why.SETTINGS:
            self.outdated.emit(None)

    def _not_ready(self) -> Why | None:
        try:
            return Why.NOT_READY if missing_today(self._stage.house) else None
        except ExpectedError:
            return Why.DISK

    def _seat(self, message: Message) -> Why | None:
        """The patient sits; None, or why not."""
        house = self._stage.house
        try:
            wanted = seat_from(message.body)
            if monotonic_ns() >= wanted.until_ns:
                return Why.SILENT  # staff were told so, and may have gone on with paper
            if wanted.settings != hash_of(house.settings):
                return Why.SETTINGS
            pair = self._resumed(wanted) if wanted.plan is None else self._opened(wanted)
        except NothingPausedError:
            return Why.NOTHING
        except NotAHandoverError as error:
            note(Event.NOT_RECOVERED, error=error)
            return Why.ELSEWHERE
        except ExpectedError:
            return Why.DISK
        self.seated.emit(pair)
        return None

    def _opened(self, wanted: Seat) -> tuple[Running, Interview]:
        house, plan = self._stage.house, wanted.plan
        if plan is None or plan.use is not house.settings.use:
            raise NotAHandoverError("no plan of this clinic", advice="")
        running = Running.open(house, plan, wanted.record_number, wanted.born)
        offered = languages(house)
        answers: dict[str, Answer] = {}
        if wanted.language in offered[1:]:
            # Kept as a choice, so that the kiosk opens in it again; the patient may change it.
            answers[LANGUAGE] = Picked(ids=(wanted.language,))
            with suppress(NotKeptError):  # it is held, and stored with the next one
                running.keep(Revision(key=LANGUAGE, at=house.clock(), answer=answers[LANGUAGE]))
        return running, Interview(
            plan=plan, instruments=house.instruments, languages=offered, answers=answers
        )

    def _resumed(self, wanted: Seat) -> tuple[Running, Interview]:
        house = self._stage.house
        found = self._found(wanted)
        interview = Interview(
            plan=found.sitting.plan,
            instruments=house.instruments,
            languages=languages(house),
            answers=found.sitting.answers,
            shown=found.sitting.shown,
        )
        return found.running, resume(interview, at=found.at)

    def _found(self, wanted: Seat) -> Resumed:
        """As it waits here, to the step; else as staff have it, after a cut of the power."""
        house = self._stage.house
        try:
            return resume_paused(house, record_number=wanted.record_number, born=wanted.born)
        except NothingPausedError:
            if wanted.state is None:
                raise
        given = Given(record_number=wanted.record_number, born=wanted.born)
        return reopen(house, wanted.state, given)
