"""Who may come in: the passphrase begins a shift, its PIN goes on, and the end of it ends both."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from distressapp.bootstrap import sign_in_mending
from distressapp.channel import Channel
from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Use
from distressapp.service import keyfiles
from distressapp.service.access import Session, SignInAgainError
from distressapp.service.house import House
from distressapp.service.leaving import sign_out
from distressapp.service.memory import KeptMemory, Member, NotVouchedError, nobody_signed_in
from distressapp.service.shift import LockedError, Shift, signed_in
from distressapp.staff.doors import ChoosePinPage, PinPage, SignInPage
from distressapp.staff.trying import Try, Trying
from distressapp.staff.widgets.buttons import Button
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look


class Porter(QObject):
    """Stands at the door of one window.

    Args:
        keeper: The staff's end of the keeper's socket; None where there is no keeper.
        put: Shows a page of the door in place of what was shown.

    Attributes:
        shift: Whose the room is, or was before it was locked; None while it is nobody's.
        shifts: Those whose PIN opens the room, by name.

    Signals:
        opened: A `Shift`, whose vault is open.
    """

    opened = Signal(object)

    def __init__(  # noqa: PLR0913  (what a porter must know, by name)
        self,
        house: House,
        look: Look,
        parent: QObject,
        *,
        keeper: Channel | None,
        clock_ns: Callable[[], int],
        put: Callable[[QWidget], None],
    ) -> None:
        super().__init__(parent)
        self.shift: Shift | None = None
        self.shifts: dict[str, Shift] = {}
        self.page: SignInPage | ChoosePinPage | PinPage | None = None
        self._house, self._look = house, look
        self._keeper, self._clock_ns, self._show = keeper, clock_ns, put
        self._trying = Trying(self)
        self._trying.ended.connect(self._open)
        self._trying.failed.connect(self._fail)

    @property
    def mark(self) -> str | None:
        """Words of the rehearsal mark; None where the folder is clinical."""
        is_rehearsal = self._house.settings.use is Use.REHEARSAL
        return _("Rehearsal: nobody here is a real patient") if is_rehearsal else None

    def begin(self) -> None:
        """The first page: the PIN of those who are signed in already, else the passphrase."""
        for name in signed_in(self._keeper):
            shift = Shift(self._house, None, self._keeper, clock_ns=self._clock_ns, name=name)
            self.shifts[name] = shift
        self.show_lock()

    @guarded
    def show_lock(self, told: object = None) -> None:
        """The PIN of those who may go on; the passphrase where nobody may.

        Args:
            told: What has just happened, to be said there; anything but words says nothing.
        """
        words = told if isinstance(told, str) else ""
        self.shifts = {name: each for name, each in self.shifts.items() if not each.is_over}
        if not self.shifts:
            self.show_sign_in().tell(words)
            return
        last = "" if self.shift is None else self.shift.name
        names = sorted(self.shifts, key=lambda name: (name != last, name.casefold()))
        page = PinPage(names, self._look, mark=self.mark)
        page.given.connect(self._unlock)
        page.other.connect(self._sign_in_another)
        page.kiosk_wanted.connect(self.show_kiosk)
        page.tell(words)
        self._put(page)

    def show_sign_in(self, why: ExpectedError | None = None) -> SignInPage:
        """Choose your name, then the passphrase.

        Args:
            why: Why the PIN did not do.
        """
        back = None
        if self.shifts:
            back = Button(_("Back to the PIN"), self._look, is_quiet=True)
            back.clicked.connect(self.show_lock)
        found = {each.wrap.name for each in keyfiles.wraps(self._house.folder)}
        names = sorted(found, key=str.casefold)
        clinic = self._house.settings.clinic
        page = SignInPage(clinic, names, self._look, mark=self.mark, back=back)
        page.given.connect(self._sign_in)
        page.kiosk_wanted.connect(self.show_kiosk)
        page.kiosk.setVisible(self._keeper is not None)
        self._put(page)
        if why is not None:
            page.complain(why)
        return page

    def take(self, session: Session) -> None:
        """A passphrase opened the vault: choose a PIN, or go in where nobody holds one."""
        for before in self.shifts.values():
            before.lock()
        self.shift = Shift(self._house, session, self._keeper, clock_ns=self._clock_ns)
        if self._keeper is None:
            self.opened.emit(self.shift)
            return
        page = ChoosePinPage(self.shift.name, self._look, mark=self.mark)
        page.given.connect(self._choose_pin)
        page.declined.connect(self._go_without_pin)
        self._put(page)

    @guarded
    def end(self) -> None:
        """The member signs out, with a backup: neither PIN nor key is kept."""
        shift, self.shift = self.shift, None
        if shift is None:
            return
        self.shifts.pop(shift.name, None)
        try:
            troubles = sign_out(self._house, shift)
        except ExpectedError as error:
            self.show_sign_in(error)
            return
        finally:
            shift.lock()  # whatever nobody foresaw
        self.show_lock(" ".join(troubles) or _("Signed out, and a backup was made."))

    @guarded
    def show_kiosk(self, _nothing: object = None) -> None:
        """Bring the kiosk to the front; without one nothing happens."""
        if self._keeper is not None:
            KeptMemory(self._keeper).show()

    def stay_behind(self) -> None:
        """Leave the kiosk in front, unless somebody wanted this window while it started."""
        if self._keeper is not None:
            KeptMemory(self._keeper).stay_behind()

    def vouching(self) -> tuple[str, ...]:
        """Names whose PIN still counts, as the keeper says."""
        return () if self._keeper is None else KeptMemory(self._keeper).vouching()

    def vouch(self, name: str, pin: str) -> Member:
        """The member, proved by the PIN, while the room stays locked.

        Raises:
            NotVouchedError: They do not go together, or may not be tried now.
        """
        if self._keeper is None:
            raise nobody_signed_in()
        return KeptMemory(self._keeper).vouch(name, pin)

    def _put(self, page: SignInPage | ChoosePinPage | PinPage) -> None:
        self._trying.give_up()  # of the page before
        self.page = page
        self._show(page)

    @guarded
    def _sign_in_another(self, _nothing: object = None) -> None:
        self.show_sign_in()

    @Slot(object)
    @guarded
    def _sign_in(self, pair: tuple[str, str]) -> None:
        page = self.page
        if isinstance(page, SignInPage) and not self._trying.is_busy:
            page.set_busy(is_busy=True)
            name, passphrase = pair
            self._trying.begin(self._house.folder, passphrase, name=name)

    def give_up(self) -> None:
        """Whoever typed a passphrase is not to come in by it any more; nothing is told."""
        if self._trying.is_busy and isinstance(self.page, SignInPage):
            self.page.passphrase.line.setText("")
            self.page.set_busy(is_busy=False)
        self._trying.give_up()

    @Slot(object)
    @guarded
    def _open(self, tried: Try) -> None:
        page = self.page
        if not isinstance(page, SignInPage):
            tried.forget()
            return
        try:
            if tried.error is not None:
                raise tried.error
            session, _mended = sign_in_mending(
                self._house, tried.passphrase, name=tried.name, proven=tried.proven
            )
        except ExpectedError as error:
            page.complain(error)
            return
        finally:
            tried.forget()
        self.take(session)

    @Slot(object)
    @guarded
    def _fail(self, error: Exception) -> None:
        self.give_up()
        raise error

    @Slot(object)
    @guarded
    def _choose_pin(self, pin: str) -> None:
        page, shift = self.page, self.shift
        if shift is None or not isinstance(page, ChoosePinPage):
            return
        try:
            shift.choose_pin(pin)
        except LockedError as error:
            self.show_sign_in(error)
        except ExpectedError as error:
            page.complain(error)
        else:
            self.shifts[shift.name] = shift
            self.opened.emit(shift)

    @guarded
    def _go_without_pin(self, _nothing: object = None) -> None:
        if self.shift is not None:
            self.shifts.pop(self.shift.name, None)
            self.opened.emit(self.shift)

    @Slot(object)
    @guarded
    def _unlock(self, pair: tuple[str, str]) -> None:
        name, pin = pair
        page, shift = self.page, self.shifts.get(name)
        if shift is None or not isinstance(page, PinPage):
            return
        try:
            shift.unlock(pin)
        except (SignInAgainError, NotVouchedError) as error:
            if isinstance(error, NotVouchedError) and name in self.vouching():
                page.complain(error)
            else:
                self.shifts.pop(name, None)
                self.show_sign_in(error)
        except ExpectedError as error:
            page.complain(error)
        else:
            self.shift = shift
            self.opened.emit(shift)
