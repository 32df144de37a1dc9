"""What is known of changes of the program: one small file, so that a crash is gone on from."""

import json
from dataclasses import field
from pathlib import Path
from typing import Any, Final

from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.releases import Part, Schemas, Step, Version, version
from distressapp.settings.file import write_whole
from distressapp.text import _

SCHEMA: Final = 1


@frozen
class Kept:
    """A version of the program whose package stands in the store."""

    version: Version
    schemas: Schemas
    package: Part


@frozen
class Change:
    """One change of the program, under way or done.

    Attributes:
        old: What was installed before the update.
        new: What the update brought.
        backup: Name of the clinic's backup of just before; empty where there was no clinic.
        restores: Going back puts that backup in place, too.
    """

    step: Step
    old: Kept
    new: Kept
    backup: str
    restores: bool = False


@frozen
class Record:
    """All that is known.

    Attributes:
        change: What is under way; None where nothing is.
        last: The update that can be gone back from; None where there is none.
    """

    change: Change | None = None
    last: Change | None = None


@frozen
class Store:
    """The folder in which updates keep what they need; the system's account owns it.

    Attributes:
        root: Nothing secret stands in it.
    """

    root: Path
    name: str = field(default="updates.json")

    @property
    def packages(self) -> Path:
        """The packages of the versions that are known."""
        return self.root / "packages"

    @property
    def log(self) -> Path:
        """What happened, by event."""
        return self.root / "log"

    @property
    def rescue(self) -> Path:
        """The program of before the update, whole: it goes on where the new one does not start."""
        return self.root / "rescue"

    def path(self, kept: Kept) -> Path:
        """Where the package of a version stands."""
        return self.packages / kept.package.name

    def read(self) -> Record:
        """What is known; nothing where nothing was ever changed.

        Raises:
            ExpectedError: The file is damaged, or of a later program.
        """
        path = self.root / self.name
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return Record()
        try:
            found = json.loads(content)
            if found["schema"] != SCHEMA:
                raise ValueError("another schema")  # noqa: TRY301  (told below, with the rest)
            return Record(change=_change(found["change"]), last=_change(found["last"]))
        except (ValueError, LookupError, TypeError) as error:
            raise ExpectedError(
                _("{path} does not say what updates did").format(path=path),
                advice=_(
                    "Nothing was changed. Install the program once by hand, from the package that "
                    "its makers give out, and delete that file."
                ),
            ) from error

    def write(self, record: Record) -> None:
        """Know this from here on; a crash leaves the old record or this one.

        Raises:
            StoreError: The folder cannot be written, or the disk is full.
        """
        table = {
            "schema": SCHEMA,
            "change": _change_to_table(record.change),
            "last": _change_to_table(record.last),
        }
        write_whole(self.root / self.name, json.dumps(table, indent=1, sort_keys=True).encode())


def _change_to_table(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "step": change.step.value,
        "old": _kept_to_table(change.old),
        "new": _kept_to_table(change.new),
        "backup": change.backup,
        "restores": change.restores,
    }


def _kept_to_table(kept: Kept) -> dict[str, Any]:
    return {
        "version": str(kept.version),
        "vault_schema": kept.schemas.vault,
        "letterbox_schema": kept.schemas.letterbox,
        "name": kept.package.name,
        "size": kept.package.size,
        "sha256": kept.package.sha256,
    }


def _change(found: dict[str, Any] | None) -> Change | None:
    if found is None:
        return None
    return Change(
        step=Step(found["step"]),
        old=_kept(found["old"]),
        new=_kept(found["new"]),
        backup=str(found["backup"]),
        restores=found["restores"] is True,
    )


def _kept(found: dict[str, Any]) -> Kept:
    return Kept(
        version=version(found["version"]),
        schemas=Schemas(vault=int(found["vault_schema"]), letterbox=int(found["letterbox_schema"])),
        package=Part(name=found["name"], size=int(found["size"]), sha256=found["sha256"]),
    )
