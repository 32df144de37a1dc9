"""Pieces below one another, from the top: nothing is spread over room that is left."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QVBoxLayout


class Pile(QVBoxLayout):
    """A pile as high as its pieces; where one of them grows, it has all the room.

    Aligned to the top by Qt, a layout is never higher than it would be in one line, and wrapped
    pieces are cut (PySide6 6.11).
    """

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802  (Qt's spelling, to override Qt)
        """Put every piece in its place."""
        if not self.expandingDirections() & Qt.Orientation.Vertical:
            wanted = self.sizeHint().height()
            if self.hasHeightForWidth():
                wanted = self.heightForWidth(rect.width())
            rect = QRect(rect.topLeft(), QSize(rect.width(), min(rect.height(), wanted)))
        super().setGeometry(rect)
