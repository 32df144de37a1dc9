"""What the folder publishes for the kiosk, changed with the vault open: settings, and the key.

Each is an entry of the vault's own chain first, by somebody who may; then the file, atomically.
"""

import json
from collections.abc import Iterator, Mapping

from distressapp.core.errors import ExpectedError
from distressapp.core.journal import Json
from distressapp.core.roles import Act
from distressapp.service import clinic_keys
from distressapp.service.access import Session, check_may
from distressapp.service.changes import changed
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.keyfiles import vault_lock
from distressapp.service.posting import News
from distressapp.service.published import put_in_place
from distressapp.settings import Confirmed, Settings, from_table, hash_of, read, to_table
from distressapp.text import _
from distressapp.vault.backups import settings_in
from distressapp.vault.vault import Vault

PUT_BACK = "settings.put_back"


def change_settings(
    house: House, settings: Settings, *, session: Session, reason: str = ""
) -> None:
    """Put new settings in place.

    Args:
        reason: Why, as it will stand in the history; empty where nobody said.

    Raises:
        NotAllowedError: The role does not do that.
        SettingsError: Something in them cannot be used.
        ExpectedError: A folder's use would change, or other cut-offs would stand under the name
            of the clinician who confirmed the ones before.
        StoreError: Nothing was changed, or only the entry was written: change them again.
    """
    known = _known(house, session.vault)
    before = house.settings if known is None else known
    if settings.use is not before.use:
        raise ExpectedError(
            _("What a folder is for stays as it was set up"),
            advice=_("Set up another folder."),
        )
    _check_confirmed(before.profile, settings.profile)
    news, checked = changed(house, settings, by=session.member.id, reason=reason)
    with session.vault.commit():
        check_may(session, Act.SETTINGS)
        append(house, session.vault, news)
    put_in_place(house, checked)


def _check_confirmed(before: Confirmed, after: Confirmed) -> None:
    is_other = after.profile != before.profile
    if is_other and after.by is not None and (after.by, after.on) == (before.by, before.on):
        raise ExpectedError(
            _("Nobody has confirmed these cut-offs: the name is of who confirmed the ones before"),
            advice=_("Let a clinician confirm them, with name and day."),
        )


def confirm_settings(house: House, session: Session) -> None:
    """Let `kiosk.json` stand as it is, whoever changed it; `differences` says what that is.

    Raises:
        ExpectedError: As `change_settings`.
    """
    change_settings(house, read(house.folder.settings), session=session)


def put_settings_back(house: House, session: Session) -> None:
    """Publish the settings as the vault last had them, in the place of what stands there.

    Raises:
        NotAllowedError: The role does not do that.
        ExpectedError: The vault has none that can be used.
        StoreError: They cannot be written.
    """
    check_may(session, Act.SETTINGS)
    settings = _known(house, session.vault)
    if settings is None:
        raise ExpectedError(
            _("The vault has no settings to put back"), advice=_("Restore a backup.")
        )
    payload: Json = {"by": session.member.id, "found": hash_of(house.settings)}
    with session.vault.commit():
        check_may(session, Act.SETTINGS)
        append(house, session.vault, News(kind=PUT_BACK, payload=payload))
    put_in_place(house, settings)


def differences(house: House, vault: Vault) -> tuple[str, ...]:
    """What stands otherwise in `kiosk.json` than the vault last had it, a line for each key."""
    known = _known(house, vault)
    was = {} if known is None else dict(_flat(to_table(known)))
    now = dict(_flat(to_table(house.settings)))
    return tuple(
        _("{key} was {was}, and is {now}").format(
            key=key, was=was.get(key, "-"), now=now.get(key, "-")
        )
        for key in sorted({*was, *now})
        if was.get(key) != now.get(key)
    )


def publish_key(house: House, session: Session) -> None:
    """Let everybody post with the vault's key again, whatever stands there.

    What was posted with another key meanwhile stays set aside.

    Raises:
        NotAllowedError: The role does not do that.
        ExpectedError: It stands there already.
        StoreError: It cannot be written.
    """
    check_may(session, Act.STAFF)
    with vault_lock(house.folder):
        found = clinic_keys.published(house.folder)
        current = clinic_keys.current_public(session.vault)
        if found == current or clinic_keys.awaits_backup(house.folder, session.vault):
            raise ExpectedError(
                _("{name} is the key of this vault").format(name=house.folder.clinic_public.name),
                advice=_("There is nothing to mend."),
            )
        payload: Json = {
            "found": "" if found is None else found.id,
            "key": current.id,
            "by": session.member.id,
        }
        with session.vault.commit():
            check_may(session, Act.STAFF)
            append(house, session.vault, News(kind=clinic_keys.PUBLISHED, payload=payload))
        clinic_keys.publish(house, current)


def _known(house: House, vault: Vault) -> Settings | None:
    table = settings_in(vault)
    return None if table is None else from_table(table, file=house.folder.settings.name)


def _flat(table: Json, start: str = "") -> Iterator[tuple[str, str]]:
    if not isinstance(table, Mapping):
        yield start, json.dumps(table, ensure_ascii=False)
        return
    for key, each in table.items():
        yield from _flat(each, f"{start}.{key}" if start else key)
