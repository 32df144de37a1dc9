"""Updates for tests: signed by a pair that lives for the run."""

from pathlib import Path
from typing import Final

from distressapp.core.releases import Release, Schemas, version
from distressapp.keys.release import check_signed, new_signing_pair
from distressapp.letterbox.connection import VERSION as LETTERBOX_SCHEMA
from distressapp.releases import bundle
from distressapp.vault.schema import VERSION as VAULT_SCHEMA

MAKERS: Final = new_signing_pair("Makers of the tests")
CHANGES: Final = "# Changes\n\n## 0.2.0\n\n- A calmer door bell.\n\n## 0.1.0\n\n- All of it.\n"


def known(manifest: bytes, signature: bytes, by: str) -> str:
    """Who signed it, where it was the makers of the tests."""
    return check_signed([MAKERS.public], manifest, signature, by=by).name


def sign(manifest: bytes) -> tuple[str, bytes]:
    return MAKERS.public.id, MAKERS.sign(manifest)


def release_of(
    package: Path, changes: Path, *, new: str = "0.2.0", oldest: str = "0.1.0", machine: str = "all"
) -> Release:
    return Release(
        version=version(new),
        oldest=version(oldest),
        schemas=Schemas(vault=VAULT_SCHEMA, letterbox=LETTERBOX_SCHEMA),
        machine=machine,
        made="2026-03-02",
        package=bundle.part_of(package),
        changes=bundle.part_of(changes),
    )


def made(
    folder: Path,
    package: bytes | Path = b"a package",
    *,
    new: str = "0.2.0",
    oldest: str = "0.1.0",
    machine: str = "all",
) -> Path:
    """An update in that folder."""
    folder.mkdir(exist_ok=True, parents=True)
    changes = folder / "CHANGELOG.md"
    changes.write_text(CHANGES, encoding="utf-8")
    if isinstance(package, bytes):
        content, package = package, folder / f"distressapp_{new}_all.deb"
        package.write_bytes(content)
    path = folder / f"distressapp-{new}.update"
    path.unlink(missing_ok=True)
    release = release_of(package, changes, new=new, oldest=oldest, machine=machine)
    bundle.write(path, release, [package, changes], sign)
    return path
