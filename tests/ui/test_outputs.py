"""Which outputs only the patient hears, from what sound servers say."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from distressapp.ui.outputs import Finder, Output, Outputs, outputs_in
from tests.ui import hearing

INFO = json.dumps({"default_sink_name": "jack"}).encode()


def sinks(*every: object) -> bytes:
    return json.dumps(every).encode()


def jack(active: str, availability: str = "unknown") -> dict[str, object]:
    """A laptop's sound card: one sink, two ports, and the plug decides."""
    return {
        "name": "jack",
        "description": "Built-in audio",
        "active_port": active,
        "volume": {"front-left": {"value": 65_536}, "front-right": {"value": 98_304}},
        "ports": [
            {"name": "analog-output-speaker", "type": "Speaker", "availability": "unknown"},
            {
                "name": "analog-output-headphones",
                "type": "Headphones",
                "availability": availability,
            },
        ],
        "properties": {"device.form_factor": "internal"},
    }


def worn(name: str = "usb", **more: object) -> dict[str, object]:
    return {"name": name, "description": "USB Audio", "ports": [], **more}


def test_headphones_in_the_jack_are_the_patients() -> None:
    told = outputs_in(sinks(jack("analog-output-headphones", "available")), INFO)

    found = told.for_the_patient()

    assert found is not None
    assert found.name == "jack"


def test_an_empty_jack_plays_to_the_room_whatever_staff_chose() -> None:
    told = outputs_in(sinks(jack("analog-output-speaker", "not available")), INFO)

    assert told.for_the_patient() is None
    assert told.for_the_patient("jack") is None
    assert told.in_the_room() == told.every[0]


def test_a_headphone_port_without_a_plug_is_no_headphones() -> None:
    told = outputs_in(sinks(jack("analog-output-headphones", "not available")), INFO)

    assert told.for_the_patient("jack") is None


@pytest.mark.parametrize(
    "sink",
    [
        worn(properties={"device.form_factor": "headset"}),
        worn(properties={"device.form_factor": "headphone"}),
        worn(description="Jabra Headset Analog Stereo"),
        worn(ports=[{"name": "headset-output", "type": "Headset"}], active_port="headset-output"),
    ],
)
def test_a_headset_of_its_own_is_known_by_what_it_says(sink: dict[str, object]) -> None:
    assert outputs_in(sinks(sink), INFO).for_the_patient() is not None


def test_loudspeakers_are_never_taken_for_headphones() -> None:
    speakers = worn("speakers", properties={"device.form_factor": "speaker"})
    screen = worn("hdmi", ports=[{"name": "hdmi-output-0", "type": "HDMI"}])

    assert outputs_in(sinks(speakers, screen), INFO).for_the_patient() is None


def test_staff_can_set_an_output_aside_that_does_not_say_what_it_is() -> None:
    told = outputs_in(sinks(worn("plain"), worn("h", description="Headset")), INFO)

    chosen, gone = told.for_the_patient("plain"), told.for_the_patient("unplugged")

    assert chosen is not None
    assert chosen.name == "plain"
    assert gone is not None
    assert gone.name == "h"


def test_what_is_amplified_beyond_full_is_known() -> None:
    assert outputs_in(sinks(jack("analog-output-speaker")), INFO).every[0].volume == 1.5


@pytest.mark.parametrize(
    ("found", "info"),
    [
        (b"", b""),
        (b"No such command", b"Usage: pactl"),
        (b"{}", b"[]"),
        (b"[1, null, {}]", b'{"default_sink_name": 7}'),
        (sinks({"name": "", "ports": 3}), b"{}"),
        (sinks({"name": "--server=elsewhere"}), b"{}"),
        (b"[" * 100_000, b"{}"),
        (b"[]" + b" " * 2_000_000, b"{}"),
    ],
)
def test_a_sound_server_that_says_anything_else_has_no_outputs(found: bytes, info: bytes) -> None:
    assert outputs_in(found, info) == Outputs()


def test_a_sound_server_on_another_computer_has_no_outputs_for_a_patient() -> None:
    far = json.dumps({"default_sink_name": "usb", "is_local": "no"}).encode()

    assert outputs_in(sinks(worn(description="Headset")), far) == Outputs()


def test_odd_pieces_of_an_answer_are_left_out() -> None:
    told = outputs_in(sinks({"name": "odd", "ports": [4], "volume": [1], "properties": 2}), b"{}")

    assert told.every == (Output(name="odd", description="odd"),)


def test_without_a_sound_server_nothing_is_known(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    finder = Finder()

    with qtbot.waitSignal(finder.found) as told:
        finder.ask()

    assert told.args == [Outputs()]
    assert not finder.is_asking


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", "exec /bin/sleep 60"])
def test_a_sound_server_that_fails_or_hangs_is_none(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    program = tmp_path / "pactl"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    finder = Finder()

    with qtbot.waitSignal(finder.found) as told:
        finder.ask()

    assert told.args == [Outputs()]


@pytest.mark.skipif(bool(hearing.missing()), reason=f"not here: {hearing.missing()}")
def test_a_real_sound_server_tells_its_outputs(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hearing.server(tmp_path / "sound") as server:
        monkeypatch.setenv("PULSE_SERVER", server.environment["PULSE_SERVER"])
        finder = Finder()

        with qtbot.waitSignal(finder.found) as told:
            finder.ask()

    assert told.args is not None
    found = told.args[0]
    assert isinstance(found, Outputs)
    assert [each.name for each in found.every] == ["speakers", "headset"]
    assert found.usual == "speakers"
    ears = found.for_the_patient()
    assert ears is not None
    assert ears.description == "USB headset"
