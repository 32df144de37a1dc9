"""The packaged program on a bare Debian 12, brought up to date from a signed file and taken back.

Only `make rigs`, and only as root, as `test_chroot.py`.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import deb
import pytest

from distressapp import __version__
from tests.clinics import PASSPHRASE
from tests.packages import bare
from tests.packages.bare import Bare
from tests.releases import bundles
from tests.rigs.rounds import is_full

ACCOUNT: Final = "distressapp"
FOLDER: Final = "/var/lib/distressapp"
STORE: Final = "/var/lib/distressapp-updates"
GOOD: Final = "90.0.0"
LIES: Final = "91.0.0"
TOML: Final = 'clinic = "Clinic of the rig"\nuse = "rehearsal"\n'
NEW: Final = f"""#!/bin/sh
if [ "$1" = --version ]; then echo "distressapp {GOOD}"; exit 0; fi
exec /usr/lib/distressapp/distressapp "$@"
"""
"""The command of a newer version: this one under another number."""

pytestmark = [
    pytest.mark.skipif(not is_full(), reason="only in make rigs: it installs a whole Debian"),
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root makes a bare machine"
    ),
    pytest.mark.skipif(bool(bare.lacking()), reason=f"lacking: {bare.lacking()}"),
]


@pytest.fixture(scope="module")
def package(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return deb.build(tmp_path_factory.mktemp("deb"), program=frozen, pressed=0)


@pytest.fixture(scope="module")
def machine(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bare]:
    """A bare machine with the package, a clinic, and the makers' key."""
    made = Bare(tmp_path_factory.mktemp("bare") / "root")
    try:
        made.apt("install", "--no-install-recommends", made.give(package))
        (made.root / "opt" / "clinic.toml").write_text(TOML, encoding="utf-8")
        words = ("setup", "--file", "/opt/clinic.toml", "--recovery-fd", "2")
        typed = f"{PASSPHRASE}\n"
        made.said("distressapp", *words, "--passphrase-fd", "0", user=ACCOUNT, typed=typed)
        keys = made.root / "etc" / "distressapp" / "release-keys"
        keys.mkdir(parents=True, exist_ok=True)
        (keys / "makers.pub").write_bytes(bundles.MAKERS.public.as_file())
        yield made
    finally:
        made.stop()
        shutil.rmtree(made.root)


def update(package: Path, folder: Path, version: str, *, command: str = "") -> Path:
    """A signed update with this package under another version."""
    tree = folder / "tree"
    subprocess.run(["dpkg-deb", "--raw-extract", package, tree], check=True)
    for name in ("control", "preinst", "prerm"):
        file = tree / "DEBIAN" / name
        file.write_text(file.read_text("utf-8").replace(__version__, version), encoding="utf-8")
    if command:
        path = tree / "usr" / "bin" / "distressapp"
        path.unlink()
        path.write_text(command, encoding="utf-8")
        path.chmod(0o755)
    made = folder / f"distressapp_{version}_amd64.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", tree, made],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(tree)
    return bundles.made(folder / "stick", made, new=version, oldest=__version__)


def called(machine: Bare, *words: str) -> "subprocess.CompletedProcess[str]":
    """What `distressapp update` says to the computer's administrator."""
    return machine.run(
        "distressapp", "update", *words, "--passphrase-fd", "0", typed=f"{PASSPHRASE}\n"
    )


def version_on(machine: Bare) -> str:
    return machine.said("dpkg-query", "-W", "-f=${Version} ${db:Status-Status}", "distressapp")


def check_clinic(machine: Bare) -> None:
    """Every file is the clinic's account's, and the journal checks out."""
    others = machine.said("find", FOLDER, "!", "-user", ACCOUNT)
    assert others == ""
    typed = f"{PASSPHRASE}\n"
    machine.said("distressapp", "verify", "--passphrase-fd", "0", user=ACCOUNT, typed=typed)


def test_the_packaged_program_is_brought_up_to_date_and_taken_back(
    machine: Bare, package: Path, tmp_path: Path
) -> None:
    path = machine.give(update(package, tmp_path, GOOD, command=NEW))

    looked = machine.said("distressapp", "update", "check", path, user=ACCOUNT)
    refused = machine.run("distressapp", "update", "install", path, user=ACCOUNT)
    done = called(machine, "install", path)

    assert "signed by Makers of the tests" in looked
    assert "sudo" in refused.stderr
    assert done.returncode == 0, done.stdout + done.stderr
    assert version_on(machine) == f"{GOOD} installed"
    check_clinic(machine)
    assert machine.said("sh", "-c", f"ls {FOLDER}/backups/backup-*.tar").count("\n") == 1

    back = called(machine, "back")

    assert back.returncode == 0, back.stdout + back.stderr
    assert version_on(machine) == f"{__version__} installed"
    assert machine.said("distressapp", "--version") == f"distressapp {__version__}\n"
    assert machine.said("dpkg", "--verify", "distressapp") == ""
    check_clinic(machine)


def test_a_packaged_program_that_is_no_good_goes_back_by_itself(
    machine: Bare, package: Path, tmp_path: Path
) -> None:
    path = machine.give(update(package, tmp_path, LIES))

    done = called(machine, "install", path)

    assert done.returncode == 1
    assert f"{__version__} is back" in done.stderr
    assert version_on(machine) == f"{__version__} installed"
    check_clinic(machine)


def test_where_the_new_program_does_not_even_start_the_one_that_stood_aside_goes_on(
    machine: Bare, package: Path, tmp_path: Path
) -> None:
    broken = "#!/bin/sh\nexit 9\n"
    path = machine.give(update(package, tmp_path, GOOD, command=broken))
    store = machine.root / STORE[1:]

    called(machine, "install", path)
    rescue = machine.run(f"{STORE}/rescue/distressapp", "--version")

    assert version_on(machine) == f"{__version__} installed"
    assert rescue.stdout == f"distressapp {__version__}\n"
    assert (store / "log" / "events.log").is_file()
