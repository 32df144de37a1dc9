"""Taking the letterbox in while staff work: a few entries at a time, so that no window waits."""

from collections.abc import Iterator

from distressapp.core.journal import Head
from distressapp.letterbox.emptying import Emptying
from distressapp.service.house import House
from distressapp.service.takein import STEP, TakenIn, posted_in_steps, take_in
from distressapp.vault.vault import Vault


def has_posted(house: House, vault: Vault) -> bool:
    """Whether something was posted that the vault does not have yet; asked every few seconds.

    Raises:
        StoreError: A file cannot be used.
    """
    head = house.letterbox.head
    return vault.heads().get(head.writer, Head(writer=head.writer)) != head


def taking(house: House, vault: Vault) -> Iterator[int]:
    """Take everything in, a few entries between two looks at the window.

    Yields:
        How many entries were new so far.

    Raises:
        StoreError: A file cannot be used; what was taken in so far stands.
    """
    emptying = Emptying(house.folder.letterbox)
    count = 0
    try:
        for new in posted_in_steps(vault, emptying, batch=STEP):
            count += new
            yield count
    finally:
        emptying.close()


def finished(house: House, vault: Vault) -> TakenIn:
    """What is left to do once every entry is in: drafts, calls that are over, what lies aside.

    Raises:
        StoreError: A file cannot be used.
    """
    return take_in(house, vault)
