"""What a vault is asked and told, as SQLite hears it."""

from collections.abc import Iterator
from contextlib import contextmanager

from distressapp.vault.vault import Vault


@contextmanager
def statements(vault: Vault) -> Iterator[list[str]]:
    """Everything inside the block, that of triggers begins with `--`."""
    found: list[str] = []
    vault.database.conn.set_trace_callback(found.append)
    try:
        yield found
    finally:
        vault.database.conn.set_trace_callback(None)
