"""Every test of a staff's screen runs on a clean stage, with a desk to sit at."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.staff.desk import Desk
from tests.staff import room as rooms


@pytest.fixture(autouse=True)
def bot(clean_stage: QtBot) -> QtBot:
    """What taps and types."""
    return clean_stage


@pytest.fixture
def desk(bot: QtBot, tmp_path: Path) -> Desk:
    """Of the administrator of a new rehearsal clinic, in the open room."""
    return rooms.room(bot, tmp_path)
