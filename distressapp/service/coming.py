"""Who said that they are coming, as the journal has it."""

from distressapp.core.journal import parsed
from distressapp.vault import lists
from distressapp.vault.vault import Vault


def who_comes(vault: Vault, call_id: str) -> str:
    """The name of whoever acknowledged that call last; empty where it is not taken in yet.

    Raises:
        StoreError: The vault cannot be read.
    """
    found = [each.entry for each in lists.about(vault, call_id)]
    answers = [each for each in found if each.kind == "now.acknowledged" and each.payload]
    return str(parsed(answers[-1].payload).get("by", "")) if answers else ""
