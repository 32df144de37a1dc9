"""A backup and the code on paper are enough, on whatever computer."""

from pathlib import Path

import pytest

from distressapp.bootstrap import open_house, sign_in
from distressapp.core.stores import WrongPassphraseError
from distressapp.paths import Folder
from distressapp.service.archive import in_folder
from distressapp.service.erasure import erase
from distressapp.vault import lists
from tests.cli.clinic import call, descriptor
from tests.clinics import PASSPHRASE, made_with_code, opened
from tests.service.patients import REASON, matched, patient_id
from tests.service.spoiling import spoiled

NEW = "four red kites circle the tower"


def with_code(root: Path, words: list[str], code: str) -> int:
    with descriptor(f"{code}\n") as number, descriptor(f"{NEW}\n") as new:
        more = ["--new-passphrase-fd", new] if words[0] == "recovery" else []
        return call(root, *words, "--code-fd", number, *more, passphrase=None)


@pytest.fixture
def code(tmp_path: Path) -> str:
    """Of a clinic with one sitting and one backup."""
    root = tmp_path / "clinic"
    found = made_with_code(root)
    house = opened(root)
    session = sign_in(house, PASSPHRASE)
    matched(house, session.vault)
    session.close()
    house.close()
    call(root, "backup")
    return found


def sittings(root: Path, passphrase: str) -> int:
    house = open_house(root, room=None)
    try:
        session = sign_in(house, passphrase)
        try:
            session.vault.verify()
            return len(lists.all_sittings(session.vault))
        finally:
            session.close()
    finally:
        house.close()


def backup_of(root: Path) -> str:
    return str(in_folder(root / "backups")[0])


def test_the_paper_and_a_backup_bring_a_lost_clinic_back(
    tmp_path: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root, new = tmp_path / "clinic", tmp_path / "new"

    restored = with_code(new, ["restore", backup_of(root)], code)
    said = capsys.readouterr().out
    used = with_code(new, ["recovery", "use"], code)

    assert (restored, used) == (0, 0)
    assert "Members of staff now: Administrator." in said
    assert "recovery use" in said
    assert sittings(new, NEW) == 1


def test_the_paper_drills_a_backup(
    tmp_path: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "clinic"

    status = with_code(root, ["restore", backup_of(root), "--drill"], code)

    assert status == 0
    assert "1 sittings, every chain whole" in capsys.readouterr().out


def test_a_damaged_vault_is_mended_for_who_comes_in_with_the_paper(
    tmp_path: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "clinic"
    spoiled(root / "vault.db")

    status = with_code(root, ["recovery", "use"], code)

    said = capsys.readouterr()
    assert status == 0
    assert "The vault was damaged" in said.err
    assert "Members of staff now: Administrator." in said.err
    assert sittings(root, NEW) == 1


def test_the_paper_of_another_clinic_restores_nothing(
    tmp_path: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "clinic"
    other = made_with_code(tmp_path / "other")

    elsewhere = with_code(tmp_path / "new", ["restore", backup_of(root)], other)
    here = with_code(root, ["restore", backup_of(root)], other)
    mistyped = with_code(root, ["restore", backup_of(root)], code[:-1])

    assert (elsewhere, here, mistyped) == (1, 1, 1)
    said = capsys.readouterr().err
    assert said.count("does not open the backup") == 2
    assert "That is not a recovery code" in said
    assert not (root / "quarantine").exists()
    assert not (tmp_path / "new" / "vault.db").exists()


def test_a_code_that_was_replaced_restores_over_the_vault_that_replaced_it_nothing(
    tmp_path: Path, code: str
) -> None:
    root, backup = tmp_path / "clinic", backup_of(tmp_path / "clinic")
    with (tmp_path / "paper").open("w") as paper:
        call(root, "recovery", "new", "--recovery-fd", str(paper.fileno()))

    status = with_code(root, ["restore", backup], code)

    assert status == 1
    with pytest.raises(WrongPassphraseError):
        sittings(root, NEW)
    assert sittings(root, PASSPHRASE) == 1


def test_what_came_back_about_the_erased_is_counted_and_said(
    tmp_path: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    del code
    root = tmp_path / "clinic"
    backup = backup_of(root)
    house = opened(root)
    session = sign_in(house, PASSPHRASE)
    erased = erase(house, session, patient_id(session.vault), reason=REASON)
    session.close()
    house.close()
    spoiled(root / "vault.db")
    capsys.readouterr()

    status = call(root, "restore", backup)

    assert status == 0
    assert f"{erased.entries} entries that had been erased" in capsys.readouterr().out
    assert sittings(root, PASSPHRASE) == 0
    assert not Folder(root=root).restoring.exists()
