"""Paper and printer: chosen, tried with a test page, and looked at by somebody."""

from collections.abc import Callable
from dataclasses import replace

from distressapp.core.errors import ExpectedError
from distressapp.service.settings_words import choice_words
from distressapp.settings import Printer, Settings
from distressapp.settings.shape import PAPERS
from distressapp.staff.forms.form import Form, Room, about, name_of
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import Choice, TextField, Tick
from distressapp.staff.widgets.pieces import Words
from distressapp.text import _
from distressapp.ui.guard import guarded

_NONE = ""


class PrintingForm(Form):
    """The size of the pages, the printer, and whether only staff can reach it.

    Args:
        printers: As the print system names them; where there are none a name is typed.
        try_out: Prints a test page, by name of the printer and size of the paper.
    """

    def __init__(
        self, room: Room, printers: tuple[str, ...], try_out: Callable[[str, str], object]
    ) -> None:
        super().__init__(room)
        self._try_out = try_out
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
        self.printer: Choice | TextField = self._printer(printers, name)
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
        self.add(self.staff_only, self.at_end)

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
        try:
            self._try_out(self.name, str(self.paper.value()))
        except ExpectedError as error:
            self.printer.complain(str(error))
            return
        self._tested = self.name
        self.said.setText(_("The test page is on its way. Go and look where it comes out."))
        self.said.show()

    def read(self, settings: Settings) -> Settings | None:
        """The settings with these; None where something was not tested."""
        name, is_staff_only = self.name, self.staff_only.is_on
        if is_staff_only and self._tested != name:
            self.staff_only.complain(_("Print a test page first, then go and look."))
            return None
        if self.at_end.is_on and not (name and is_staff_only):
            self.at_end.complain(_("Only to a printer that was tested as staff-only."))
            return None
        return replace(
            settings,
            paper=str(self.paper.value()),
            printer=Printer(name=name, is_staff_only=is_staff_only) if name else None,
            is_printed_at_end=self.at_end.is_on,
        )
