"""Listen on this window: the room asks for it, one question may come before it, a page ends it."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from distressapp.kiosk import pages
from distressapp.kiosk.listening import Listening, Wanted
from distressapp.kiosk.plain import Act, PlainPage
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.stage import Stage
from distressapp.service.recordings import recording
from distressapp.ui.guard import guarded

PERCENT = 150


class ListenSide(QObject):
    """Reads what the room shows, and is silent as soon as it shows something else.

    Signals:
        came_back: None: the question about the room is answered; the patient's page is due again.
        called_now: None: "I need to speak to someone now", on the page of that question.
        stayed: None: somebody is listening still, though nobody touches the screen.
    """

    came_back = Signal(object)
    called_now = Signal(object)
    stayed = Signal(object)

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._wanted: Wanted | None = None
        self._page: PlainPage | None = None
        self.listening = Listening(partial(recording, stage.house), self)
        self.listening.asked.connect(self._ask)
        self.listening.told.connect(self._tell)
        self.listening.changed.connect(self._show)
        self.listening.stayed.connect(self.stayed.emit)
        stage.replaced.connect(self.hush)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.applicationStateChanged.connect(self._mind)
            application.aboutToQuit.connect(self.hush)

    @property
    def is_asking(self) -> bool:
        """The question about the room is up."""
        return self._page is not None and self._stage.page is self._page

    def serve(self, room: PatientRoom) -> None:
        """Read what that room asks for."""
        room.listened.connect(self._listen)
        room.stilled.connect(self.hush)

    @Slot()
    @guarded
    def hush(self, _nothing: object = None) -> None:
        """Silence, at once; nothing to stop is fine."""
        self.listening.hush()

    def forget(self) -> None:
        """The patient is gone, and what they agreed to with them."""
        self._wanted, self._page = None, None
        self.listening.forget()

    @guarded
    def _listen(self, pieces: object) -> None:
        room = self._stage.page
        if isinstance(room, PatientRoom) and isinstance(pieces, tuple):
            self._wanted = Wanted(
                pieces=pieces,
                language=room.language,
                language_name=room.language_name,
                chosen=self._stage.house.settings.screen.voice_output,
            )
            self.listening.toggle(self._wanted)

    @guarded
    def _ask(self, _nothing: object) -> None:
        look, now = self._stage.look(PERCENT), self._stage.now_words()
        self._page = pages.aloud(look, now=now, mark=self._stage.mark)
        self._page.acted.connect(self._answer)
        self._stage.put(self._page)

    @guarded
    def _answer(self, act: object) -> None:
        self._page = None
        if act is Act.NOW:
            self.called_now.emit(None)
            return
        self.came_back.emit(None)
        if act is Act.YES and self._wanted is not None:
            self.listening.may_sound_in_the_room = True
            self.listening.toggle(self._wanted)

    @guarded
    def _tell(self, words: object) -> None:
        room = self._stage.page
        if isinstance(room, PatientRoom):
            room.tell(str(words))

    @guarded
    def _show(self, is_reading: object) -> None:
        room = self._stage.page
        if isinstance(room, PatientRoom):
            room.show_reading(is_reading=bool(is_reading))

    @Slot(Qt.ApplicationState)
    @guarded
    def _mind(self, state: Qt.ApplicationState) -> None:
        """A screen that is locked or put away is read to nobody."""
        if state in {
            Qt.ApplicationState.ApplicationHidden,
            Qt.ApplicationState.ApplicationSuspended,
        }:
            self.listening.hush()
