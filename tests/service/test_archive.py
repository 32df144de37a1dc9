import io
import json
import tarfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from distressapp.core.journal import Head
from distressapp.core.sitting import Use
from distressapp.core.stores import StoreDamagedError, StoreError, StoreTooNewError
from distressapp.service import archive
from distressapp.service.archive import (
    Manifest,
    extract,
    in_folder,
    made_at,
    part_of,
    read_manifest,
)

AT: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HEAD: Final = Head(writer="a" * 32, number=7, chain=b"c" * 32)


def written(folder: Path) -> Path:
    """A backup with two parts that are no databases."""
    sources = {"vault.db": folder / "v", "wraps/one.json": folder / "w"}
    sources["vault.db"].write_bytes(b"vault" * 100_000)
    sources["wraps/one.json"].write_bytes(b"{}")
    manifest = Manifest(
        at=AT,
        program="tests",
        use=Use.REHEARSAL,
        vault_schema=2,
        letterbox_schema=1,
        heads=(HEAD,),
        letterbox=replace(HEAD, number=1),
        keys=("k",),
        parts={name: part_of(path) for name, path in sources.items()},
    )
    path = folder / archive.file_name("backup", AT)
    archive.write(path, manifest, sources)
    return path


def retold(path: Path, members: list[tuple[tarfile.TarInfo, bytes]]) -> Path:
    """The same file with other members behind its manifest."""
    with tarfile.open(path) as tar:
        source = tar.extractfile(archive.MANIFEST)
        assert source is not None
        manifest = source.read()
    found = tarfile.TarInfo(archive.MANIFEST)
    found.size = len(manifest)
    with tarfile.open(path, "w") as tar:
        tar.addfile(found, io.BytesIO(manifest))
        for member, content in members:
            tar.addfile(member, io.BytesIO(content))
    return path


def member(name: str, content: bytes = b"", **extra: object) -> tuple[tarfile.TarInfo, bytes]:
    found = tarfile.TarInfo(name)
    found.size = len(content)
    for key, value in extra.items():
        setattr(found, key, value)
    return found, content


def test_a_backup_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = written(tmp_path)
    into = tmp_path / "into"

    manifest = extract(path, into)

    assert manifest == read_manifest(path)
    assert (manifest.heads, manifest.at, manifest.keys) == ((HEAD,), AT, ("k",))
    assert (into / "vault.db").read_bytes() == (tmp_path / "v").read_bytes()
    assert (into / "wraps" / "one.json").read_bytes() == b"{}"
    assert path.stat().st_mode & 0o777 == 0o600
    assert {each.stat().st_mode & 0o777 for each in into.rglob("*") if each.is_file()} == {0o600}


def test_one_part_can_be_had_alone(tmp_path: Path) -> None:
    path = written(tmp_path)

    extract(path, tmp_path / "into", only="wraps/one.json")

    assert [each.name for each in (tmp_path / "into").iterdir()] == ["wraps"]
    with pytest.raises(StoreDamagedError):
        extract(path, tmp_path / "other", only="clinic.pub")


def test_a_backup_is_not_written_over_another(tmp_path: Path) -> None:
    written(tmp_path)

    with pytest.raises(StoreError):
        written(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../vault.db",
        "packs/../../vault.db",
        "packs/./x",
        "packs//x",
        "packs/",
        "packs/.hidden",
        "log/events.log",
        "wraps/sub/one.json",
        "wraps\\one.json",
        "kiosk.lock",
        "",
    ],
)
def test_a_name_that_leads_elsewhere_has_no_place_in_a_backup(name: str) -> None:
    assert not archive.is_a_part(name)


@pytest.mark.parametrize(
    "name",
    ["vault.db", "letterbox.db", "clinic.pub", "kiosk.json", "wraps/a.next.json", "packs/a/b.toml"],
)
def test_what_a_clinic_keeps_has_its_place_in_a_backup(name: str) -> None:
    assert archive.is_a_part(name)


@pytest.mark.parametrize(
    "members",
    [
        [],
        [member("vault.db", b"other bytes")],
        [member("vault.db", b"vault" * 100_000)],
        [member("vault.db", b"vault" * 100_000), member("wraps/one.json", b"[]")],
        [member("vault.db", type=tarfile.SYMTYPE, linkname="../x")],
        [member("vault.db", type=tarfile.LNKTYPE, linkname="../x")],
        [member("vault.db", type=tarfile.FIFOTYPE)],
        [member("../../evil", b"x")],
        [member("/nowhere/evil", b"x")],
        [member("packs/unnamed.toml", b"x")],
        [member("wraps/one.json", b"{}"), member("wraps/one.json", b"{}")],
    ],
    ids=[
        "empty",
        "short",
        "missing",
        "changed",
        "symlink",
        "hard link",
        "pipe",
        "dots",
        "absolute",
        "unnamed",
        "twice",
    ],
)
def test_a_backup_that_somebody_changed_is_refused_and_nothing_leaves_the_folder(
    tmp_path: Path, members: list[tuple[tarfile.TarInfo, bytes]]
) -> None:
    path = retold(written(tmp_path), members)
    into = tmp_path / "deep" / "into"

    with pytest.raises(StoreDamagedError):
        extract(path, into)

    assert not (tmp_path / "evil").exists()
    assert not any(each.is_symlink() for each in tmp_path.rglob("*"))


@pytest.mark.parametrize("left", [0, 100, 600, 5_000, 400_000])
def test_a_backup_that_was_cut_off_is_refused(tmp_path: Path, left: int) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:left])

    with pytest.raises(StoreDamagedError, match="backup"):
        extract(path, tmp_path / "into")


@pytest.mark.parametrize("place", range(0, 500_000, 33_331))
def test_a_changed_byte_is_found(tmp_path: Path, place: int) -> None:
    path = written(tmp_path)
    sound = extract(path, tmp_path / "sound")
    content = bytearray(path.read_bytes())
    content[place] ^= 0x40
    path.write_bytes(bytes(content))

    try:
        found = extract(path, tmp_path / "into")
    except StoreError:
        return
    assert found.parts == sound.parts


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"x" * 9000, b"\xff\x00" * 4000, b'{"schema": "x"}']
)
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "backup-20260302T090000Z.tar"
    with tarfile.open(path, "w") as tar:
        tar.addfile(member(archive.MANIFEST, content)[0], io.BytesIO(content))
    with pytest.raises(StoreDamagedError):
        read_manifest(path)
    path.write_bytes(content)

    with pytest.raises(StoreDamagedError):
        read_manifest(path)


def test_a_newer_backup_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    with tarfile.open(path) as tar:
        source = tar.extractfile(archive.MANIFEST)
        assert source is not None
        table = json.loads(source.read())
    content = json.dumps({**table, "schema": 2}).encode()
    found = member(archive.MANIFEST, content)
    with tarfile.open(path, "w") as tar:
        tar.addfile(found[0], io.BytesIO(content))

    with pytest.raises(StoreTooNewError):
        read_manifest(path)


def test_a_manifest_that_names_a_strange_part_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    with tarfile.open(path) as tar:
        source = tar.extractfile(archive.MANIFEST)
        assert source is not None
        content = source.read().replace(b"wraps/one.json", b"../../one.json")
    found = member(archive.MANIFEST, content)
    with tarfile.open(path, "w") as tar:
        tar.addfile(found[0], io.BytesIO(content))

    with pytest.raises(StoreDamagedError, match="no place"):
        extract(path, tmp_path / "into")


def test_a_backup_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        read_manifest(tmp_path / "backup-20260302T090000Z.tar")


def test_the_newest_comes_first_by_name_and_nothing_else_counts(tmp_path: Path) -> None:
    names = [
        "backup-20260302T090000Z.tar",
        "backup-20260302T090000Z-2.tar",
        "before-upgrade-v1-20260303T090000Z.tar",
        "backup-20261302T090000Z.tar",
        "backup-20260304T090000Z.tar.part",
        "holiday.tar",
    ]
    for each in names:
        (tmp_path / each).touch()
    (tmp_path / "backup-20260305T090000Z.tar").symlink_to(tmp_path / "holiday.tar")

    found = in_folder(tmp_path)

    assert [each.name for each in found] == [names[2], names[1], names[0]]
    assert made_at(found[1]) == AT
    assert made_at(tmp_path / "backup-20261302T090000Z.tar") is None
    assert in_folder(tmp_path / "nowhere") == ()
