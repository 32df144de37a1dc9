"""The strip over every screen, and over the locked door, while somebody calls for help."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.sitting import NowState
from distressapp.service.memory import Member
from distressapp.settings import Now
from distressapp.staff.calls import Heard, Watch
from distressapp.staff.foot import announce
from distressapp.staff.proof import Proof
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.pieces import Words
from distressapp.staff.widgets.style import TITLE
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_TICKET: Final = 190
_FEW: Final = 3
"""So many calls need no count."""
_SHARE: Final = 0.4
"""Of the window at most, for calls; more of them scroll, and the screen below stays in use."""
_MINUTE_NS: Final = 60 * 10**9


class CallRow(QWidget):
    """One call: its ticket word, what is known, and what can be answered.

    Signals:
        answered: The id and a `NowState`.
    """

    answered = Signal(object)

    def __init__(self, call: Heard, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.call_id = call.id
        self.ticket = Words(call.ticket, look, self, is_strong=True, size=TITLE)
        self.ticket.setObjectName("ticket")
        self.ticket.setWordWrap(False)
        self.ticket.setMinimumWidth(look.metrics.text(_TICKET))
        self.ticket.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = Words("", look, self, is_strong=True)
        self.coming = Button(_("I am coming"), look, is_main=True)
        self.with_patient = Button(_("I am with the patient"), look)
        self.gone = Button(_("The patient left: urgent plan started"), look)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(20)
        across.addWidget(self.ticket, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(Row(self.coming, self.with_patient, self.gone))
        across.addLayout(column, 1)
        for button, state in (
            (self.coming, NowState.ACKNOWLEDGED),
            (self.with_patient, NowState.WITH_PATIENT),
            (self.gone, NowState.LEFT),
        ):
            # Whoever only hears the buttons must know whose call each of them answers.
            button.setAccessibleDescription(call.ticket)
            button.clicked.connect(partial(self._answer, state))

    def show_call(self, call: Heard, now: Now) -> None:
        """What is known of it now."""
        self.words.setText(call_words(call, now))
        self.coming.setVisible(call.is_sounding)
        self.with_patient.is_main = not call.is_sounding
        self.with_patient.update()
        name = _("{ticket}: {words}").format(ticket=call.ticket, words=self.words.text())
        self.setAccessibleName(name)

    @guarded
    def _answer(self, state: NowState, _is_checked: object = None) -> None:
        self.answered.emit((self.call_id, state))


def call_words(call: Heard, now: Now) -> str:
    """What a call says: who is wanted, since when, and who is coming."""
    if not call.is_sounding and call.by:
        words = _("{name} is coming. It ends when somebody is with the patient.")
        return words.format(name=call.by)
    if not call.is_sounding:
        return _("Somebody is coming. It ends when somebody is with the patient.")
    minutes = call.waiting_ns // _MINUTE_NS
    if call.is_late and now.backup:
        words = ngettext(
            "{backup}, please come: nobody has answered for {minutes} minute.",
            "{backup}, please come: nobody has answered for {minutes} minutes.",
            minutes,
        )
        return words.format(backup=now.backup, minutes=minutes)
    if minutes == 0 and now.responder:
        words = _("{responder}, please come: somebody asks for help now.")
        return words.format(responder=now.responder)
    if minutes == 0:
        return _("Somebody asks for help now.")
    words = ngettext(
        "Somebody asks for help now, for {minutes} minute.",
        "Somebody asks for help now, for {minutes} minutes.",
        minutes,
    )
    return words.format(minutes=minutes)


class _Calls(QScrollArea):
    """Calls below one another, as high as they are, and scrolled beyond a share of the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        rows = QWidget()
        rows.setObjectName("clear")
        self.column = QVBoxLayout(rows)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.setObjectName("clear")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(rows)

    def fit(self) -> None:
        """As high as the calls are, and never so high that nothing else is left."""
        self.column.activate()
        wanted = self.column.totalHeightForWidth(self.viewport().width())
        wanted = max(wanted, self.column.totalSizeHint().height())
        first = self.column.itemAt(0)
        least = 0 if first is None else first.sizeHint().height()
        self.setFixedHeight(min(wanted, max(least, int(self.window().height() * _SHARE))))

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower words need more lines."""
        super().resizeEvent(event)
        if self.column.count():
            self.fit()


class Strip(QWidget):
    """All open calls; hidden while there is none.

    Args:
        member: Who is in the room; None while it is locked: then name and PIN are asked for.
        vouching: Names whose PIN can be tried; empty where nobody's can.
        vouch: The member proved by name and PIN.
        now: Who comes, and who comes when nobody did.

    Signals:
        answered: A call was answered here.
    """

    answered = Signal(object)

    def __init__(  # noqa: PLR0913  (what answering needs, by name)
        self,
        watch: Watch,
        look: Look,
        parent: QWidget | None = None,
        *,
        member: Callable[[], Member | None],
        vouching: Callable[[], Sequence[str]],
        vouch: Callable[[str, str], Member],
        now: Callable[[], Now],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("alert")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._watch, self._look = watch, look
        self._member, self._vouching, self._vouch, self._now = member, vouching, vouch, now
        self._asked: tuple[str, NowState] | None = None
        self._failed = ""
        self.rows: dict[str, CallRow] = {}
        self.proof: Proof | None = None
        self.trouble = Words("", look, self, is_strong=True)
        self.trouble.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 12, 24, 12)
        self._column.setSpacing(12)
        self.count = Words("", look, self, is_strong=True)
        self.count.hide()
        self._calls = _Calls(self)
        self._calls.hide()
        for piece in (self.trouble, self.count, self._calls):
            self._column.addWidget(piece)
        watch.heard.connect(self.show_calls)
        watch.troubled.connect(self.show_trouble)
        self.hide()

    @Slot(object)
    @guarded
    def show_calls(self, calls: Sequence[Heard]) -> None:
        """Show these; a row that stays is not made anew under a finger."""
        known = {each.id for each in calls}
        for gone in [each for each in self.rows if each not in known]:
            self._drop(self.rows.pop(gone), self._calls.column)
            if self._asked is not None and self._asked[0] == gone:
                self._put_proof_away()
        if self._failed and self._failed not in known:
            self._complain(None)
        for call in calls:
            row = self.rows.get(call.id)
            if row is None:
                row = CallRow(call, self._look, self._calls)
                row.answered.connect(self._answer)
                self.rows[call.id] = row
                self._calls.column.addWidget(row)
                row.show_call(call, self._now())
                announce(self, row.accessibleName())
            row.show_call(call, self._now())
        self._count(len(calls), sum(call.is_sounding for call in calls))
        self._show_or_hide()

    def _count(self, calls: int, unanswered: int) -> None:
        """How many there are, where not all of them may be seen at once."""
        words = ngettext(
            "{calls} calls for help are open; {count} has no answer yet.",
            "{calls} calls for help are open; {count} have no answer yet.",
            unanswered,
        )
        self.count.setText(words.format(calls=calls, count=unanswered))
        self.count.setVisible(calls > _FEW)
        self._calls.setVisible(calls > 0)
        if calls:
            self._calls.fit()

    @Slot(object)
    @guarded
    def show_trouble(self, error: ExpectedError | None) -> None:
        """Nobody can say whether somebody calls: that is said too."""
        words = _("Calls for help cannot be seen here now: look at the kiosk itself. {why}")
        self.trouble.setText("" if error is None else words.format(why=str(error)))
        self.trouble.setVisible(error is not None)
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        self.setVisible(bool(self.rows) or bool(self.trouble.text()))

    @Slot(object)
    @guarded
    def _answer(self, asked: tuple[str, NowState]) -> None:
        member = self._member()
        if member is None:
            self._ask_who(asked)
        else:
            self._give(asked, member)

    def _give(self, asked: tuple[str, NowState], member: Member) -> None:
        try:
            self._watch.answer(*asked, member)
        except ExpectedError as error:
            self._failed = asked[0]
            self._complain(error)
            return
        self._put_proof_away()
        self._complain(None)
        self.answered.emit(None)

    def _ask_who(self, asked: tuple[str, NowState]) -> None:
        """Name and PIN, below the calls; nothing of the list opens by it."""
        self._put_proof_away()
        self._asked = asked
        ticket = self.rows[asked[0]].ticket.text()
        self.proof = Proof(ticket, tuple(self._vouching()), self._look, self)
        self.proof.given.connect(self._prove)
        self.proof.left.connect(self._put_proof_away)
        self._column.addWidget(self.proof)
        self.proof.begin()

    @Slot(object)
    @guarded
    def _prove(self, pair: tuple[str, str]) -> None:
        if self.proof is None or self._asked is None:
            return
        name, pin = pair
        try:
            # Where nobody's PIN can be tried, a name is typed, and nothing proves it
            # (docs/decisions/calls-without-pins.md).
            who = self._vouch(name, pin) if self.proof.has_pin else Member(id="", name=name)
        except ExpectedError as error:
            self.proof.complain(error)
            return
        self._give(self._asked, who)

    @guarded
    def _put_proof_away(self, _nothing: object = None) -> None:
        self._asked = None
        if self.proof is not None:
            self._drop(self.proof, self._column)
            self.proof = None

    def _complain(self, error: ExpectedError | None) -> None:
        """Why an answer was not kept, until one is, or until that call is gone."""
        if error is None:
            self._failed = ""
        self.trouble.setText("" if error is None else str(error))
        self.trouble.setVisible(error is not None)
        self._show_or_hide()

    def _drop(self, piece: QWidget, column: QLayout) -> None:
        piece.hide()
        column.removeWidget(piece)
        piece.setParent(None)
        piece.deleteLater()
