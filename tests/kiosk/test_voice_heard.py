"""The system's voice, heard: only where Qt's speech part and a speech service are installed."""

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.kiosk.plain import Act, PlainPage
from distressapp.ui import speech
from tests.kiosk.day import Day, day, tap
from tests.patience import turn
from tests.ui import hearing
from tests.ui.hearing import HEADSET, SILENT, Ear, Server

_HAS_PART = importlib.util.find_spec(speech.MODULE) is not None
pytestmark = [
    pytest.mark.skipif(bool(hearing.missing()), reason=f"not here: {hearing.missing()}"),
    pytest.mark.skipif(not _HAS_PART, reason="the extra `voice` is not installed"),
    pytest.mark.qt_log_ignore("pipewire-0.3", extend=True),  # Qt's sound part looks for it
    pytest.mark.skipif(shutil.which("speech-dispatcher") is None, reason="no speech service"),
]


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One sound server for all: Qt keeps its connection to the first speech service it met."""
    root = tmp_path_factory.mktemp("machine")
    with pytest.MonkeyPatch.context() as patch, hearing.server(root / "sound") as made:
        run = root / "run"
        run.mkdir(mode=0o700)
        patch.setenv("PULSE_SERVER", made.environment["PULSE_SERVER"])
        patch.setenv("XDG_RUNTIME_DIR", str(run))
        patch.setenv("XDG_CONFIG_HOME", str(run))
        yield made


@pytest.fixture
def server(machine: Server) -> Server:
    """The speakers are the usual output."""
    machine.control("set-default-sink", "speakers")
    return machine


def is_quiet_from_now_on(ear: Ear) -> bool:
    turn(700)
    heard = len(ear.samples)
    turn(1_000)
    return ear.loudest(since=heard) < SILENT


def at_rating(bot: QtBot, tmp_path: Path) -> Day:
    here = day(bot, tmp_path / "clinic")
    here.hand_over()
    here.go_to("rating")
    return here


def test_the_voice_speaks_to_a_headset_that_is_the_usual_output(
    clean_stage: QtBot, tmp_path: Path, server: Server
) -> None:
    server.control("set-default-sink", "headset")
    headset, speakers = server.hear("headset"), server.hear("speakers")
    here = at_rating(clean_stage, tmp_path)

    tap(here.room.header.listen)
    clean_stage.waitUntil(lambda: headset.seconds_heard() > 1.5)
    tap(here.room.foot.next)

    assert is_quiet_from_now_on(headset)
    assert speakers.is_silent


def test_a_voice_that_does_not_reach_the_headset_is_not_let_into_the_room(
    clean_stage: QtBot, tmp_path: Path, server: Server
) -> None:
    speakers = server.hear("speakers")
    here = at_rating(clean_stage, tmp_path)

    tap(here.room.header.listen)
    clean_stage.waitUntil(lambda: bool(here.room.notice.words))

    assert "does not reach the headphones" in here.room.notice.words
    assert is_quiet_from_now_on(speakers)


def test_the_voice_speaks_in_the_room_once_the_patient_wants_it(
    clean_stage: QtBot, tmp_path: Path, server: Server
) -> None:
    for words in server.control("list", "short", "modules").splitlines():
        if "sink_name=headset" in words:
            server.control("unload-module", words.split()[0])
    speakers = server.hear("speakers")
    here = at_rating(clean_stage, tmp_path)
    tap(here.room.header.listen)
    clean_stage.waitUntil(lambda: isinstance(here.window.page, PlainPage))
    was_silent = speakers.is_silent

    here.act(Act.YES)
    clean_stage.waitUntil(lambda: speakers.seconds_heard() > 1.5)
    tap(here.room.header.listen)

    assert was_silent
    assert is_quiet_from_now_on(speakers)
    server.control("load-module", "module-null-sink", "sink_name=headset", HEADSET)
