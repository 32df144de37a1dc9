"""I need to speak to someone now: from the press to the person who comes.

Only "no, go back" withdraws a press. Yes, silence, a crash and a restart let it sound, and a
keeper of answers that fails does not keep it from sounding.
"""

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import NowState
from distressapp.log import Event, note

SILENCE_S: Final = 15
"""Seconds without an answer that mean yes (product: this project's judgement)."""

BACKUP_S: Final = 180
"""Seconds without an acknowledgement until the backup is called (this project's judgement)."""

REPEAT_S: Final = 20
"""Seconds between two chimes while nobody has acknowledged."""


class Post(Protocol):
    """What makes a press durable; a running sitting, or the letterbox without one."""

    def raise_now(self) -> None:
        """Commit the press by itself, ticket and urgent bit in clear."""

    def withdraw_now(self) -> None:
        """Commit that the patient went back; leaves a Talk."""

    def now_sounds(self) -> None:
        """Commit that staff are being called."""


class Calling(QObject):
    """One press of the button.

    Signals:
        asked: None: the patient is asked whether someone shall come.
        sounding: None: staff are called; sent again with each chime.
        withdrawn: None: the patient went back.
        backup_called: None: nobody acknowledged in time.
        answered: A `NowState`: acknowledged, with the patient, or left.
    """

    asked = Signal(object)
    sounding = Signal(object)
    withdrawn = Signal(object)
    backup_called = Signal(object)
    answered = Signal(object)

    def __init__(
        self,
        post: Post,
        parent: QObject | None = None,
        *,
        silence_s: float = SILENCE_S,
        backup_s: float = BACKUP_S,
    ) -> None:
        super().__init__(parent)
        self.state: NowState | None = None
        self._post = post
        self._unkept: Callable[[], None] | None = None
        self._silence = self._timer(silence_s, is_single=True)
        self._silence.timeout.connect(self.let_it_sound)
        self._chime = self._timer(REPEAT_S, is_single=False)
        self._chime.timeout.connect(self._sound_again)
        self._backup = self._timer(backup_s, is_single=True)
        self._backup.timeout.connect(self._call_backup)

    def press(self) -> None:
        """The button was tapped: commit it, then ask."""
        if self.state is not None:
            return
        self._keep(self._post.raise_now)
        self.state = NowState.ASKED
        note(Event.NOW_RAISED)
        self._silence.start()
        self.asked.emit(None)

    @Slot()
    def let_it_sound(self) -> None:
        """Yes, please, or nothing said in time."""
        if self.state is not NowState.ASKED:
            return
        self._silence.stop()
        self._keep(self._post.now_sounds)
        self.sound_on()

    def close(self) -> None:
        """The program ends while the patient is being asked: nobody said no, so staff are called.

        It sounds in the staff's room, and here after the next start.
        """
        if self.state is NowState.ASKED:
            self._silence.stop()
            self._keep(self._post.now_sounds)
            self.state = NowState.SOUNDING

    @property
    def is_unkept(self) -> bool:
        """The disk would not take what was pressed last."""
        return self._unkept is not None

    def sound_on(self, *, is_kept: bool = True) -> None:
        """Sound from here on, until somebody answers; what a restart does with an open call.

        Args:
            is_kept: The letterbox has it.
        """
        if not is_kept:
            self._keep(self._post.now_sounds)
        self.state = NowState.SOUNDING
        self._chime.start()
        self._backup.start()
        self.sounding.emit(None)

    def go_back(self) -> None:
        """No, go back; only possible while the question stands."""
        if self.state is not NowState.ASKED:
            return
        self._silence.stop()
        self._keep(self._post.withdraw_now)
        self.state = NowState.WITHDRAWN
        self.withdrawn.emit(None)

    def retry(self) -> None:
        """Keep what the disk would not take, so that it can be answered.

        Raises:
            ExpectedError: It is still not kept.
        """
        if self._unkept is not None:
            self._unkept()
            self._unkept = None

    def answer(self, state: NowState) -> None:
        """A member of staff answered: acknowledging silences, the other two end it."""
        self._chime.stop()
        self._backup.stop()
        self.state = state
        self.answered.emit(state)

    @Slot()
    def _sound_again(self) -> None:
        self.sounding.emit(None)

    @Slot()
    def _call_backup(self) -> None:
        self.backup_called.emit(None)

    def _timer(self, seconds: float, *, is_single: bool) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(int(seconds * 1000))
        timer.setSingleShot(is_single)
        return timer

    def _keep(self, act: Callable[[], None]) -> None:
        # A disk that is full must not silence a call for help: the call goes on.
        try:
            act()
            self._unkept = None
        except ExpectedError as error:
            self._unkept = act
            note(Event.NOT_KEPT, error=error)
