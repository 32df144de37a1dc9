"""Beside a kiosk session files are chosen on sticks alone: the dialog leads nowhere else.

Staff's window is locked while a patient has the tablet, and the session's account may read little
more than the program. This is one wall more: nobody looks through the computer in a file dialog.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRegularExpression,
    QSortFilterProxyModel,
    Qt,
    QUrl,
)
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QApplication, QFileDialog, QFileSystemModel, QLineEdit, QWidget

from distressapp.ui.guard import guarded

ROOTS: Final = ("/media", "/run/media", "/mnt")
"""Where Linux shows what is plugged in."""

_A_NAME: Final = r"(?!\.)[^/~\\]*"
"""No path and no way up: only the name of a file in the folder that is shown."""

_DONE: Final = "isConfined"


class _Below(QSortFilterProxyModel):
    """Shows those folders, what is in them, and the way to them."""

    def __init__(self, roots: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._roots = [PurePosixPath(each) for each in roots]

    @guarded
    def filterAcceptsRow(  # noqa: N802  (Qt's name)
        self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        """Whether that line is shown."""
        model = self.sourceModel()
        if not isinstance(model, QFileSystemModel):
            return False
        path = PurePosixPath(model.filePath(model.index(source_row, 0, source_parent)))
        return any(path.is_relative_to(each) or each.is_relative_to(path) for each in self._roots)


class Sticks(QObject):
    """Watches an application, and confines each file dialog as it is about to be shown.

    Args:
        roots: Folders that it may show.
    """

    def __init__(self, app: QApplication, roots: Sequence[str] = ROOTS) -> None:
        super().__init__(app)
        self._roots = roots
        app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        app.installEventFilter(self)

    @guarded
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow menus in such a dialog: they rename and delete."""
        if event.type() == QEvent.Type.Polish and isinstance(watched, QFileDialog):
            self._confine(watched)
        elif event.type() == QEvent.Type.Show and isinstance(watched, QFileDialog):
            # Not before: Qt brings back folder and places of the last dialog after the first event.
            self._lead(watched)
        elif event.type() == QEvent.Type.ContextMenu and isinstance(watched, QWidget):
            return isinstance(watched.window(), QFileDialog)
        return False

    def _confine(self, dialog: QFileDialog) -> None:
        if dialog.property(_DONE):
            return
        dialog.setProperty(_DONE, True)  # noqa: FBT003  (Qt's signature)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptOpen:
            dialog.setOption(QFileDialog.Option.ReadOnly)
        dialog.setProxyModel(_Below(self._roots, dialog))
        only_names = QRegularExpressionValidator(QRegularExpression(_A_NAME), dialog)
        for field in dialog.findChildren(QLineEdit):
            field.setValidator(only_names)

    def _lead(self, dialog: QFileDialog) -> None:
        proposed = [PurePosixPath(each).name for each in dialog.selectedFiles()]
        dialog.setDirectory(self._roots[0])
        dialog.setSidebarUrls([QUrl.fromLocalFile(each) for each in self._roots])
        dialog.setHistory([])
        if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave and proposed:
            dialog.selectFile(proposed[0])
