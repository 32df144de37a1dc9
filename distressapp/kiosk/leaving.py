"""The way out of the kiosk session, for who may close it: a name, a PIN, and nothing else."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from distressapp.core.errors import ExpectedError
from distressapp.kiosk.answering import MOST_NAMES, NAME, PIN
from distressapp.kiosk.button_words import close_words, room_words
from distressapp.kiosk.form import FormPage
from distressapp.kiosk.plain import Act, PlainPage
from distressapp.kiosk.stage import Phase, Stage
from distressapp.service.closing import close_kiosk
from distressapp.service.pauses import waiting
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

UNTOUCHED_MS: Final = 60_000
"""After this the first page comes back: nobody finds the form open (this project's judgement)."""


class Leave(StrEnum):
    """What can be tapped on the form."""

    BACK = "back"
    CLOSE = "close"


def leaving_page(
    look: Look, *, vouching: tuple[str, ...], paused: int, mark: str | None
) -> FormPage:
    """Who closes the kiosk.

    Args:
        vouching: Names of those signed in for the shift.
        paused: Sittings that wait here for their patients.
    """
    lead = _(
        "For a manager or the administrator. The kiosk ends, and the computer asks for its own "
        "sign-in. It comes back when the computer is started again."
    )
    if paused:
        lead += " " + ngettext(
            "{count} paused sitting cannot go on here afterwards; its answers are kept.",
            "{count} paused sittings cannot go on here afterwards; their answers are kept.",
            paused,
        ).format(count=paused)
    return FormPage(
        close_words(),
        lead,
        {NAME: _("Your name"), PIN: _("Your PIN")},
        look,
        acts={Leave.BACK: _("Back"), Leave.CLOSE: close_words()},
        names=vouching[:MOST_NAMES],
        secrets=(PIN,),
        mark=mark,
    )


def nobody_page(look: Look, *, mark: str | None) -> PlainPage:
    """Nobody is signed in: the passphrase is for the staff's window, never for this one."""
    return PlainPage(
        close_words(),
        _(
            "Nobody is signed in. Go to the staff's lists, sign in with your passphrase and "
            "choose a PIN. Then come back here."
        ),
        look,
        acts={Act.ROOM: room_words(), Act.BACK: _("Back")},
        mark=mark,
    )


class LeavingSide(QObject):
    """The page on which staff close the kiosk.

    Signals:
        closed: None: a member who may has closed it.
        left: None: back to staff's start.
    """

    closed = Signal(object)
    left = Signal(object)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self._untouched = QTimer(self)
        self._untouched.setSingleShot(True)
        self._untouched.setInterval(UNTOUCHED_MS)
        self._untouched.timeout.connect(self._go_back)
        stage.replaced.connect(self._end_waiting)

    def show(self) -> None:
        """Ask who closes it."""
        stage = self._stage
        stage.turn(Phase.LEAVING)
        stage.speak_to_staff()
        look, house = stage.look(100), stage.house
        vouching = house.memory.vouching()
        if not vouching:
            page = nobody_page(look, mark=stage.mark)
            page.acted.connect(self._act_without)
            stage.put(page)
        else:
            paused = waiting(house)
            form = leaving_page(look, vouching=vouching, paused=paused, mark=stage.mark)
            form.acted.connect(self._act)
            for field in form.fields.values():
                field.changed.connect(self._be_touched)
            stage.put(form)
            form.start()
        self._untouched.start()

    @guarded
    def _be_touched(self, _text: object) -> None:
        self._untouched.start()

    @guarded
    def _end_waiting(self, _nothing: object) -> None:
        self._untouched.stop()

    @Slot()
    @guarded
    def _go_back(self) -> None:
        self.left.emit(None)

    @guarded
    def _act_without(self, act: object) -> None:
        self.left.emit(None)
        if act is Act.ROOM:
            self._stage.house.memory.show()

    @guarded
    def _act(self, act: object) -> None:
        form = self._stage.page
        if act is not Leave.CLOSE or not isinstance(form, FormPage):
            self.left.emit(None)
            return
        if not form.text(NAME):
            form.say(_("Please say who you are first."))
            form.go_to(NAME)
            return
        try:
            close_kiosk(self._stage.house, form.text(NAME), form.text(PIN))
        except ExpectedError as error:
            form.clear(PIN)
            form.say(str(error))
            return
        self.closed.emit(None)
