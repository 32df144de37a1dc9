"""The frozen program looks at itself, and finds everything that it was packed with."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.clinics import made
from tests.packages.packaged import BARE, run


@pytest.fixture(scope="module")
def found(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What it says of itself, with a rehearsal clinic."""
    root = made(tmp_path_factory.mktemp("doctor") / "clinic")
    done = run(frozen, "doctor", "--json", "--program", "--data", root, cwd=root, env=BARE)
    assert done.returncode == 0, done.stdout + done.stderr
    value: dict[str, Any] = json.loads(done.stdout)
    return value


def test_it_says_that_it_is_packaged_and_sound(found: dict[str, Any]) -> None:
    assert found["is_sound"] is True
    assert found["parts"]["program"]["program"]["words"].endswith("packaged")


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("program", "vectors"),
        ("program", "page"),
        ("keeping", "letterbox"),
        ("machine", "core"),
        ("machine", "short_memory"),
    ],
)
def test_what_it_was_packed_with_does_its_work(found: dict[str, Any], part: str, line: str) -> None:
    assert found["parts"][part][line]["finding"] == "fine"


def test_the_libraries_are_those_inside_it(found: dict[str, Any]) -> None:
    for name in ("python", "qt", "sqlite", "sqlcipher", "libsodium"):
        assert any(each.isdigit() for each in found["parts"]["program"][name]["words"])


def test_it_can_print_where_there_is_no_cups(frozen: Path, tmp_path: Path) -> None:
    env = {**BARE, "QT_QPA_PLATFORM": "offscreen", "CUPS_SERVER": os.fspath(tmp_path / "none")}

    done = run(frozen, "--child", "paper", "list", cwd=tmp_path, env=env)

    assert (done.returncode, json.loads(done.stdout)) == (0, {})
