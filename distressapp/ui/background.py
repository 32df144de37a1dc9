"""Work that may take long, away from the windows: a printer, a page, an export."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from distressapp.core.frozen import frozen
from distressapp.ui.guard import guarded


@frozen
class Done:
    """How work ended.

    Attributes:
        value: What it gave; None if it failed, or gave nothing.
        error: Why it failed; None if it did not. An `ExpectedError` has words for people.
    """

    value: object = None
    error: Exception | None = None


class _Work(QRunnable):
    def __init__(self, act: Callable[[], object], over: "Background") -> None:
        super().__init__()
        self._act = act
        self._over = over

    def run(self) -> None:
        """In a thread of the pool; nothing may rise from here into C++."""
        try:
            done = Done(value=self._act())
        except Exception as error:  # noqa: BLE001  (whoever asked decides what it means)
            done = Done(error=error)
        with suppress(RuntimeError):  # whoever asked is gone, and Qt with them: nobody to tell
            self._over.arrived.emit(done)


class Background(QObject):
    """Runs one thing after another in a thread, and tells how each ended.

    Its owner is told in the thread of the windows, so a slot may touch widgets.

    Signals:
        finished: A `Done`, in the order in which the work was asked for.
        arrived: The same in the thread that did it; not for others.
    """

    finished = Signal(object)
    arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting = 0
        self._is_left = False
        self.arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Something was asked for and its end was not told yet."""
        return self._waiting > 0

    def run(self, act: Callable[[], object]) -> None:
        """Do it in the background.

        Args:
            act: Must not touch a widget, and must not be a widget's method.
        """
        self._waiting += 1
        self._pool.start(_Work(act, self))

    def wait(self) -> None:
        """Until all work is done; only for the end of the program."""
        self._pool.waitForDone()

    def leave(self) -> None:
        """Whoever asked has ended: what is still being done is told to nobody."""
        self._is_left = True

    @Slot(object)
    @guarded
    def _tell(self, done: object) -> None:
        self._waiting -= 1
        if not self._is_left:
            self.finished.emit(done)
