"""Who may open the vault, as it follows from the journal."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from sqlite_utils import Database

from distressapp.core.journal import Entry
from distressapp.core.record import Payload

RECOVERY: Final = "recovery"
"""The row of the recovery key among the members; a member's id is hexadecimal."""
UNPROVEN: Final = "unproven"
PROVEN: Final = "proven"
"""What stands as its role: whether somebody typed the code back from the paper."""

_Project: TypeAlias = Callable[[Database, Entry, Payload], None]


def _added(db: Database, entry: Entry, payload: Payload) -> None:
    db.table("member").insert(
        {
            "member": entry.subject,
            "name": payload["name"],
            "role": payload["role"],
            "public": bytes.fromhex(payload["public"]),
            "since_ms": entry.at_ms,
            "left_ms": None,
        }
    )


def _role_changed(db: Database, entry: Entry, payload: Payload) -> None:
    db.table("member").update(entry.subject, {"role": payload["role"]})


def _passphrase_changed(db: Database, entry: Entry, payload: Payload) -> None:
    public = bytes.fromhex(payload["public"])
    db.table("member").update(entry.subject, {"public": public})


def _left(db: Database, entry: Entry, payload: Payload) -> None:
    del payload
    db.table("member").update(entry.subject, {"left_ms": entry.at_ms})


def _recovery_made(db: Database, entry: Entry, payload: Payload) -> None:
    db.table("member").upsert(
        {
            "member": RECOVERY,
            "name": "",
            "role": UNPROVEN,
            "public": bytes.fromhex(payload["public"]),
            "since_ms": entry.at_ms,
            "left_ms": None,
        },
        pk="member",
    )


def _recovery_proven(db: Database, entry: Entry, payload: Payload) -> None:
    del entry, payload
    db.table("member").update(RECOVERY, {"role": PROVEN})


PROJECT: Final[Mapping[str, _Project]] = {
    "staff.added": _added,
    "staff.role_changed": _role_changed,
    "staff.passphrase_changed": _passphrase_changed,
    "staff.left": _left,
    "recovery.made": _recovery_made,
    "recovery.proven": _recovery_proven,
}
