"""The package on a bare Debian 12: installed, used, upgraded, removed, with every answer kept.

Hundreds of megabytes are fetched and unpacked: only `make rigs`, and only as root.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import deb
import pytest
from PySide6.QtGui import QImage

from distressapp import __version__
from tests.clinics import PASSPHRASE
from tests.house.project import ROOT
from tests.packages import bare
from tests.packages.bare import Bare
from tests.rigs.rounds import is_full
from tests.x11.machine import Machine, until
from tests.x11.machine import lacking as lacking_of_x11

ACCOUNT: Final = "distressapp"
FOLDER: Final = "/var/lib/distressapp"
LATER: Final = "99.0"
TOML: Final = 'clinic = "Clinic of the rig"\nuse = "rehearsal"\n'
FEW_COLOURS: Final = 4
HOUR_AGO: Final = time.time() - 3600
SYSTEMCTL: Final = """#!/bin/sh
# As the system's own for one unit, which is running until it is stopped.
echo "$*" >> /var/tmp/systemctl.log
case "$1" in
    is-active) [ "$3" = "{unit}" ] && [ ! -e /var/tmp/stopped ] ;;
    stop) touch /var/tmp/stopped ;;
    start) rm -f /var/tmp/stopped ;;
esac
"""
MAY_DIFFER: Final = 0.001
"""Of all dots: a cursor that blinks."""

pytestmark = [
    pytest.mark.skipif(not is_full(), reason="only in make rigs: it installs a whole Debian"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root makes a bare machine"),
    pytest.mark.skipif(bool(bare.lacking()), reason=f"lacking: {bare.lacking()}"),
]


@pytest.fixture(scope="module")
def package(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, pressed less hard than the one that is given away."""
    return deb.build(tmp_path_factory.mktemp("deb"), program=frozen, pressed=1)


@pytest.fixture(scope="module")
def newer(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same under a later version."""
    folder = tmp_path_factory.mktemp("later")
    return bare.later(package, folder, version=LATER, than=__version__)


@pytest.fixture(scope="module")
def _bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bare]:
    made = Bare(tmp_path_factory.mktemp("bare") / "root")
    yield made
    made.stop()
    shutil.rmtree(made.root)


@pytest.fixture
def machine(_bare: Bare, package: Path) -> Bare:
    """A bare machine with the package on it, and a clinic."""
    path = _bare.give(package)
    if version_on(_bare) != __version__:
        _bare.run("apt-get", "-qq", "-y", "purge", "distressapp")
        _bare.apt("install", "--no-install-recommends", path)
    if not (_bare.root / FOLDER[1:] / "kiosk.json").exists():
        toml = _bare.root / "var" / "tmp" / "clinic.toml"
        toml.write_text(TOML, encoding="utf-8")
        words = ("setup", "--file", "/var/tmp/clinic.toml", "--recovery-fd", "2")  # noqa: S108  (the rig's own)
        typed = f"{PASSPHRASE}\n"
        _bare.said("distressapp", *words, "--passphrase-fd", "0", user=ACCOUNT, typed=typed)
    return _bare


def version_on(machine: Bare) -> str:
    """What is installed and whole; empty for nothing."""
    done = machine.run("dpkg-query", "-W", "-f=${Version} ${db:Status-Status}", "distressapp")
    version, _blank, status = done.stdout.partition(" ")
    return version if done.returncode == 0 and status == "installed" else ""


def kept(machine: Bare) -> dict[str, bytes]:
    """Every file of the clinic, and what stands in it."""
    root = machine.root / FOLDER[1:]
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


@pytest.mark.parametrize("user", [ACCOUNT, "nobody", None])
def test_everybody_may_ask_which_version_it_is(machine: Bare, user: str | None) -> None:
    assert machine.said("distressapp", "--version", user=user) == f"distressapp {__version__}\n"


def test_the_clinics_folder_is_its_own_accounts_and_nobody_elses(machine: Bare) -> None:
    said = machine.said("stat", "-c", "%U:%G %a", FOLDER)
    account = machine.said("getent", "passwd", ACCOUNT).split(":")

    assert said == f"{ACCOUNT}:{ACCOUNT} 700\n"
    assert account[5:] == [FOLDER, "/usr/sbin/nologin\n"]


def test_root_is_sent_to_the_account_of_the_clinic(machine: Bare) -> None:
    done = machine.run("distressapp", "doctor")

    assert done.returncode == 1
    assert f"sudo -u {ACCOUNT} distressapp doctor" in done.stderr


def test_the_doctor_of_the_installed_program_finds_it_whole(machine: Bare) -> None:
    done = machine.run("distressapp", "doctor", user=ACCOUNT)

    wrong = [line for line in done.stdout.splitlines() if line.strip().startswith("WRONG")]
    assert done.stderr == ""
    assert [each for each in wrong if "Drawing" in each or "Worked" in each] == []
    assert "packaged" in done.stdout
    assert machine.run("distressapp", "verify", "--passphrase-fd", "0", user=ACCOUNT,
                       typed=f"{PASSPHRASE}\n").returncode == 0  # fmt: skip


def test_the_installed_program_scores_as_the_source_does(machine: Bare) -> None:
    line = json.dumps({"instrument": "hads", "answers": {str(each): 1 for each in range(1, 15)}})

    here = subprocess.run(
        [sys.executable, "-m", "distressapp", "score"],
        input=line + "\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    there = machine.run("distressapp", "score", user="nobody", typed=line + "\n")

    assert (there.returncode, there.stdout) == (here.returncode, here.stdout)
    assert there.stdout


def test_an_invented_patient_goes_through_it(machine: Bare) -> None:
    to = "/var/tmp/demo"  # noqa: S108  (on the bare machine)
    words = ("demo", "--headless", "--patients", "5", "--out", to)

    said = machine.run("distressapp", *words, user=ACCOUNT, env={"HOME": "/var/tmp"})  # noqa: S108  (the same)

    made = machine.root / to[1:]
    assert (said.returncode, said.stderr) == (0, "")
    assert (made / "summary.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((made / "screens").glob("*.png"))) > 20
    shutil.rmtree(made)


@pytest.mark.skipif(bool(lacking_of_x11()), reason=f"lacking: {lacking_of_x11()}")
def test_the_kiosk_shows_what_the_source_shows(machine: Bare, tmp_path: Path) -> None:
    clinic = tmp_path / "clinic"
    shutil.copytree(machine.root / FOLDER[1:], clinic)
    folder = tmp_path / "machine"
    folder.mkdir()
    screen = Machine(folder)
    try:
        display = {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb", "HOME": FOLDER}
        installed = machine.command("distressapp", "kiosk", user=ACCOUNT)
        there = first_screen(screen, installed, {**bare.CLEAN, **display})
        source = [sys.executable, "-m", "distressapp", "--data", str(clinic), "kiosk"]
        here = first_screen(screen, source, {**os.environ, **display, "HOME": str(tmp_path)})
    finally:
        screen.stop()

    there.save(str(tmp_path / "installed.png"))
    here.save(str(tmp_path / "source.png"))
    assert differing(there, here) <= MAY_DIFFER


def test_a_screen_with_another_word_on_it_would_be_seen() -> None:
    one = QImage(1280, 800, QImage.Format.Format_RGB32)
    one.fill(0xF5F2EB)
    other = one.copy()
    for x in range(60):
        for y in range(20):
            other.setPixel(x, y, 0x1C2B33)

    assert differing(one, one.copy()) == 0
    assert differing(one, other) > MAY_DIFFER


def first_screen(screen: Machine, command: Sequence[str], env: dict[str, str]) -> QImage:
    """What stands on the screen once the kiosk has drawn, and stands still."""
    seen: list[QImage] = [screen.picture()]

    def is_still() -> bool:
        seen.append(screen.picture())
        return (
            is_drawn(seen[-1])
            and differing(seen[-1], seen[-25 if len(seen) > 25 else 0]) <= MAY_DIFFER
        )

    kiosk = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        until(is_still, "the kiosk's first screen", most_s=60)
        return seen[-1]
    finally:
        kiosk.terminate()
        _out, said = kiosk.communicate(timeout=120)
        assert said == ""


def is_drawn(picture: QImage) -> bool:
    """Whether there is more to see than a server without a window, which is black."""
    seen = memoryview(dots_of(picture)).cast("I")[::997]
    return len(set(seen)) > FEW_COLOURS


def dots_of(picture: QImage) -> bytes:
    return bytes(picture.convertToFormat(QImage.Format.Format_RGB32).constBits())


def differing(one: QImage, other: QImage) -> float:
    """Which part of the dots is another."""
    first, second = memoryview(dots_of(one)).cast("I"), memoryview(dots_of(other)).cast("I")
    return sum(a != b for a, b in zip(first, second, strict=True)) / len(first)


def test_an_upgrade_keeps_the_clinic_and_an_older_version_is_refused(
    machine: Bare, newer: Path, package: Path
) -> None:
    before = kept(machine)

    machine.apt("install", "--no-install-recommends", machine.give(newer))
    assert version_on(machine) == LATER
    older = machine.run("dpkg", "--install", machine.give(package))

    assert older.returncode != 0
    assert "Nothing was changed" in older.stderr
    assert version_on(machine) == LATER
    assert kept(machine) == before
    assert machine.said("distressapp", "--version", user=ACCOUNT)


def test_nothing_is_replaced_while_a_window_is_open(machine: Bare, newer: Path) -> None:
    open_one = subprocess.Popen(
        machine.command("distressapp", "score", user="nobody"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=bare.CLEAN,
        cwd="/",
    )
    try:
        until(lambda: "/usr/lib/distressapp" in _programs(machine), "it runs")
        upgrade = machine.run("dpkg", "--install", machine.give(newer))
        removal = machine.run("dpkg", "--remove", "distressapp")
    finally:
        open_one.communicate(timeout=120)

    for each in (upgrade, removal):
        assert each.returncode != 0
        assert "distressapp is open" in each.stderr
    assert version_on(machine) == __version__


def test_a_kiosk_session_is_left_alone_while_it_is_used_and_started_again_after(
    machine: Bare, newer: Path
) -> None:
    unit = "distressapp-kiosk.service"
    box = machine.root / FOLDER[1:] / "letterbox.db"
    with with_a_running(machine, unit) as told:
        box.touch()
        refused = machine.run("dpkg", "--install", machine.give(newer))
        told_when_refused = told()
        for each in box.parent.glob("letterbox.db*"):
            os.utime(each, (HOUR_AGO, HOUR_AGO))
        done = machine.run("dpkg", "--install", machine.give(newer))
        told_at_last = told()

    assert refused.returncode != 0
    assert "somebody may be answering" in refused.stderr
    assert "stop" not in told_when_refused
    assert (done.returncode, done.stderr) == (0, "")
    assert version_on(machine) == LATER
    assert [each for each in told_at_last.splitlines() if unit in each and "is-" not in each] == [
        f"stop {unit}",
        f"start {unit}",
    ]


@contextmanager
def with_a_running(machine: Bare, unit: str) -> Iterator[Callable[[], str]]:
    """As if systemd ran that unit there; gives what systemctl was told."""
    command = machine.root / "usr" / "bin" / "systemctl"
    assert not command.exists(), "a bare machine has no systemd"
    booted = machine.root / "run" / "systemd" / "system"
    booted.mkdir(parents=True)
    heard = machine.root / "var" / "tmp" / "systemctl.log"
    heard.touch()
    command.write_text(SYSTEMCTL.format(unit=unit), encoding="utf-8")
    command.chmod(0o755)
    try:
        yield lambda: heard.read_text("utf-8")
    finally:
        command.unlink()
        heard.unlink()
        shutil.rmtree(booted.parent)


def _programs(machine: Bare) -> str:
    return machine.run("sh", "-c", "readlink /proc/[0-9]*/exe").stdout


def test_a_clinic_outlives_removal_and_purge(machine: Bare, package: Path) -> None:
    before = kept(machine)

    removed = machine.run("apt-get", "-qq", "-y", "remove", "distressapp")
    assert removed.returncode == 0, removed.stderr
    assert not (machine.root / "usr" / "lib" / "distressapp").exists()
    assert kept(machine) == before
    machine.apt("install", "--no-install-recommends", machine.give(package))
    assert kept(machine) == before
    purged = machine.run("apt-get", "-y", "purge", "distressapp")

    assert purged.returncode == 0, purged.stderr
    assert f"The clinic's data stay in {FOLDER}" in purged.stdout
    assert "rm -rf /var/lib/distressapp" in purged.stdout
    assert kept(machine) == before
    left = machine.run(
        "sh", "-c", "ls -d /usr/*/distressapp* /etc/distressapp* /etc/*/*distressapp*"
    )
    assert left.stdout == ""
    machine.apt("install", "--no-install-recommends", machine.give(package))
    verify = ("distressapp", "verify", "--passphrase-fd", "0")
    machine.said(*verify, user=ACCOUNT, typed=f"{PASSPHRASE}\n")
