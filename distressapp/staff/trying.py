"""A passphrase is tried away from the window, which goes on: calls for help sound and are shown."""

from PySide6.QtCore import QObject, Signal, Slot

from distressapp.bootstrap import Proven, prove
from distressapp.core.errors import ExpectedError
from distressapp.paths import Folder
from distressapp.ui.background import Background, Done
from distressapp.ui.guard import guarded


class Try:
    """One passphrase, and what came of it.

    Attributes:
        proven: What it opened, the vault not yet; None while it is tried, and where it failed.
        error: Why nothing was tried; None where something was.
    """

    def __init__(self, folder: Folder, passphrase: str, name: str) -> None:
        self.passphrase, self.name = passphrase, name
        self.proven: Proven | None = None
        self.error: ExpectedError | None = None
        self._folder = folder

    def __call__(self) -> "Try":
        """In a thread: looks into `wraps/` and at nothing else of the house."""
        try:
            self.proven = prove(self._folder, self.passphrase, name=self.name)
        except ExpectedError as error:
            self.error = error
        return self

    def forget(self) -> None:
        """Nothing that opens anything stays here."""
        self.passphrase, self.proven = "", None


class Trying(QObject):
    """One try at a time; one that was given up opens nothing, however it ends.

    The vault itself is opened in the window's thread, where nothing else asks for it meanwhile:
    only the slow part, the price of a guess, is paid in a thread (libsodium lets the others run).

    Signals:
        ended: A `Try`, in the thread of the windows; whoever is told forgets it.
        failed: What nobody foresaw.
    """

    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._background.finished.connect(self._tell)
        self._now: Try | None = None

    @property
    def is_busy(self) -> bool:
        """A passphrase is being tried, and nobody gave it up."""
        return self._now is not None

    @property
    def is_waited_for(self) -> bool:
        """A thread is still at work, wanted or not."""
        return self._background.is_busy

    def begin(self, folder: Folder, passphrase: str, *, name: str) -> None:
        """Try that one; a second one beside it is not begun."""
        if not self.is_busy:
            self._now = Try(folder, passphrase, name)
            self._background.run(self._now)

    def give_up(self) -> None:
        """Whoever typed it has gone, or must not come in any more."""
        self._now = None

    @Slot(object)
    @guarded
    def _tell(self, done: Done) -> None:
        tried = done.value
        if isinstance(tried, Try) and tried is not self._now:
            tried.forget()
            return
        self._now = None
        if isinstance(tried, Try):
            self.ended.emit(tried)
        else:
            self.failed.emit(done.error)
