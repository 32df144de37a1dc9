"""Packs that an outsider made from the template, good and broken, by window and by command."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.cli import main
from distressapp.core.sitting import Use
from distressapp.core.wording import WordingKind
from distressapp.staff.desk import Desk
from tests.clinics import settings
from tests.staff import room as rooms
from tests.staff.outsider import BROKEN, GOOD, Way
from tests.staff.settings.test_wording_part import allow, form_of


@pytest.fixture
def clinical(bot: QtBot, tmp_path: Path) -> Desk:
    """Of a clinical folder beside the outsider's."""
    return rooms.room(bot, tmp_path, wanted=settings(Use.CLINICAL))


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Where the outsider works."""
    found = tmp_path / "outside"
    found.mkdir()
    return found


def everything(desk: Desk) -> dict[str, int]:
    """Every file of the clinic but those that change by being looked at."""
    root = desk.house.folder.root
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".db-wal")
    return {str(path.relative_to(root)): path.stat().st_size for path in files}


@pytest.mark.parametrize("way", GOOD)
def test_a_good_pack_is_checked_looked_at_and_installed(
    clinical: Desk, outside: Path, capsys: pytest.CaptureFixture[str], way: Way
) -> None:
    path = way(outside)

    status = main(["wording", "check", str(path)])
    form = form_of(clinical)
    is_taken = form.look_at(str(path))
    allow(form, "clinical")

    assert status == 0
    assert "can be installed" in capsys.readouterr().out
    assert is_taken
    assert form.install(), form.path.complaint.text()
    found = clinical.house.wording("hads", "en")
    assert found is not None
    assert found.kind is WordingKind.LICENSED
    assert clinical.house.settings.packs == {"hads.en": found.sha256}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pack_is_refused_by_window_and_command_in_the_same_words(
    clinical: Desk, outside: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    way, said = BROKEN[name]
    path = way(outside)
    form = form_of(clinical)
    before = everything(clinical)
    capsys.readouterr()

    status = main(["wording", "check", str(path)])
    by_command = capsys.readouterr().err
    is_taken = form.look_at(str(path))
    by_window = form.path.complaint.text()

    assert status == 1
    assert not is_taken
    assert said in by_window
    assert by_window.partition(" ")[2] in " ".join(by_command.split())
    assert form.pack is None
    assert form.button.isHidden()
    assert everything(clinical) == before
