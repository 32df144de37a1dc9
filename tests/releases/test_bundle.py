import json
import os
import shutil
from pathlib import Path
from random import Random

import pytest

from distressapp.core.errors import ExpectedError
from distressapp.core.stores import StoreError
from distressapp.keys.release import NotSignedError, new_signing_pair
from distressapp.releases import bundle, manifest
from distressapp.releases.bundle import BundleError, opened
from distressapp.releases.manifest import NotAManifestError, TooNewManifestError
from distressapp.releases.sticks import on_sticks
from tests.releases.bundles import CHANGES, known, made, release_of, sign
from tests.rigs.replay import drawing

SPOILT = 400


@pytest.fixture
def update(tmp_path: Path) -> Path:
    return made(tmp_path / "made", b"a package of many bytes" * 5000)


def taken(path: Path, folder: Path) -> bytes:
    """Everything that somebody who installs it asks of an update."""
    target = folder / "taken.deb"
    with opened(path, known) as found:
        found.changes()
        found.take(found.release.package, target)
    return target.read_bytes()


def test_an_update_gives_its_files_and_says_who_signed_it(update: Path, tmp_path: Path) -> None:
    with opened(update, known) as found:
        words, by, release = found.changes(), found.by, found.release

    assert words == CHANGES
    assert by == "Makers of the tests"
    assert str(release.version) == "0.2.0"
    assert taken(update, tmp_path) == b"a package of many bytes" * 5000
    assert sorted(each.name for each in tmp_path.iterdir()) == ["made", "taken.deb"]


def test_nothing_is_read_before_the_signature_was_checked(
    update: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def check(content: bytes, signature: bytes, by: str) -> str:
        seen.append("signature")
        return known(content, signature, by)

    def read(content: bytes) -> object:
        seen.append("manifest")
        return manifest.from_bytes(content)

    monkeypatch.setattr(bundle, "from_bytes", read)
    with opened(update, check):
        pass

    assert seen == ["signature", "manifest"]


def test_an_update_signed_by_anybody_is_refused(tmp_path: Path) -> None:
    stranger = new_signing_pair("Stranger")
    package, changes = tmp_path / "a.deb", tmp_path / "b.md"
    package.write_bytes(b"x")
    changes.write_bytes(b"y")
    path = tmp_path / "distressapp-0.2.0.update"
    release = release_of(package, changes)
    bundle.write(
        path, release, [package, changes], lambda each: (stranger.public.id, stranger.sign(each))
    )

    with pytest.raises(NotSignedError, match="does not know"), opened(path, known):
        pass


def spoilt(content: bytes, random: Random) -> bytes:
    """The content with a bit turned, a piece gone, put in, doubled, or its end missing."""
    at = random.randrange(len(content))
    piece = content[at : at + random.randrange(1, 40)]
    how = random.randrange(5)
    if how == 0:
        return content[:at] + bytes([content[at] ^ 1 << random.randrange(8)]) + content[at + 1 :]
    if how == 1:
        return content[:at]
    if how == 2:
        return content[:at] + content[at + len(piece) :]
    if how == 3:
        return content[: at + len(piece)] + piece + content[at + len(piece) :]
    return content[:at] + random.randbytes(8) + content[at:]


def test_no_spoilt_update_gives_anything_but_what_was_signed(update: Path, tmp_path: Path) -> None:
    random, whole = drawing(), update.read_bytes()
    path = tmp_path / "distressapp-0.2.0.update"

    refused = 0
    for _ in range(SPOILT):
        content = spoilt(whole, random)
        path.write_bytes(content)
        (tmp_path / "taken.deb").unlink(missing_ok=True)
        if content == whole:
            continue
        with pytest.raises((BundleError, NotSignedError)) as found:
            taken(path, tmp_path)
        refused += 1
        assert str(found.value).isprintable()
        assert not (tmp_path / "taken.deb").exists()

    assert refused > SPOILT - 10


@pytest.mark.parametrize(
    "content", [b"", b"x", b"PK\x05\x06", b"distressapp update 1\n", b"\0" * 5000]
)
def test_what_is_no_update_is_refused_in_a_plain_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "distressapp-\x1b[2J.update"
    path.write_bytes(content)

    with pytest.raises(BundleError, match="is not an update") as found, opened(path, known):
        pass

    assert "\x1b" not in str(found.value)
    assert "Nothing was changed" in str(found.value)


def test_a_pipe_a_folder_and_nothing_keep_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.update")

    for each in (tmp_path / "a.update", tmp_path, tmp_path / "gone.update"):
        with pytest.raises(BundleError), opened(each, known):
            pass


def test_a_file_that_ends_while_it_is_copied_leaves_nothing(update: Path, tmp_path: Path) -> None:
    with opened(update, known) as found:
        os.truncate(update, update.stat().st_size - len(CHANGES) - 5)

        with pytest.raises(BundleError, match="not the file that its makers signed"):
            found.take(found.release.package, tmp_path / "taken.deb")

    assert not list(tmp_path.glob("*taken*")) + list(tmp_path.glob(".*"))


def test_a_folder_that_takes_nothing_is_told(update: Path, tmp_path: Path) -> None:
    with opened(update, known) as found, pytest.raises(StoreError):
        found.take(found.release.package, tmp_path / "gone" / "taken.deb")


def changed(update: Path, **fields: object) -> bytes:
    """The manifest of an update with other fields."""
    with opened(update, known) as found:
        table = json.loads(manifest.to_bytes(found.release))
    return json.dumps(table | fields).encode()


@pytest.mark.parametrize(
    "fields",
    [
        {"format": "another"},
        *({"version": each} for each in ("", "1", None, 7, "0.2.0\n")),
        *({"vault_schema": each} for each in (0, True, "3", -1, 10**30, 2.0)),
        *({"machine": each} for each in ("", "../x", "A", None)),
        *({"made": each} for each in ("", "today", 5)),
        *(
            {"package": {"name": name, "size": size, "sha256": digest}}
            for name, size, digest in (
                ("../a", 1, "0" * 64),
                (".a", 1, "0" * 64),
                ("a/b", 1, "0" * 64),
                ("a", 0, "0" * 64),
                ("a", 2**40, "0" * 64),
                ("a", 1, "0" * 63),
                ("CHANGELOG.md", 1, "0" * 64),
            )
        ),
        {"package": []},
    ],
)
def test_a_signed_manifest_is_read_within_its_bounds(
    update: Path, fields: dict[str, object]
) -> None:
    with pytest.raises(NotAManifestError):
        manifest.from_bytes(changed(update, **fields))


@pytest.mark.parametrize("content", [b"", b"[]", b"7", b"[" * 60_000, b"\xff"])
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(NotAManifestError):
        manifest.from_bytes(content)


def test_a_manifest_is_read_as_it_was_written(update: Path) -> None:
    with opened(update, known) as found:
        assert manifest.from_bytes(manifest.to_bytes(found.release)) == found.release


def test_an_update_of_a_later_shape_says_what_to_do(update: Path, tmp_path: Path) -> None:
    later = changed(update, schema=2)
    with pytest.raises(TooNewManifestError):
        manifest.from_bytes(later)
    key, signature = sign(later)
    path = tmp_path / "later.update"
    path.write_bytes(
        f"distressapp update 1\nkey {key}\nsignature {signature.hex()}\n"
        f"manifest {len(later):06}\n".encode()
        + later
    )

    with pytest.raises(ExpectedError, match="does not understand"), opened(path, known):
        pass


@pytest.fixture
def stick(update: Path, tmp_path: Path) -> Path:
    place = tmp_path / "media"
    (place / "anna" / "STICK").mkdir(parents=True)
    shutil.copy(update, place / "anna" / "STICK")
    return place


def test_an_update_is_found_on_a_stick(stick: Path, tmp_path: Path) -> None:
    found = on_sticks([stick, tmp_path / "gone"])

    assert [each.name for each in found] == ["distressapp-0.2.0.update"]
