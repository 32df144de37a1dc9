"""The files of the kiosk session: what they say, as the tools of the system read them."""

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from configparser import RawConfigParser
from pathlib import Path
from typing import Final

import pytest

from distressapp.anew import environment
from tests.house.project import ROOT

LINUX: Final = ROOT / "packaging" / "linux"
SESSION: Final = "/usr/lib/distressapp/session"
UNITS: Final = ("distressapp-kiosk.service", "distressapp-kiosk-x11.service")
SCRIPTS: Final = (
    "distressapp-session",
    "session/kiosk-wayland",
    "session/inside-wayland",
    "session/kiosk-x11",
    "session/inside-x11",
    "session/end",
)
MOST_EXPOSED: Final = 2.0
"""Of ten, by systemd's own count; a service with no hint in it has 9.6."""


def _lines(unit: str) -> list[str]:
    """What it says, without comments."""
    found = (LINUX / unit).read_text(encoding="utf-8").splitlines()
    return [each for each in found if each and not each.startswith("#")]


def _analyzed(*words: str) -> str:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("not on this computer: systemd-analyze")
    done = subprocess.run(
        ["systemd-analyze", *words], capture_output=True, text=True, timeout=120, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_understands_every_line_of_a_unit(unit: str) -> None:
    said = _analyzed("verify", "--man=no", str(LINUX / unit))

    # The programs are there once the package is installed.
    left = [each for each in said.splitlines() if "is not executable" not in each]
    assert left == []


@pytest.mark.parametrize("script", ["inside-wayland", "inside-x11"])
def test_the_program_begins_with_a_short_memory_at_once(script: str, tmp_path: Path) -> None:
    """As it would begin anew: else it would begin twice."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "openbox").symlink_to(shutil.which("true") or "")
    env = {"PATH": f"{bin_}:{os.environ['PATH']}", "RUNTIME_DIRECTORY": str(tmp_path)}

    done = subprocess.run(
        [LINUX / "session" / script, shutil.which("env") or ""],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=20,
    )

    said = dict(each.split("=", 1) for each in done.stdout.splitlines())
    assert said == environment(said)
    assert "PYTHONMALLOC" in said


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_confined_by_systemds_own_count(unit: str) -> None:
    said = _analyzed("security", "--offline=true", "--no-pager", str(LINUX / unit))

    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert found is not None, said
    assert float(found.group(1)) <= MOST_EXPOSED


def test_both_units_confine_alike() -> None:
    wayland, x11 = (_lines(each) for each in UNITS)

    assert [each for each in wayland if each not in x11] == [
        "Description=Distress screening kiosk",
        "Conflicts=getty@tty1.service distressapp-kiosk-x11.service",
        f"ExecStart={SESSION}/kiosk-wayland /usr/bin/distressapp kiosk --staff --session",
    ]


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_starts_again_whatever_happens_but_for_the_exit_of_staff(unit: str) -> None:
    lines = _lines(unit)

    assert "Restart=always" in lines
    assert "RestartPreventExitStatus=80" in lines
    assert "StartLimitIntervalSec=0" in lines
    assert any(each.startswith("Conflicts=getty@tty1.service") for each in lines)


def test_cage_is_never_told_to_let_terminals_be_switched() -> None:
    words = (LINUX / "session/kiosk-wayland").read_text(encoding="utf-8")

    (line,) = [each for each in words.splitlines() if each.startswith("cage ")]
    assert " -s" not in line
    assert line.split()[:3] == ["cage", "-d", "--"]


def test_the_window_manager_answers_no_key_and_no_button() -> None:
    root = ET.parse(LINUX / "session/rc.xml").getroot()  # noqa: S314  (our own file)

    for name in ("keyboard", "mouse"):
        # Where the section is missing openbox binds keys by itself.
        section = root.find(name)
        assert section is not None
        assert len(section) == 0
    assert root.find("menu/file") is None


@pytest.mark.parametrize("name", ["logind.conf", "sleep.conf", "slice.conf"])
def test_a_setting_of_systemd_can_be_read(name: str) -> None:
    read = RawConfigParser(strict=True)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # systemd tells cases apart

    read.read_string((LINUX / name).read_text(encoding="utf-8"))

    assert len(read.sections()) == 1


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_can_be_run(name: str) -> None:
    path = LINUX / name

    assert path.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", str(path)], check=True, timeout=120)
    if shutil.which("shellcheck") is not None:
        done = subprocess.run(
            ["shellcheck", str(path)], capture_output=True, text=True, timeout=120, check=False
        )
        assert done.stdout == ""


def test_everything_in_the_folder_is_installed_somewhere() -> None:
    listed = _installed()
    there = {
        path.relative_to(LINUX).as_posix()
        for path in LINUX.rglob("*")
        if path.is_file() and path.name != "install.txt"
    }

    assert set(listed) == there


def test_a_script_and_nothing_else_is_installed_to_be_run() -> None:
    modes = {name: mode for name, (_place, mode) in _installed().items()}

    assert {name for name, mode in modes.items() if mode == "0755"} == set(SCRIPTS)


def _installed() -> dict[str, tuple[str, str]]:
    """Name to place and mode."""
    rows = [
        each.split()
        for each in (LINUX / "install.txt").read_text(encoding="utf-8").splitlines()
        if each and not each.startswith("#")
    ]
    assert all(Path(place).is_absolute() for _name, place, _mode in rows)
    return {name: (place, mode) for name, place, mode in rows}
