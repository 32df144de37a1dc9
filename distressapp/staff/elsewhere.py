"""Work for a screen that may be gone before it is done: nobody waits for it, and nobody misses it.

A screen goes with a tap. What it asked for is done by a thread of the window's, and told to
whoever still listens.
"""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.staff.desk import Desk
from distressapp.ui.background import Background, Done
from distressapp.ui.guard import guarded


@frozen
class Ended:
    """How work ended.

    Attributes:
        of: Who asked for it, as they named themselves.
        value: What it gave; None where it failed.
        error: Why it failed, in words for people; None where it did not.
    """

    of: object
    value: object = None
    error: ExpectedError | None = None


class Elsewhere(QObject):
    """One thread of the window's.

    Signals:
        ended: An `Ended`, to everybody who listens: look whose it is.
    """

    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: deque[object] = deque()
        self._background = Background(self)
        self._background.finished.connect(self._end)

    def run(self, of: object, act: Callable[[], object]) -> None:
        """Do it there.

        Args:
            of: Whose it is; told with its end.
            act: Must not touch a widget, the vault or the desk.
        """
        self._asked.append(of)
        self._background.run(act)

    def wait(self) -> None:
        """Until all of it is done; only for the end of the window."""
        self._background.wait()

    @Slot(object)
    @guarded
    def _end(self, done: Done) -> None:
        of = self._asked.popleft()
        if isinstance(done.error, ExpectedError):
            self.ended.emit(Ended(of=of, error=done.error))
        elif done.error is not None:
            raise done.error
        else:
            self.ended.emit(Ended(of=of, value=done.value))


def elsewhere_of(desk: Desk) -> Elsewhere:
    """The one of the desk's window; it outlives screens and locks."""
    window = desk.parent()
    found = None if window is None else window.findChild(Elsewhere)
    return Elsewhere(window or desk) if found is None else found
