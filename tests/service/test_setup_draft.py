from dataclasses import replace
from pathlib import Path

import pytest

from distressapp.core.stores import StoreDamagedError, StoreError
from distressapp.paths import Folder
from distressapp.service.setup_draft import Draft, drop, load, save
from tests.clinics import PASSPHRASE, made
from tests.settings.test_settings import FULL

HALF = Draft(step="hours", administrator="Ana Ito", settings=FULL, is_use_chosen=True)


@pytest.mark.parametrize("draft", [HALF, Draft()], ids=["half", "nothing"])
def test_what_was_typed_is_read_back(tmp_path: Path, draft: Draft) -> None:
    folder = Folder(root=tmp_path / "clinic")

    save(folder, draft)

    assert load(folder) == draft
    assert folder.draft.stat().st_mode & 0o777 == 0o600
    assert folder.root.stat().st_mode & 0o777 == 0o700


def test_nothing_was_left_where_nobody_began(tmp_path: Path) -> None:
    assert load(Folder(root=tmp_path)) is None


def test_a_clinic_is_made_beside_what_was_typed_and_the_draft_stays(tmp_path: Path) -> None:
    folder = Folder(root=tmp_path / "clinic")
    save(folder, HALF)

    made(folder.root)
    before = load(folder)
    drop(folder)

    assert before == HALF
    assert load(folder) is None
    assert PASSPHRASE not in (folder.settings).read_text()


def test_what_a_killed_set_up_left_is_put_aside_and_the_draft_is_not(tmp_path: Path) -> None:
    root = made(tmp_path / "clinic")
    (root / "kiosk.json").unlink()
    (root / "setup.unfinished").touch()
    save(Folder(root=root), HALF)

    made(root)

    (aside,) = root.glob("unfinished-*")
    assert not (aside / "setup.draft.json").exists()
    assert load(Folder(root=root)) == HALF


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"settings": 7, "step": ""}'])
def test_half_a_draft_is_said_to_be_damaged(tmp_path: Path, content: str) -> None:
    folder = Folder(root=tmp_path)
    folder.draft.write_text(content)

    with pytest.raises(StoreDamagedError, match=r"setup\.draft\.json"):
        load(folder)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "clinic").write_text("a file")

    with pytest.raises(StoreError):
        save(Folder(root=tmp_path / "clinic"), replace(HALF, step="clinic"))
