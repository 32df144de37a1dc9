"""Where slips come out, on what paper, and whether one does when a patient is called away."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.service.settings_words import choice_words
from distressapp.settings import Settings, SlipPrinter
from distressapp.settings.shape import SLIP_PAPERS
from distressapp.staff.forms.form import about, name_of
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Choice, Tick
from distressapp.staff.widgets.pieces import Words
from distressapp.text import _
from distressapp.ui.background import Background, Done
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_AS_PAGES = ""


@frozen
class _Tried:
    """How a test slip ended, and for which fields: the background is shared."""

    owner: object
    printer: str
    error: ExpectedError | None = None


class SlipFields(QWidget):
    """The slips' printer, tried; nothing more than the pages' where none is chosen.

    Args:
        try_out: Prints a test slip, by name of the printer and size of the paper.
        background: Where that is done, so that the window goes on.
    """

    def __init__(
        self,
        look: Look,
        settings: Settings,
        try_out: Callable[[str, str], object],
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._try_out, self._background = look, try_out, background
        found = settings.slips
        self._tested = found.name if found is not None and found.is_staff_only else None
        name = _AS_PAGES if found is None else found.name
        self._build(name, "receipt" if found is None else found.paper)
        self.when_called = Tick(
            name_of("is_slip_when_called"),
            look,
            self,
            is_on=settings.is_slip_when_called,
            hint=about("is_slip_when_called"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        for piece in (self.printer, self._own, self.when_called):
            column.addWidget(piece)
        self.printer.changed.connect(self._change)
        background.finished.connect(self._hear)
        self._show_own()

    def _build(self, name: str, paper: str) -> None:
        look = self._look
        own = [(name, name)] if name else []
        self.printer = Choice(
            name_of("slips.name"),
            [(_("Where the pages come out"), _AS_PAGES), *own],
            look,
            self,
            value=name,
            is_list=True,
        )
        self._own = QWidget(self)
        papers = [(choice_words(each), each) for each in SLIP_PAPERS]
        self.paper = Choice(name_of("slips.paper"), papers, look, self._own, value=paper)
        self.button = Button(_("Print a test slip"), look, self._own)
        self.button.clicked.connect(self._print)
        self.said = Words("", look, self._own)
        self.said.hide()
        self.staff_only = Tick(
            _("The test slip came out where only staff can reach it. I went and looked."),
            look,
            self._own,
            is_on=self._tested is not None,
        )
        column = QVBoxLayout(self._own)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        for piece in (self.paper, Row(self.button), self.said, self.staff_only):
            column.addWidget(piece)

    @property
    def name(self) -> str:
        """The printer that is chosen; empty for the pages' own."""
        return str(self.printer.value() or _AS_PAGES)

    def offer(self, printers: Sequence[str]) -> None:
        """These printers are there."""
        new = [each for each in printers if not self.printer.has(each)]
        self.printer.add([(each, each) for each in new])

    def typed(self) -> object:
        """What is chosen."""
        own = (self.paper.value(), self.staff_only.is_on) if self.name else None
        return (self.name, own, self.when_called.is_on)

    @guarded
    def _change(self, _value: object) -> None:
        self._tested = None
        self.staff_only.box.setChecked(False)
        self.said.hide()
        self._show_own()

    def _show_own(self) -> None:
        self._own.setVisible(bool(self.name))

    @guarded
    def _print(self, _is_checked: object = None) -> None:
        self.button.setEnabled(False)
        self.said.setText(_("The test slip is being handed to the printer."))
        self.said.show()
        act = _trying(self._try_out, self.name, str(self.paper.value()), self)
        self._background.run(act)

    @guarded
    def _hear(self, done: object) -> None:
        answer = done.value if isinstance(done, Done) else None
        if not isinstance(answer, _Tried) or answer.owner is not self:
            return
        self.button.setEnabled(True)
        self.said.hide()
        if answer.error is not None:
            self.printer.complain(str(answer.error))
        elif answer.printer == self.name:
            self._tested = answer.printer
            self.said.setText(_("The test slip is on its way. Go and look where it comes out."))
            self.said.show()

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where something was not tested.

        Args:
            settings: With the printer of the pages as it will be.
        """
        name, is_staff_only = self.name, self.staff_only.is_on
        slips = None
        if name:
            slips = SlipPrinter(
                name=name, paper=str(self.paper.value()), is_staff_only=is_staff_only
            )
            if is_staff_only and self._tested != name:
                self.staff_only.complain(_("Print a test slip first, then go and look."))
                return None
        where = slips or settings.printer
        if self.when_called.is_on and (where is None or not where.is_staff_only):
            self.when_called.complain(_("Only to a printer that was tested as staff-only."))
            return None
        return replace(settings, slips=slips, is_slip_when_called=self.when_called.is_on)


def _trying(
    try_out: Callable[[str, str], object], printer: str, paper: str, owner: object
) -> Callable[[], _Tried]:
    def test() -> _Tried:
        try:
            try_out(printer, paper)
        except ExpectedError as error:
            return _Tried(owner=owner, printer=printer, error=error)
        return _Tried(owner=owner, printer=printer)

    return test
