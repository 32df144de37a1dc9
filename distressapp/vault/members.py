"""Questions to the vault: who may open it, and which keys it keeps."""

from collections.abc import Mapping
from typing import Any, Final

from distressapp.core.frozen import frozen
from distressapp.core.roles import Role
from distressapp.vault.staffing import PROVEN, RECOVERY
from distressapp.vault.vault import Vault

_ONE: Final = "SELECT member, name, role, public, left_ms FROM member WHERE member = ?"


@frozen
class Member:
    """A member of staff, or who holds the recovery key.

    Attributes:
        id: Random, hexadecimal; `"recovery"` for the recovery key.
        public: The public half that the vault's key is sealed to.
        has_left: Then nothing opens for them any more; the name stays.
    """

    id: str
    name: str
    role: Role
    public: bytes
    has_left: bool = False


def members(vault: Vault) -> tuple[Member, ...]:
    """Everybody who is or was a member, the longest-standing first."""
    with vault.reading() as db:
        rows = list(db.table("member").rows_where("member != ?", [RECOVERY], order_by="rowid"))
    return tuple(_member(row) for row in rows)


def member(vault: Vault, member_id: str) -> Member | None:
    """The member of that id; None where nobody ever was."""
    if member_id == RECOVERY:
        return None
    with vault.reading() as db:
        # Each right is asked for here: not by sqlite-utils and its savepoint (sqlite-utils 4.2).
        row = db.conn.execute(_ONE, (member_id,)).fetchone()
    if row is None:
        return None
    id_, name, role, public, left_ms = row
    return Member(
        id=id_, name=name, role=Role(role), public=bytes(public), has_left=left_ms is not None
    )


def recovery_public(vault: Vault) -> bytes:
    """The public half of the recovery key; empty before set-up has made one."""
    row = _recovery(vault)
    return b"" if row is None else bytes(row["public"])


def is_recovery_proven(vault: Vault) -> bool:
    """Whether somebody typed the recovery code back from the paper."""
    row = _recovery(vault)
    return row is not None and row["role"] == PROVEN


def secrets_named(vault: Vault, start: str) -> Mapping[str, bytes]:
    """Everything the vault keeps under a name that begins so, by the rest of the name."""
    with vault.reading() as db:
        rows = list(
            db.table("secret").rows_where(
                "substr(name, 1, ?) = ?", [len(start), start], order_by="name"
            )
        )
    return {row["name"][len(start) :]: bytes(row["value"]) for row in rows}


def drop_secret(vault: Vault, name: str) -> None:
    """Forget what was kept under that name; inside `commit`."""
    vault.database.table("secret").delete_where("name = ?", [name])


def backed_up_keys(vault: Vault) -> str:
    """The ids of clinic keys that kept backups name, in one text to look into."""
    with vault.reading() as db:
        return " ".join(str(row["key_ids"]) for row in db.table("backup").rows)


def _recovery(vault: Vault) -> Mapping[str, Any] | None:
    with vault.reading() as db:
        return next(db.table("member").rows_where("member = ?", [RECOVERY]), None)


def _member(row: Mapping[str, Any]) -> Member:
    return Member(
        id=row["member"],
        name=row["name"],
        role=Role(row["role"]),
        public=bytes(row["public"]),
        has_left=row["left_ms"] is not None,
    )
