"""The doctor at the terminal: text, JSON and one page, with the vault shut or open."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.clinic import call, set_up


@pytest.fixture
def root(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    set_up(tmp_path / "clinic")
    capsys.readouterr()
    return tmp_path / "clinic"


def test_the_page_is_written_as_pdf_and_as_text(root: Path, tmp_path: Path) -> None:
    as_pdf = call(root, "doctor", "--out", str(tmp_path / "check.pdf"), passphrase=None)
    as_text = call(root, "doctor", "--out", str(tmp_path / "check.txt"), passphrase=None)

    assert (as_pdf, as_text) == (0, 0)
    (page,) = PdfReader(BytesIO((tmp_path / "check.pdf").read_bytes())).pages
    assert "all 32 score as they were worked" in page.extract_text()
    assert "SQLCipher" in (tmp_path / "check.txt").read_text()


def test_with_a_passphrase_the_vault_is_looked_into(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = call(root, "doctor", "--json")

    found = json.loads(capsys.readouterr().out)
    assert status == 0
    assert found["parts"]["keeping"]["vault"]["finding"] == "fine"


def test_a_clinic_that_is_not_ready_may_have_a_sound_program(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "clinic.pub").unlink()

    of_clinic = call(root, "doctor", passphrase=None)
    of_program = call(root, "doctor", "--program", "--json", passphrase=None)

    assert (of_clinic, of_program) == (1, 0)
    assert '"is_sound": true' in capsys.readouterr().out


def test_a_damaged_letterbox_fails_both_and_is_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "letterbox.db"
    data = bytearray(path.read_bytes())
    data[4096:4200] = bytes(104)
    path.write_bytes(bytes(data))

    of_program = call(root, "doctor", "--program", passphrase=None)

    assert of_program == 1
    assert "letterbox.db is damaged" in capsys.readouterr().out


def test_a_place_that_cannot_be_written_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = call(root, "doctor", "--out", str(tmp_path / "no" / "check.pdf"), passphrase=None)

    assert status == 1
    assert "check.pdf cannot be written" in capsys.readouterr().err


def test_a_folder_that_this_account_cannot_look_into_still_gives_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / ("x" * 300)  # no system can look for that name

    status = call(nowhere, "doctor", passphrase=None)

    said = capsys.readouterr().out
    assert status == 1
    assert said.startswith("This account cannot look into the data folder")
    assert "all 32 score as they were worked" in said
    assert "this account cannot look at it" in said
    assert str(tmp_path) not in said
