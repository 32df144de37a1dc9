"""Changing the settings: the entry first; then the file, atomically.

With the vault shut only the test of the call for help may change; everything else is
`service.publishing`'s, for whoever is signed in and may.
"""

from dataclasses import replace

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import Json
from distressapp.service.house import House
from distressapp.service.posting import News, post
from distressapp.service.published import look_again, put_in_place
from distressapp.settings import Settings, from_table, hash_of, to_table
from distressapp.text import _

CHANGED = "settings.changed"


def changed(
    house: House, settings: Settings, *, by: str, reason: str = ""
) -> tuple[News, Settings]:
    """The entry that says it, and the settings as a reader of the file will see them.

    Args:
        reason: Why, in the words of whoever changes them; empty where nobody said.

    Raises:
        SettingsError: Something in them cannot be used.
    """
    table = to_table(settings)
    checked = from_table(table, file=house.folder.settings.name)
    payload: Json = {
        "by": by,
        "program": house.program,
        "hash": hash_of(checked),
        "settings": table,
        **({"reason": reason.strip()} if reason.strip() else {}),
    }
    return News(kind=CHANGED, payload=payload), checked


def channel_tested(house: House, *, by: str) -> None:
    """The call for help was tried on this kiosk, and this person heard and saw it.

    Raises:
        ExpectedError: Nobody is named.
        SettingsError: The name cannot be used.
        StoreError: Nothing was changed, or only the entry was written: try it again.
    """
    if not by.strip():
        raise ExpectedError(_("Nobody is named"), advice=_("Say who makes the change."))
    look_again(house)
    now = replace(house.settings.now, tested_by=by.strip(), tested_at=house.clock())
    news, checked = changed(house, replace(house.settings, now=now), by=by.strip())
    post(house, news)
    put_in_place(house, checked)
