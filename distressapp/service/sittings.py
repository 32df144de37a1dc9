"""A running sitting: every answer sealed and committed, every stop scored from what was kept."""

from dataclasses import replace
from datetime import date, datetime
from typing import Self

from distressapp.core.battery import longest_repeat_days
from distressapp.core.conclude import Outcome, conclude
from distressapp.core.course import has
from distressapp.core.frozen import frozen
from distressapp.core.journal import Head, Json, canonical
from distressapp.core.record import SCHEMA, Given, Record, to_payload
from distressapp.core.results import State
from distressapp.core.sitting import Plan, Revision, Sitting, Stop
from distressapp.core.stores import NotKeptError, StoreError
from distressapp.core.worded import settled
from distressapp.keys.sitting import SittingKey
from distressapp.letterbox.rows import Opening, Row
from distressapp.log import Event, note
from distressapp.service.calls import Press
from distressapp.service.drafts import (
    Begun,
    Kept,
    as_sitting,
    begun_from,
    opening_bytes,
    read_rows,
    row_bytes,
    with_what_was_seen,
)
from distressapp.service.house import House
from distressapp.service.identity import record_number as spelt
from distressapp.service.keyfiles import refresh_public
from distressapp.service.posting import News, building
from distressapp.service.readiness import languages
from distressapp.service.relayed import PLACE, RECENT, RUNNING


@frozen
class Closed:
    """A sitting that was just closed: what a nameless page can be made from.

    Attributes:
        head: The entry's writer, number and chain value.
    """

    record: Record
    head: Head


class Running:
    """One sitting, and the only key to its answers.

    Attributes:
        closed: What was closed; None while it runs.
    """

    def __init__(self, house: House, begun: Begun, key: SittingKey | None = None) -> None:
        self.plan = begun.plan
        self.closed: Closed | None = None
        self._house = house
        self._begun = begun
        self._key = SittingKey(begun.plan.sitting) if key is None else key
        self._number = 0
        self._unkept: list[Row] = []
        self._shown: tuple[str, ...] = ()
        self._press = Press(
            house, id=begun.plan.sitting, ticket=begun.plan.ticket, has_sitting=True
        )

    @classmethod
    def open(cls, house: House, plan: Plan, record_number: str, born: date | None = None) -> Self:
        """Begin the sitting of an admitted patient.

        Raises:
            StoreError: The letterbox cannot be written; nothing has begun.
        """
        given = Given(record_number=spelt(record_number, house.settings), born=born)
        # A permission may have ended since the plan was made: what was begun is finished.
        language = next(iter(languages(house)), house.settings.languages[0])
        begun = Begun(
            plan=plan,
            given=given,
            stamped=house.stamped(language),
            started=house.clock(),
            language=language,
        )
        return cls._opened(house, begun, (), at="welcome")

    @classmethod
    def reopen(cls, house: House, begun: Begun, sitting: Sitting, *, at: str) -> Self:
        """Go on with a sitting that stopped today, under a new key.

        Args:
            at: Id of the step that was on the screen.

        Raises:
            StoreError: The letterbox cannot be written; nothing has begun.
        """
        shown = Kept(shown=sitting.shown, steppers_used=sitting.steppers_used)
        earlier = (shown, *(Kept(revision=each) for each in sitting.revisions))
        return cls._opened(house, begun, earlier, at=at)

    @classmethod
    def recover(cls, house: House, content: bytes) -> tuple[Self, Sitting] | None:
        """Go on with a sitting whose kiosk died, under the same key; None where it has ended.

        Args:
            content: What the keeper remembers of it.

        Raises:
            ExpectedError: The letterbox cannot be read, or does not open with that key.
        """
        begun, key = begun_from(content)
        if not house.letterbox.is_running(begun.plan.sitting):
            key.forget()
            return None
        rows = house.letterbox.rows(begun.plan.sitting)
        kept = read_rows(rows, key)
        running = cls(house, begun, key)
        running._number = len(rows)
        running._shown = tuple(dict.fromkeys(step for each in kept for step in each.shown))
        calls = {each.id: each for each in house.letterbox.calls()}
        running._press.take_up(calls.get(begun.plan.sitting))
        house.running.add(begun.plan.sitting)
        note(Event.SITTING_RECOVERED)
        return running, as_sitting(begun, kept, stop=Stop.RESTART, now=running._press.state)

    @classmethod
    def _opened(cls, house: House, begun: Begun, earlier: tuple[Kept, ...], *, at: str) -> Self:
        refresh_public(house)
        running = cls(house, begun)
        rows = [running._sealed(each) for each in earlier]
        content = opening_bytes(begun, running._key)
        opening = Opening(
            sitting=begun.plan.sitting,
            ticket=begun.plan.ticket,
            day=house.today().isoformat(),
            key_id=house.public.id,
            sealed=house.public.seal(content),
        )
        # The keeper first: it forgets what never came to the letterbox, not the other way round.
        running.stand(at=at, percent=None)
        house.memory.put(RUNNING, content)
        try:
            house.letterbox.open_sitting(opening, rows)
        except StoreError:
            house.memory.drop(RUNNING)
            house.memory.drop(PLACE)
            raise
        house.running.add(begun.plan.sitting)
        note(Event.SITTING_OPENED)
        return running

    @property
    def given(self) -> Given:
        """Who the sitting was said to be."""
        return self._begun.given

    @property
    def started(self) -> datetime:
        """When it began; UTC."""
        return self._begun.started

    @property
    def press(self) -> Press:
        """Its call for help, which may go on after it and holds nothing of what was said."""
        return self._press

    def keep(self, revision: Revision) -> None:
        """Keep one answer: sealed, committed and on the disk when this returns.

        Raises:
            NotKeptError: It is held here in memory; the next `keep` or `retry` stores it first.
        """
        self._unkept.append(self._sealed(Kept(revision=revision)))
        self.retry()

    def note(self, shown: tuple[str, ...], *, steppers_used: bool = False) -> None:
        """Note what the patient has seen, so that a crash does not forget a blank rating.

        Never fails: where the disk does not take it, the next `keep` stores it.
        """
        newly = tuple(each for each in shown if each not in self._shown)
        if not newly and not steppers_used:
            return
        self._shown = (*self._shown, *newly)
        self._unkept.append(self._sealed(Kept(shown=newly, steppers_used=steppers_used)))
        try:
            self.retry()
        except NotKeptError:
            return

    def retry(self) -> None:
        """Store what could not be kept before; nothing to do is success.

        Raises:
            NotKeptError: It is still not kept.
        """
        if not self._unkept:
            return
        try:
            self._house.letterbox.keep(self.plan.sitting, self._unkept)
        except StoreError as error:
            note(Event.NOT_KEPT, count=len(self._unkept), error=error)
            raise NotKeptError(error.message, advice=error.advice) from error
        self._unkept.clear()

    def stand(self, *, at: str, percent: int | None, unclosed: Stop | None = None) -> None:
        """Let the keeper know where the patient is, for a kiosk that dies here.

        Args:
            at: Id of the step on the screen.
            percent: Size of the letters that the patient chose; None where they chose none.
            unclosed: How it stopped, where the disk would not take the end.
        """
        how = None if unclosed is None else unclosed.value
        place: dict[str, Json] = {"at": at, "percent": percent, "unclosed": how}
        self._house.memory.put(PLACE, canonical(place))

    def raise_now(self) -> None:
        """The button was pressed; a commit of its own."""
        self._press.raise_now()

    def now_sounds(self) -> None:
        """Staff are being called; a commit of its own."""
        self._press.now_sounds()

    def withdraw_now(self) -> None:
        """No, go back; a commit of its own."""
        self._press.withdraw_now()

    def close(self, sitting: Sitting) -> Outcome:
        """Score what was kept, seal the one entry, delete the rows, forget the key.

        Args:
            sitting: What the screen knows; its `stop` is set. Its answers are not used.

        Raises:
            ExpectedError: The sitting is not closed; nothing is lost, call again.
        """
        if self.closed is not None:
            return self.closed.record.outcome
        if sitting.stop is None:
            raise ValueError("a sitting is closed by a stop")
        self.retry()
        record = self._record(sitting, sitting.stop)
        news = News(
            kind="sitting.stopped",
            schema=SCHEMA,
            subject=self.plan.sitting,
            payload=to_payload(record),
        )
        build = building(self._house, news, sitting=self.plan.sitting, ticket=self.plan.ticket)
        posted = self._house.letterbox.finish(self.plan.sitting, build)
        note(Event.SITTING_CLOSED)
        if not self._house.letterbox.is_settled:
            note(Event.NOT_SETTLED)
        self._key.forget()
        self._house.memory.drop(RUNNING)
        self._house.memory.drop(PLACE)
        self._house.running.discard(self.plan.sitting)
        self._house.recent = self._house.recent.with_scored(
            self.given.record_number,
            scored_in(record.outcome),
            self._house.today(),
            keep_days=longest_repeat_days(self._house.instruments.values()),
        )
        self._house.memory.put(RECENT, self._house.recent.to_bytes())
        self.closed = Closed(record=record, head=posted.head)
        return record.outcome

    def _record(self, told: Sitting, stop: Stop) -> Record:
        rows = read_rows(self._house.letterbox.rows(self.plan.sitting), self._key)
        kept = as_sitting(self._begun, rows, stop=stop, now=self._press.state)
        is_declined = has(kept.answers, "sitting/not_today", "yes")
        seen = with_what_was_seen(kept, told, stopped=self._house.clock())
        sitting = settled(replace(seen, stop=Stop.NOT_TODAY) if is_declined else seen)
        return Record(
            sitting=sitting,
            outcome=conclude(sitting, self._house.instruments),
            given=self.given,
            stamped=replace(
                self._begun.stamped,
                wordings=self._house.stamped(sitting.language).wordings,
            ),
        )

    def _sealed(self, kept: Kept) -> Row:
        self._number += 1
        sealed = self._key.seal(row_bytes(kept), number=self._number)
        return Row(number=self._number, sealed=sealed)


def scored_in(outcome: Outcome) -> tuple[str, ...]:
    """Ids of the instruments that reached a score, full or estimated."""
    return tuple(
        each
        for each, scored in outcome.scored.items()
        if any(score.state is not State.NOT_SCORED for score in scored.scores.values())
    )
