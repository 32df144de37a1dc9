from dataclasses import replace
from pathlib import Path

import pytest

from distressapp.keys.clinic import new_pair
from distressapp.settings import publish, read
from tests.cli.clinic import call
from tests.clinics import copied


def test_a_clinic_that_agrees_is_said_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(tmp_path / "clinic")

    status = call(root, "mend")

    assert (status, capsys.readouterr().out) == (0, "The folder and the vault agree.\n")


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_public_key_that_was_exchanged_is_told_and_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, is_gone: bool
) -> None:
    root = copied(tmp_path / "clinic")
    path = root / "clinic.pub"
    right = path.read_bytes()
    path.unlink()
    if not is_gone:
        path.write_bytes(new_pair().public.as_file())

    told = call(root, "mend")
    words = capsys.readouterr().out
    mended = call(root, "mend", "--clinic-key")

    assert (told, mended) == (1, 0)
    assert "clinic.pub is gone, or not the key of this vault" in words
    assert path.read_bytes() == right


def test_settings_behind_the_journals_back_are_shown_and_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(tmp_path / "clinic")
    path = root / "kiosk.json"
    right = read(path)
    publish(path, replace(right, idle_s=300))

    told = call(root, "mend")
    words = capsys.readouterr().out
    mended = call(root, "mend", "--former-settings")

    assert (told, mended, read(path)) == (1, 0, right)
    assert "kiosk.json: idle_s was 90, and is 300\n" in words


def test_settings_behind_the_journals_back_can_be_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(tmp_path / "clinic")
    path = root / "kiosk.json"
    publish(path, replace(read(path), idle_s=300))

    kept = call(root, "mend", "--keep-settings")

    assert (kept, call(root, "mend"), read(path).idle_s) == (0, 0, 300)
    assert "idle_s was 90, and is 300" in capsys.readouterr().out


def test_the_doctor_says_that_the_public_key_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(tmp_path / "clinic")
    (root / "clinic.pub").unlink()

    status = call(root, "doctor", passphrase=None)

    assert status == 1
    assert "clinic.pub cannot be read" in capsys.readouterr().out
