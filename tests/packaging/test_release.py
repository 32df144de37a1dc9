import gzip
import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
import release
import sameness

from distressapp import __version__
from distressapp.core.errors import ExpectedError
from distressapp.keys.clinic import CannotOpenError
from distressapp.keys.release import (
    check_signed,
    new_signing_pair,
    pair_from_release_file,
    public_from_release_file,
)
from distressapp.releases.bundle import opened
from tests.releases.debs import deb, needs_dpkg

WORDS = "nine grey herons walk on thin ice"
PAIR = new_signing_pair("Makers of the tests")
ROOT = Path(__file__).resolve().parents[2]


def known(manifest: bytes, signature: bytes, by: str) -> str:
    return check_signed([PAIR.public], manifest, signature, by=by).name


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A committed, tagged source whose list of changes begins with this version and a day."""
    root = tmp_path / "source"
    root.mkdir()
    (root / "CHANGELOG.md").write_text("# Changes\n\n## 1.2.3, 2026-03-02\n\n- New.\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    commit(root)
    git(root, "tag", "v1.2.3")
    return root


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", root, *words], check=True, capture_output=True)


def commit(root: Path) -> None:
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    git(root, *who, "-c", "commit.gpgsign=false", "commit", "-qam", "All of it")


def test_a_pair_is_made_once_and_opens_with_its_words_only(tmp_path: Path) -> None:
    private, public = release.make_pair("The makers", tmp_path, WORDS)

    key = public_from_release_file(public.name, public.read_bytes())
    assert pair_from_release_file("k", private.read_bytes(), WORDS).public == key
    assert private.stat().st_mode & 0o077 == 0
    with pytest.raises(CannotOpenError):
        pair_from_release_file("k", private.read_bytes(), "other words")


def test_weak_words_make_no_pair(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError):
        release.make_pair("The makers", tmp_path, "heron")

    assert list(tmp_path.iterdir()) == []


def test_what_is_committed_tagged_and_written_up_may_be_released(source: Path) -> None:
    release.check_ready(source, "1.2.3")


@pytest.mark.parametrize("wanted", ["1.2.4", "1.2"])
def test_another_version_than_the_tag_is_not_released(source: Path, wanted: str) -> None:
    with pytest.raises(release.NotReadyError, match="not tagged"):
        release.check_ready(source, wanted)


def test_what_is_not_committed_is_not_released(source: Path) -> None:
    (source / "new").touch()

    with pytest.raises(release.NotReadyError, match="not committed"):
        release.check_ready(source, "1.2.3")


@pytest.mark.parametrize(
    "head",
    ["## 1.2.3, not yet released", "## 1.2.3", "## 1.2.2, 2026-03-02", "## 1.2.3, 2026-13-02"],
)
def test_a_version_without_its_day_in_the_list_of_changes_is_not_released(
    source: Path, head: str
) -> None:
    (source / "CHANGELOG.md").write_text(f"# Changes\n\n{head}\n")
    commit(source)
    git(source, "tag", "-f", "v1.2.3")

    with pytest.raises(release.NotReadyError, match=r"CHANGELOG\.md"):
        release.check_ready(source, "1.2.3")


@needs_dpkg
def test_a_package_becomes_an_update_that_the_program_takes(tmp_path: Path) -> None:
    package, changes = deb(tmp_path, __version__), tmp_path / "CHANGELOG.md"
    changes.write_text("# Changes\n")

    made = release.make_update(package, changes, PAIR, tmp_path, oldest="0.0.9")

    with opened(made, known) as found:
        assert found.by == "Makers of the tests"
        assert str(found.release.version) == __version__
        assert found.release.machine == "all"
        found.take(found.release.package, tmp_path / "taken.deb")
    assert (tmp_path / "taken.deb").read_bytes() == package.read_bytes()


@needs_dpkg
def test_a_package_of_another_version_becomes_none(tmp_path: Path) -> None:
    with pytest.raises(release.NotReadyError, match="is not version"):
        release.make_update(deb(tmp_path, "9.9.9"), tmp_path / "x", PAIR, tmp_path, oldest="0.0.9")


def test_all_that_is_given_out_has_a_sum_and_the_sums_are_signed(tmp_path: Path) -> None:
    for name in ("b.deb", "a.whl"):
        (tmp_path / name).write_text(name)

    sums = release.write_sums(tmp_path, PAIR)

    expected = [f"{sha256(each.encode()).hexdigest()}  {each}" for each in ("a.whl", "b.deb")]
    assert sums.read_text().splitlines() == expected
    key = (tmp_path / "SHA256SUMS.sig").read_text().split()[0]
    assert key == PAIR.public.id


def test_the_command_makes_and_signs(tmp_path: Path) -> None:
    def called(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "packaging/release.py", *words, "--words-fd", "0"],
            cwd=ROOT,
            input=f"{WORDS}\n",
            capture_output=True,
            text=True,
            check=False,
        )

    made = called("keygen", "The makers", "--out", str(tmp_path))
    (key,) = tmp_path.glob("*.key")
    refused = called("sign", str(tmp_path / "none.deb"), "--key", str(key), "--out", str(tmp_path))

    assert made.returncode == 0, made.stderr
    assert "release-keys" in made.stdout
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


def builds(folder: Path) -> Path:
    """Two things to give out, and one that is not."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "a.whl", "w") as wheel:
        wheel.writestr(zipfile.ZipInfo("a/b.py"), "x")
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as tar:
        member = tarfile.TarInfo("a/b.py")
        member.size = 1
        tar.addfile(member, io.BytesIO(b"x"))
    (folder / "a.tar.gz").write_bytes(gzip.compress(held.getvalue(), mtime=0))
    (folder / "log").write_text(str(folder))
    return folder


def test_two_builds_that_are_the_same_have_no_differences(tmp_path: Path) -> None:
    assert sameness.differences(builds(tmp_path / "1"), builds(tmp_path / "2")) == ()


def test_differing_builds_are_told_by_file(tmp_path: Path) -> None:
    first, second = builds(tmp_path / "1"), builds(tmp_path / "2")
    with zipfile.ZipFile(second / "a.whl", "w") as wheel:
        wheel.writestr(zipfile.ZipInfo("a/b.py"), "y")
    content = gzip.decompress((second / "a.tar.gz").read_bytes())
    (second / "a.tar.gz").write_bytes(gzip.compress(content, mtime=7))
    (first / "b.whl").touch()

    assert sameness.differences(first, second) == (
        "b.whl: only one build made it",
        "a.tar.gz: how it is packed",
        "a.whl: a/b.py",
    )


@needs_dpkg
def test_differing_packages_are_told_by_file(tmp_path: Path) -> None:
    for name, program in (("1", "#!/bin/sh\n"), ("2", "#!/bin/sh\nexit 0\n")):
        (tmp_path / name).mkdir()
        shutil.move(deb(tmp_path, program=program), tmp_path / name)

    found = sameness.differences(tmp_path / "1", tmp_path / "2")

    assert any("usr/lib/distressapp/distressapp" in each for each in found)
