"""Paper and printers: chosen, tried with a test page, and looked at by somebody."""

from collections.abc import Callable
from dataclasses import replace

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.service.settings_words import choice_words
from distressapp.settings import Printer, Settings
from distressapp.settings.shape import PAPERS
from distressapp.staff.forms.form import Form, Room, about, name_of
from distressapp.staff.forms.slips import SlipFields
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Choice, TextField, Tick
from distressapp.staff.widgets.pieces import Words
from distressapp.text import _
from distressapp.ui.background import Background, Done
from distressapp.ui.guard import guarded

_NONE = ""


@frozen
class PrintSystem:
    """What asks the print system; each may take as long as it likes.

    Attributes:
        printers: Their names; none where there are none.
        try_out: Prints a test page, by name of the printer and size of the paper.
        background: Where both are done, so that the window goes on.
    """

    printers: Callable[[], tuple[str, ...]]
    try_out: Callable[[str, str], object]
    background: Background


@frozen
class _Answer:
    """What came back, and for whom: the background is shared."""

    owner: object
    printers: tuple[str, ...] | None = None
    tested: str = ""
    error: ExpectedError | None = None


class PrintingForm(Form):
    """The size of the pages, the printer, and whether only staff can reach it.

    The printers are looked for while the form is shown; where there are none a name is typed.
    """

    def __init__(self, room: Room, system: PrintSystem) -> None:
        super().__init__(room)
        self._system, self._ticket = system, object()
        found = room.settings.printer
        name = "" if found is None else found.name
        self._tested = name if found is not None and found.is_staff_only else None
        self.paper = Choice(
            name_of("paper"),
            [(choice_words(each), each) for each in PAPERS],
            self.look,
            self,
            value=room.settings.paper,
        )
        self.printer: Choice | TextField = self._printer((), name)
        self.printer.changed.connect(self._forget_test)
        self.button = Button(_("Print a test page"), self.look, self)
        self.button.clicked.connect(self._print)
        self.said = Words("", self.look, self)
        self.said.hide()
        self.staff_only = Tick(
            _("The test page came out where only staff can reach it. I went and looked."),
            self.look,
            self,
            is_on=self._tested is not None,
        )
        self.at_end = Tick(
            name_of("is_printed_at_end"),
            self.look,
            self,
            is_on=room.settings.is_printed_at_end,
            hint=about("is_printed_at_end"),
        )
        self.add(self.paper, self.printer, Row(self.button, parent=self), self.said)
        self.slips = SlipFields(self.look, room.settings, system.try_out, system.background, self)
        self.slips.offer([name] if name else [])
        self.add(self.staff_only, self.at_end, self.slips)
        system.background.finished.connect(self._hear)
        system.background.run(_looking(system.printers, self._ticket))

    def _printer(self, printers: tuple[str, ...], name: str) -> Choice | TextField:
        if not printers:
            field = TextField(name_of("printer.name"), self.look, self, value=name, most=127)
            field.hint.setText(
                _(
                    "No printer was found on this computer. Type the name that its print system "
                    "will have, or nothing: pages can be saved as files."
                )
            )
            field.hint.show()
            return field
        names = dict.fromkeys([*printers, *([name] if name else [])])
        return Choice(
            name_of("printer.name"),
            [(_("No printer"), _NONE), *((each, each) for each in names)],
            self.look,
            self,
            value=name,
        )

    @property
    def name(self) -> str:
        """The printer that is chosen or typed; empty for none."""
        return str(self.printer.value() or "")

    def typed(self) -> object:
        """What is chosen, however it is asked for: a list that comes in later is no change."""
        own = (self.paper.value(), self.name, self.staff_only.is_on, self.at_end.is_on)
        return (own, self.slips.typed())

    @guarded
    def _forget_test(self, _value: object) -> None:
        self._tested = None
        self.staff_only.box.setChecked(False)
        self.at_end.box.setChecked(False)
        self.said.hide()

    @guarded
    def _print(self, _is_checked: object = None) -> None:
        if not self.name:
            self.printer.complain(_("Choose or type a printer first."))
            return
        self.button.setEnabled(False)
        self.said.setText(_("The test page is being handed to the printer."))
        self.said.show()
        paper = str(self.paper.value())
        self._system.background.run(_trying(self._system.try_out, self.name, paper, self._ticket))

    @guarded
    def _hear(self, done: object) -> None:
        answer = done.value if isinstance(done, Done) else None
        if not isinstance(answer, _Answer) or answer.owner is not self._ticket:
            return
        if answer.printers is not None:
            self._show_printers(answer.printers)
            return
        self.button.setEnabled(True)
        self.said.hide()
        if answer.error is not None:
            self.printer.complain(str(answer.error))
        elif answer.tested == self.name:
            self._tested = answer.tested
            self.said.setText(_("The test page is on its way. Go and look where it comes out."))
            self.said.show()

    def _show_printers(self, printers: tuple[str, ...]) -> None:
        """Offer them in place of the line, unless somebody types in it already."""
        self.slips.offer(printers)
        before = self.printer
        is_typed = isinstance(before, TextField) and before.line.hasFocus() and before.text()
        if not printers or is_typed:
            return
        self.printer = self._printer(printers, self.name)
        self.printer.changed.connect(self._forget_test)
        self.column.replaceWidget(before, self.printer)
        before.hide()
        before.setParent(None)
        before.deleteLater()

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where something was not tested."""
        name, is_staff_only = self.name, self.staff_only.is_on
        if is_staff_only and self._tested != name:
            self.staff_only.complain(_("Print a test page first, then go and look."))
            return None
        if self.at_end.is_on and not (name and is_staff_only):
            self.at_end.complain(_("Only to a printer that was tested as staff-only."))
            return None
        pages = replace(
            settings,
            paper=str(self.paper.value()),
            printer=Printer(name=name, is_staff_only=is_staff_only) if name else None,
            is_printed_at_end=self.at_end.is_on,
        )
        return self.slips.read(pages)


def _looking(printers: Callable[[], tuple[str, ...]], owner: object) -> Callable[[], _Answer]:
    def look() -> _Answer:
        try:
            return _Answer(owner=owner, printers=printers())
        except ExpectedError:
            return _Answer(owner=owner, printers=())

    return look


def _trying(
    try_out: Callable[[str, str], object], printer: str, paper: str, owner: object
) -> Callable[[], _Answer]:
    def test() -> _Answer:
        try:
            try_out(printer, paper)
        except ExpectedError as error:
            return _Answer(owner=owner, error=error)
        return _Answer(owner=owner, tested=printer)

    return test
