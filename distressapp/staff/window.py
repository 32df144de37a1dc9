"""The staff's one window: the door, the room while the vault is open, and the door again."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from distressapp.bootstrap import sign_in_mending
from distressapp.channel import Channel, Message
from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Use
from distressapp.log import Event, note
from distressapp.service import keyfiles
from distressapp.service.access import Session, SignInAgainError
from distressapp.service.house import House
from distressapp.service.memory import KeptMemory, Member, NotVouchedError, nobody_signed_in
from distressapp.service.shift import LockedError, Shift, signed_in
from distressapp.staff.alerts import Strip
from distressapp.staff.calls import Watch
from distressapp.staff.desk import Desk, Place
from distressapp.staff.doors import ChoosePinPage, PinPage, SignInPage, TroublePage
from distressapp.staff.intake import Intake
from distressapp.staff.printing.queue import PrintQueue
from distressapp.staff.shell import Shell
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.style import letters, sheet
from distressapp.text import _
from distressapp.ui.background import Background
from distressapp.ui.front import come_to_front
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

LOOK_MS: Final = 1_000
HOME: Final = Place(screen="today")
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
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
        self.shifts: dict[str, Shift] = {}
        self.background = Background(self)
        self.prints = PrintQueue(house, self)
        self.entered.connect(self.prints.attend)
        self.left.connect(self.prints.leave)
        self._keeper, self._clock_ns = keeper, clock_ns
        self._shift: Shift | None = None
        self._intake: Intake | None = None
        self._places: dict[str, Place] = {}
        self.setWindowTitle(_("Staff: {clinic}").format(clinic=house.settings.clinic))
        self.setFont(letters(look))
        self.setStyleSheet(sheet(look))
        self.watch = Watch(house, self, clock_ns=clock_ns, tell=self._tell_answered)
        self.strip = Strip(
            self.watch,
            look,
            self,
            member=self._member,
            vouching=self._vouching,
            vouch=self._vouch,
        )
        self.strip.backup = house.settings.now.backup
        self.strip.answered.connect(self._take_answer)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        # The window is as large as its screen; what does not fit scrolls.
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._column.addWidget(self.strip)
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look_at_lock)
        self._looking.start()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    @property
    def mark(self) -> str | None:
        """Words of the rehearsal mark; None where the folder is clinical."""
        is_rehearsal = self.house.settings.use is Use.REHEARSAL
        return _("Rehearsal: nobody here is a real patient") if is_rehearsal else None

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
        for name in signed_in(self._keeper):
            shift = Shift(self.house, None, self._keeper, clock_ns=self._clock_ns, name=name)
            self.shifts[name] = shift
        self._show_lock()

    def come_forward(self) -> None:
        """Staff want this window, from a tablet that a patient may hold: it stands locked."""
        if self.is_open:
            self.lock()
        come_to_front(self)

    def show_sign_in(self, words: ExpectedError | None = None) -> SignInPage:
        """The first page: choose your name, then the passphrase."""
        back = None
        if self.shifts:
            back = Button(_("Back to the PIN"), self.look, is_quiet=True)
            back.clicked.connect(self._show_lock)
        names = tuple(dict.fromkeys(each.wrap.name for each in keyfiles.wraps(self.house.folder)))
        clinic = self.house.settings.clinic
        page = SignInPage(clinic, names, self.look, mark=self.mark, back=back)
        page.given.connect(self._sign_in)
        self._put(page)
        if words is not None:
            page.complain(words)
        return page

    def take(self, session: Session) -> None:
        """A passphrase opened the vault: choose a PIN, or go in where nobody holds one."""
        shift = Shift(self.house, session, self._keeper, clock_ns=self._clock_ns)
        for before in self.shifts.values():
            before.lock()
        self._shift = shift
        if self._keeper is None:
            self.enter(shift)
            return
        page = ChoosePinPage(shift.name, self.look, mark=self.mark)
        page.given.connect(self._choose_pin)
        page.declined.connect(self._go_without_pin)
        self._put(page)

    def enter(self, shift: Shift) -> Desk:
        """Into the room, to where this member was."""
        self._shift = shift
        desk = Desk(self.house, self.look, shift, self.background, self)
        shell = Shell(desk)
        shell.locked.connect(self.lock)
        shell.ended.connect(self._end_shift)
        self.desk = desk
        self._put(shell)
        self._intake = Intake(desk, desk)
        desk.go(self._places.get(shift.name, HOME))
        self._intake.begin()
        self.entered.emit(desk)
        return desk

    @Slot(object)
    @guarded
    def lock(self, _nothing: object = None) -> None:
        """Shut the vault; the PIN, or without one the passphrase, goes on."""
        shift = self._shift
        if shift is None:
            return
        if self.desk is not None and self.desk.place is not None:
            self._places[shift.name] = self.desk.place
        shift.lock()
        self._show_lock()

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
        if self._shift is not None:
            self._places.pop(self._shift.name, None)
            self._shift.lock()
        page = TroublePage(self.look)
        page.left.connect(self._show_lock)
        self._put(page)

    @guarded
    def _show_lock(self, _nothing: object = None) -> None:
        self.shifts = {name: each for name, each in self.shifts.items() if not each.is_over}
        if not self.shifts:
            self.show_sign_in()
            return
        last = self._shift.name if self._shift is not None else ""
        names = sorted(self.shifts, key=lambda name: (name != last, name.casefold()))
        page = PinPage(names, self.look, mark=self.mark)
        page.given.connect(self._unlock)
        page.other.connect(self._sign_in_another)
        self._put(page)

    @guarded
    def _sign_in_another(self, _nothing: object = None) -> None:
        self.show_sign_in()

    @Slot(object)
    @guarded
    def _sign_in(self, pair: tuple[str, str]) -> None:
        page = self.page
        if isinstance(page, SignInPage):
            page.set_busy(is_busy=True)
            # After the words "Opening…" were painted: the passphrase takes a second or two.
            QTimer.singleShot(30, page, lambda: self._open(page, *pair))

    @guarded
    def _open(self, page: SignInPage, name: str, passphrase: str) -> None:
        try:
            session, _mended = sign_in_mending(self.house, passphrase, name=name)
        except ExpectedError as error:
            page.complain(error)
            return
        self.take(session)

    @Slot(object)
    @guarded
    def _choose_pin(self, pin: str) -> None:
        page, shift = self.page, self._shift
        if shift is None or not isinstance(page, ChoosePinPage):
            return
        try:
            shift.choose_pin(pin)
        except LockedError:
            self._show_lock()
        except ExpectedError as error:
            page.complain(error)
        else:
            self.shifts[shift.name] = shift
            self.enter(shift)

    @guarded
    def _go_without_pin(self, _nothing: object = None) -> None:
        if self._shift is not None:
            self.shifts.pop(self._shift.name, None)
            self.enter(self._shift)

    @Slot(object)
    @guarded
    def _unlock(self, pair: tuple[str, str]) -> None:
        name, pin = pair
        page, shift = self.page, self.shifts.get(name)
        if shift is None or not isinstance(page, PinPage):
            return
        try:
            shift.unlock(pin)
        except SignInAgainError as error:
            self.shifts.pop(name, None)
            self.show_sign_in(error)
        except NotVouchedError as error:
            if name not in self._vouching():
                self.shifts.pop(name, None)
                self.show_sign_in(error)
                return
            page.complain(error)
        except ExpectedError as error:
            page.complain(error)
        else:
            self.enter(shift)

    def _member(self) -> Member | None:
        """Who answers a call without being asked: whoever is in the open room."""
        if self._shift is None or not self.is_open or self._shift.is_locked:
            return None
        member = self._shift.session.member
        return Member(id=member.id, name=member.name)

    def _vouch(self, name: str, pin: str) -> Member:
        if self._keeper is None:
            raise nobody_signed_in()
        return KeptMemory(self._keeper).vouch(name, pin)

    def _tell_answered(self, call_id: str) -> None:
        """Let the kiosk know, from the open room and from the locked door alike."""
        if self._shift is not None:
            self._shift.tell_answered(call_id)
        elif self._keeper is not None:
            self._keeper.send(Message(verb="answered", name=call_id))

    @guarded
    def _take_answer(self, _nothing: object = None) -> None:
        if self._intake is not None and self.is_open:
            self._intake.look()

    def _vouching(self) -> tuple[str, ...]:
        """Names whose PIN still counts, as the keeper says."""
        return () if self._keeper is None else KeptMemory(self._keeper).vouching()

    @guarded
    def _end_shift(self, _nothing: object = None) -> None:
        shift, self._shift = self._shift, None
        if shift is None:
            return
        self.shifts.pop(shift.name, None)
        self._places.pop(shift.name, None)
        try:
            shift.end()
        except ExpectedError as error:
            self._show_lock()
            if isinstance(self.page, SignInPage):
                self.page.complain(error)
            return
        self._show_lock()

    @guarded
    def _look_at_lock(self) -> None:
        """Two minutes without a touch shut the vault, and so does the end of the shift."""
        shift = self._shift
        if shift is None or not shift.is_locked:
            return
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
        if event.type() in _TOUCHES and self._shift is not None:
            self._shift.touch()
        return super().eventFilter(watched, event)

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        """Shut the vault before the window goes."""
        if self._shift is not None:
            self._shift.lock()
        self.background.wait()
        super().closeEvent(event)
