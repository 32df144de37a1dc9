"""One licensed wording pack: looked at beside the definition, installed with its permission."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from distressapp.core.errors import ExpectedError
from distressapp.service.access import Session
from distressapp.service.house import House
from distressapp.service.packs import Pack, install, look_into
from distressapp.staff.forms.compared import Compared
from distressapp.staff.forms.permission import PermissionFields
from distressapp.staff.widgets.buttons import Button, Row
from distressapp.staff.widgets.fields import TextField
from distressapp.staff.widgets.pieces import Heading
from distressapp.text import _
from distressapp.ui.guard import guarded
from distressapp.ui.look import Look


class PackForm(QWidget):
    """A file, its items to be compared, and who allowed what until when.

    Attributes:
        ask_file, ask_folder: Let somebody choose; empty where they do not.

    Signals:
        installed: Name of the pack, `"hads.en"`.
    """

    installed = Signal(object)

    def __init__(
        self, look: Look, house: House, session: Session, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._house, self._session = look, house, session
        self.ask_file: Callable[[], str] = self._choose_file
        self.ask_folder: Callable[[], str] = self._choose_folder
        self.compared: Compared | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(18)
        self.path = TextField(
            _("The pack"),
            look,
            self,
            most=400,
            hint=_("A file or a folder named like hads.en, as its maker gave it."),
        )
        self.path.changed.connect(self._drop)
        self.file = self._button(_("Choose a file"), self._find_file)
        self.folder = self._button(_("Choose a folder"), self._find_folder)
        self.see = self._button(_("Show its items"), self._see)
        self.permission = PermissionFields(house.settings.use, house.today(), look, self)
        self.button = self._button(_("Install this wording"), self._install)
        self.permission.hide()
        self.button.hide()
        for piece in (
            *(Heading(_("Install licensed wording"), look, self), self.path),
            Row(self.file, self.folder, self.see, parent=self),
            *(self.permission, Row(self.button, parent=self)),
        ):
            self._column.addWidget(piece)

    @property
    def is_begun(self) -> bool:
        """Something was typed."""
        return bool(self.path.text()) or self.permission.is_begun

    @property
    def pack(self) -> Pack | None:
        """What is being looked at; None where nothing is, or the file is refused."""
        return None if self.compared is None else self.compared.pack

    def look_at(self, path: str) -> bool:
        """Show what is in there; False where it is refused, which the field says."""
        self.path.line.setText(path)
        self._drop()
        try:
            pack = look_into(self._house.instruments, Path(self.path.text()))
        except ExpectedError as error:
            self.path.complain(str(error))
            return False
        self._show(pack)
        return True

    def install(self) -> bool:
        """Install what was looked at; False where something is wrong, said in place."""
        if self.compared is None:
            if self.look_at(self.path.text()) and self.compared is not None:
                self.compared.is_agreed()
            return False
        pack = self.compared.pack
        # Both are asked, so that everything that is missing is said at once.
        is_agreed = self.compared.is_agreed()
        permission = self.permission.read(pack.wording.instrument)
        if permission is None or not is_agreed:
            return False
        path = Path(self.path.text())
        try:
            install(self._house, self._session, path, permission, seen=pack.sha256)
        except ExpectedError as error:
            self._drop()
            self.path.complain(str(error))
            return False
        self.installed.emit(pack.name)
        return True

    def _show(self, pack: Pack) -> None:
        instrument = self._house.instruments[pack.wording.instrument]
        self.compared = Compared(pack, instrument, self._look, self)
        self._column.insertWidget(self._column.indexOf(self.permission), self.compared)
        for each in self._house.settings.permissions:
            if each.instrument == instrument.id and not self.permission.is_begun:
                self.permission.show_record(each)
        for piece in (self.compared, self.permission, self.button):
            piece.show()

    @guarded
    def _drop(self, _text: object = None) -> None:
        """Another file is meant: what was looked at is not what would be installed."""
        self.path.complain("")
        if self.compared is not None:
            self.compared.hide()
            self._column.removeWidget(self.compared)
            self.compared.deleteLater()
            self.compared = None
        self.permission.hide()
        self.button.hide()

    def _button(self, words: str, act: Callable[..., object]) -> Button:
        made = Button(words, self._look, self)
        made.clicked.connect(act)
        return made

    @guarded
    def _find_file(self, _is_checked: object = None) -> None:
        self._take(self.ask_file())

    @guarded
    def _find_folder(self, _is_checked: object = None) -> None:
        self._take(self.ask_folder())

    def _take(self, found: str) -> None:
        if found:
            self.look_at(found)

    @guarded
    def _see(self, _is_checked: object = None) -> None:
        self.look_at(self.path.text())

    @guarded
    def _install(self, _is_checked: object = None) -> None:
        self.install()

    def _choose_file(self) -> str:
        kinds = _("Wording packs (*.toml *.csv *.zip)")
        return QFileDialog.getOpenFileName(self, _("Choose a wording pack"), "", kinds)[0]

    def _choose_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, _("Choose the folder of a wording pack"))
