"""The package for Debian: what is in it, whose it is, and what it asks for."""

import configparser
import gzip
import hashlib
import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Final

import deb
import pytest
import tree

from distressapp import __version__
from tests.packages import debs
from tests.packages.debs import Held

MIB: Final = 1024 * 1024
MOST_PACKED: Final = 80 * MIB
MOST_UNPACKED_KIB: Final = 190 * 1024
WHEN: Final = tree.epoch()
"""Of this run: somebody may commit meanwhile."""
MAY_HOLD: Final = (
    "/etc/distressapp/",
    "/etc/pam.d/",
    "/usr/bin/",
    "/usr/lib/distressapp/",
    "/usr/lib/systemd/system/",
)
MAY_HOLD_TOO: Final = ("/usr/sbin/distressapp-session", "/usr/share/")


@pytest.fixture(scope="session")
def package(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, pressed less hard than the one that is given away."""
    if shutil.which("dpkg-deb") is None:
        pytest.skip("there is no dpkg-deb here")
    return _built(tmp_path_factory.mktemp("deb"), frozen)


def _built(out: Path, frozen: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(WHEN))
        return deb.build(out, program=frozen, pressed=1)


@pytest.fixture(scope="session")
def held(package: Path) -> dict[str, Held]:
    """What it puts on a machine."""
    return debs.contents(package)


def test_the_package_is_named_for_what_it_is(package: Path) -> None:
    architecture = debs.field(package, "Architecture")

    assert package.name == f"distressapp_{__version__}_{architecture}.deb"
    assert debs.field(package, "Package") == "distressapp"
    assert debs.field(package, "Version") == __version__


def test_the_package_stays_small(package: Path, held: dict[str, Held]) -> None:
    said_kib = int(debs.field(package, "Installed-Size"))
    real_kib = sum(each.size for each in held.values()) // 1024

    assert package.stat().st_size < MOST_PACKED
    assert real_kib <= said_kib < MOST_UNPACKED_KIB


def test_everything_is_roots_and_nobody_else_may_write_it(held: dict[str, Held]) -> None:
    wrong = {
        name: (oct(each.mode), each.owner)
        for name, each in held.items()
        if each.owner != "root:root" or (each.kind != tarfile.SYMTYPE and each.mode & 0o7022)
    }

    assert wrong == {}


def test_everything_wears_the_time_of_the_commit(held: dict[str, Held]) -> None:
    assert {each.when for each in held.values()} == {WHEN}


def test_files_stand_where_they_may_and_the_clinics_folder_is_not_among_them(
    held: dict[str, Held],
) -> None:
    files = [name for name, each in held.items() if each.kind != tarfile.DIRTYPE]

    assert [name for name in files if not name.startswith((*MAY_HOLD, *MAY_HOLD_TOO))] == []
    assert [name for name in held if name.startswith("/var")] == []


def test_the_command_leads_to_the_frozen_program(held: dict[str, Held]) -> None:
    assert held["/usr/bin/distressapp"].link == "../lib/distressapp/distressapp"
    assert held["/usr/lib/distressapp/distressapp"].mode == 0o755


def test_the_kiosk_session_is_there_and_nothing_switches_it_on(
    package: Path, held: dict[str, Held], tmp_path: Path
) -> None:
    scripts = debs.control(package, tmp_path / "control")

    assert "/usr/lib/systemd/system/distressapp-kiosk.service" in held
    assert "/usr/lib/systemd/system/distressapp-kiosk-x11.service" in held
    assert [name for name in held if ".wants" in name or "autostart" in name] == []
    said = "".join((scripts / name).read_text("utf-8") for name in deb.SCRIPTS)
    assert "systemctl enable" not in said
    assert "distressapp-session on" not in said


def test_dpkg_can_check_every_file(
    package: Path, held: dict[str, Held], tmp_path: Path, frozen: Path
) -> None:
    sums = (debs.control(package, tmp_path / "control") / "md5sums").read_text("utf-8")

    by_name = {line[34:]: line[:32] for line in sums.splitlines()}

    files = {name[1:] for name, each in held.items() if each.kind == tarfile.REGTYPE}
    assert set(by_name) == files
    program = hashlib.md5((frozen / "distressapp").read_bytes(), usedforsecurity=False)
    assert by_name["usr/lib/distressapp/distressapp"] == program.hexdigest()


def test_what_an_administrator_may_change_is_kept_at_an_upgrade(
    package: Path, held: dict[str, Held], tmp_path: Path
) -> None:
    kept = (debs.control(package, tmp_path / "control") / "conffiles").read_text("utf-8").split()

    etc = [name for name, each in held.items() if name.startswith("/etc/") and not each.link]
    assert kept == [name for name in etc if held[name].kind == tarfile.REGTYPE]


def test_each_thing_that_is_asked_for_is_one_that_debian_has(package: Path) -> None:
    words = ", ".join(debs.field(package, name) for name in ("Depends", "Recommends", "Suggests"))

    assert "{" not in words
    assert "adduser" in words
    for each in re.split(r"[,|]", words):
        assert re.fullmatch(r"\s*[a-z0-9][a-z0-9.+-]+( \(>= [\d.]+\))?\s*", each)


def test_the_icon_is_there_for_the_entry_in_the_menu(package: Path, held: dict[str, Held]) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # keys as they are written
    entry.read_string(debs.text(package, "/usr/share/applications/distressapp.desktop").decode())

    icon = entry["Desktop Entry"]["Icon"]
    themes = [name for name in held if name.startswith("/usr/share/icons/hicolor/")]
    assert f"/usr/share/icons/hicolor/48x48/apps/{icon}.png" in themes
    assert f"/usr/share/icons/hicolor/scalable/apps/{icon}.svg" in themes
    actions = entry["Desktop Entry"]["Actions"].strip(";").split(";")
    runs = [entry[f"Desktop Action {each}"]["Exec"] for each in actions]
    assert all(each.startswith("distressapp ") for each in (*runs, entry["Desktop Entry"]["Exec"]))


@pytest.mark.parametrize(
    ("paper", "says"),
    [
        ("man/man1/distressapp.1.gz", ".SH COMMANDS"),
        ("man/man8/distressapp-session.8.gz", "Switch"),
        ("doc/distressapp/changelog.gz", f"distressapp ({__version__})"),
        ("doc/distressapp/NEWS.md.gz", "# Changes"),
    ],
)
def test_the_papers_can_be_read(package: Path, paper: str, says: str) -> None:
    packed = debs.text(package, f"/usr/share/{paper}")

    assert says.lower() in gzip.decompress(packed).decode().lower()
    assert packed[4:8] == bytes(4), "the time of packing is in it"


def test_two_builds_give_the_same_bytes(package: Path, frozen: Path, tmp_path: Path) -> None:
    again = _built(tmp_path, frozen)

    assert again.read_bytes() == package.read_bytes()


@pytest.mark.skipif(shutil.which("lintian") is None, reason="there is no lintian here")
def test_lintian_finds_nothing_that_was_not_explained(package: Path) -> None:
    done = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error,warning", str(package)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "")
