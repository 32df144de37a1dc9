"""One step of the wizard: a title, a sentence, something to fill in."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.staff.forms.form import Form, Room
from distressapp.staff.setup.course import Course
from distressapp.text import _
from distressapp.ui.look import Look

_GAP: Final = 18


class SetupPage(QWidget):
    """A step; it is built anew each time somebody comes to it, so that no secret lingers.

    Signals:
        said: Words for the foot of the window; empty to take them away.
        done: None: go on to the next step.
    """

    said = Signal(object)
    done = Signal(object)

    title = ""
    lead = ""

    def __init__(self, course: Course, look: Look) -> None:
        super().__init__()
        self.course = course
        self.look = look
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(_GAP)
        self.build()
        self.column.addStretch()

    def build(self) -> None:
        """Put the pieces in place."""

    def add(self, *pieces: QWidget) -> None:
        """Further pieces below."""
        for each in pieces:
            self.column.addWidget(each)

    def take(self) -> bool:
        """Keep what was filled in; False where something is wrong, said in place."""
        return True

    def complain(self, error: ExpectedError | str) -> None:
        """Say at the foot what did not happen."""
        self.said.emit(str(error))


class FormPage(SetupPage):
    """A step that is one form of settings."""

    form: Form

    def make_form(self, room: Room) -> Form:
        """The form, filled in with what was said so far."""
        raise NotImplementedError

    def build(self) -> None:
        """The form."""
        room = Room(
            look=self.look, settings=self.course.settings, is_set_up=not self.course.is_made
        )
        self.form = self.make_form(room)
        self.add(self.form)

    def take(self) -> bool:
        """Keep the form's settings."""
        found = self.form.read(self.course.settings)
        if found is None:
            self.complain(_("Something here is not right yet; it is said below the field."))
            return False
        try:
            self.course.keep(found)
        except ExpectedError as error:
            self.complain(error)
            return False
        return True
