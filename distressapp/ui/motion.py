"""Whether anything may slide: the clinic's setting says yes, and the system asks for no less."""

import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_NO: Final = frozenset({"0", "false", "no", "off"})
_GTK: Final = ("gtk-4.0/settings.ini", "gtk-3.0/settings.ini")


def may_move(*, is_wanted: bool) -> bool:
    """Slides are on in the settings, and the person's system does not ask for less motion."""
    return is_wanted and not asks_for_less()


def asks_for_less() -> bool:
    """The system asks for less motion.

    Windows and macOS tell Qt. On Linux GNOME and KDE keep it in files of the person's home;
    Qt tells contrast only (PySide6 6.11).
    """
    if sys.platform in {"win32", "darwin"}:
        return not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return any(
        _says(home / name, "Settings", "gtk-enable-animations") in _NO for name in _GTK
    ) or _is_zero(_says(home / "kdeglobals", "KDE", "AnimationDurationFactor"))


def _says(path: Path, section: str, name: str) -> str:
    """What a settings file says; empty where it says nothing or cannot be read."""
    if not path.is_file():
        return ""
    # Imported late: a kiosk's account has no such file.
    import configparser  # noqa: PLC0415  (see above)

    found = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        found.read(path, encoding="utf-8")
        return found.get(section, name, fallback="").strip().lower()
    except (configparser.Error, OSError, UnicodeDecodeError):
        return ""


def _is_zero(number: str) -> bool:
    try:
        return float(number) == 0
    except ValueError:
        return False
