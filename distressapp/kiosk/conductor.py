"""Moves one sitting: hands each tap to the interview and to the keeper of answers.

The order is the safety of the program. An answer is refused or taken by the interview, then
kept, and only what is kept lets Next move. Scores and flags are the service's; the patient's
side never sees them.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from distressapp.core.answers import Answer, Picked
from distressapp.core.course import StepKind
from distressapp.core.errors import ExpectedError
from distressapp.core.interview import Interview, back, forward, resume, say
from distressapp.core.sitting import Revision, Sitting, Stop
from distressapp.log import Event, note
from distressapp.ui.guard import guarded


class Keeping(Protocol):
    """What keeps the answers of one sitting; the service's, or a stand-in for a broken disk."""

    def keep(self, revision: Revision) -> None:
        """Make one answer durable, together with any that could not be kept before.

        Raises:
            ExpectedError: It is not durable; it is held in memory and tried again.
        """

    def retry(self) -> None:
        """Try again to keep what could not be kept; nothing to do is success."""

    def note(self, shown: tuple[str, ...], *, steppers_used: bool = False) -> None:
        """Note what the patient has seen; never fails."""

    def close(self, sitting: Sitting) -> object:
        """Score what was kept, seal the one entry, forget the key."""

    def pause(self, sitting: Sitting, *, at: str) -> object:
        """Close it, and let the same patient go on at that step later today."""


class Conductor(QObject):
    """One sitting from the first screen to its stop.

    Attributes:
        is_troubled: Something that was said is not kept yet.

    Signals:
        moved: An `Interview`: another step is up.
        changed: An `Interview`: the answers of this step changed.
        troubled: An `ExpectedError`: something is not kept yet; the same question stays up.
        mended: None: everything said so far is kept again.
        ended: A `Stop`: the sitting is closed and its key forgotten.
    """

    moved = Signal(object)
    changed = Signal(object)
    troubled = Signal(object)
    mended = Signal(object)
    ended = Signal(object)

    def __init__(
        self,
        interview: Interview,
        keeping: Keeping,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.interview = interview
        self.is_ended = False
        self._keeping = keeping
        self._clock = clock
        self._started = clock()
        self._revisions: list[Revision] = []
        self.is_troubled = False
        self._steppers_used = False
        # A timer: a queued call would come before what waits to be painted (PySide6 6.11).
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(0)
        self._seen.timeout.connect(self._note_seen)

    @property
    def language(self) -> str:
        """The language the patient chose, or the clinic's first."""
        return self.interview.language

    def say(self, key: str, answer: Answer | None) -> None:
        """Take an answer, or take one back, and keep it.

        Raises:
            NotOnOfferError: The answer is not offered; nothing was changed.
            UnknownItemError: Nothing is asked under that key; nothing was changed.
        """
        if self.is_ended:
            return
        self.interview, changes = say(self.interview, key, answer)
        for changed_key, stands in changes:
            revision = Revision(key=changed_key, at=self._clock(), answer=stands)
            self._revisions.append(revision)
            self._try(partial(self._keeping.keep, revision))
        self.changed.emit(self.interview)

    def use_steppers(self) -> None:
        """Remember that the rating was reached by "a little less / a little more"."""
        self._steppers_used = True
        self._keeping.note(self.interview.shown, steppers_used=True)

    def forward(self) -> None:
        """To the next step, once everything is kept; closes the sitting before thanks."""
        if self.is_ended or not self._try(self._keeping.retry):
            return
        further = forward(self.interview)
        if further.step.kind is StepKind.THANKS:
            is_declined = "sitting/not_today" in self.interview.answers
            if not self.stop(Stop.NOT_TODAY if is_declined else Stop.FINISHED):
                return
        self._go(further)

    def back(self) -> None:
        """To the step before; an answer to it can be changed or taken back."""
        if self.is_ended:
            return
        was_declining = self.interview.step.kind is StepKind.NOT_TODAY
        self._go(back(self.interview))
        if was_declining:
            self.say("sitting/not_today", None)

    def decline_today(self) -> None:
        """Not today: that is fine, and the reason is optional."""
        self.say("sitting/not_today", Picked(ids=("yes",)))
        self.forward()

    def stop_here(self) -> None:
        """Stop at the checkpoint: counts as screened, and the patient is thanked."""
        if self.stop(Stop.CHECKPOINT):
            self._go(resume(self.interview, at="thanks"))

    def stop(self, how: Stop) -> bool:
        """Close the sitting: what was kept is scored, and the patient is done.

        Returns:
            Whether it is closed. If not, the answers are held and `troubled` has told why.
        """
        if self.is_ended:
            return True
        sitting = self._sitting(how)
        if not self._try(partial(self._close, sitting)):
            return False
        self.is_ended = True
        self.ended.emit(how)
        return True

    def _close(self, sitting: Sitting) -> None:
        if sitting.stop in {Stop.CALLED, Stop.IDLE}:
            self._keeping.pause(sitting, at=self.interview.at)
        else:
            self._keeping.close(sitting)

    def _go(self, there: Interview) -> None:
        self.interview = there
        self.moved.emit(there)
        # Seen is what has been painted: the disk is waited for behind the question, not before.
        # A stop tells what was seen by itself.
        self._seen.start()

    @Slot()
    @guarded
    def _note_seen(self) -> None:
        if not self.is_ended:
            self._keeping.note(self.interview.shown)

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except ExpectedError as error:
            self.is_troubled = True
            self.troubled.emit(error)
            return False
        if self.is_troubled:
            self.is_troubled = False
            note(Event.KEPT_AGAIN)
            self.mended.emit(None)
        return True

    def _sitting(self, how: Stop) -> Sitting:
        answers = self.interview.answers
        return Sitting(
            plan=self.interview.plan,
            who=self.interview.who,
            language=self.language,
            answers=answers,
            revisions=tuple(self._revisions),
            shown=self.interview.shown,
            stop=how,
            is_help_reached=self.interview.is_help_reached,
            started=self._started,
            stopped=self._clock(),
            steppers_used=self._steppers_used,
        )
