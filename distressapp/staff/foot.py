"""The foot of the room: what was done and its undo, long work with Cancel, and the queue."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.service.print_list import troubles
from distressapp.service.prints import unprinted
from distressapp.staff.desk import Desk, Done, Place, Said, Work
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.pieces import Words
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded

SHOWN_MS: Final = 20_000
"""How long a sentence stands; one that tells of trouble stands until it is put away."""
_SLICE_MS: Final = 15


class Notice(QWidget):
    """One sentence in place, with undo where that is safe."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._said: Said | None = None
        self.words = Words("", desk.look, self, is_strong=True)
        self.undo = Button(_("Undo"), desk.look, self)
        self.away = Button(_("Close"), desk.look, self, is_quiet=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        row.addWidget(self.away)
        self.undo.clicked.connect(self._undo)
        self.away.clicked.connect(self.put_away)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.put_away)
        self.hide()

    def show_said(self, said: Said) -> None:
        """Show it, and let assistive technology say it."""
        self._said = said
        self.words.setText(said.words)
        self.undo.setVisible(said.undo is not None)
        self.show()
        announce(self, said.words)
        if said.is_trouble:
            self._timer.stop()
        else:
            self._timer.start()

    @guarded
    def put_away(self, _nothing: object = None) -> None:
        """The sentence goes, and with it the way back."""
        self._said = None
        self.words.setText("")
        self.hide()

    @guarded
    def _undo(self, _is_checked: object = None) -> None:
        said = self._said
        self.put_away()
        if said is None or said.undo is None:
            return
        try:
            said.undo()
        except ExpectedError as error:
            self._desk.complain(error)


class Working(QWidget):
    """Long work, a little at a time: the window moves, and Cancel ends it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._work: Work | None = None
        self._is_stepping = False
        self.words = Words("", desk.look, self, is_strong=True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.cancel = Button(_("Cancel"), desk.look, self)
        self.cancel.clicked.connect(self.stop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 12, 8)
        row.setSpacing(12)
        row.addLayout(column, 1)
        row.addWidget(self.cancel)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Work is being done."""
        return self._work is not None

    def begin(self, work: Work) -> None:
        """Do it; what was being done before is cancelled."""
        self.stop()
        self._work = work
        self.words.setText(work.words)
        self.bar.setAccessibleName(work.words)
        self._show(Done(done=0, of=0))
        self.show()
        self._timer.start(0)

    @guarded
    def stop(self, _nothing: object = None) -> None:
        """Cancel: the generator is closed, and puts right what it must."""
        work, self._work = self._work, None
        self._timer.stop()
        self.hide()
        # What stops itself in the middle of a step is closed once the step is over.
        if work is not None and not self._is_stepping:
            _close(work)

    @guarded
    def _go_on(self) -> None:
        self._desk.shift.touch()
        # The shift may just have ended, and the work with it.
        work = self._work
        if work is None:
            return
        try:
            is_whole = self._step(work)
        except ExpectedError as error:
            self.stop()
            _close(work)
            self._desk.complain(error)
            return
        except BaseException:
            self.stop()
            raise
        if self._work is not work:
            _close(work)
        elif is_whole:
            self._end()

    def _step(self, work: Work) -> bool:
        """Do it for a few milliseconds; whether it is done."""
        since = QElapsedTimer()
        since.start()
        self._is_stepping = True
        try:
            for done in work.steps:
                if self._work is not work:
                    return False
                self._show(done)
                if since.elapsed() >= _SLICE_MS:
                    return False
        finally:
            self._is_stepping = False
        return True

    def _end(self) -> None:
        work, self._work = self._work, None
        self._timer.stop()
        self.hide()
        if work is not None:
            work.then()

    def _show(self, done: Done) -> None:
        if self.bar.maximum() != done.of:
            self.bar.setRange(0, done.of)
        self.bar.setValue(done.done)


def _close(work: Work) -> None:
    closing = getattr(work.steps, "close", None)
    if closing is not None:
        closing()


class Queue(QWidget):
    """How many pages are not on paper yet; hidden while all of them are."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self.words = Words("", desk.look, self)
        self.look = Button(_("Look at the queue"), desk.look, self, is_quiet=True)
        self.look.clicked.connect(self._look)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 2, 12, 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.look)
        self.hide()

    def refresh(self) -> None:
        """Count again.

        Raises:
            ExpectedError: The vault is shut, or cannot be read.
        """
        count = len(unprinted(self._desk.session.vault))
        words = ngettext(
            "{count} page waits for the printer.", "{count} pages wait for the printer.", count
        )
        house, vault = self._desk.house, self._desk.session.vault
        self.words.setText(" ".join((words.format(count=count), *troubles(house, vault))))
        self.setVisible(count > 0)

    @guarded
    def _look(self, _is_checked: object = None) -> None:
        self._desk.go(Place(screen="printing"))


def announce(widget: QWidget, words: str) -> None:
    """Let assistive technology say it."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
