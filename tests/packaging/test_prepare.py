"""The set-up itself, in folders of its own, with lock files that need no network."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import prepare
import pytest

UNKNOWN: Final = "nowhere-at-all==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project's folder with a space in its name and two empty lock files."""
    folder = tmp_path / "a kiosk"
    (folder / "packaging").mkdir(parents=True)
    for lock in prepare.LOCKS.values():
        (folder / "packaging" / lock).write_text("", encoding="utf-8")
    return folder


def start(folder: Path, purpose: str = "demo") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, prepare.__file__, purpose, "--root", folder],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PIP_NO_INDEX": "1"},
    )


def finish(started: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = started.communicate(timeout=120)
    return started.returncode, said


def test_a_second_set_up_waits_for_the_first_and_then_has_nothing_to_do(folder: Path) -> None:
    first, second = start(folder), start(folder)

    ended = [finish(first), finish(second)]

    assert [status for status, _ in ended] == [0, 0]
    assert sum("Making the environment" in said for _, said in ended) == 1
    assert finish(start(folder)) == (0, "")


def test_what_was_made_by_half_is_made_again(folder: Path) -> None:
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").write_text("half", encoding="utf-8")

    status, said = finish(start(folder))

    assert status == 0, said
    python = folder / ".venv" / "bin" / "python"
    subprocess.run([python, "-c", "import pip"], check=True)


def test_a_package_that_cannot_be_had_is_said_plainly_and_leaves_no_stamp(folder: Path) -> None:
    (folder / "packaging" / prepare.LOCKS["demo"]).write_text(UNKNOWN, encoding="utf-8")

    status, said = finish(start(folder))

    assert status == 1
    assert "A package is not to be had" in said
    assert "No matching distribution found for nowhere-at-all==1.0" in said
    assert "Traceback" not in said
    assert not (folder / ".venv" / "prepared.json").exists()


@pytest.fixture
def workshop(folder: Path) -> Iterator[prepare.Workshop]:
    """The folder as the set-up sees it, while no other set-up runs."""
    with prepare.alone(folder) as workshop:
        yield workshop


def test_another_folder_lock_or_purpose_is_another_stamp(workshop: prepare.Workshop) -> None:
    lock = workshop.root / "packaging" / prepare.LOCKS["demo"]
    demo = prepare.wanted_stamp(workshop, "demo")
    test = prepare.wanted_stamp(workshop, "test")
    moved = prepare.wanted_stamp(replace(workshop, root=workshop.root / "packaging" / ".."), "demo")
    lock.write_text(UNKNOWN, encoding="utf-8")
    relocked = prepare.wanted_stamp(workshop, "demo")

    assert demo.items() < test.items()
    assert moved != demo
    assert relocked != demo


def test_a_stamp_that_cannot_be_read_counts_as_none(workshop: prepare.Workshop) -> None:
    workshop.venv.mkdir()
    workshop.stamp.write_text('{"python": ', encoding="utf-8")

    assert prepare.found_stamp(workshop) == {}


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("NewConnectionError: [Errno -3]\nNo matching distribution found", "over the network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the one in the lock file"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: No matching distribution found", "not to be had for this computer"),
        ("Segmentation fault", "The set-up failed"),
    ],
)
def test_what_the_tools_said_becomes_a_plain_sentence(log: str, sentence: str) -> None:
    assert sentence in prepare.why(log)


def test_an_old_python_is_told_so_in_one_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c "import sys; sys.version_info = (3, 9, 2); $2"\n',
        encoding="utf-8",
    )
    old.chmod(0o755)

    done = subprocess.run(
        ["make", "--no-print-directory", "python", f"PYTHON={old}"],
        cwd=prepare.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "needs Python 3.11 or later; this is Python 3.9" in done.stderr
    assert "Traceback" not in done.stderr
