"""Every test of a staff's screen runs on a clean stage, with a desk to sit at."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.staff import places
from distressapp.staff.desk import Desk, Place
from tests.staff import room as rooms
from tests.staff.probe import PROBE, ProbeScreen


@pytest.fixture(autouse=True)
def bot(clean_stage: QtBot) -> QtBot:
    """What taps and types."""
    return clean_stage


@pytest.fixture
def desk(bot: QtBot, tmp_path: Path) -> Desk:
    """Of the administrator of a new rehearsal clinic, in the open room."""
    return rooms.room(bot, tmp_path)


@pytest.fixture
def probe(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> ProbeScreen:
    """A screen of the tests, as one more of the places, and shown."""
    found = rooms.shown(desk, known_probe(monkeypatch))
    assert isinstance(found, ProbeScreen)
    return found


def known_probe(monkeypatch: pytest.MonkeyPatch) -> Place:
    """The place of the tests' own screen, which the room knows for one test."""
    monkeypatch.setitem(places.SCREENS, PROBE.screen, "tests.staff.probe:ProbeScreen")
    monkeypatch.setattr(ProbeScreen, "on_tap", None)
    return PROBE
