"""Letting somebody go makes a backup, or says that the kiosk goes on with the key of before."""

import shutil
from pathlib import Path

import pytest

from distressapp.service.archive import in_folder
from tests.cli.clinic import call
from tests.clinics import copied, opened
from tests.service.teams import ANA, FIRST, ana, first


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A clinic with Ana in it."""
    house = opened(copied(tmp_path / "clinic"))
    session = first(house)
    ana(house, session)
    session.close()
    house.close()
    return house.folder.root


def leave(root: Path) -> int:
    return call(root, "members", "leave", ANA, "--as", FIRST)


def test_a_backup_is_made_and_the_new_key_is_published(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / "clinic.pub").read_bytes()

    status = leave(root)

    assert status == 0
    assert "No backup" not in capsys.readouterr().out
    assert len(in_folder(root / "backups")) == 1
    assert (root / "clinic.pub").read_bytes() != before


def test_without_room_for_a_backup_it_is_said_and_the_next_command_makes_it(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, usage = (root / "clinic.pub").read_bytes(), shutil.disk_usage(root)
    with monkeypatch.context() as disk:
        disk.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=10_000))
        status = leave(root)
    said, meanwhile = capsys.readouterr().out, (root / "clinic.pub").read_bytes()

    call(root, "members", "list", "--as", FIRST)

    assert status == 0
    assert "the kiosk goes on with the key of before" in said
    assert meanwhile == before
    assert len(in_folder(root / "backups")) == 1
    assert (root / "clinic.pub").read_bytes() != before
