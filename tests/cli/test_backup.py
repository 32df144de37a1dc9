from pathlib import Path

import pytest

from distressapp.bootstrap import new_id
from tests.cli.clinic import answered, call, set_up


@pytest.fixture
def root(tmp_path: Path) -> Path:
    found = tmp_path / "clinic"
    answered(found)
    return found


def backup_of(root: Path) -> Path:
    (found,) = (root / "backups").glob("*.tar")
    return found


def test_a_backup_is_made_and_said_where(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stick").mkdir()

    status = call(root, "backup", "--to", str(tmp_path / "stick"))

    said = capsys.readouterr()
    name = backup_of(root).name
    assert (tmp_path / "stick" / name).is_file()
    assert f"{name} was made" in said.out
    assert f"in {tmp_path / 'stick'} too" in said.out
    assert status == 1  # the stick of this test is on the same disk, and that is said
    assert "disk of the data folder" in said.err


def test_without_a_second_place_all_is_well(root: Path) -> None:
    assert call(root, "backup") == 0


def test_a_missing_stick_is_told_and_the_backup_stands(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = call(root, "backup", "--to", str(tmp_path / "gone"))

    assert status == 1
    assert "plugged in" in capsys.readouterr().err
    assert backup_of(root).is_file()


def test_a_drill_says_that_it_restores_and_changes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(root, "backup")
    before = {each: each.read_bytes() for each in root.rglob("*") if each.is_file()}

    status = call(root, "restore", str(backup_of(root)), "--drill")

    said = capsys.readouterr().out
    assert status == 0
    assert "1 sittings, every chain whole" in said
    assert "nothing was changed" in said
    assert {each: each.read_bytes() for each in root.rglob("*") if each.is_file()} == before


def test_a_backup_is_restored_into_another_folder(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(root, "backup")
    other = tmp_path / "other"

    status = call(root, "restore", str(backup_of(root)), "--into", str(other))

    assert status == 0
    assert f"in place in {other}" in capsys.readouterr().out
    assert call(other, "verify") == 0
    assert call(other, "backup") == 0


def test_a_backup_is_restored_over_what_is_there(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(root, "backup")

    status = call(root, "restore", str(backup_of(root)))

    said = capsys.readouterr().out
    assert status == 0
    assert "came from the vault that was there" in said
    assert "lies in quarantine" in said
    assert call(root, "verify") == 0


def test_a_file_that_is_no_backup_is_one_plain_sentence(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "backup-20260302T090000Z.tar"
    path.write_bytes(b"no")

    for each in (path, tmp_path / new_id()):
        assert call(root, "restore", str(each)) == 1
        assert capsys.readouterr().err.count("\n") == 1


def test_verify_compares_with_a_page(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(root, "verify")
    line = next(each for each in capsys.readouterr().out.splitlines() if "Writer" in each)
    writer, number, digits = (
        line.removeprefix("Writer ").replace(": number ", " ").replace(",", "").split()
    )

    good = call(root, "verify", "--printed", f"{writer}:{number}:{digits}")
    bad = call(root, "verify", "--printed", f":{number}:0000-0000-0000")
    wrong = call(root, "verify", "--printed", "x")
    none = call(root, "verify", "--accept", f"{writer}:1")

    assert (good, bad, wrong, none) == (0, 1, 1, 1)
    said = capsys.readouterr()
    assert "put back in time" in said.out
    assert "is not missing" in said.err


def test_doctor_says_that_a_clinic_has_no_backup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(tmp_path / "clinic", 'clinic = "C"\nuse = "clinical"\nadministrator = "Ana Ito"\n')
    capsys.readouterr()

    call(tmp_path / "clinic", "doctor", passphrase=None)

    said = capsys.readouterr().out
    assert "No backup was ever made" in said
    assert "No second place" in said
