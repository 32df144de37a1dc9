"""Ground: what the kiosk must know while the vault is shut."""

from distressapp.settings.file import hash_of, publish, read
from distressapp.settings.shape import SettingsError, from_table, to_table
from distressapp.settings.values import (
    USES,
    Backup,
    Confirmed,
    FollowUp,
    Hours,
    LocalNumber,
    Now,
    Permission,
    Printer,
    Retention,
    Screen,
    Settings,
    SlipPrinter,
)

__all__ = [
    "USES",
    "Backup",
    "Confirmed",
    "FollowUp",
    "Hours",
    "LocalNumber",
    "Now",
    "Permission",
    "Printer",
    "Retention",
    "Screen",
    "Settings",
    "SettingsError",
    "SlipPrinter",
    "from_table",
    "hash_of",
    "publish",
    "read",
    "to_table",
]
