"""Changing the settings: the entry first, sealed; then the file, atomically."""

from dataclasses import replace

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import Json
from distressapp.service.house import House
from distressapp.service.posting import News, post
from distressapp.settings import Settings, from_table, hash_of, publish, to_table
from distressapp.text import _


def change_settings(house: House, settings: Settings, *, by: str) -> None:
    """Put new settings in place; works with the vault shut.

    Args:
        by: Who, as they call themselves.

    Raises:
        SettingsError: Something in them cannot be used.
        ExpectedError: A folder's use would change, or nobody is named.
        StoreError: Nothing was changed, or only the entry was written: change them again.
    """
    if settings.use is not house.settings.use:
        raise ExpectedError(
            _("What a folder is for stays as it was set up"),
            advice=_("Set up another folder."),
        )
    if not by.strip():
        raise ExpectedError(_("Nobody is named"), advice=_("Say who makes the change."))
    table = to_table(settings)
    checked = from_table(table, file=house.folder.settings.name)
    payload: Json = {
        "by": by.strip(),
        "program": house.program,
        "hash": hash_of(checked),
        "settings": table,
    }
    post(house, News(kind="settings.changed", payload=payload))
    publish(house.folder.settings, checked)
    house.settings = checked


def channel_tested(house: House, *, by: str) -> None:
    """The call for help was tried on this kiosk, and this person heard and saw it.

    Raises:
        ExpectedError: As `change_settings`.
    """
    now = replace(house.settings.now, tested_by=by.strip(), tested_at=house.clock())
    change_settings(house, replace(house.settings, now=now), by=by)
