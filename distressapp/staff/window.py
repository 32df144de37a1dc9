"""The staff's one window: the door, the room while the vault is open, and the door again."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from distressapp.channel import Channel, Message
from distressapp.core.errors import ExpectedError
from distressapp.log import Event, note
from distressapp.service.access import Session
from distressapp.service.coming import who_comes
from distressapp.service.house import House
from distressapp.service.memory import Member
from distressapp.service.shift import LockedError, Shift
from distressapp.staff.alerts import Strip
from distressapp.staff.calls import Watch
from distressapp.staff.clip import Clip
from distressapp.staff.desk import Desk, Place
from distressapp.staff.doors import ChoosePinPage, Door, TroublePage
from distressapp.staff.intake import Intake
from distressapp.staff.porter import Porter
from distressapp.staff.printing.queue import PrintQueue
from distressapp.staff.screen import Screen
from distressapp.staff.shell import Shell
from distressapp.staff.widgets.style import letters, sheet
from distressapp.text import _
from distressapp.ui.background import Background
from distressapp.ui.ending import still
from distressapp.ui.front import come_to_front, step_back
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

LOOK_MS: Final = 1_000
PAINTED_MS: Final = 30
MET_MS: Final = 500
RETURN_MS: Final = 30_000
"""A door that was opened from the kiosk and is not touched gives way to it again (this project's
judgement)."""
HOME: Final = Place(screen="today")
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


class StaffWindow(QWidget):
    """Moves between the door and the room.

    Args:
        keeper: The staff's end of the keeper's socket; None where there is no keeper: then a
            lock can only be opened by the passphrase.
        clock_ns: Monotonic, and counting while the machine sleeps.

    Signals:
        entered: A `Desk`: somebody is in the room.
        left: The room is shut: nothing of a patient stands in any widget any more.
    """

    entered = Signal(object)
    left = Signal(object)

    def __init__(
        self,
        house: House,
        look: Look,
        *,
        keeper: Channel | None,
        clock_ns: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.house, self.look = house, look
        self.desk: Desk | None = None
        self.page: QWidget | None = None
        self.porter = Porter(house, look, self, keeper=keeper, clock_ns=clock_ns, put=self._put)
        self.porter.opened.connect(self.enter)
        self.background = Background(self)
        self.prints = PrintQueue(house, self)
        self.entered.connect(self.prints.attend)
        self.left.connect(self.prints.leave)
        self.clip = Clip(self)
        self.left.connect(self.clip.clear)
        self._keeper = keeper
        self._intake: Intake | None = None
        self._places: dict[str, Place] = {}
        self.setWindowTitle(_("Staff: {clinic}").format(clinic=house.settings.clinic))
        self.setFont(letters(look))
        self.setStyleSheet(sheet(look))
        self.watch = Watch(
            house, self, clock_ns=clock_ns, tell=self._tell_answered, named=self._who_comes
        )
        self.strip = Strip(
            self.watch,
            look,
            self,
            member=self._member,
            vouching=self.porter.vouching,
            vouch=self.porter.vouch,
            now=lambda: house.settings.now,
        )
        self.strip.answered.connect(self._take_answer)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        # The window is as large as its screen; what does not fit scrolls.
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._column.addWidget(self.strip)
        self.is_session = False
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look_at_lock)
        self._looking.start()
        self._returning = QTimer(self)
        self._returning.setSingleShot(True)
        self._returning.timeout.connect(self._return)
        self._meeting = QTimer(self)
        self._meeting.setSingleShot(True)
        self._meeting.timeout.connect(self._stay_behind)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    @property
    def shell(self) -> Shell | None:
        """The open room; None while one stands at the door."""
        return self.page if isinstance(self.page, Shell) else None

    @property
    def is_open(self) -> bool:
        """Somebody is in the room."""
        return self.shell is not None

    def begin(self) -> None:
        """The first page: the PIN of who is signed in already, else the passphrase."""
        self.watch.look()
        self.porter.begin()

    def come_forward(self) -> None:
        """Staff want this window, from a tablet that a patient may hold: it stands locked."""
        self._shut()
        come_to_front(self)
        self._returning.start(RETURN_MS)

    def give_way(self) -> None:
        """Beside a kiosk on one screen: a window that starts, or starts again, covers no patient.

        A window manager puts a new window on top once it has met it: then the kiosk comes forward.
        """
        step_back(self)
        self._meeting.start(MET_MS)

    @Slot(object)
    @guarded
    def enter(self, shift: Shift) -> Desk:
        """Into the room, to where this member was."""
        self.porter.shift = shift
        shift.before_lock = self._before_lock
        desk = Desk(self.house, self.look, shift, self.background, self)
        shell = Shell(desk)
        shell.locked.connect(self.lock)
        shell.ended.connect(self._end_shift)
        self.desk = desk
        self._returning.stop()
        self._put(shell)
        self._intake = Intake(desk, desk)
        desk.go(self._places.get(shift.name, HOME))
        self._intake.begin()
        self.entered.emit(desk)
        return desk

    @Slot(object)
    @guarded
    def lock(self, told: object = None) -> None:
        """Shut the vault; the PIN, or without one the passphrase, goes on.

        Args:
            told: What has just happened, to be said at the door; None where that is plain.
        """
        shift = self.porter.shift
        if shift is None:
            return
        if self.desk is not None and self.desk.place is not None:
            self._places[shift.name] = self.desk.place
        shift.lock()
        self.porter.show_lock(told)

    @guarded
    def _before_lock(self, session: Session) -> None:
        """However the vault comes to be shut: work is ended, and the screen keeps what it must."""
        if self.shell is None:
            return
        self.shell.working.stop()
        screen = self.shell.screen_shown
        if isinstance(screen, Screen):
            screen.before_lock(session)

    def take_error(self, error: BaseException) -> None:
        """What a slot or an event raised: a lock, a sentence, or what nobody foresaw."""
        if isinstance(error, LockedError):
            self.lock()
        elif isinstance(error, ExpectedError) and self.desk is not None:
            self.desk.complain(error)
        else:
            note(Event.UNFORESEEN, error=error)
            self.show_trouble()

    @guarded
    def show_trouble(self) -> None:
        """Something happened that nobody foresaw; the vault is shut behind it."""
        if self.porter.shift is not None:
            self._places.pop(self.porter.shift.name, None)
            self.porter.shift.lock()
        self.porter.give_up()
        page = TroublePage(self.look)
        page.left.connect(self.porter.show_lock)
        self._put(page)

    def _member(self) -> Member | None:
        """Who answers a call without being asked: whoever is in the open room."""
        if self.porter.shift is None or not self.is_open or self.porter.shift.is_locked:
            return None
        member = self.porter.shift.session.member
        return Member(id=member.id, name=member.name)

    def _tell_answered(self, call_id: str) -> None:
        """Let the kiosk know, from the open room and from the locked door alike."""
        if self.porter.shift is not None:
            self.porter.shift.tell_answered(call_id)
        elif self._keeper is not None:
            self._keeper.send(Message(verb="answered", name=call_id))

    def _who_comes(self, call_id: str) -> str:
        """Who acknowledged that call, while the vault is open."""
        shift = self.porter.shift
        if shift is None or not self.is_open or shift.is_locked:
            return ""
        try:
            return who_comes(shift.session.vault, call_id)
        except ExpectedError:
            return ""

    @guarded
    def _take_answer(self, _nothing: object = None) -> None:
        if self._intake is not None and self.is_open:
            self._intake.look()

    @guarded
    def _stay_behind(self) -> None:
        """Unless somebody wanted this window while it started."""
        if not self.is_open:
            self.porter.stay_behind()

    @guarded
    def _return(self) -> None:
        """Nobody typed a PIN: on one screen a patient must find the kiosk again."""
        if not self.is_open:
            self._shut()
            self.porter.show_kiosk()

    @guarded
    def _end_shift(self, _nothing: object = None) -> None:
        shift = self.porter.shift
        if shift is not None:
            self._places.pop(shift.name, None)
            # The screen goes before the vault is shut.
            shift.before_lock(shift.session)
        page = Door(
            _("Signing out"), _("A backup is being made. This takes some seconds."), self.look
        )
        self._put(page)
        # After these words were painted.
        QTimer.singleShot(PAINTED_MS, page, self.porter.end)

    @guarded
    def _look_at_lock(self) -> None:
        """Two minutes without a touch shut the vault, and so does the end of the shift."""
        shift = self.porter.shift
        if shift is None or not shift.is_locked:
            return
        self._shut()

    def _shut(self) -> None:
        """Lock, wherever the vault may be open: in the room, and while a PIN is being chosen.

        A passphrase that is being tried opens nothing any more.
        """
        self.porter.give_up()
        if self.is_open or isinstance(self.page, ChoosePinPage):
            self.lock()

    def _put(self, page: QWidget) -> None:
        """Show that page; the one before is gone, with every word on it."""
        before, self.page = self.page, page
        if isinstance(before, Shell):
            if self._intake is not None:
                self._intake.stop()
            before.working.stop()
            before.notice.put_away()
            before.drop_screen()
        if not isinstance(page, Shell):
            self.desk = None
        if before is not None:
            before.hide()
            self._column.removeWidget(before)
            before.setParent(None)
            before.deleteLater()
        if isinstance(before, Shell):
            before.desk.deleteLater()
        self._column.addWidget(page, 1)
        page.show()
        if isinstance(before, Shell):
            self.left.emit(None)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there; nothing is swallowed."""
        if event.type() in _TOUCHES:
            if self._returning.isActive():
                self._returning.start()
            if self.porter.shift is not None:
                self.porter.shift.touch()
        return super().eventFilter(watched, event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape are the screen's too while nothing on it has the keys."""
        screen = None if self.shell is None else self.shell.screen_shown
        focused = self.focusWidget()
        is_elsewhere = screen is None or focused is None or not screen.isAncestorOf(focused)
        if isinstance(screen, Screen) and is_elsewhere:
            screen.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        """Shut the vault before the window goes; beside a kiosk session it stays."""
        if self.is_session:
            event.ignore()
            return
        if self._intake is not None and self.is_open:
            self._intake.stop()
        if self.porter.shift is not None:
            self.porter.shift.lock()
        self.porter.give_up()
        self.background.wait()
        self.prints.leave()
        still(self)
        super().closeEvent(event)
