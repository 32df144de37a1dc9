"""The patient's side: sits down, answers, is called away or finishes, and is gone."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from distressapp.core.interview import Interview
from distressapp.core.sitting import Stop
from distressapp.kiosk import pages
from distressapp.kiosk.conductor import Conductor
from distressapp.kiosk.furnishing import furnishing
from distressapp.kiosk.idle import Idle
from distressapp.kiosk.keeping import SittingKeeper
from distressapp.kiosk.listen import ListenSide
from distressapp.kiosk.plain import Act, PlainPage
from distressapp.kiosk.printouts import Printouts
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.stage import Phase, Stage
from distressapp.service.sittings import Running
from distressapp.ui.guard import guarded
from distressapp.ui.handle import handle
from distressapp.ui.metrics import TEXT_PERCENTS
from distressapp.ui.modality import begin_anew

WELCOME_PERCENT = 150
RETRY_MS = 5_000
THANKS_MS = 20_000
"""Thanks stay up this long when nobody taps Finish; then the screen blanks."""

RETURN_MS = 400
"""A touch beside the buttons of "are you still there?" returns after this; a tap on one at once."""

_LARGE = frozenset({"welcome"})
"""Steps that stand at 150 % at least."""


class PatientSide(QObject):
    """One sitting at a time; nothing of it is left when it is over.

    Signals:
        called_now: None: "I need to speak to someone now".
        finished: A `Closed`: a sitting was closed.
        left: None: the patient is done and the screen is to blank.
    """

    called_now = Signal(object)
    finished = Signal(object)
    left = Signal(object)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._percent: int | None = None
        self._language = ""
        self._unclosed: Stop | None = None
        self._is_wondering = False
        self.conductor: Conductor | None = None
        self.keeper: SittingKeeper | None = None
        settings = stage.house.settings
        self.idle = Idle(self, ask_s=settings.idle_s, blank_s=settings.blank_s)
        self.idle.wondered.connect(self._wonder)
        self.idle.returned.connect(self._return)
        self.idle.left.connect(self._leave_alone)
        handle(stage).installEventFilter(self.idle)
        self.listening = ListenSide(stage, self)
        self.listening.came_back.connect(self._return_from_asking)
        self.listening.called_now.connect(self.called_now.emit)
        self.listening.stayed.connect(self._stay)
        self.printouts = Printouts(stage.house, self)
        self._retry = self._timer(RETRY_MS, self._close_again)
        self._thanks = self._timer(THANKS_MS, self._leave)
        self._returning = self._timer(RETURN_MS, self._show_room_again)
        self._returning.setSingleShot(True)

    def _timer(self, interval_ms: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.timeout.connect(call)
        return timer

    @property
    def is_running(self) -> bool:
        """Somebody is sitting, and the sitting is not closed."""
        is_open = self.conductor is not None and not self.conductor.is_ended
        return is_open and self._unclosed is None

    @property
    def has_room_up(self) -> bool:
        """Their room is what the window shows."""
        return isinstance(self._stage.page, PatientRoom)

    @property
    def is_unclosed(self) -> bool:
        """The patient is gone, and what they said is held: the disk does not take it yet."""
        return self._unclosed is not None

    @guarded
    def sit_down(self, pair: object) -> None:
        """A patient has the tablet: `Running` and `Interview`."""
        if not isinstance(pair, tuple):
            return
        running, interview = pair
        if not (isinstance(running, Running) and isinstance(interview, Interview)):
            return
        self._take(running, interview)
        begin_anew()
        self._stage.turn(Phase.SITTING)
        self._note_place()
        self.show_room()
        self.idle.watch()

    def _take(self, running: Running, interview: Interview) -> None:
        self.keeper = SittingKeeper(self._stage.house, running)
        self.conductor = Conductor(interview, self.keeper, self._stage.house.clock, self)
        self.conductor.ended.connect(self._end)
        self.conductor.moved.connect(self._settle_size)
        self.conductor.changed.connect(self._settle_language)
        self.conductor.moved.connect(self._note_place)
        self._percent = None

    def sit_again(self, pair: object, *, percent: int | None) -> None:
        """The kiosk died under a patient: the same question, without staff.

        Args:
            pair: `Running` and `Interview`.
            percent: Size of the letters that the patient had chosen.
        """
        self.sit_down(pair)
        if percent is not None:
            self._resize_letters(percent)

    def close_what_was_left(self, running: Running, interview: Interview, how: Stop) -> None:
        """The kiosk died, and its patient was gone or is not to be shown the question again.

        No room is built: it may be what killed the kiosk, and somebody else may sit there now.
        """
        self._take(running, interview)
        self._unclosed = how
        self._stage.turn(Phase.SITTING)
        if self.conductor is not None and self.conductor.stop(how):
            self.left.emit(None)
        else:
            self._retry.start()
            self.come_back()

    @guarded
    def _note_place(self, _interview: object = None) -> None:
        """So that a kiosk that dies here goes on here."""
        if self.keeper is not None and self.is_running:
            at = "welcome" if self.conductor is None else self.conductor.interview.at
            self.keeper.running.stand(at=at, percent=self._percent)

    @property
    def percent(self) -> int | None:
        """The size of the letters that the patient chose; None where they chose none."""
        return self._percent

    @property
    def _chosen(self) -> int:
        return self._percent or self._stage.house.settings.screen.text_percent

    def show_room(self) -> None:
        """The room, built anew at the step where the patient is."""
        if self.conductor is None:
            return
        before = self._stage.page
        if isinstance(before, PatientRoom):
            before.screen_shown.settle()  # what was typed just now, as when a tablet is turned
        self._language = self.conductor.language
        self._stage.patients_language = self._language
        self._stage.speak_to_patient()
        is_large = self.conductor.interview.at in _LARGE
        shown = max(WELCOME_PERCENT, self._chosen) if is_large else self._chosen
        room = PatientRoom(
            self.conductor,
            furnishing(self._stage.house, language=self._language, now=self._stage.now_words()),
            self._stage.look(shown),
            percent=self._chosen,
        )
        room.sized.connect(self._resize_letters)
        room.called_now.connect(self.called_now.emit)
        room.was_called.connect(self._be_called)
        self.listening.serve(room)
        room.dismissed.connect(self._leave)
        self._stage.put(room)
        room.focus_first()

    @guarded
    def _resize_letters(self, percent: object) -> None:
        if isinstance(percent, int):
            self._percent = percent
        else:
            place = TEXT_PERCENTS.index(self._chosen)
            self._percent = TEXT_PERCENTS[(place + 1) % len(TEXT_PERCENTS)]
        self._note_place()
        self.show_room()

    @guarded
    def _settle_size(self, _interview: object) -> None:
        """Only the first screen stands at 150 %: leaving or meeting it changes the letters."""
        if isinstance(self._stage.page, PatientRoom) and self.conductor is not None:
            here = self.conductor.interview
            if here.at in _LARGE or here.course[1].id == here.at:
                self.show_room()

    @guarded
    def _settle_language(self, _interview: object) -> None:
        """Another language was chosen: the room is built anew in it."""
        is_up = isinstance(self._stage.page, PatientRoom)
        if is_up and self.conductor is not None and self.conductor.language != self._language:
            self.show_room()

    @guarded
    def _be_called(self, _nothing: object) -> None:
        """They're calling me: saved, scored, blank."""
        if self.stop(Stop.CALLED):
            self.left.emit(None)

    def stop(self, how: Stop) -> bool:
        """Close the sitting; where the disk does not take it, blank, hold it and try again.

        Returns:
            Whether nothing is left to close.
        """
        if self.conductor is None or self.conductor.is_ended:
            return True
        self.listening.hush()
        if self.keeper is not None:
            # Before it is tried: a kiosk that dies here must not show a patient who is gone.
            at = self.conductor.interview.at
            self.keeper.running.stand(at=at, percent=self._percent, unclosed=how)
        if self.conductor.stop(how):
            return True
        self._unclosed = how
        self.idle.rest()
        self._retry.start()
        self.come_back()
        return False

    def come_back(self) -> bool:
        """Where the patient was before another page came up.

        Returns:
            Whether there is a patient at all, sitting or just gone.
        """
        if self.is_running:
            self.show_room()
            self.idle.watch()
        elif self._unclosed is not None:
            self._stage.speak_to_patient()
            look, now = self._stage.look(100), self._stage.now_words()
            page = pages.unclosed(look, now=now, mark=self._stage.mark)
            page.acted.connect(self.called_now.emit)
            self._stage.put(page)
        return self.is_running or self._unclosed is not None

    @Slot()
    @guarded
    def _close_again(self) -> None:
        """The patient is gone; what they said is still held, and tried again."""
        if self.conductor is None or self._unclosed is None:
            self._retry.stop()
        elif self.conductor.stop(self._unclosed):
            self.left.emit(None)

    @guarded
    def _end(self, how: object) -> None:
        self.idle.rest()
        if how in {Stop.FINISHED, Stop.CHECKPOINT, Stop.NOT_TODAY}:
            self._thanks.start()
        closed = None if self.keeper is None else self.keeper.running.closed
        if closed is not None:
            self.printouts.send(closed)
        self.finished.emit(closed)

    @Slot()
    @guarded
    def _leave(self, _nothing: object = None) -> None:
        self.left.emit(None)

    def forget(self) -> None:
        """Nothing of the patient stays: no answer, no key, no plan."""
        self._thanks.stop()
        self._returning.stop()
        self._retry.stop()
        self.idle.rest()
        self.listening.forget()
        if self.conductor is not None:
            self.conductor.deleteLater()
        self.conductor, self.keeper, self._unclosed = None, None, None
        self._percent, self._is_wondering = None, False
        self._stage.patients_language = self._stage.house.settings.languages[0]
        self._stage.speak_to_patient()

    @guarded
    def _wonder(self, _nothing: object) -> None:
        if not (isinstance(self._stage.page, PatientRoom) or self.listening.is_asking):
            return  # the page of a call stays; when nobody comes back, the sitting stops behind it
        if isinstance(self._stage.page, PatientRoom):
            self._stage.page.screen_shown.settle()
        self._is_wondering = True
        look, now = self._stage.look(WELCOME_PERCENT), self._stage.now_words()
        page = pages.are_you_there(look, now=now, mark=self._stage.mark)
        page.acted.connect(self._answer_wonder)
        self._stage.put(page)

    @guarded
    def _return(self, _nothing: object) -> None:
        """A touch or a key while the question is up; what it meant is told when it ends."""
        if self.is_running:
            self.idle.watch()
            self._returning.start()

    @Slot()
    @guarded
    def _show_room_again(self) -> None:
        """After the touch that brought them back, so that it answers nothing below it."""
        if self.is_running and isinstance(self._stage.page, PlainPage) and self._is_wondering:
            self._is_wondering = False
            self.show_room()

    @guarded
    def _answer_wonder(self, act: object) -> None:
        self._returning.stop()
        self._is_wondering = False
        if act is Act.NOW:
            self.called_now.emit(None)
        elif self.is_running:
            self.idle.watch()
            self.show_room()

    @guarded
    def _return_from_asking(self, _nothing: object) -> None:
        if self.is_running:
            self.idle.watch()
            self.show_room()

    @guarded
    def _stay(self, _nothing: object) -> None:
        """Whoever is being read to is there, though they touch nothing."""
        if self.is_running and isinstance(self._stage.page, PatientRoom):
            self.idle.watch()

    @guarded
    def _leave_alone(self, _nothing: object) -> None:
        if self.stop(Stop.IDLE):
            self.left.emit(None)
