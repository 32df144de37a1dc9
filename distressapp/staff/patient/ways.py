"""Where one goes from a patient, and what one does about them whatever tab is up."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.instrument import Band
from distressapp.core.roles import Act, may
from distressapp.service import followups
from distressapp.service.timeline import Person
from distressapp.staff.desk import Desk, Place
from distressapp.staff.owed.asking import Answered, Asking
from distressapp.staff.owed.questions import of_concern
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.text import _
from distressapp.ui.guard import guarded

_NEEDS: Final = {"details": Act.REGISTER, "concern": Act.CONCERN, "paper": Act.PRINT}


class Ways(QWidget):
    """Follow-up, details, a concern of one's own, a paper form; or the way to match a sitting.

    Signals:
        asking: Whether the question about a concern is up.
    """

    asking = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._whose: Person | None = None
        self.concern: Asking | None = None
        self.buttons = {
            "owed": self._button(_("Follow-up"), self._go_to_owed),
            "details": self._button(_("Details"), partial(self._go, "patients")),
            "concern": self._button(_("A concern of mine"), self._ask),
            "paper": self._button(_("Paper form"), partial(self._go, "paper")),
            "match": self._button(_("Match to a patient"), partial(self._go, "matching")),
        }
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(Row(*self.buttons.values(), parent=self))

    def show_person(self, whose: Person) -> None:
        """What can be done about them; a question that is up stays."""
        self._whose = whose
        role = self._desk.session.member.role
        is_known = whose.known is not None
        for name, button in self.buttons.items():
            needed = _NEEDS.get(name)
            is_theirs = needed is None or (is_known and may(role, needed))
            button.setVisible(is_theirs)
        may_match = not is_known and bool(whose.sittings) and may(role, Act.CONFIRM)
        self.buttons["match"].setVisible(may_match)

    @property
    def has_words(self) -> bool:
        """A concern is written that is not raised yet."""
        return self.concern is not None and self.concern.has_words

    def _button(self, words: str, act: Callable[[], None]) -> Button:
        button = Button(words, self._desk.look, self)
        button.clicked.connect(guarded(lambda _is_on=False: act()))
        return button

    def _go_to_owed(self) -> None:
        self._go("owed")

    def _go(self, screen: str) -> None:
        if self._whose is not None:
            self._desk.go(Place(screen=screen, subject=self._whose.id))

    def _ask(self) -> None:
        if self.concern is not None:
            self.concern.start()
            return
        self.concern = Asking(of_concern(), self._desk.look, self)
        self.concern.answered.connect(self._raise)
        self.concern.cancelled.connect(self._end)
        self._column.addWidget(self.concern)
        self._column.addStretch(1)
        self.asking.emit(True)  # noqa: FBT003  (a signal has no names)
        self.concern.start()

    @guarded
    def _raise(self, said: object) -> None:
        """Raise it; what was written stays on the screen where it cannot be."""
        desk, whose = self._desk, self._whose
        if not isinstance(said, Answered) or not isinstance(said.chip, Band) or whose is None:
            return
        try:
            followups.observe(
                desk.house, desk.session, patient=whose.id, words=said.text, band=said.chip
            )
        except ExpectedError as error:
            desk.complain(error)
            return
        self._end()
        desk.say(_("The concern is raised: it stands in “Whom we owe”."))
        desk.told()

    @guarded
    def _end(self, _nothing: object = None) -> None:
        if self.concern is not None:
            self._column.removeWidget(self.concern)
            self._column.takeAt(self._column.count() - 1)
            self.concern.hide()
            self.concern.deleteLater()
            self.concern = None
            self.asking.emit(False)  # noqa: FBT003  (as above)
