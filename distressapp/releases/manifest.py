"""The manifest of an update: exact bytes that are signed, and the value they are read as."""

import json
import re
from datetime import date
from typing import Any, Final

from distressapp.core.releases import Part, Release, Schemas, version

SCHEMA: Final = 1
MOST_BYTES: Final = 64 * 1024
MOST_PACKAGE_BYTES: Final = 512 * 1024 * 1024
MOST_CHANGES_BYTES: Final = 1024 * 1024

_FORMAT: Final = "distressapp update"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+~-]{0,119}", re.ASCII)
_DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MACHINE: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,19}", re.ASCII)
_MOST_SCHEMA: Final = 10_000


class NotAManifestError(ValueError):
    """The bytes say nothing that this program understands."""


class TooNewManifestError(NotAManifestError):
    """A later program wrote them."""


def to_bytes(release: Release) -> bytes:
    """What is signed."""
    table = {
        "format": _FORMAT,
        "schema": SCHEMA,
        "version": str(release.version),
        "oldest": str(release.oldest),
        "vault_schema": release.schemas.vault,
        "letterbox_schema": release.schemas.letterbox,
        "machine": release.machine,
        "made": release.made,
        "package": _part_to_table(release.package),
        "changes": _part_to_table(release.changes),
    }
    return json.dumps(table, indent=1, sort_keys=True).encode() + b"\n"


def from_bytes(content: bytes) -> Release:
    """The release; to be asked only after the signature was checked.

    Raises:
        TooNewManifestError: A later program wrote it.
        NotAManifestError: It is none, or something in it is out of bounds.
    """
    try:
        found = json.loads(content)
        return _read(found)
    except NotAManifestError:
        raise
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise NotAManifestError("not a manifest") from error


def _read(found: dict[str, Any]) -> Release:
    if found["format"] != _FORMAT:
        raise NotAManifestError("another format")
    if _whole(found["schema"]) > SCHEMA:
        raise TooNewManifestError("a later schema")
    package = _part_from_table(found["package"], most=MOST_PACKAGE_BYTES)
    changes = _part_from_table(found["changes"], most=MOST_CHANGES_BYTES)
    if package.name == changes.name:
        raise NotAManifestError("two files of one name")
    return Release(
        version=version(found["version"]),
        oldest=version(found["oldest"]),
        schemas=Schemas(
            vault=_whole(found["vault_schema"]), letterbox=_whole(found["letterbox_schema"])
        ),
        machine=_fitting(_MACHINE, found["machine"]),
        made=date.fromisoformat(found["made"]).isoformat(),
        package=package,
        changes=changes,
    )


def _part_to_table(part: Part) -> dict[str, str | int]:
    return {"name": part.name, "size": part.size, "sha256": part.sha256}


def _part_from_table(found: dict[str, Any], *, most: int) -> Part:
    return Part(
        name=_fitting(_NAME, found["name"]),
        size=_whole(found["size"], most=most),
        sha256=_fitting(_DIGEST, found["sha256"]),
    )


def _whole(value: object, *, most: int = _MOST_SCHEMA) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise NotAManifestError("a number is out of bounds")
    return value


def _fitting(pattern: re.Pattern[str], value: str) -> str:
    if pattern.fullmatch(value) is None:
        raise NotAManifestError("a word is out of bounds")
    return value
