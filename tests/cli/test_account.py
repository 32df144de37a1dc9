"""Root does not work in the clinic of another account."""

import os
from pathlib import Path

import pytest

from distressapp.cli import main
from distressapp.cli.account import ForeignFolderError, check_account

SOMEBODY = 1
"""An account that every system has, and nobody signs in with."""

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders of others")


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A folder of another account."""
    folder = tmp_path / "clinic"
    folder.mkdir(mode=0o700)
    os.chown(folder, SOMEBODY, SOMEBODY)
    return folder


def test_root_leaves_no_file_in_the_clinic_of_another_account(
    theirs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["--data", str(theirs), "verify"])

    assert status == 1
    assert "sudo -u" in capsys.readouterr().err
    assert list(theirs.iterdir()) == []


def test_the_sentence_names_the_account_and_the_command(theirs: Path) -> None:
    with pytest.raises(ForeignFolderError, match=r"sudo -u \S+ distressapp setup"):
        check_account("setup", theirs)


@pytest.mark.parametrize("command", ["score", "about", "demo", "update"])
def test_a_command_that_opens_no_clinic_is_anybodys(theirs: Path, command: str) -> None:
    check_account(command, theirs)


def test_roots_own_folder_and_one_to_come_are_roots(tmp_path: Path) -> None:
    check_account("setup", tmp_path)
    check_account("setup", tmp_path / "clinic")
