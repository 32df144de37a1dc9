"""Between two patients: the screen is wiped, and for the contact time no touch counts."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from distressapp.kiosk.plain import Act, PlainPage
from distressapp.text import _, ngettext
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look


class CleaningPage(PlainPage):
    """Counts the contact time down, then asks staff to confirm.

    Signals:
        cleaned: None: a person confirmed it.
    """

    cleaned = Signal(object)

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        contact_s: int,
        mark: str | None = None,
    ) -> None:
        super().__init__(
            _("Please clean the tablet"),
            "",
            look,
            parent,
            acts={Act.CLEAN: _("It is clean")},
            mark=mark,
        )
        self.words.lead.setVisible(True)
        self._left_s = contact_s
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count)
        self.acted.connect(self._confirm)
        self._show()
        if contact_s > 0:
            self._tick.start()

    @Slot()
    @guarded
    def _count(self) -> None:
        self._left_s -= 1
        if self._left_s <= 0:
            self._tick.stop()
        self._show()

    def _show(self) -> None:
        is_over = self._left_s <= 0
        self.words.lead.say(
            _("Dry the screen, then confirm.")
            if is_over
            else ngettext(
                "For staff: wipe the screen and leave it wet. {seconds} second to go.",
                "For staff: wipe the screen and leave it wet. {seconds} seconds to go.",
                self._left_s,
            ).format(seconds=self._left_s)
        )
        self.buttons[Act.CLEAN].setEnabled(is_over)
        self.lay_out()

    @guarded
    def _confirm(self, _act: object) -> None:
        self.cleaned.emit(None)
