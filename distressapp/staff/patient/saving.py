"""A page as a file: staff say where, and from there on look after it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.core.own_answers import OwnAnswers
from distressapp.core.paper_value import Form
from distressapp.core.stores import StoreError
from distressapp.core.summary import Summary
from distressapp.service.reports import page
from distressapp.settings.file import write_whole
from distressapp.staff.elsewhere import Elsewhere, Ended
from distressapp.text import _
from distressapp.ui.guard import guarded


class Saving(QObject):
    """Asks where, draws the page elsewhere and writes it there.

    Signals:
        saved: The `Path` that was written.
        failed: An `ExpectedError`.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, over: QWidget, elsewhere: Elsewhere) -> None:
        super().__init__(over)
        self._over = over
        self.dialog: QFileDialog | None = None
        self._elsewhere = elsewhere
        elsewhere.ended.connect(self._end)

    def ask(self, name: str, then: Callable[[Path], None]) -> None:
        """Ask where; nothing happens where somebody thinks better of it.

        Args:
            name: Proposed for the file; nothing of a patient.
            then: Called with the place, an ending added where it has none.
        """
        dialog = QFileDialog(self._over, _("Save the page as a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(_("PDF files (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def write(
        self, document: Summary | OwnAnswers | Form, to: Path, *, paper: str, receipt: bool
    ) -> None:
        """Draw it and write it; that it leaves the program was noted before."""

        def act() -> Path:
            drawn = page(document, paper=paper, receipt=receipt)
            try:
                write_whole(to, drawn)
            except StoreError as error:
                raise _not_saved(to) from error
            return to

        self._elsewhere.run(self, act)

    @Slot(object)
    @guarded
    def _end(self, ended: Ended) -> None:
        if ended.of is not self:
            return
        if ended.error is not None:
            self.failed.emit(ended.error)
        else:
            self.saved.emit(ended.value)


def _not_saved(to: Path) -> ExpectedError:
    """The place is whatever somebody chose: a full stick, or a folder that is not theirs."""
    return ExpectedError(
        _("The page could not be written as {name}; what stood there before stands").format(
            name=to.name
        ),
        advice=_("Choose another place, or free some space there."),
    )
