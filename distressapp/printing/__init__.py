"""The print system: printers, pages handed over, and what became of them."""

from distressapp.printing.spool import history_kept, spool_kept

__all__ = ["history_kept", "spool_kept"]
