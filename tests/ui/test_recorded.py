"""A recording comes from outside: it is read as sound of a safe loudness, or not at all."""

import array
import random
import struct

import pytest

from distressapp.ui.recorded import LARGEST_BYTES, LONGEST_S, LOUDEST, Sound, sound
from tests.ui.hearing import RATE_HZ, as_wav, tone


def level(made: Sound) -> float:
    samples = array.array("h", made.at_level())
    return float((sum(each * each for each in samples) / len(samples)) ** 0.5)


def test_a_loud_and_a_soft_recording_sound_equally_loud() -> None:
    loud, soft = sound(tone(440, loudness=32_000)), sound(tone(440, loudness=3_000))

    assert loud is not None
    assert soft is not None
    assert level(loud) == pytest.approx(level(soft), rel=0.05)
    assert level(loud) < 3_500


def test_no_sample_is_louder_than_is_safe_however_soft_the_rest() -> None:
    samples = array.array("h", [20] * RATE_HZ)
    samples[RATE_HZ // 2] = 32_767

    made = sound(as_wav(samples.tobytes()))

    assert made is not None
    assert max(array.array("h", made.at_level())) <= LOUDEST


def test_a_recording_never_begins_or_ends_with_a_bang() -> None:
    made = sound(as_wav(array.array("h", [15_000] * RATE_HZ).tobytes()))

    assert made is not None
    samples = array.array("h", made.at_level())
    assert samples[0] == samples[-1] == 0
    assert samples[len(samples) // 2] >= 3_000


def test_length_rate_and_channels_are_told() -> None:
    made = sound(as_wav(tone(440)[44:], rate_hz=44_100, channels=2))

    assert made is not None
    assert (made.rate_hz, made.channels) == (44_100, 2)
    assert made.seconds == pytest.approx(0.15, rel=0.01)


def test_two_minutes_are_read_and_a_second_more_is_not() -> None:
    whole = array.array("h", [900, -900] * (4_000 * LONGEST_S)).tobytes()

    assert sound(as_wav(whole, rate_hz=8_000)) is not None
    assert sound(as_wav(whole + whole[:16_000], rate_hz=8_000)) is None


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"ID3\x04\x00\x00" + bytes(400), id="mp3"),
        pytest.param(b"OggS" + bytes(400), id="ogg"),
        pytest.param(tone(440)[:40], id="cut in its header"),
        pytest.param(tone(440)[:-1_000], id="cut in its sound"),
        pytest.param(as_wav(b""), id="no sound"),
        pytest.param(as_wav(bytes(RATE_HZ)), id="silence"),
        pytest.param(as_wav(bytes(range(256)) * 40, width=1), id="8 bits"),
        pytest.param(as_wav(bytes(range(240)) * 40, width=3), id="24 bits"),
        pytest.param(as_wav(tone(440)[44:], channels=3), id="three channels"),
        pytest.param(as_wav(tone(440)[44:], rate_hz=4_000), id="4 kHz"),
        pytest.param(as_wav(tone(440)[44:], rate_hz=192_000), id="192 kHz"),
        pytest.param(tone(440) + bytes(LARGEST_BYTES), id="16 MB"),
    ],
)
def test_what_is_no_such_recording_counts_as_not_recorded(file: bytes) -> None:
    assert sound(file) is None


def test_a_header_that_lies_never_ends_in_an_error() -> None:
    chance = random.Random(5)  # noqa: S311  (chance for a test, no secret)
    whole = tone(440, 0.05)
    read = 0
    for _turn in range(3_000):
        torn = bytearray(whole)
        for _hit in range(chance.randint(1, 4)):
            torn[chance.randrange(44)] = chance.randrange(256)
        if chance.random() < 0.3:
            torn[4:8] = struct.pack("<I", chance.randrange(2**32))

        made = sound(bytes(torn[: chance.randint(1, len(torn))]))

        read += made is not None
        assert made is None or len(made.pcm) <= len(whole)
    assert read < 3_000
