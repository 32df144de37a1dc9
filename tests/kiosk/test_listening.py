"""Listen, heard: what comes out at the headset and at the speakers while a patient sits."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.kiosk.plain import Act, PlainPage
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.stage import Phase
from distressapp.settings import Screen
from tests.kiosk.day import STILL, Day, day, settle, tap
from tests.kiosk.spoken import PIECES, clinic
from tests.patience import PATIENCE_MS, turn
from tests.ui import hearing
from tests.ui.hearing import RATE_HZ, SILENT, Ear, Server

pytestmark = pytest.mark.skipif(bool(hearing.missing()), reason=f"not here: {hearing.missing()}")
FIRST = [PIECES[key] for key in ("1", "1/0", "1/1", "1/2", "1/3")]
A_SYLLABLE_S = 0.15
"""The server moves a sound whose output is gone, before it tells anybody."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Speakers, which are the usual output, and a headset."""
    with hearing.server(tmp_path / "sound") as made:
        monkeypatch.setenv("PULSE_SERVER", made.environment["PULSE_SERVER"])
        yield made


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Two outputs, and neither is worn."""
    with hearing.server(tmp_path / "sound", has_headset=False) as made:
        monkeypatch.setenv("PULSE_SERVER", made.environment["PULSE_SERVER"])
        yield made


def at(bot: QtBot, tmp_path: Path, step: str) -> Day:
    here = day(bot, clinic(tmp_path / "clinic"))
    here.hand_over()
    here.go_to(step)
    return here


def listen(here: Day) -> None:
    tap(here.room.header.listen)


def is_quiet_from_now_on(ear: Ear) -> bool:
    turn(400)  # what the server has in its hands already
    heard = len(ear.samples)
    while_listening = heard + int(RATE_HZ * 0.8)
    # It is told in pieces, and the first comes late on a busy machine.
    for _moment in range(PATIENCE_MS // 100):
        if len(ear.samples) >= while_listening:
            return ear.loudest(since=heard) < SILENT
        turn(100)
    raise AssertionError("the ear hears nothing at all any more")


def test_question_and_options_come_out_at_the_headset_and_nowhere_else(
    clean_stage: QtBot, tmp_path: Path, server: Server
) -> None:
    headset, speakers = server.hear("headset"), server.hear("speakers")
    here = at(clean_stage, tmp_path, "hads.1")

    listen(here)
    clean_stage.waitUntil(lambda: headset.pitches() == FIRST)
    clean_stage.waitUntil(lambda: not here.window.patient.listening.listening.is_busy)

    assert here.room.header.listen.words == "Listen"
    assert speakers.is_silent


def test_an_answer_that_stands_changes_nothing_of_what_is_heard(
    clean_stage: QtBot, tmp_path: Path, server: Server
) -> None:
    headset = server.hear("headset")
    here = at(clean_stage, tmp_path, "hads.1")
    here.choose("2")

    listen(here)
    clean_stage.waitUntil(lambda: len(headset.pitches()) == len(FIRST))

    assert headset.pitches() == FIRST


def test_a_question_can_be_heard_again(clean_stage: QtBot, tmp_path: Path, server: Server) -> None:
    headset = server.hear("headset")
    here = at(clean_stage, tmp_path, "hads.2")
    here.room.header.listen.double_tap_ms = 0

    for times in (1, 2):
        start = len(headset.samples)
        listen(here)
        assert here.room.header.listen.words == "Stop"
        clean_stage.waitUntil(lambda: not here.window.patient.listening.listening.is_busy)
        clean_stage.waitUntil(lambda start=start: headset.loudest(since=start) > SILENT)  # type: ignore[misc]  # bound now

        assert times
        assert headset.pitches() == [PIECES["2"]]


@pytest.mark.parametrize(
    "way", ["next", "back", "stop", "called", "now", "bigger", "resize", "broken", "closing"]
)
def test_every_way_off_the_question_is_silence(
    clean_stage: QtBot, tmp_path: Path, server: Server, way: str
) -> None:
    headset, speakers = server.hear("headset"), server.hear("speakers")
    here = at(clean_stage, tmp_path, "hads.3")
    listen(here)
    clean_stage.waitUntil(lambda: headset.pitches() == [500])

    leave(here, way)

    assert is_quiet_from_now_on(headset)
    assert speakers.is_silent


def leave(here: Day, way: str) -> None:
    room = here.room
    if way == "resize":
        here.window.resize(1024, 600)
    elif way == "broken":
        here.window.show_broken()
    elif way == "closing":
        here.window.stop_for_closing()
    else:
        tap(
            {
                "next": room.foot.next,
                "back": room.foot.back,
                "stop": room.header.listen,
                "called": room.foot.called,
                "now": room.foot.now,
                "bigger": room.header.bigger,
            }[way]
        )
    settle()


def test_nothing_of_one_patient_sounds_for_another(
    clean_stage: QtBot, tmp_path: Path, server: Server
) -> None:
    headset = server.hear("headset")
    here = at(clean_stage, tmp_path, "hads.3")
    listen(here)
    clean_stage.waitUntil(lambda: headset.pitches() == [500])

    tap(here.room.foot.called)
    here.clean_up()
    here.hand_over("MRN-2222", "02021960")

    assert is_quiet_from_now_on(headset)
    assert here.room.header.listen.words == "Listen"


def test_whoever_listens_is_not_asked_whether_they_are_there(
    clean_stage: QtBot, tmp_path: Path, server: Server
) -> None:
    headset = server.hear("headset")
    here = at(clean_stage, tmp_path, "hads.3")
    here.window.idle._ask.setInterval(2_500)  # noqa: SLF001  (ninety seconds are long)
    here.window.idle.watch()

    listen(here)
    clean_stage.waitUntil(lambda: headset.pitches() == [500])
    for _moment in range(16):
        turn(250)

    assert isinstance(here.window.page, PatientRoom)
    assert here.window.patient.listening.listening.is_busy


def test_without_headphones_the_patient_is_asked_before_a_sound_is_made(
    clean_stage: QtBot, tmp_path: Path, bare: Server
) -> None:
    speakers, other = bare.hear("speakers"), bare.hear("headset")
    here = at(clean_stage, tmp_path, "hads.2")
    listen(here)
    clean_stage.waitUntil(lambda: isinstance(here.window.page, PlainPage))
    asked, was_silent = here.title, is_quiet_from_now_on(speakers)

    here.act(Act.YES)
    clean_stage.waitUntil(lambda: speakers.pitches() == [700])

    assert asked == "Play it aloud in this room?"
    assert was_silent
    assert here.step == "hads.2"
    assert other.is_silent


def test_who_does_not_want_it_in_the_room_goes_back_to_the_question_in_silence(
    clean_stage: QtBot, tmp_path: Path, bare: Server
) -> None:
    speakers = bare.hear("speakers")
    here = at(clean_stage, tmp_path, "hads.2")
    listen(here)
    clean_stage.waitUntil(lambda: isinstance(here.window.page, PlainPage))

    here.act(Act.NO)

    assert here.step == "hads.2"
    assert isinstance(here.window.page, PatientRoom)
    assert is_quiet_from_now_on(speakers)


def test_the_next_patient_is_asked_anew(clean_stage: QtBot, tmp_path: Path, bare: Server) -> None:
    speakers = bare.hear("speakers")
    here = at(clean_stage, tmp_path, "hads.2")
    listen(here)
    clean_stage.waitUntil(lambda: isinstance(here.window.page, PlainPage))
    here.act(Act.YES)
    clean_stage.waitUntil(lambda: speakers.pitches() == [700])
    tap(here.room.foot.called)
    here.clean_up()

    here.hand_over("MRN-2222", "02021960")
    here.go_to("hads.2")
    listen(here)
    clean_stage.waitUntil(lambda: isinstance(here.window.page, PlainPage))

    assert here.title == "Play it aloud in this room?"


def test_the_output_that_staff_set_aside_is_used_without_asking(
    clean_stage: QtBot, tmp_path: Path, bare: Server
) -> None:
    ears, speakers = bare.hear("headset"), bare.hear("speakers")
    screen = Screen(has_transitions=False, voice_output="headset")
    here = day(clean_stage, clinic(tmp_path / "clinic", replace(STILL, screen=screen)))
    here.hand_over()
    here.go_to("hads.2")

    listen(here)
    clean_stage.waitUntil(lambda: ears.pitches() == [700])

    assert speakers.is_silent


def test_a_plug_that_is_pulled_ends_the_reading_and_the_room_hears_nothing(
    clean_stage: QtBot, tmp_path: Path, server: Server
) -> None:
    headset, speakers = server.hear("headset"), server.hear("speakers")
    here = at(clean_stage, tmp_path, "hads.3")
    listen(here)
    clean_stage.waitUntil(lambda: headset.pitches() == [500])

    sinks = server.control("list", "short", "modules").splitlines()
    module = next(line.split()[0] for line in sinks if "sink_name=headset" in line)
    server.control("unload-module", module)
    clean_stage.waitUntil(lambda: not here.window.patient.listening.listening.is_busy)

    assert is_quiet_from_now_on(speakers)
    assert speakers.seconds_heard() < A_SYLLABLE_S
    assert "headphones" in here.room.notice.words


def test_a_question_without_recording_or_voice_says_so_in_words(
    clean_stage: QtBot, tmp_path: Path, server: Server
) -> None:
    headset = server.hear("headset")
    here = at(clean_stage, tmp_path, "hads.4")

    listen(here)
    clean_stage.waitUntil(lambda: bool(here.room.notice.words))

    assert "English" in here.room.notice.words
    assert "ask staff" in here.room.notice.words
    assert here.room.header.listen.words == "Listen"
    assert headset.is_silent


def test_a_recording_that_was_changed_after_it_was_installed_is_not_played(
    clean_stage: QtBot, tmp_path: Path, server: Server
) -> None:
    headset = server.hear("headset")
    root = clinic(tmp_path / "clinic")
    for each in (root / "packs").glob("*/*.wav"):
        each.write_bytes(hearing.tone(900))
    here = day(clean_stage, root)
    here.hand_over()
    here.go_to("hads.2")

    listen(here)
    clean_stage.waitUntil(lambda: bool(here.room.notice.words))

    assert is_quiet_from_now_on(headset)


def test_a_sitting_that_ends_by_itself_is_silent(
    clean_stage: QtBot, tmp_path: Path, server: Server
) -> None:
    headset = server.hear("headset")
    here = at(clean_stage, tmp_path, "hads.3")
    listen(here)
    clean_stage.waitUntil(lambda: headset.pitches() == [500])

    here.window.idle.left.emit(None)
    settle()

    assert here.is_in(Phase.REST)
    assert is_quiet_from_now_on(headset)
