"""Entries of a letterbox on their way into the vault, many in one commit."""

from distressapp.core.journal import Head, Linked, head_after, link
from distressapp.core.record import Payload
from distressapp.vault.cases import Batch
from distressapp.vault.vault import NOT_AS_SAID, Inserted, Vault


class UnreadableError(Exception):
    """An entry is not what its kind and schema say; what was written of it must not stand."""


class Incoming:
    """A batch; everything of it inside one `Vault.commit`.

    How far each chain goes is read once, and written once by `end`. No entry has a savepoint of
    its own: one that is not what it says takes the whole commit back, and `Vault.take` is for the
    second try.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._heads = dict(vault.heads())
        self._moved: dict[str, Head] = {}
        self._batch = Batch(vault.database)

    def head(self, writer: str) -> Head:
        """How far that writer's chain goes, with what was taken so far."""
        return self._heads.get(writer, Head(writer=writer))

    def take(self, linked: Linked, payload: Payload, *, kept: bytes = b"") -> Inserted:
        """Insert an entry, or say why not, as `Vault.insert` does.

        Args:
            payload: The entry's, as `parsed` reads it, or a `StopReader`.
            kept: As a `StopReader` packed it; empty where none did.

        Raises:
            UnreadableError: It is not what it says; the commit has to be taken back.
        """
        entry = linked.entry
        head = self.head(entry.writer)
        if entry.number <= head.number:
            return self._vault.standing(linked) or Inserted.CONFLICT
        if entry.number == head.number + 1 and link(head, entry) != linked:
            return Inserted.CONFLICT
        try:
            self._vault.write_entry(linked, payload, batch=self._batch, kept=kept)
        except NOT_AS_SAID as error:
            raise UnreadableError from error
        after = head_after(linked)
        self._heads[entry.writer] = self._moved[entry.writer] = after
        return Inserted.NEW

    def end(self) -> None:
        """Fold people's cases, and write how far the chains go; the last thing inside the commit.

        Raises:
            UnreadableError: As `take`.
        """
        try:
            self._batch.end()
        except NOT_AS_SAID as error:
            raise UnreadableError from error
        self._vault.write_heads(self._moved.values())
