import os
from pathlib import Path

import pytest

from distressapp import paths
from distressapp.paths import data_folder, resources


def test_the_folder_that_was_asked_for_is_taken(tmp_path: Path) -> None:
    assert data_folder(tmp_path) == tmp_path


def test_the_packaged_folder_comes_before_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(paths, "PACKAGED", str(tmp_path / "packaged"))

    own = data_folder()
    (tmp_path / "packaged").mkdir()

    assert own.name == "distressapp"
    assert data_folder() == tmp_path / "packaged"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter every folder")
def test_a_packaged_folder_that_may_not_be_entered_is_somebody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(paths, "PACKAGED", str(tmp_path / "packaged"))
    (tmp_path / "packaged").mkdir(mode=0o500)

    assert data_folder().is_relative_to(tmp_path / "home")


def test_what_ships_with_the_program_is_there() -> None:
    assert (resources() / "instruments" / "dt" / "definition.toml").is_file()
    assert (resources() / "tickets" / "en.txt").is_file()
