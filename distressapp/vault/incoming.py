"""Entries of a letterbox on their way into the vault, many in one commit."""

from distressapp.core.followup_record import STOPPED
from distressapp.core.journal import Head, Linked, head_after, link
from distressapp.core.readable import check
from distressapp.core.results import Flag
from distressapp.vault.cases import Batch
from distressapp.vault.packing import Apart, kept_from
from distressapp.vault.posted_stop import ReadStop
from distressapp.vault.projections import Row, stop_row, write_stops
from distressapp.vault.rows import row_from
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
        self._waiting: list[tuple[Linked, Apart | None]] = []
        self._stops: dict[str, tuple[Row, tuple[Flag, ...]]] = {}

    def head(self, writer: str) -> Head:
        """How far that writer's chain goes, with what was taken so far."""
        return self._heads.get(writer) or Head(writer=writer)

    def take(self, linked: Linked, said: ReadStop) -> Inserted:
        """Insert an entry, or say why not, as `Vault.insert` does.

        Args:
            said: The entry's payload, as a `StopReader` read it.

        Raises:
            UnreadableError: It is not what it says; the commit has to be taken back.
        """
        entry = linked.entry
        head = self.head(entry.writer)
        if entry.number <= head.number:
            self._settle()
            return self._vault.standing(linked) or Inserted.CONFLICT
        if entry.number == head.number + 1 and link(head, entry).chain != linked.chain:
            return Inserted.CONFLICT
        try:
            self._write(linked, said)
        except NOT_AS_SAID as error:
            raise UnreadableError from error
        after = head_after(linked)
        self._heads[entry.writer] = self._moved[entry.writer] = after
        return Inserted.NEW

    def _write(self, linked: Linked, said: ReadStop) -> None:
        """Write the entry; a stop waits for others: side by side they are written sooner."""
        entry = linked.entry
        if entry.kind != STOPPED or entry.is_erased or entry.subject in self._stops:
            self._settle()  # what comes now may look at any of them
            self._vault.write_entry(linked, said.payload, batch=self._batch, kept=said.kept)
            return
        check(said.payload, schema=entry.schema)  # raises where it is not what it says
        flags = self._batch.take_stop(entry, said.payload)
        row = stop_row(self._vault.database, entry, said.payload, flags=flags)
        self._stops[entry.subject] = (row, flags)
        self._waiting.append((linked, said.apart))

    def _settle(self) -> None:
        """Write the stops that wait.

        Raises:
            UnreadableError: As `take`.
        """
        if not self._waiting:
            return
        try:
            rows = [row_from(linked, kept=kept_from(apart)) for linked, apart in self._waiting]
            self._vault.write_rows(rows)
            write_stops(self._vault.database, self._stops)
        except NOT_AS_SAID as error:
            raise UnreadableError from error
        self._waiting.clear()
        self._stops.clear()

    def end(self) -> None:
        """Fold people's cases, and write how far the chains go; the last thing inside the commit.

        Raises:
            UnreadableError: As `take`.
        """
        self._settle()
        try:
            self._batch.end()
        except NOT_AS_SAID as error:
            raise UnreadableError from error
        self._vault.write_heads(self._moved.values())
