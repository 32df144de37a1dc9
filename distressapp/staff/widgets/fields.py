"""Fields that are filled in: a label above, what is wrong below, in words."""

from collections.abc import Sequence
from datetime import time
from typing import Final

from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.dates import DateField
from distressapp.staff.widgets.dropdown import DropDown
from distressapp.staff.widgets.field import Field
from distressapp.staff.widgets.style import TEXT, letters
from distressapp.staff.widgets.tickbox import TickBox
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look

__all__ = ["Choice", "DateField", "Field", "LongText", "TextField", "Tick", "TimeField"]

_SHORT_OPTIONS: Final = 5
_SHORT_LETTERS: Final = 60
_LONG_MOST: Final = 4000


class TextField(Field):
    """One line of text.

    Args:
        most: Characters at most.
        is_secret: Shown as dots, and never kept in the clipboard.
    """

    def __init__(  # noqa: PLR0913  (what a field can be, by name)
        self,
        label: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        value: str = "",
        hint: str = "",
        most: int = 200,
        is_secret: bool = False,
    ) -> None:
        super().__init__(label, look, parent, hint=hint)
        self.line = QLineEdit(self)
        # What stands there already, from a file or an older version, is never cut.
        self.line.setMaxLength(max(most, len(value.encode("utf-16-le", "replace")) // 2))
        if is_secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setText(value)
        self.line.textEdited.connect(self._tell)
        self.finish(self.line, self.line)

    def text(self) -> str:
        """As typed, without blanks at the ends."""
        return self.line.text().strip()

    def value(self) -> str:
        """The same."""
        return self.text()

    def inputs(self) -> Sequence[QWidget]:
        """What takes the focus and the typing."""
        return (self.line,)

    @guarded
    def _tell(self, _text: object = None) -> None:
        self.complain("")
        self.changed.emit(self.text())


class TimeField(TextField):
    """A time of day, as 9:30 or 0930."""

    def __init__(
        self,
        label: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        value: time | None = None,
        hint: str = "",
    ) -> None:
        shown = "" if value is None else value.strftime("%H:%M")
        super().__init__(label, look, parent, value=shown, hint=hint, most=8)
        self.line.setMaximumWidth(look.metrics.px(140))

    def value(self) -> time | None:  # type: ignore[override]  # a time is what this line holds
        """The time; None where nothing is typed, or it is none: then the field says so."""
        words = self.text().replace(".", ":").replace(" ", ":")
        if not words:
            return None
        hours, colon, minutes = words.partition(":")
        if not colon:
            hours, minutes = (words[:-2], words[-2:]) if len(words) > 2 else (words, "0")  # noqa: PLR2004  (0930)
        try:
            return time(int(hours), int(minutes))
        except ValueError:
            self.complain(_("Type a time like 9:30."))
            return None


class LongText(Field):
    """Several lines of text; Tab goes on to the next field."""

    def __init__(  # noqa: PLR0913  (what a field can be, by name)
        self,
        label: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        value: str = "",
        hint: str = "",
        most: int = _LONG_MOST,
        lines: int = 4,
    ) -> None:
        super().__init__(label, look, parent, hint=hint)
        self._most = most
        self.area = QPlainTextEdit(self)
        self.area.setTabChangesFocus(True)
        self.area.setFont(letters(look))
        self.area.setFixedHeight(self.area.fontMetrics().lineSpacing() * lines + 26)
        self.area.setPlainText(value)
        self.area.textChanged.connect(self._tell)
        self.finish(self.area, self.area)

    def text(self) -> str:
        """As typed, without blanks at the ends."""
        return self.area.toPlainText().strip()

    def value(self) -> str:
        """The same."""
        return self.text()

    def inputs(self) -> Sequence[QWidget]:
        """What takes the focus and the typing."""
        return (self.area,)

    @guarded
    def _tell(self) -> None:
        over = len(self.text()) - self._most
        words = _("{count} characters too many.").format(count=over) if over > 0 else ""
        self.complain(words)
        self.changed.emit(self.text())


class Tick(Field):
    """Yes where it is ticked; a whole row that can be tapped."""

    def __init__(
        self,
        label: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        is_on: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__("", look, parent, hint=hint)
        self.box = TickBox(label, look, self)
        self.box.setChecked(is_on)
        self.finish(self.box, self.box)
        self.box.setAccessibleName(label)
        self.box.toggled.connect(self._tell)

    @property
    def is_on(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def text(self) -> str:
        """What it says beside the box."""
        return self.box.text().replace("&&", "&")

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.is_on

    def inputs(self) -> Sequence[QWidget]:
        """What takes the focus and the typing."""
        return (self.box,)

    @guarded
    def _tell(self, _is_on: object = None) -> None:
        self.complain("")
        self.changed.emit(self.is_on)


class Choice(Field):
    """One of several; nothing is chosen beforehand unless a value is given.

    Few and short ones stand side by side and take one tap, others drop down.

    Args:
        options: What is shown, and its value.
        value: What is chosen at first; None for nothing.
        is_list: They drop down, however few there are.
    """

    def __init__(  # noqa: PLR0913  (what a field can be, by name)
        self,
        label: str,
        options: Sequence[tuple[str, object]],
        look: Look,
        parent: QWidget | None = None,
        *,
        value: object = None,
        hint: str = "",
        is_list: bool = False,
    ) -> None:
        super().__init__(label, look, parent, hint=hint)
        self._options = tuple(options)
        self._buttons: list[Button] = []
        self._group = QButtonGroup(self)
        self._list: DropDown | None = None
        letters_all = sum(len(words) for words, _value in self._options)
        is_short = len(self._options) <= _SHORT_OPTIONS and letters_all <= _SHORT_LETTERS
        if is_short and not is_list:
            self._stand_side_by_side()
        else:
            self._drop_down()
        self.choose(value)

    @property
    def _place(self) -> int:
        if self._list is not None:
            return self._list.currentIndex()
        return self._group.checkedId()

    def value(self) -> object:
        """The chosen value; None where nothing is chosen."""
        return self._options[self._place][1] if self._place >= 0 else None

    def text(self) -> str:
        """What is chosen, in words; empty where nothing is."""
        return self._options[self._place][0] if self._place >= 0 else ""

    def choose(self, value: object) -> None:
        """Choose that value; None for nothing, which says nothing."""
        places = [at for at, (_words, each) in enumerate(self._options) if each == value]
        place = places[0] if places and value is not None else -1
        if self._list is not None:
            self._list.setCurrentIndex(place)
            return
        self._group.setExclusive(False)
        for at, button in enumerate(self._buttons):
            button.setChecked(at == place)
        self._group.setExclusive(True)

    def add(self, options: Sequence[tuple[str, object]]) -> None:
        """Further ones below the others, where they drop down; what is chosen stays."""
        if self._list is not None:
            self._options += tuple(options)
            self._list.addItems([words for words, _value in options])

    def has(self, value: object) -> bool:
        """Whether that value is on offer."""
        return any(each == value for _words, each in self._options)

    def _stand_side_by_side(self) -> None:
        for place, (words, _value) in enumerate(self._options):
            button = Button(words, self.look, self)
            button.make_choice()
            self._group.addButton(button, place)
            self._buttons.append(button)
        self.finish(Row(*self._buttons, parent=self), *self._buttons[:1])
        for button, (words, _value) in zip(self._buttons, self._options, strict=True):
            button.setFont(letters(self.look, TEXT))
            name = _("{label}: {words}").format(label=self.label.text(), words=words)
            button.setAccessibleName(name)
        self._group.buttonClicked.connect(self._tell)

    def _drop_down(self) -> None:
        found = DropDown(self.look, self)
        found.setPlaceholderText(_("Choose"))
        found.addItems([words for words, _value in self._options])
        found.setCurrentIndex(-1)
        found.view().setFont(letters(self.look))
        found.setMaxVisibleItems(12)
        found.activated.connect(self._tell)
        self._list = found
        self.finish(found, found)

    def inputs(self) -> Sequence[QWidget]:
        """What takes the focus and the typing."""
        return (self._list,) if self._list is not None else tuple(self._buttons)

    @guarded
    def _tell(self, _which: QAbstractButton | int | None = None) -> None:
        self.complain("")
        self.changed.emit(self.value())
