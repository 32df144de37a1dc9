"""A script is read in order, and a hush ends all of it; heard by a player of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.ui import aloud
from distressapp.ui.aloud import Reader
from distressapp.ui.recorded import Sound, sound
from tests.patience import turn
from tests.ui.hearing import tone


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Reader]:
    assert qtbot is not None
    made = Reader()
    yield made
    made.hush()


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A player that notes how much it was given, a line for each sound."""
    noted = tmp_path / "heard"
    noted.touch()
    program = tmp_path / "aplay"
    program.write_text(f'#!/bin/sh\n/usr/bin/wc -c >> "{noted}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(aloud, "REST_MS", 1)
    return noted


def made_of(seconds: float) -> Sound:
    made = sound(tone(600, seconds))
    assert made is not None
    return made


def lengths(noted: Path) -> list[int]:
    return [int(line) for line in noted.read_text().split()]


def test_sounds_are_played_one_after_the_other(qtbot: QtBot, reader: Reader, heard: Path) -> None:
    script = (made_of(0.2), made_of(0.1), made_of(0.3))

    with qtbot.waitSignal(reader.ended) as told:
        reader.read(script, "en", None)

    assert told.args == [True]
    assert lengths(heard) == [len(each.pcm) for each in script]
    assert not reader.is_reading


def test_after_a_hush_nothing_more_begins_and_no_end_is_told(
    qtbot: QtBot, reader: Reader, heard: Path
) -> None:
    told: list[object] = []
    reader.ended.connect(told.append)
    reader.read((made_of(0.1), made_of(0.2)), "en", None)
    qtbot.waitUntil(lambda: len(lengths(heard)) == 1)

    reader.hush()
    turn(600)

    assert len(lengths(heard)) == 1
    assert told == []
    assert not reader.is_reading


def test_a_sentence_without_a_voice_ends_the_reading_and_says_so(
    qtbot: QtBot, reader: Reader, heard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader.voice, "say", lambda _text, _language: False)

    with qtbot.waitSignal(reader.ended) as told:
        reader.read((made_of(0.1), "And now?", made_of(0.2)), "en", None)

    assert told.args == [False]
    assert len(lengths(heard)) == 1


def test_a_player_that_fails_ends_the_reading(qtbot: QtBot, reader: Reader, heard: Path) -> None:
    (heard.parent / "aplay").write_text("#!/bin/sh\nexit 1\n")

    with qtbot.waitSignal(reader.ended) as told:
        reader.read((made_of(0.1), made_of(0.2)), "en", None)

    assert told.args == [False]


def test_a_reading_that_never_ends_is_ended(
    qtbot: QtBot, heard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (heard.parent / "aplay").write_text("#!/bin/sh\nexec /bin/sleep 600\n")
    monkeypatch.setattr(aloud, "LONGEST_MS", 300)
    reader = Reader()

    with qtbot.waitSignal(reader.ended) as told:
        reader.read((made_of(0.1),), "en", None)

    assert told.args == [False]
    assert not reader.player.is_playing


def test_an_empty_script_is_read_at_once(qtbot: QtBot, reader: Reader) -> None:
    with qtbot.waitSignal(reader.ended) as told:
        reader.read((), "en", None)

    assert told.args == [True]
