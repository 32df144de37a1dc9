"""How a field for own words is told to a screen reader: as a field, with what stands in it."""

import functools

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from distressapp.ui.widgets.writing import WritingField


class Written(QAccessibleWidget):
    """A field of our own: Qt's `QLineEdit` remembers what was written, and ours must not.

    Its name says what to write, its description what stands in it.
    """

    def __init__(self, field: WritingField) -> None:
        super().__init__(field, QAccessible.Role.EditableText)

    def state(self) -> QAccessible.State:
        """What any widget is, and that it can be written in."""
        found = super().state()
        found.editable = True
        return found


@functools.cache
def tell_fields() -> None:
    """From here on every field of ours is told as a field."""
    QAccessible.installFactory(_told)


def _told(_key: str, thing: QObject | None) -> QAccessibleInterface | None:
    return Written(thing) if isinstance(thing, WritingField) else None
