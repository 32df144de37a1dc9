"""The screen from which the tablet changes hands."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.service.handover import (
    Handover,
    NobodyMeantError,
    check_free,
    meant,
    prepare,
)
from distressapp.service.seating import NotSeatedError, Why
from distressapp.staff.desk import Desk, Place
from distressapp.staff.handover.cards import KioskCard, SimilarCard, WhoCard
from distressapp.staff.handover.giving import give
from distressapp.staff.handover.scan import ScanField
from distressapp.staff.screen import Screen
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Empty, Side, Title, page
from distressapp.text import _
from distressapp.ui.guard import guarded

NAME: Final = "handover"
LOOK_MS: Final = 3_000
_NOT_ASKED_AGAIN: Final = frozenset({Why.NONE, Why.SILENT})


def _stacked(*pieces: QWidget) -> QWidget:
    """One below the other, from the top."""
    found = QWidget()
    column = QVBoxLayout(found)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    for each in pieces:
        column.addWidget(each)
    column.addStretch()
    return found


class HandoverScreen(Screen):
    """Who is in front of you: found by a number, or come from a list.

    `place.subject` is the patient's id, `place.part` the visit's; both may be empty. Enter never
    hands over by itself: a scanner sends it after every number, and may send a number twice.
    """

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.handover: Handover | None = None
        self.start: Button | None = None
        self.go_on: Button | None = None
        self.kiosk: KioskCard | None = None
        self._why: Why | None = None
        self._words = Title(self.title, desk.look, self)
        self.scan = ScanField(desk.look, self)
        self.scan.entered.connect(self._look_for)
        self.setFocusProxy(self.scan)
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        for each in (self._words, self.scan):
            self._column.addWidget(each)
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look_again)

    @property
    def title(self) -> str:
        """What the screen is called."""
        return _("Hand over")

    def refresh(self) -> None:
        """Whose turn it is, as the record has it now, under the same ticket word."""
        if not self.place.subject:
            self._show(
                Empty(
                    _(
                        "Scan the patient's record number, or type it and press Enter. "
                        "A name is looked for under Patients."
                    ),
                    self.desk.look,
                    self._button(_("Look for a name"), self._find),
                )
            )
            return
        try:
            self.handover = prepare(
                self.desk.house,
                self.desk.session,
                patient=self.place.subject,
                visit=self.place.part,
                before=self.handover,
            )
        except NobodyMeantError as error:
            self.handover = None
            self._show(Empty(str(error), self.desk.look, self._button(_("Back"), self.desk.back)))
            return
        self._show_handover(self.handover)
        self._look_at_kiosk()

    def _show_handover(self, handover: Handover) -> None:
        look = self.desk.look
        self.kiosk = KioskCard(handover, self.desk.house, look)
        self.start = Button(_("Both are right: hand over"), look, is_main=handover.paused is None)
        self.start.clicked.connect(self._start)
        buttons = [self.start]
        self.go_on = None
        if handover.paused is not None:
            self.start.setText(_("Start from the beginning"))
            self.go_on = Button(_("Both are right: go on"), look, is_main=True)
            self.go_on.clicked.connect(self._go_on)
            buttons.insert(0, self.go_on)
        self.again = self._button(_("Look again"), self._look_at_kiosk)
        self.front = self._button(_("Show the kiosk"), self._show_kiosk)
        self.kiosk.add(Row(self.again, self.front))
        buttons.append(self._button(_("Not this patient"), self.desk.back))
        main, *others = buttons
        main.setMinimumHeight(look.metrics.px(64))
        left: list[QWidget] = [WhoCard(handover, look, self.desk.house.today())]
        if handover.similar:
            left.insert(0, SimilarCard(handover.similar, look))
        right = [self.kiosk, main, Row(*others)]
        self._show(page(Side(_stacked(*left), _stacked(*right), share=54)))

    def _button(self, words: str, act: Callable[[], None]) -> Button:
        button = Button(words, self.desk.look)
        button.clicked.connect(guarded(lambda _is_checked=False: act()))
        return button

    def _show(self, body: QWidget) -> None:
        before, self._body = self._body, body
        self._looking.stop()
        if before is not None:
            before.hide()
            self._column.removeWidget(before)
            before.setParent(None)
            before.deleteLater()
        self._column.addWidget(body, 1)

    def _look_at_kiosk(self) -> None:
        """Ask the kiosk whether it is free, and say so."""
        try:
            check_free(self.desk.house, self.desk.shift)
        except NotSeatedError as error:
            self._tell(str(error), why=error.why)
        except ExpectedError as error:
            self._tell(str(error), why=Why.NONE)
        else:
            self._tell(_("Free, and ready for this patient."), why=None)

    def _tell(self, words: str, *, why: Why | None) -> None:
        self._why = why
        if self.kiosk is None or self.start is None:
            return
        self.kiosk.state.setText(words)
        self.again.setVisible(why is not None)
        self.front.setVisible(why not in {None, Why.NONE})
        for each in (self.start, self.go_on):
            if each is not None:
                each.setEnabled(why is None)
        if why is None or why in _NOT_ASKED_AGAIN:
            self._looking.stop()
        else:
            self._looking.start()

    @Slot()
    @guarded
    def _look_again(self) -> None:
        """Somebody may be cleaning it just now."""
        self._look_at_kiosk()

    @guarded
    def _look_for(self, text: object) -> None:
        """A number was typed or scanned; the same one twice changes nothing."""
        try:
            found = meant(self.desk.house, self.desk.session, str(text))
        except NobodyMeantError as error:
            self.scan.complain(str(error))
            return
        except ExpectedError as error:
            self.scan.complain(str(error))
            self.desk.complain(error)
            return
        if self.handover is not None and found.id == self.handover.patient.id:
            self.desk.say(_("The same number once more: it is this patient."))
            return
        place = Place(screen=NAME, subject=found.id)
        if self.handover is None:
            self.desk.go(place)
            return
        self.desk.go(place)
        self.desk.complain(_("That is another patient's number. Compare both identifiers anew."))

    def _find(self) -> None:
        self.desk.go(Place(screen="patients"))

    def _show_kiosk(self) -> None:
        self.desk.shift.show_kiosk()

    @guarded
    def _start(self, _is_checked: object = None) -> None:
        self._hand_over(goes_on=False)

    @guarded
    def _go_on(self, _is_checked: object = None) -> None:
        self._hand_over(goes_on=True)

    def _hand_over(self, *, goes_on: bool) -> None:
        """Both identifiers were heard: the vault is shut, and the patient sits."""
        handover, desk = self.handover, self.desk
        if handover is None:
            return
        self._looking.stop()
        busy = give(desk, handover, self.window(), goes_on=goes_on)
        if busy is not None:
            self._tell(str(busy), why=busy.why)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A scanner types wherever the focus is: the number goes into its field."""
        if not self.scan.take_key(event):
            super().keyPressEvent(event)
