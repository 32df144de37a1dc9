"""The shape of the vault, as migrations; one that has run is never changed."""

from typing import Final

from sqlite_utils import Database, Migrations

from distressapp.vault import compact, slim, tables
from distressapp.vault.version import VERSION

__all__ = ["PROJECTIONS", "VERSION", "migrations"]

PROJECTIONS: Final = (
    "stop",
    "sitting",
    "flag",
    "patient",
    "setting",
    "page",
    "member",
    "backup",
    *tables.STAFFS_ROOM,
    "tally",
)
"""Tables that follow from the journal and can be made again from it."""

migrations = Migrations("distressapp")


@migrations()
def create(db: Database) -> None:
    """The journal, its chains, the projections, and what was used, by SHA-256."""
    _create_journal(db)
    _create_projections(db)
    db.execute("PRAGMA user_version = 1")


@migrations()
def staff_backups_and_erasure(db: Database) -> None:
    """Who may open the vault, what was backed up, and what is left of an erased payload."""
    db.table("member").create(
        {
            "member": str,
            "name": str,
            "role": str,
            "public": bytes,
            "since_ms": int,
            "left_ms": int,
        },
        pk="member",
    )
    db.table("backup").create(
        {"name": str, "at_ms": int, "place": str, "heads": str, "key_ids": str}, pk="name"
    )
    db.table("journal").add_column("leaf", bytes)
    db.execute("PRAGMA user_version = 2")


@migrations()
def staffs_room(db: Database) -> None:
    """What the staff's lists are made from: patients, visits, follow-up, prints, forms.

    The tables follow from the journal; who migrates makes them again from it.
    """
    tables.create(db)
    db.execute("PRAGMA user_version = 3")


@migrations()
def long_lists(db: Database) -> None:
    """A list of all patients comes from an index alone."""
    tables.by_name(db)
    db.execute("PRAGMA user_version = 4")


@migrations()
def big_vault(db: Database) -> None:
    """A million sittings: the journal is packed, and every list has its index."""
    compact.create(db)
    db.execute("PRAGMA user_version = 5")


@migrations()
def slim_vault(db: Database) -> None:
    """Nothing is kept twice that an entry of the journal says.

    The tables follow from the journal; who migrates makes them again from it.
    """
    slim.create(db)
    db.execute("PRAGMA user_version = 6")


def _create_journal(db: Database) -> None:
    db.table("journal").create(
        {
            "writer": str,
            "number": int,
            "at_ms": int,
            "offset_min": int,
            "kind": str,
            "schema": int,
            "subject": str,
            "salt": bytes,
            "payload": bytes,
            "chain": bytes,
        },
        pk=("writer", "number"),
        not_null={"at_ms", "offset_min", "kind", "schema", "subject", "salt", "payload", "chain"},
    )
    db.table("journal").create_index(["subject"])
    db.table("chain").create({"writer": str, "number": int, "chain": bytes}, pk="writer")
    db.table("secret").create({"name": str, "value": bytes}, pk="name")
    db.table("used").create({"sha256": str, "kind": str, "name": str, "content": str}, pk="sha256")


def _create_projections(db: Database) -> None:
    db.table("stop").create(
        {"writer": str, "number": int, "sitting": str, "at_ms": int, "stop": str, "draft": str},
        pk=("writer", "number"),
    )
    db.table("sitting").create(
        {
            "sitting": str,
            "ticket": str,
            "day": str,
            "at_ms": int,
            "writer": str,
            "number": int,
            "record_number": str,
            "born": str,
            "patient": str,
        },
        pk="sitting",
    )
    db.table("sitting").create_index(["record_number"])
    db.table("sitting").create_index(["patient"])
    db.table("flag").create(
        {
            "sitting": str,
            "rule": str,
            "trigger": str,
            "band": str,
            "because": str,
            "profile": str,
            "writer": str,
            "number": int,
        },
        pk=("sitting", "rule"),
    )
    db.table("patient").create(
        {"patient": str, "name": str, "born": str, "record_number": str}, pk="patient"
    )
    db.table("patient").create_index(["record_number"], unique=True)
    db.table("setting").create({"name": str, "hash": str, "content": str, "at_ms": int}, pk="name")
    db.table("page").create(
        {"writer": str, "number": int, "sitting": str, "at_ms": int, "copy": str},
        pk=("writer", "number"),
    )
