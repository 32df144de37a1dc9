"""One licensed wording pack, with the permission of its owner."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.packs import install
from distressapp.settings import Permission
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import DateField, TextField
from distressapp.staff.widgets.pieces import Heading
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look


class PackForm(QWidget):
    """A file, and who allowed what until when.

    Signals:
        installed: Name of the pack, `"hads.en"`.
    """

    installed = Signal(object)

    def __init__(
        self, look: Look, house: House, session: Session, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._house, self._session = house, session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        self.path = TextField(
            _("The file of the wording"),
            look,
            self,
            most=400,
            hint=_("As its maker gave it, named like hads.en.toml."),
        )
        self.choose = Button(_("Choose a file"), look, self)
        self.choose.clicked.connect(self._find)
        self.holder = TextField(_("Whom the owner gave the permission to"), look, self, most=120)
        self.reference = TextField(_("Number or date of the permission"), look, self, most=120)
        self.until = DateField(_("Valid until"), look, self, hint=_("Empty where it has no end."))
        self.button = Button(_("Install this wording"), look, self)
        self.button.clicked.connect(self._install)
        for piece in (
            *(Heading(_("Install licensed wording"), look, self), self.path),
            *(Row(self.choose, parent=self), self.holder, self.reference, self.until),
            Row(self.button, parent=self),
        ):
            column.addWidget(piece)

    @property
    def is_begun(self) -> bool:
        """Something was typed."""
        return bool(self.path.text() or self.holder.text() or self.reference.text())

    @guarded
    def _find(self, _is_checked: object = None) -> None:
        found, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a wording pack"), "", _("Wording packs (*.toml)")
        )
        if found:
            self.path.line.setText(found)
            self.path.complain("")

    @guarded
    def _install(self, _is_checked: object = None) -> None:
        self.install()

    def install(self) -> bool:
        """Install it; False where something is wrong, said in place."""
        path, until = Path(self.path.text()), self.until.value()
        if self.until.is_wrong:
            return False
        permission = Permission(
            instrument=path.name.partition(".")[0],
            holder=self.holder.text(),
            reference=self.reference.text(),
            until=until,
        )
        try:
            found = install(self._house, self._session, path, permission)
        except ExpectedError as error:
            self.path.complain(str(error))
            return False
        self.installed.emit(f"{found.instrument}.{found.language}")
        return True
