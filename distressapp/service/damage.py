"""Damage that keeps nobody out, and that must not be forgotten: in the vault's log.

The vault opens as it was before the damage. What was written last may be missing, and nothing
inside it knows: the backups do.
"""

from distressapp.log import Event, note_in
from distressapp.paths import Folder
from distressapp.service.entries import append
from distressapp.service.house import House
from distressapp.service.posting import News
from distressapp.text import _
from distressapp.vault import logs
from distressapp.vault.vault import Vault


def sentence() -> str:
    """What there is to say, and to do."""
    return _(
        "The vault's log was damaged: what was written last may be missing. Compare with the "
        "newest backup by `distressapp verify`."
    )


def in_folder(folder: Folder) -> tuple[str, ...]:
    """What there is to say before anybody signs in, a sentence each.

    Raises:
        StoreFullError: The disk does not read.
    """
    return (sentence(),) if logs.has_lost_commits(folder.vault) else ()


def remember(house: House, vault: Vault) -> None:
    """Write into the journal that the log was damaged, and make an end of that log.

    Raises:
        StoreError: It is not written, and is found again the next time.
    """
    payload = {"file": house.folder.vault.name, "program": house.program}
    with vault.commit():
        append(house, vault, News(kind=logs.FOUND, payload=payload))
    # What lies behind the damage would be found again, and again be told as something new.
    vault.settle_log()
    note_in(house.folder.log, Event.LOG_DAMAGED)


def told(vault: Vault) -> tuple[str, ...]:
    """What nobody has compared with the backups yet, a sentence each."""
    return (sentence(),) if logs.is_uncompared(vault) else ()


def compared(house: House, vault: Vault, *, by: str) -> None:
    """Somebody was shown what agrees with the backups and what does not.

    Args:
        by: Id of the member.

    Raises:
        StoreError: It is not written.
    """
    if logs.is_uncompared(vault):
        with vault.commit():
            append(house, vault, News(kind=logs.COMPARED, payload={"by": by}))
