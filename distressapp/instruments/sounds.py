"""Sound files of a pack: plain WAV, no longer than a question takes to be read."""

import io
import wave
from typing import Final

from distressapp.core.errors import PackError
from distressapp.text import _

LONGEST_BYTES: Final = 16 * 1024 * 1024
"""One file. A minute and a half in stereo at 48 kHz is as much."""
LONGEST_S: Final = 120
_RATES: Final = range(8_000, 48_001)
_BYTES_A_SAMPLE: Final = 2
_MOST_CHANNELS: Final = 2


def check_sound(content: bytes, *, name: str) -> None:
    """Nothing where that is a WAV file which any machine plays.

    Args:
        name: As the reader of an error knows it.

    Raises:
        PackError: It is something else, or too long.
    """
    try:
        with wave.open(io.BytesIO(content)) as sound:
            frames, rate = sound.getnframes(), sound.getframerate()
            is_plain = sound.getsampwidth() == _BYTES_A_SAMPLE and rate in _RATES
            is_plain = is_plain and 1 <= sound.getnchannels() <= _MOST_CHANNELS
            frame_bytes = sound.getsampwidth() * sound.getnchannels()
    except (wave.Error, EOFError, ValueError, RuntimeError) as error:
        raise _no_sound(name) from error
    if not is_plain or not 0 < frames * frame_bytes <= len(content):
        raise _no_sound(name)
    if frames > LONGEST_S * rate:
        raise PackError(
            _("{name} plays for more than {most} seconds").format(name=name, most=LONGEST_S),
            advice=_("Record each question and each option in a file of its own."),
        )


def _no_sound(name: str) -> PackError:
    return PackError(
        _("{name} is not a WAV file that any machine plays").format(name=name),
        advice=_("Save it as WAV with 16 bits, one or two channels, and up to 48,000 Hz."),
    )
