"""The wizard's window: the steps at the left, one of them at the right, Back and Next below."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import Use
from distressapp.staff.forms.form import WIDEST
from distressapp.staff.setup.course import Course
from distressapp.staff.setup.making import ReturnPage
from distressapp.staff.setup.page import FormPage, SetupPage
from distressapp.staff.setup.steps import Step, steps
from distressapp.staff.widgets.buttons import Button
from distressapp.staff.widgets.pieces import Small, Title, Words, page
from distressapp.staff.widgets.style import sheet
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_RAIL: Final = 250
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SetupWindow(QWidget):
    """Moves between the steps; each is kept before the next one is shown.

    Signals:
        finished: None: the set-up is done, or was left to go on later.
    """

    finished = Signal(object)

    def __init__(self, course: Course, look: Look) -> None:
        super().__init__()
        self.course = course
        self.look = look
        self.steps = steps()
        self.at = 0
        self.furthest = 0
        self.page: SetupPage | None = None
        self._is_done = False
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(sheet(look))
        self.setWindowTitle(_("Set-up"))
        self._build()
        course.changed.connect(self._show_anew)
        course.working.connect(self._show_work)
        self._begin()

    def _begin(self) -> None:
        ids = [each.id for each in self.steps]
        step = self.course.draft.step
        place = ids.index(step) if step in ids else 0
        if self.course.is_made and not self.course.is_open:
            self.furthest = len(ids) - 1
            self.at = max(place, ids.index("recovery"))
            self._put(ReturnPage(self.course, self.look), _("Go on with the set-up"))
            return
        self.furthest = min(place, ids.index("making"))
        self.show_step(self.furthest)

    def _build(self) -> None:
        look = self.look
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        rail = QWidget(self)
        rail.setObjectName("rail")
        rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        down = QVBoxLayout(rail)
        down.setContentsMargins(12, 16, 12, 12)
        down.setSpacing(0)
        down.addWidget(Title(_("Set-up"), look, rail))
        down.addSpacing(8)
        self.buttons: list[Button] = []
        for place, step in enumerate(self.steps):
            button = Button(step.short, look, rail, is_quiet=True, is_left=True)
            button.make_choice()
            button.clicked.connect(partial(self._jump, place))
            down.addWidget(button)
            self.buttons.append(button)
        down.addStretch()
        self.side: QScrollArea = page(rail, self)
        self.side.setFixedWidth(look.metrics.text(_RAIL))
        across.addWidget(self.side)
        across.addLayout(self._right(), 1)

    def _right(self) -> QVBoxLayout:
        look = self.look
        right = QVBoxLayout()
        right.setContentsMargins(28, 20, 28, 16)
        right.setSpacing(12)
        self.mark = Small("", look, self)
        self.title = Title("", look, self)
        right.addWidget(self.mark)
        right.addWidget(self.title)
        self._room = QVBoxLayout()
        right.addLayout(self._room, 1)
        self.message = Words("", look, self, is_strong=True)
        self.message.hide()
        right.addWidget(self.message)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        self.back = Button(_("Back"), look, self)
        self.leave = Button(_("Leave, and go on later"), look, self, is_quiet=True)
        self.next = Button(_("Next"), look, self, is_main=True)
        self.next.setMinimumWidth(look.metrics.text(160))
        self.back.clicked.connect(self._go_back)
        self.leave.clicked.connect(self._leave)
        self.next.clicked.connect(self._go_on)
        self.stop = Button(_("Stop here: fewer invented patients"), look, self)
        self.stop.clicked.connect(self._stop)
        self.stop.hide()
        foot.addWidget(self.back)
        foot.addWidget(self.leave)
        foot.addStretch()
        foot.addWidget(self.stop)
        foot.addWidget(self.next)
        right.addLayout(foot)
        return right

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self.at]

    def show_step(self, place: int) -> None:
        """Show that step, built anew."""
        self.at = place
        self.furthest = max(self.furthest, place)
        self.say("")
        self._put(self.step.page(self.course, self.look), self.step.title)
        try:
            self.course.keep_step(self.step.id)
        except ExpectedError as error:
            self.say(str(error))

    def _put(self, made: SetupPage, title: str) -> None:
        old, self.page = self.page, made
        if old is not None:
            old.said.disconnect()
            self.area.hide()
            self._room.removeWidget(self.area)
            self.area.deleteLater()
        made.said.connect(self.say)
        made.done.connect(self._go_on)
        made.setMaximumWidth(self.look.metrics.text(WIDEST))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 12, 12)
        row.addWidget(made, 1)
        row.addStretch(0)
        self.area: QScrollArea = page(holder, self)
        self._room.addWidget(self.area)
        self.title.setText(title)
        self._show_rail()
        QTimer.singleShot(0, made, self._focus_first)

    @guarded
    def _focus_first(self) -> None:
        first = self.page.nextInFocusChain() if self.page is not None else None
        while first is not None and self.page is not None and self.page.isAncestorOf(first):
            if first.focusPolicy() & Qt.FocusPolicy.TabFocus and first.isVisible():
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            first = first.nextInFocusChain()

    def _show_rail(self) -> None:
        settings = self.course.settings
        is_rehearsal = settings.use is Use.REHEARSAL
        said = _("Rehearsal: nothing may be about a real patient") if is_rehearsal else ""
        self.mark.setText(said if self.course.draft.is_use_chosen or self.course.is_made else "")
        is_returning = isinstance(self.page, ReturnPage)
        for place, (button, step) in enumerate(zip(self.buttons, self.steps, strict=True)):
            is_reached = place <= self.furthest and not is_returning
            button.setEnabled(is_reached and (not step.needs_clinic or self.course.is_open))
            button.setChecked(place == self.at and not is_returning)
            is_done = place < self.furthest or (step.id == "making" and self.course.is_open)
            tick = "\N{CHECK MARK} " if is_done and place != self.at else ""
            button.setText(f"{tick}{step.short}")
        self.side.ensureWidgetVisible(self.buttons[self.at])
        self.back.setEnabled(self.at > 0 and not is_returning)
        is_last = self.at == len(self.steps) - 1 and not is_returning
        self.leave.setVisible(not is_last)
        words = _("Finish") if is_last else _("Next")
        is_making = self.step.id == "making" and not self.course.is_open and not is_returning
        self.next.setText(_("Make the clinic") if is_making else words)

    @guarded
    def say(self, words: object) -> None:
        """Say it above the buttons; empty to take it away."""
        self.message.setText(str(words))
        self.message.setVisible(bool(words))

    @guarded
    def _show_work(self, words: object) -> None:
        """Nothing can be changed while something is done; afterwards all is as it was."""
        is_busy = bool(words)
        self.say(words)
        self.area.setEnabled(not is_busy)
        for piece in (self.next, self.leave):
            piece.setEnabled(not is_busy)
        self.stop.setVisible(self.course.can_stop)
        if is_busy:
            for piece in (self.back, *self.buttons):
                piece.setEnabled(False)
        else:
            self._show_rail()

    @guarded
    def _stop(self, _is_checked: object = None) -> None:
        self.stop.setEnabled(False)
        self.course.stop()

    @guarded
    def _show_anew(self, _nothing: object) -> None:
        # What was kept may change the page that is shown, and must not pull it from under a slot.
        QTimer.singleShot(0, self, self._rebuild)

    @guarded
    def _rebuild(self) -> None:
        # The page that waits for the end of something is told of it, and asks for this again.
        if isinstance(self.page, ReturnPage) or self.page is None or self.course.is_busy:
            return
        if self.step.id in {"people", "wording", "last"}:
            said = self.message.text()
            self.show_step(self.at)
            self.say(said)

    @guarded
    def _jump(self, place: int, _is_checked: object = None) -> None:
        if place < self.at:
            self._keep_what_can_be()
            self.show_step(place)
        elif self.page is not None and self.page.take():
            self.show_step(place)
        else:
            self._show_rail()

    @guarded
    def _go_back(self, _is_checked: object = None) -> None:
        self._keep_what_can_be()
        self.show_step(max(0, self.at - 1))

    def _keep_what_can_be(self) -> None:
        """A form that is whole is kept on the way back too; half of one is left as it was."""
        if isinstance(self.page, FormPage):
            self.page.take()

    @guarded
    def _go_on(self, _is_checked: object = None) -> None:
        if self.course.is_busy:
            return
        self.say("")
        if self.page is None or not self.page.take():
            return
        if isinstance(self.page, ReturnPage):
            self.show_step(self.at)
        elif self.at < len(self.steps) - 1:
            self.show_step(self.at + 1)
        else:
            self._finish()

    def _finish(self) -> None:
        try:
            self.course.finish()
        except ExpectedError as error:
            self.say(str(error))
            return
        self._is_done = True
        self.finished.emit(None)
        self.close()

    @guarded
    def _leave(self, _is_checked: object = None) -> None:
        self.close()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Escape goes back."""
        if event.key() in _ENTER:
            self.next.click()
        elif event.key() == Qt.Key.Key_Escape and self.back.isEnabled():
            self.back.click()
        else:
            super().keyPressEvent(event)

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        """Left half-way: what is whole is kept, and the vault is shut."""
        if not self._is_done:
            self._is_done = True
            self._keep_what_can_be()
        self.course.close()
        super().closeEvent(event)
