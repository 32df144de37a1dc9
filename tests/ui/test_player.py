"""The player, heard at the outputs of a sound server of the tests' own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from distressapp.ui.outputs import Output
from distressapp.ui.player import Player
from distressapp.ui.recorded import Sound, sound
from tests.house.project import ROOT
from tests.patience import turn
from tests.ui import hearing
from tests.ui.hearing import Server, tone

HEADSET = Output(name="headset", description="USB headset", is_worn=True)
SPEAKERS = Output(name="speakers", description="Speakers")
hears = pytest.mark.skipif(bool(hearing.missing()), reason=f"not here: {hearing.missing()}")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with hearing.server(tmp_path / "sound") as made:
        monkeypatch.setenv("PULSE_SERVER", made.environment["PULSE_SERVER"])
        yield made


@pytest.fixture
def player(qtbot: QtBot) -> Iterator[Player]:
    assert qtbot is not None
    made = Player()
    yield made
    made.stop()


def made_of(hertz: float, seconds: float = 0.6) -> Sound:
    made = sound(tone(hertz, seconds))
    assert made is not None
    return made


@hears
def test_a_sound_comes_out_at_its_output_and_at_no_other(
    qtbot: QtBot, server: Server, player: Player
) -> None:
    speakers, headset = server.hear("speakers"), server.hear("headset")

    with qtbot.waitSignal(player.ended) as told:
        assert player.play(made_of(600), HEADSET)
    qtbot.waitUntil(lambda: headset.pitches() == [600])

    assert told.args == [True]
    assert speakers.is_silent


@hears
def test_a_sound_that_is_stopped_is_silent_at_once(
    qtbot: QtBot, server: Server, player: Player
) -> None:
    headset = server.hear("headset")
    player.play(made_of(600, 20), HEADSET)
    qtbot.waitUntil(lambda: headset.pitches() == [600])

    player.stop()
    turn(400)
    heard = len(headset.samples)
    turn(600)

    assert len(headset.samples) > heard
    assert headset.loudest(since=heard) < hearing.SILENT
    assert not player.is_playing


@hears
def test_an_output_that_is_gone_plays_nowhere(qtbot: QtBot, server: Server, player: Player) -> None:
    speakers = server.hear("speakers")
    gone = Output(name="unplugged", description="Headphones", is_worn=True)

    with qtbot.waitSignal(player.ended) as told:
        player.play(made_of(600), gone)

    assert told.args == [False]
    turn(300)
    assert speakers.is_silent


@hears
def test_an_output_that_amplifies_is_not_louder_than_full(
    qtbot: QtBot, server: Server, player: Player
) -> None:
    headset = server.hear("headset")
    with qtbot.waitSignal(player.ended):
        player.play(made_of(600), HEADSET)
    qtbot.waitUntil(lambda: headset.loudest() > 1_000)
    before, start = headset.loudest(), len(headset.samples)
    server.control("set-sink-volume", "headset", "150%")

    with qtbot.waitSignal(player.ended):
        player.play(made_of(600), Output(name="headset", description="", volume=1.5))
    qtbot.waitUntil(lambda: headset.loudest(since=start) > 1_000)

    assert headset.loudest(since=start) < before * 1.1


def a_program(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_without_a_player_nothing_is_begun(
    player: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    is_begun = player.play(made_of(600), HEADSET)

    assert not is_begun
    assert not player.is_playing
    assert not Player.can_play(None)


def test_what_is_meant_for_headphones_is_never_given_to_a_player_that_knows_none(
    player: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_program(tmp_path, "aplay", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not player.play(made_of(600), HEADSET)
    assert Player.can_play(None)


def test_the_room_is_reached_without_a_sound_server_too(
    qtbot: QtBot, player: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = tmp_path / "heard"
    a_program(tmp_path, "aplay", f'/bin/cat > "{heard}"')
    monkeypatch.setenv("PATH", str(tmp_path))
    sent = made_of(600)

    with qtbot.waitSignal(player.ended) as told:
        player.play(sent, None)

    assert told.args == [True]
    assert heard.read_bytes() == sent.at_level()


def test_a_player_that_never_ends_is_ended(
    qtbot: QtBot, player: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_program(tmp_path, "aplay", "exec /bin/sleep 600")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("distressapp.ui.player._LATE_S", 0.2)

    with qtbot.waitSignal(player.ended) as told:
        player.play(made_of(600, 0.1), None)

    assert told.args == [False]
    assert not player.is_playing


_DIES: Final = """
import sys
from PySide6.QtCore import QCoreApplication
from distressapp.ui.outputs import Output
from distressapp.ui.player import Player
from distressapp.ui.recorded import sound
from tests.ui.hearing import tone
application = QCoreApplication([])
player = Player()
player.play(sound(tone(600, 30)), Output(name="headset", description=""))
application.exec()
"""


@hears
def test_a_program_that_dies_is_silent_two_seconds_later(qtbot: QtBot, server: Server) -> None:
    headset = server.hear("headset")
    with subprocess.Popen([sys.executable, "-c", _DIES], cwd=ROOT, env=os.environ) as program:
        qtbot.waitUntil(lambda: headset.pitches() == [600])

        program.kill()

    turn(2_500)
    heard = len(headset.samples)
    turn(500)
    assert len(headset.samples) > heard
    assert headset.loudest(since=heard) < hearing.SILENT


@hears
@pytest.mark.parametrize("output", [HEADSET, SPEAKERS])
def test_a_second_sound_takes_the_place_of_the_first(
    qtbot: QtBot, server: Server, player: Player, output: Output
) -> None:
    ear = server.hear(output.name)
    player.play(made_of(400, 20), output)
    qtbot.waitUntil(lambda: ear.pitches() == [400])

    with qtbot.waitSignal(player.ended):
        player.play(made_of(800), output)
    qtbot.waitUntil(lambda: 800 in ear.pitches())

    assert ear.pitches() == [400, 800]
