"""Whether the folder and the vault agree: a kiosk must not go on where they do not."""

from collections.abc import Sequence

from distressapp.core.journal import Head
from distressapp.letterbox.rows import SetAside
from distressapp.service import damage
from distressapp.service.clinic_keys import awaits_backup, current_public, published
from distressapp.service.house import House
from distressapp.settings import hash_of
from distressapp.text import _
from distressapp.vault import lists
from distressapp.vault.vault import Vault


def mismatches(house: House, vault: Vault, aside: Sequence[SetAside]) -> tuple[str, ...]:
    """What does not agree, a sentence each.

    Args:
        aside: Everything that lies aside in the letterbox.

    Raises:
        StoreError: A file cannot be used.
    """
    found: list[str] = [*damage.told(vault)]
    if lists.settings_hash(vault) != hash_of(house.settings):
        found.append(
            _(
                "kiosk.json is not what was last set by somebody who may; `distressapp mend` shows "
                "what is otherwise, and a manager keeps that or puts it back."
            )
        )
    is_ours = published(house.folder) == current_public(vault)
    if not is_ours and not awaits_backup(house.folder, vault):
        found.append(
            _(
                "clinic.pub is gone, or not the key of this vault: what is posted with another "
                "stays shut here, and may be open to whoever put it there. An administrator puts "
                "the right one back with `distressapp mend --clinic-key`."
            )
        )
    head = house.letterbox.head
    ours = vault.heads().get(head.writer, Head(writer=head.writer))
    # Entries that lie aside are a gap that staff are shown already; no other gap is.
    lying = {each.number for each in aside if each.writer == head.writer}
    shown = sum(ours.number < each <= head.number for each in lying)
    if ours != head and not 0 < shown == head.number - ours.number:
        found.append(_("The letterbox and the vault do not agree on what was posted."))
    return tuple(found)
