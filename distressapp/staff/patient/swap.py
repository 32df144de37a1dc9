"""Other content in a page that scrolls."""

from PySide6.QtWidgets import QScrollArea, QWidget


def swap(area: QScrollArea, content: QWidget) -> None:
    """Show that content; what was there goes once the event that asked for it is over.

    A scroll area deletes its widget at once, and with it the very button that was tapped.
    """
    before = area.takeWidget()
    if before is not None:
        before.hide()
        before.deleteLater()
    area.setWidget(content)
