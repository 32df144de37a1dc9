import os
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path

import pytest

from distressapp.bootstrap import open_house, open_vault
from distressapp.core.sitting import Use
from distressapp.settings import read
from tests.cli.clinic import TOML, call, set_up
from tests.clinics import PASSPHRASE
from tests.service.teams import ANA


def test_a_clinic_is_made_from_a_file_and_a_passphrase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = set_up(tmp_path / "clinic")

    out = capsys.readouterr().out
    house = open_house(tmp_path / "clinic")
    open_vault(house, PASSPHRASE).close()
    house.close()
    assert status == 0
    assert "It is a rehearsal, for ever" in out
    assert "If every passphrase and the recovery code are lost, so are the answers" in out
    assert "The recovery code was given out, and is not proven." in out
    assert "Not ready" not in out


def test_a_clinical_folder_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = set_up(tmp_path / "clinic", TOML.replace("rehearsal", "clinical"), "--as", ANA)

    assert status == 0
    assert "Not ready: The call for help was never tested" in capsys.readouterr().out
    assert read(tmp_path / "clinic" / "kiosk.json").use is Use.CLINICAL


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("clinic = ", "clinic.toml is not TOML"),
        ('clinic = "C"\nuse = "play"', "In clinic.toml, use "),
        (TOML + 'instruments = ["dt", "phq9"]', "instruments names phq9"),
        (TOML + '[missing]\nhads = "guess"', "missing.hads names guess"),
        (TOML + '[missing]\nphq9 = "strict"', "missing.phq9 names strict"),
        (TOML + '[profile]\nprofile = "own"', "profile.profile names own"),
        (TOML + 'passphrase = "x"', "passphrase is not a setting"),
        (TOML + "administrator = 7", "administrator is not a name"),
    ],
)
def test_what_is_wrong_in_the_file_is_one_plain_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], toml: str, said: str
) -> None:
    status = set_up(tmp_path / "clinic", toml)

    err = capsys.readouterr().err
    assert status == 1
    assert said in err
    assert "Traceback" not in err
    assert not (tmp_path / "clinic").exists()


def test_a_weak_passphrase_makes_no_clinic(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = set_up(
        tmp_path / "clinic",
        passphrase="hunter2",  # noqa: S106  (it is refused)
    )

    err = capsys.readouterr().err
    assert status == 1
    assert "too short" in err
    assert "hunter2" not in err
    assert not (tmp_path / "clinic").exists()


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "clinic").mkdir()
    (tmp_path / "clinic" / "note.txt").write_text("mine")

    status = set_up(tmp_path / "clinic")

    assert status == 1
    assert "already" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "clinic").iterdir()] == ["note.txt"]


def test_without_a_keyboard_the_passphrase_needs_a_descriptor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = set_up(tmp_path / "clinic", passphrase=None)

    assert status == 1
    assert "--passphrase-fd" in capsys.readouterr().err


def test_a_descriptor_that_is_not_open_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "clinic.toml"
    file.write_text(TOML)

    with file.open("ab") as out:
        words = ("setup", "--file", str(file), "--recovery-fd", str(out.fileno()))
        status = call(tmp_path / "c", *words, "--passphrase-fd", "987", passphrase=None)

    assert status == 1
    assert "987" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = call(tmp_path / "c", "setup", "--file", str(tmp_path / "no.toml"))

    assert status == 1
    assert "no.toml" in capsys.readouterr().err


def test_doctor_says_what_is_not_ready(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = call(tmp_path / "clinic", "doctor", passphrase=None)
    set_up(tmp_path / "clinic")
    capsys.readouterr()
    ready = call(tmp_path / "clinic", "doctor", passphrase=None)
    said = capsys.readouterr().out
    (tmp_path / "clinic" / "vault.db").chmod(0o644)
    readable = call(tmp_path / "clinic", "doctor", passphrase=None)

    assert (missing, ready, readable) == (1, 0, 1)
    assert said.splitlines()[0] == "Everything is ready."
    assert "Other accounts can read vault.db" in capsys.readouterr().out


def test_doctor_of_a_clinic_names_instruments_that_are_not_offered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(tmp_path / "clinic", TOML.replace("rehearsal", "clinical"), "--as", ANA)
    capsys.readouterr()

    status = call(tmp_path / "clinic", "doctor", passphrase=None)

    out = capsys.readouterr().out
    assert status == 1
    assert "HADS is not offered" in out
    assert "Distress rating is not offered" not in out
    assert "No clinician has confirmed the cut-offs." in out
    assert "No printer is named." in out


def full_after(count: int) -> Callable[[int], None]:
    """A disk that takes so many files, and then none."""
    left = iter(range(count))

    def sync(_file: int) -> None:
        if next(left, None) is None:
            raise OSError(ENOSPC, "No space left on device")

    return sync


def test_a_set_up_that_fails_half_way_leaves_nothing_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = 0
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_after(0))
        while set_up(tmp_path / "clinic") != 0 and failed < 100:
            assert not (tmp_path / "clinic").exists()
            failed += 1
            patch.setattr(os, "fsync", full_after(failed))

    assert failed > 5
    assert call(tmp_path / "clinic", "verify") == 0


def test_what_a_set_up_left_is_not_cleared_where_a_clinic_stands(tmp_path: Path) -> None:
    root = tmp_path / "clinic"
    set_up(root)
    (root / "setup.unfinished").touch()

    status = set_up(root)

    assert status == 1
    assert call(root, "verify") == 0


def test_a_clinical_folder_needs_the_name_of_its_first_administrator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = set_up(tmp_path / "clinic", TOML.replace("rehearsal", "clinical"))

    assert status == 1
    assert "who the first administrator is. Say who with --as NAME" in capsys.readouterr().err
    assert not (tmp_path / "clinic").exists()


def test_without_a_file_and_without_a_screen_it_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    status = call(tmp_path / "clinic", "setup", passphrase=None)

    assert status == 1
    assert "There is no screen here to set a clinic up on" in capsys.readouterr().err
    assert not (tmp_path / "clinic").exists()


def test_the_wizard_is_not_opened_on_a_clinic_that_is_set_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(tmp_path / "clinic")

    status = call(tmp_path / "clinic", "setup", passphrase=None)

    assert status == 1
    assert "already" in capsys.readouterr().err
