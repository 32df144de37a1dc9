import subprocess
from pathlib import Path

import pytest

from distressapp.core.releases import version
from distressapp.releases.packages import Installed, PackageError, Packages
from distressapp.releases.repacking import repack
from tests.releases.debs import deb, needs_dpkg, system

pytestmark = needs_dpkg


@pytest.fixture
def packages(tmp_path: Path) -> Packages:
    return system(tmp_path / "system")


def test_nothing_is_installed_until_it_is(packages: Packages, tmp_path: Path) -> None:
    before = packages.installed()

    packages.install(deb(tmp_path))

    assert before is None
    assert packages.installed() == Installed(version=version("0.1.0"), is_whole=True)
    assert packages.program.resolve().is_file()


def test_the_version_is_that_of_the_program_and_not_of_its_packing(
    packages: Packages, tmp_path: Path
) -> None:
    packages.install(deb(tmp_path, "0.2.0-3"))

    assert packages.installed() == Installed(version=version("0.2.0"), is_whole=True)


def test_a_version_that_is_none_is_told(packages: Packages, tmp_path: Path) -> None:
    packages.install(deb(tmp_path, "2026"))

    with pytest.raises(PackageError, match="2026"):
        packages.installed()


def test_an_older_package_goes_over_a_newer_one_and_files_of_the_administrator_stay(
    packages: Packages, tmp_path: Path
) -> None:
    packages.install(deb(tmp_path, "0.2.0"))
    settings = packages.root / "etc" / "distressapp" / "kiosk.conf"
    settings.write_text("ours\n")

    packages.install(deb(tmp_path, "0.1.0"))

    assert packages.installed() == Installed(version=version("0.1.0"), is_whole=True)
    assert settings.read_text() == "ours\n"
    assert not (packages.root / "usr" / "lib" / "distressapp" / "only-in-0.2.0").exists()


def test_a_package_that_fails_is_told_in_the_systems_words_and_is_not_whole(
    packages: Packages, tmp_path: Path
) -> None:
    packages.install(deb(tmp_path))

    with pytest.raises(PackageError, match=r"0\.2\.0"):
        packages.install(deb(tmp_path, "0.2.0", scripts={"postinst": "exit 7"}))

    assert packages.installed() == Installed(version=version("0.2.0"), is_whole=False)
    assert packages.half_done()


@pytest.mark.parametrize(("name", "number"), [("another", "0.2.0"), ("distressapp", "0.3.0")])
def test_a_package_must_be_the_one_that_is_named(
    packages: Packages, tmp_path: Path, name: str, number: str
) -> None:
    package = deb(tmp_path, number, name=name)

    with pytest.raises(PackageError, match="not the one"):
        packages.check(package, version("0.2.0"))
    packages.check(deb(tmp_path, "0.2.0"), version("0.2.0"))


def test_a_file_that_is_no_package_is_told(packages: Packages, tmp_path: Path) -> None:
    (tmp_path / "no.deb").write_bytes(b"no")

    with pytest.raises(PackageError, match="do not answer"):
        packages.check(tmp_path / "no.deb", version("0.2.0"))


def test_a_system_without_packages_is_told(tmp_path: Path) -> None:
    without = Packages(tools=tmp_path)

    with pytest.raises(PackageError, match="as Debian does"):
        without.machine()
    assert not without.is_there


def files(packages: Packages) -> dict[str, tuple[int, bytes]]:
    """Everything below the system's root that packages brought."""
    return {
        str(each.relative_to(packages.root)): (
            each.lstat().st_mode,
            bytes(each.readlink()) if each.is_symlink() else each.read_bytes(),
        )
        for part in ("usr", "etc")
        for each in (packages.root / part).rglob("*")
        if each.is_symlink() or each.is_file()
    }


def test_what_is_installed_is_packed_again_as_it_is(packages: Packages, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    packages.install(deb(tmp_path, scripts={"postinst": f"echo again >> {marker}"}))
    before = files(packages)
    kept = tmp_path / "kept.deb"

    repack(packages, kept)
    packages.install(deb(tmp_path, "0.2.0"))
    packages.install(kept)

    assert files(packages) == before
    assert packages.installed() == Installed(version=version("0.1.0"), is_whole=True)
    assert marker.read_text() == "again\nagain\n"
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_package_made_again_says_of_itself_what_the_first_one_said(
    packages: Packages, tmp_path: Path
) -> None:
    first = deb(tmp_path, extra="Depends: nothing-of-the-kind\nSection: misc\n")
    (packages.root / "var" / "lib" / "dpkg" / "status").write_text(
        "Package: nothing-of-the-kind\nStatus: install ok installed\nVersion: 1\n"
        "Architecture: all\nMaintainer: Nobody <nobody@example.org>\nDescription: x\n"
    )
    packages.install(first)
    kept = tmp_path / "kept.deb"

    repack(packages, kept)

    said = [
        sorted(
            subprocess.run(
                ["dpkg-deb", "--field", each], check=True, capture_output=True, text=True
            ).stdout.splitlines()
        )
        for each in (first, kept)
    ]
    assert said[0] == said[1]


def test_a_deleted_configuration_file_is_not_named_again(
    packages: Packages, tmp_path: Path
) -> None:
    packages.install(deb(tmp_path))
    (packages.root / "etc" / "distressapp" / "kiosk.conf").unlink()

    repack(packages, tmp_path / "kept.deb")

    packages.install(tmp_path / "kept.deb")
    assert packages.installed() == Installed(version=version("0.1.0"), is_whole=True)


def test_what_cannot_be_packed_is_told_and_leaves_nothing(
    packages: Packages, tmp_path: Path
) -> None:
    with pytest.raises(PackageError):
        repack(packages, tmp_path / "kept.deb")

    assert list(tmp_path.glob("*kept*")) + list(tmp_path.glob(".*kept*")) == []
