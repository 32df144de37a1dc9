"""The pages of one sitting: seen as they will come out, printed, saved, or taken as text."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.frozen import frozen
from distressapp.report.marks import Page
from distressapp.service.copies import CLINICIAN, HOME_SLIP, PATIENT, PATIENT_SCORES, SOCIAL_WORK
from distressapp.staff.patient.picture import PagePicture
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Tick
from distressapp.staff.widgets.pieces import Empty, Small, Words, page
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_WIDEST: Final = 900
_PAPER_PT: Final = 595
"""Of what is that wide on the screen; a roll is as much narrower as it is on paper."""


@frozen
class Wish:
    """Which page is looked at.

    Attributes:
        has_talked: Somebody says that the scores were talked about with the patient.
    """

    sitting: str = ""
    copy: str = CLINICIAN
    has_receipt: bool = False
    has_talked: bool = False

    @property
    def is_staffs(self) -> bool:
        """A page that stays in the clinic, and can have a receipt."""
        return self.copy in {CLINICIAN, SOCIAL_WORK}


def copies(take_home: str) -> dict[str, str]:
    """The copies that this clinic makes, and what stands on their buttons."""
    found = {CLINICIAN: _("Clinician"), SOCIAL_WORK: _("Social work")}
    if take_home != "nothing":
        found[PATIENT] = _("Patient's own")
    if take_home == "scores":
        found[PATIENT_SCORES] = _("Patient's own + scores")
    if take_home != "nothing":
        found[HOME_SLIP] = _("Slip to take home")
    return found


class Pages(QWidget):
    """The copies of one sitting.

    Signals:
        wished: A `Wish`: show that page.
        printed, saved: A `Wish`: print or save it.
        copied: The id of a sitting whose text for the hospital's record is wanted.
        recorded: Whether the sitting stands in the hospital's record, as somebody says.
    """

    wished = Signal(object)
    printed = Signal(object)
    saved = Signal(object)
    copied = Signal(object)
    recorded = Signal(object)

    def __init__(self, look: Look, take_home: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.wish = Wish()
        self.pictures: list[PagePicture] = []
        self._add_copies(take_home)
        self._add_acts()
        # On a low screen the buttons alone are higher than it: all of it scrolls.
        whole = QWidget()
        column = self._column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(page(whole, self))
        column.addWidget(Row(*self.copies.values()))
        column.addWidget(self.talked)
        column.addWidget(Row(self.print, self.save, self.text))
        column.addWidget(Row(self.receipt, self.in_record))
        column.addWidget(self.who)
        self._shown = QWidget()
        column.addWidget(self._shown, 1)

    def _add_copies(self, take_home: str) -> None:
        look = self._look
        self.copies: dict[str, Button] = {}
        for copy, words in copies(take_home).items():
            button = Button(words, look, self)
            button.make_choice()
            button.setProperty("copy", copy)
            button.clicked.connect(self._choose_copy)
            self.copies[copy] = button
        self.receipt = Tick(_("With the score receipt"), look, self)
        self.receipt.changed.connect(self._change_receipt)
        talked = _("I have talked with the patient about these scores; this is noted")
        self.talked = Tick(talked, look, self)
        self.talked.changed.connect(self._change_talked)

    def _add_acts(self) -> None:
        look = self._look
        self.print = Button(_("Print"), look, self, is_main=True, hint=_("Nothing is waited for"))
        self.print.clicked.connect(self._print)
        self.save = Button(_("Save as a file"), look, self)
        self.save.clicked.connect(self._save)
        hint = _("Both identifiers first; taken off the clipboard after a minute")
        self.text = Button(_("Copy text for the hospital record"), look, self, hint=hint)
        self.text.clicked.connect(self._copy)
        self.in_record = Tick(_("In the hospital record"), look, self)
        self.in_record.changed.connect(self._record)
        self.who = Small("", look, self)

    def show_sitting(self, sitting: str, recorded: str, *, is_matched: bool) -> None:
        """Another sitting, or none: an empty id.

        Args:
            recorded: Who put it into the hospital's record and when; empty while that is open.
        """
        if sitting != self.wish.sitting:
            self.wish = Wish(sitting=sitting)
            self.show_pages(())
        self.in_record.box.blockSignals(True)  # noqa: FBT003  (Qt's own argument)
        self.in_record.box.setChecked(bool(recorded))
        self.in_record.box.blockSignals(False)  # noqa: FBT003  (as above)
        is_open = _("Open: nobody has put it there yet.")
        unmatched = _("Match the sitting to its patient first: a text needs both identifiers.")
        self.who.setText(recorded or (is_open if is_matched else unmatched))
        self.text.setEnabled(bool(sitting) and is_matched)
        self.in_record.setEnabled(bool(sitting) and is_matched)
        self.in_record.setVisible(bool(sitting))
        self._show_wish()

    def show_pages(self, pages: Sequence[Page]) -> None:
        """The pages as they will come out; none while they are being drawn."""
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 16, 16)
        column.setSpacing(16)
        self.pictures = []
        for nth, each in enumerate(pages, start=1):
            words = _("Page {number} of {count}").format(number=nth, count=len(pages))
            picture = PagePicture(each, words, inner)
            share = min(each.width / _PAPER_PT, 1)
            picture.setMaximumWidth(self._look.metrics.px(int(_WIDEST * share)))
            self.pictures.append(picture)
            column.addWidget(picture)
        if not pages:
            drawing = _("Drawing the page …") if self.wish.sitting else ""
            column.addWidget(Empty(drawing or _("Choose a sitting on the left."), self._look))
        column.addStretch()
        self._put(inner)

    def show_words(self, words: str) -> None:
        """Why there is no page."""
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.addWidget(Words(words, self._look, inner, is_strong=True))
        column.addStretch()
        self.pictures = []
        self._put(inner)

    def _put(self, inner: QWidget) -> None:
        """That in place of what was shown, whose words go with it."""
        self._column.replaceWidget(self._shown, inner)
        self._shown.hide()
        self._shown.setParent(None)
        self._shown.deleteLater()
        self._shown = inner
        inner.show()

    def _show_wish(self) -> None:
        wish = self.wish
        for copy, button in self.copies.items():
            button.setChecked(copy == wish.copy)
            button.setEnabled(bool(wish.sitting))
        self.receipt.setVisible(wish.is_staffs)
        self.talked.setVisible(wish.copy == PATIENT_SCORES)
        may = bool(wish.sitting) and (wish.copy != PATIENT_SCORES or wish.has_talked)
        self.print.setEnabled(may)
        self.save.setEnabled(may)

    def _change(self, wish: Wish) -> None:
        self.wish = wish
        self._show_wish()
        if wish.copy == PATIENT_SCORES and not wish.has_talked:
            self.show_words(_("Scores go home only after a conversation about them."))
            return
        self.show_pages(())
        self.wished.emit(wish)

    @guarded
    def _choose_copy(self, _is_checked: object = None) -> None:
        sender = self.sender()
        copy = next(copy for copy, button in self.copies.items() if button is sender)
        self._change(Wish(sitting=self.wish.sitting, copy=copy))
        self.receipt.box.setCheckState(Qt.CheckState.Unchecked)
        self.talked.box.setCheckState(Qt.CheckState.Unchecked)

    @guarded
    def _change_receipt(self, is_on: object = None) -> None:
        wish = self.wish
        if wish.has_receipt != bool(is_on):
            self._change(Wish(sitting=wish.sitting, copy=wish.copy, has_receipt=bool(is_on)))

    @guarded
    def _change_talked(self, is_on: object = None) -> None:
        wish = self.wish
        if wish.has_talked != bool(is_on):
            self._change(Wish(sitting=wish.sitting, copy=wish.copy, has_talked=bool(is_on)))

    @guarded
    def _print(self, _is_checked: object = None) -> None:
        self.printed.emit(self.wish)

    @guarded
    def _save(self, _is_checked: object = None) -> None:
        self.saved.emit(self.wish)

    @guarded
    def _copy(self, _is_checked: object = None) -> None:
        self.copied.emit(self.wish.sitting)

    @guarded
    def _record(self, is_on: object = None) -> None:
        self.recorded.emit(bool(is_on))
