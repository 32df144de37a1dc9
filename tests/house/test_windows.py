"""What can be known elsewhere of the program on Windows; `docs/windows.md` says the rest."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.house.project import ROOT
from tests.rigs import rounds

LONGEST_S: Final = 300
LINE: Final = {"id": 1, "instrument": "dt", "coding": "index", "answers": {"rating": 7}}


def as_on_windows(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.windowless", *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        input=given,
        check=False,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
    )


def test_every_module_can_be_read_without_what_windows_lacks() -> None:
    done = as_on_windows()

    assert (done.returncode, done.stderr) == (0, "")


def test_lines_are_scored_without_what_windows_lacks() -> None:
    done = as_on_windows("score", "-", given=json.dumps(LINE) + "\n")

    assert json.loads(done.stdout)["scales"]["rating"]["value"] == 7


def test_the_kiosk_session_is_refused_in_a_sentence_where_no_keeper_can_be(tmp_path: Path) -> None:
    done = as_on_windows("kiosk", "--staff", "--data", str(tmp_path))

    assert done.returncode == 1
    assert done.stderr.startswith("Without the keeper nobody can sign in.")


def test_an_update_by_stick_is_refused_in_a_sentence(tmp_path: Path) -> None:
    stick = tmp_path / "distressapp-9.9.9.update"
    stick.write_bytes(b"")

    done = as_on_windows("update", "install", str(stick))

    assert done.returncode == 1
    assert done.stderr.startswith("Updates by stick are for systems that install as Debian does.")


@pytest.mark.skipif(not rounds.is_full(), reason="a whole sitting; make rigs goes through it")
def test_a_sitting_and_its_page_go_without_what_windows_lacks(tmp_path: Path) -> None:
    done = as_on_windows("demo", "--headless", "--out", str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF")


def test_the_types_hold_as_on_windows() -> None:
    words = ["--platform", "win32", "--cache-dir", ".mypy_cache/win32", "--package", "distressapp"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
