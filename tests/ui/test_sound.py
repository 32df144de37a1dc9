"""The chime: made here, and piped to whatever player the machine has."""

import io
import wave
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess
from pytestqt.qtbot import QtBot

from distressapp.ui.sound import chime_wav, ring


def player(folder: Path, name: str) -> Path:
    """A player that writes what it is given into a file beside it, as a real one plays it."""
    heard = folder / f"{name}.heard"
    program = folder / name
    program.write_text(f'#!/bin/sh\n/bin/cat > "{heard}.part"\n/bin/mv "{heard}.part" "{heard}"\n')
    program.chmod(0o755)
    return heard


def test_the_chime_is_a_second_of_sound_that_every_player_reads() -> None:
    with wave.open(io.BytesIO(chime_wav())) as file:
        seconds = file.getnframes() / file.getframerate()
        shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
        loudest = max(abs(each) for each in memoryview(file.readframes(-1)).cast("h"))

    assert shape == (1, 2, 22_050)
    assert 1.0 < seconds < 1.5
    assert 20_000 < loudest < 32_768


@pytest.mark.parametrize(("name", "skipped"), [("aplay", 0), ("paplay", 44)])
def test_the_player_of_the_machine_gets_the_whole_chime(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, skipped: int
) -> None:
    heard = player(tmp_path, name)
    monkeypatch.setenv("PATH", str(tmp_path))
    owner = QObject()

    ring(owner)

    qtbot.waitUntil(heard.exists)
    qtbot.waitUntil(lambda: owner.findChildren(QProcess) == [])
    assert heard.read_bytes() == chime_wav()[skipped:]


def test_without_a_player_nothing_is_started(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot is not None
    monkeypatch.setenv("PATH", str(tmp_path))
    owner = QObject()

    ring(owner)

    assert list(tmp_path.iterdir()) == []
    assert owner.findChildren(QProcess) == []
