"""A text of a patient on the clipboard: for one minute, and never past a lock or the end."""

from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from distressapp.keys.sitting import random_bytes
from distressapp.ui.guard import guarded

KEPT_MS: Final = 60_000
_OURS: Final = "application/x-distressapp"
_TOKEN_BYTES: Final = 16
_KEEP_OUT: Final = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0" * 4,
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0" * 4,
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0" * 4,
}
"""What tells programs that keep a history of the clipboard to leave this one out."""


class Clip(QObject):
    """Puts one text on the clipboard, and takes it away again if it is still there.

    It holds no copy of the text: a random token on the clipboard tells whose it is.
    """

    def __init__(self, parent: QObject | None = None, *, kept_ms: int = KEPT_MS) -> None:
        super().__init__(parent)
        self._token = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(kept_ms)
        self._timer.timeout.connect(self.clear)
        app = QGuiApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.clear)

    @property
    def is_ours(self) -> bool:
        """What stands on the clipboard was put there by this program, and not yet taken away."""
        if not self._token:
            return False
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # none where it is blocked
        return data is not None and bytes(data.data(_OURS).data()) == self._token

    def put(self, text: str) -> None:
        """Put a text there for a minute."""
        self._token = random_bytes(_TOKEN_BYTES)
        data = QMimeData()
        data.setText(text)
        data.setData(_OURS, self._token)
        for name, value in _KEEP_OUT.items():
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._timer.start()

    @guarded
    def clear(self, _nothing: object = None) -> None:
        """Take it away, unless somebody has put something else there since."""
        self._timer.stop()
        if self.is_ours:
            QGuiApplication.clipboard().clear()
        self._token = b""
