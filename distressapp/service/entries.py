"""Entries that are written with the vault open, straight into its own chain."""

from distressapp.core.journal import Linked
from distressapp.service.house import House
from distressapp.service.posting import News, entry_after
from distressapp.vault.vault import Vault


def append(house: House, vault: Vault, news: News) -> Linked:
    """One more entry of the vault's own chain; inside `commit`."""
    return vault.append(lambda head: entry_after(head, news, at=house.clock(), house=house))
