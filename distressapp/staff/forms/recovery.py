"""The recovery code on its way to paper: shown, printed, hidden, and typed back."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import field
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.service import notices
from distressapp.settings import Settings
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Card, Small, Words
from distressapp.text import _
from distressapp.ui.background import Background, Done
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_LETTERS: Final = 30


@frozen
class Sheets:
    """Where a sheet with the code goes; what was printed is purged once the code came back.

    Attributes:
        background: Where the print system is asked, so that the window goes on.
        requests: What the print system calls the sheets that it was handed.
    """

    settings: Settings
    background: Background
    requests: list[str] = field(default_factory=list)

    @property
    def printer(self) -> str:
        """Its name; empty where there is none."""
        return "" if self.settings.printer is None else self.settings.printer.name

    def print(self, code: str) -> None:
        """Hand one sheet over; may take as long as the print system likes.

        Raises:
            PrintError: It was not taken.
        """
        request = notices.print_recovery_code(
            self.settings.clinic, code, printer=self.printer, paper=self.settings.paper
        )
        # Here, in whichever thread: whoever asked may have left the page meanwhile.
        self.requests.append(request)

    def purge(self) -> None:
        """Have the print system forget every sheet, in the background."""
        while self.requests:
            self.background.run(partial(_purge, self.requests.pop()))


def _purge(request: str) -> None:
    # A print system that is gone has nothing to purge.
    with suppress(ExpectedError):
        notices.purge(request)


@frozen
class _Printed:
    """What became of a sheet, and of which card: the background is shared."""

    owner: object
    error: ExpectedError | None = None


class CodeCard(QWidget):
    """First the code, then, hidden, the field into which it is typed from its paper."""

    def __init__(
        self, look: Look, code: str, sheets: Sheets, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._code, self._sheets, self._ticket = code, sheets, object()
        self.is_hidden = False
        self.card = Card(look, self)
        self.shown = Words(in_lines(code), look, self.card, is_strong=True, size=_LETTERS)
        self.card.add(self.shown)
        self.hide_it = Button(_("I have it on paper: hide it"), look, self)
        self.print = Button(_("Print it"), look, self)
        self.again = Button(_("Show the code again"), look, self, is_quiet=True)
        self.said = Words("", look, self)
        self.note = Small(
            _(
                "A printer may keep what it printed. This computer's print system is told to "
                "forget it once the code was typed back; writing by hand is safest."
            ),
            look,
            self,
        )
        self.typed = TextField(_("Type it back from the paper"), look, self, most=120)
        self.typed.hint.setText(_("Capital letters and blanks do not matter."))
        self.typed.hint.show()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        row = Row(self.hide_it, self.print, self.again, parent=self)
        for piece in (self.card, row, self.said, self.note, self.typed):
            column.addWidget(piece)
        self.hide_it.clicked.connect(self._hide)
        self.again.clicked.connect(self._show)
        self.print.clicked.connect(self._print)
        sheets.background.finished.connect(self._hear)
        self.turn(is_hidden=False)

    def turn(self, *, is_hidden: bool) -> None:
        """Show the code, or the field for it; never both."""
        self.is_hidden = is_hidden
        self.shown.setText("" if is_hidden else in_lines(self._code))
        has_printer = bool(self._sheets.printer)
        self.card.setVisible(not is_hidden)
        self.hide_it.setVisible(not is_hidden)
        self.print.setVisible(not is_hidden and has_printer)
        self.note.setVisible(not is_hidden and has_printer)
        self.said.setVisible(not is_hidden and bool(self.said.text()))
        self.typed.setVisible(is_hidden)
        self.again.setVisible(is_hidden)
        if is_hidden:
            self.typed.setFocus()

    @guarded
    def _hide(self, _is_checked: object = None) -> None:
        self.turn(is_hidden=True)

    @guarded
    def _show(self, _is_checked: object = None) -> None:
        self.turn(is_hidden=False)

    @guarded
    def _print(self, _is_checked: object = None) -> None:
        self.print.setEnabled(False)
        self._say(_("The sheet is being handed to the printer."))
        self._sheets.background.run(_printing(self._sheets.print, self._code, self._ticket))

    @guarded
    def _hear(self, done: object) -> None:
        answer = done.value if isinstance(done, Done) else None
        if not isinstance(answer, _Printed) or answer.owner is not self._ticket:
            return
        self.print.setEnabled(True)
        if answer.error is not None:
            self._say(str(answer.error))
        else:
            self._say(_("The sheet is on its way to {name}.").format(name=self._sheets.printer))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(not self.is_hidden)


def _printing(submit: Callable[[str], None], code: str, owner: object) -> Callable[[], _Printed]:
    def act() -> _Printed:
        try:
            submit(code)
        except ExpectedError as error:
            return _Printed(owner=owner, error=error)
        return _Printed(owner=owner)

    return act


def in_lines(code: str) -> str:
    """Three groups a line, as a hand copies them."""
    groups = code.split("-")
    lines = ["-".join(groups[at : at + 3]) for at in range(0, len(groups), 3)]
    return "-\n".join(lines)
