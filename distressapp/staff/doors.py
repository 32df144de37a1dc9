"""The pages at the door: choosing one's name, the passphrase, a PIN, and the PIN again."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Card, Mark, Small, Title, Words, page
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_WIDE: Final = 560
_ABOVE: Final = 36
_ERASE: Final = "\N{ERASE TO THE LEFT}"


class Door(QWidget):
    """A card in the middle of the window: one question, one main button.

    Args:
        mark: Of a rehearsal; None where the folder is clinical.
    """

    def __init__(
        self,
        title: str,
        lead: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        mark: str | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.main: Button | None = None
        self.first: QWidget | None = None
        self.told = Words("", look, is_strong=True)
        self.told.hide()
        self.card = Card(look)
        self.card.column.setContentsMargins(32, 28, 32, 28)
        self.card.column.setSpacing(16)
        self.card.setFixedWidth(look.metrics.text(_WIDE))
        if mark:
            self.card.add(Mark(mark, look, rank=1))
        self.card.add(Title(title, look))
        self.card.add(Words(lead, look, is_soft=True))
        self.card.add(self.told)
        ground = QWidget()
        ground.setObjectName("ground")
        middle = QVBoxLayout(ground)
        # From the top: a complaint that comes moves nothing away from under a finger above it.
        middle.addSpacing(look.metrics.px(_ABOVE))
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(self.card)
        across.addStretch()
        middle.addLayout(across)
        middle.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page(ground))

    def tell(self, words: str) -> None:
        """Say what has just happened; nothing of a patient but the ticket word."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """What is typed first has the keys; before it is in a window, Qt forgets that."""
        super().showEvent(event)
        if self.first is not None:
            self.first.setFocus()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the main button."""
        if event.key() in _ENTER and self.main is not None and self.main.isEnabled():
            self.main.click()
        else:
            super().keyPressEvent(event)


class Keys(QWidget):
    """Digits for fingers; a keyboard types into the field as well."""

    def __init__(self, field: TextField, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, key in enumerate((*"123456789", "", "0", _ERASE)):
            if not key:
                continue
            button = Button(key, look, self)
            button.setMinimumHeight(look.metrics.px(48))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            if key == _ERASE:
                button.setAccessibleName(_("Delete the last digit"))
            button.clicked.connect(partial(self._type, key))
            grid.addWidget(button, place // 3, place % 3)

    @guarded
    def _type(self, key: str, _is_checked: object = None) -> None:
        self._field.complain("")
        if key == _ERASE:
            self._field.line.backspace()
        else:
            self._field.line.insert(key)
        self._field.line.setFocus()


def _beside(names: Iterable[Button]) -> QWidget:
    """Names to choose from: beside one another, so that thirty of them stand there too."""
    return Row(*names)


class SignInPage(Door):
    """Choose your name, then the passphrase.

    Signals:
        given: Name and passphrase.
        kiosk_wanted: The kiosk is to come to the front.
    """

    given = Signal(object)
    kiosk_wanted = Signal(object)

    def __init__(  # noqa: PLR0913  (what stands on the page, by name)
        self,
        clinic: str,
        names: Sequence[str],
        look: Look,
        parent: QWidget | None = None,
        *,
        mark: str | None = None,
        back: Button | None = None,
    ) -> None:
        lead = _("The passphrase opens the lists for your shift. Afterwards a PIN will do.")
        super().__init__(clinic, lead, look, parent, mark=mark)
        self.name = names[0] if len(names) == 1 else ""
        self.names: dict[str, Button] = {}
        if len(names) > 1:
            self.card.add(Words(_("Who are you?"), look, is_strong=True))
        for each in names:
            button = Button(each, look, is_left=True)
            button.make_choice()
            button.setChecked(each == self.name)
            button.clicked.connect(partial(self._choose, each))
            self.names[each] = button
        self.card.add(_beside(self.names.values()))
        self.passphrase = TextField(_("Passphrase"), look, is_secret=True, most=400)
        self.card.add(self.passphrase)
        self.main = Button(_("Open"), look, is_main=True)
        self.main.clicked.connect(self._give)
        self.kiosk = Button(_("Show the kiosk"), look, is_quiet=True)
        self.kiosk.clicked.connect(self._want_kiosk)
        pieces = (self.main, self.kiosk) if back is None else (self.main, back, self.kiosk)
        self.card.add(Row(*pieces))
        self.first = self.passphrase
        if not self.name:
            self.first = next(iter(self.names.values()), self.passphrase)

    @guarded
    def _want_kiosk(self, _is_checked: object = None) -> None:
        self.kiosk_wanted.emit(None)

    def complain(self, error: ExpectedError) -> None:
        """Say why it did not open; what was typed goes."""
        self.passphrase.line.setText("")
        self.passphrase.complain(str(error))
        self.passphrase.setFocus()
        self.set_busy(is_busy=False)

    def set_busy(self, *, is_busy: bool) -> None:
        """It is being opened, which takes a second or two."""
        if self.main is not None:
            self.main.setText(_("Opening…") if is_busy else _("Open"))
            self.main.setEnabled(not is_busy)

    @guarded
    def _choose(self, name: str, _is_checked: object = None) -> None:
        self.name = name
        self.passphrase.complain("")
        self.passphrase.setFocus()

    @guarded
    def _give(self, _is_checked: object = None) -> None:
        if self.names and not self.name:
            self.passphrase.complain(_("Choose your name first."))
            return
        if not self.passphrase.line.text():
            self.passphrase.complain(_("Type your passphrase."))
            return
        self.given.emit((self.name, self.passphrase.line.text()))


class ChoosePinPage(Door):
    """A PIN for the rest of the shift, typed twice.

    Signals:
        given: The PIN.
        declined: Without one: then only the passphrase opens again.
    """

    given = Signal(object)
    declined = Signal(object)

    def __init__(
        self, name: str, look: Look, parent: QWidget | None = None, *, mark: str | None = None
    ) -> None:
        lead = _(
            "{name}, choose a PIN of six digits or more. It opens the lists again until the end of "
            "your shift, so that no passphrase is typed in front of a patient."
        ).format(name=name)
        super().__init__(_("A PIN for this shift"), lead, look, parent, mark=mark)
        self.pin = TextField(_("PIN"), look, is_secret=True, most=32)
        self.again = TextField(_("The same PIN again"), look, is_secret=True, most=32)
        self.main = Button(_("Begin"), look, is_main=True)
        later = Button(_("Without a PIN"), look, is_quiet=True)
        self.main.clicked.connect(self._give)
        later.clicked.connect(self._decline)
        self.card.add(self.pin)
        self.card.add(self.again)
        self.card.add(Row(self.main, later))
        self.first = self.pin

    def complain(self, error: ExpectedError) -> None:
        """Say why it was not taken."""
        self.again.line.setText("")
        self.pin.line.setText("")
        self.pin.complain(str(error))
        self.pin.setFocus()

    @guarded
    def _give(self, _is_checked: object = None) -> None:
        if self.pin.text() and not self.again.text():
            self.again.setFocus()
            return
        if self.pin.text() != self.again.text():
            self.again.line.setText("")
            self.again.complain(_("The two are not the same. Type the PIN again."))
            self.again.setFocus()
            return
        self.given.emit(self.pin.text())

    @guarded
    def _decline(self, _is_checked: object = None) -> None:
        self.declined.emit(None)


class PinPage(Door):
    """Locked: the PIN goes on where one was.

    Args:
        names: Who signed in here and may go on; the first is chosen.

    Signals:
        given: Name and PIN.
        other: Somebody else wants to sign in with the passphrase.
        kiosk_wanted: The kiosk is to come to the front.
    """

    given = Signal(object)
    other = Signal(object)
    kiosk_wanted = Signal(object)

    def __init__(
        self,
        names: Sequence[str],
        look: Look,
        parent: QWidget | None = None,
        *,
        mark: str | None = None,
    ) -> None:
        lead = _("Your PIN brings back the page where you were.")
        super().__init__(_("Locked"), lead, look, parent, mark=mark)
        self.name = names[0]
        self.names: dict[str, Button] = {}
        for each in names:
            button = Button(each, look, is_left=True)
            button.make_choice()
            button.setChecked(each == self.name)
            button.clicked.connect(partial(self._choose, each))
            self.names[each] = button
        self.card.add(_beside(self.names.values()))
        self.pin = TextField(_("PIN"), look, is_secret=True, most=32)
        self.card.add(self.pin)
        self.card.add(Keys(self.pin, look))
        self.main = Button(_("Go on"), look, is_main=True)
        other = Button(_("Use a passphrase"), look, is_quiet=True)
        self.main.clicked.connect(self._give)
        other.clicked.connect(self._other)
        self.kiosk = Button(_("Show the kiosk"), look, is_quiet=True)
        self.kiosk.clicked.connect(self._want_kiosk)
        self.card.add(Row(self.main, other, self.kiosk))
        self.first = self.pin

    @guarded
    def _want_kiosk(self, _is_checked: object = None) -> None:
        self.kiosk_wanted.emit(None)

    def complain(self, error: ExpectedError) -> None:
        """Say why it did not open; what was typed goes."""
        self.pin.line.setText("")
        self.pin.complain(str(error))
        self.pin.setFocus()

    @guarded
    def _choose(self, name: str, _is_checked: object = None) -> None:
        self.name = name
        self.pin.complain("")
        self.pin.setFocus()

    @guarded
    def _give(self, _is_checked: object = None) -> None:
        if not self.pin.text():
            self.pin.complain(_("Type your PIN."))
            return
        self.given.emit((self.name, self.pin.text()))

    @guarded
    def _other(self, _is_checked: object = None) -> None:
        self.other.emit(None)


class TroublePage(Door):
    """Something happened that nobody foresaw: nothing is shown of it but that all is safe.

    Signals:
        left: Go on was tapped.
    """

    left = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        lead = _(
            "Everything that was saved before is safe. What was being done just now may not have "
            "been saved: look at it again. If this comes back, tell whoever looks after it here."
        )
        super().__init__(_("Something went wrong"), lead, look, parent)
        self.card.add(
            Small(_("The place of the error is in the log, and nothing of a patient."), look)
        )
        self.main = Button(_("Go on"), look, is_main=True)
        self.main.clicked.connect(self._leave)
        self.card.add(Row(self.main))
        self.first = self.main

    @guarded
    def _leave(self, _is_checked: object = None) -> None:
        self.left.emit(None)
