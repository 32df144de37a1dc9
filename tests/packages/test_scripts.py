"""What apt runs before and after the files of the package: as sh reads it, and as it decides."""

import os
import shutil
import subprocess
from pathlib import Path

import deb
import pytest

EMPTY = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}


def _run(name: str, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-s", *words],
        input=deb.script(name),
        capture_output=True,
        text=True,
        check=False,
        env={**EMPTY, **env},
    )


@pytest.mark.parametrize("name", deb.SCRIPTS)
def test_sh_can_read_every_script(name: str, tmp_path: Path) -> None:
    script = tmp_path / name
    script.write_text(deb.script(name), encoding="utf-8")

    done = subprocess.run(["sh", "-n", script], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert deb.script(name).splitlines()[0] == "#!/bin/sh"
    assert "\nset -e\n" in deb.script(name)
    assert "@" not in deb.script(name).replace('"$@"', "")


@pytest.mark.parametrize("name", deb.SCRIPTS)
@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="there is no shellcheck here")
def test_shellcheck_finds_nothing(name: str, tmp_path: Path) -> None:
    script = tmp_path / name
    script.write_text(deb.script(name), encoding="utf-8")

    done = subprocess.run(
        ["shellcheck", "-s", "sh", "-e", "SC2034", script],  # what another script of them uses
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == ""


def test_an_older_version_is_refused_before_anything_stops() -> None:
    for name, words in (("prerm", ("upgrade", "0.0.9")), ("preinst", ("upgrade", "99.0"))):
        done = _run(name, *words)

        assert done.returncode == 1
        assert "may not be able to" in done.stderr
        assert "Nothing was changed" in done.stderr


def test_going_back_with_the_data_may_install_an_older_version() -> None:
    done = _run("preinst", "install", "99.0", DISTRESSAPP_UPDATE="1")

    assert (done.returncode, done.stderr) == (0, "")


def test_the_first_installation_asks_nothing() -> None:
    done = _run("preinst", "install")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", deb.SCRIPTS)
def test_an_unknown_order_is_an_error(name: str) -> None:
    done = _run(name, "sell")

    assert done.returncode == 1
    assert "unknown order" in done.stderr


@pytest.mark.parametrize("name", deb.SCRIPTS)
def test_no_script_deletes_a_clinic(name: str) -> None:
    deletes = [
        line.strip() for line in deb.script(name).splitlines() if line.strip().startswith("rm ")
    ]

    of_data = [each for each in deletes if "folder" in each or "/var/lib/" in each]
    assert set(of_data) <= {"rm -rf /var/lib/distressapp-updates"}  # copies of the program
