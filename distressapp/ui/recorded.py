"""A recording of a pack, made fit for a patient's ears: bounded, even, never sudden.

The file comes from outside. It is read as plain PCM in a WAV file or not at all, and its loudness
is brought to one level, so that one loud recording hurts nobody.
"""

import array
import io
import wave
from typing import Final

from distressapp.core.frozen import frozen

LONGEST_S: Final = 120
LARGEST_BYTES: Final = 16 * 1024 * 1024

LEVEL: Final = 3_300
"""Root mean square to which speech is brought, of 32 768: about -20 dB."""

LOUDEST: Final = 23_000
"""No sample is louder than this: about -3 dB."""

_MOST_GAIN: Final = 4.0
_SILENT: Final = 100
_RATES_HZ: Final = range(8_000, 48_001)
_CHANNELS: Final = (1, 2)
_BYTES_A_SAMPLE: Final = 2
_FADE_S: Final = 0.03
_MEASURED: Final = 50_000
"""So many samples are enough to measure loudness; a window must not wait for more."""


@frozen
class Sound:
    """What a player gets.

    Attributes:
        pcm: Samples of 16 bits, little-endian, channels interleaved; soft at both ends.
        gain: What brings them to the level; no sample is louder than `LOUDEST` then.
        channels: 1 or 2.
        seconds: How long it lasts.
    """

    pcm: bytes
    gain: float
    rate_hz: int
    channels: int
    seconds: float

    def at_level(self) -> bytes:
        """The samples at their level, for a player that has no volume of its own."""
        samples = array.array("h", self.pcm)
        return array.array("h", [int(each * self.gain) for each in samples]).tobytes()


def sound(file: bytes) -> Sound | None:
    """The recording at a safe loudness.

    Returns:
        None where the file is no WAV of 16 bits, 8 to 48 kHz and one or two channels, longer than
        two minutes, cut short, or silent: then it counts as not recorded.
    """
    if len(file) > LARGEST_BYTES:
        return None
    try:
        with wave.open(io.BytesIO(file)) as opened:
            frames, rate_hz = opened.getnframes(), opened.getframerate()
            channels, width = opened.getnchannels(), opened.getsampwidth()
            is_known = width == _BYTES_A_SAMPLE and channels in _CHANNELS and rate_hz in _RATES_HZ
            if not is_known or not 0 < frames <= LONGEST_S * rate_hz:
                return None
            pcm = opened.readframes(frames)
    except (wave.Error, EOFError, ValueError, OverflowError, RuntimeError):
        return None  # what the standard library raises for a header that lies
    samples = array.array("h")
    samples.frombytes(pcm[: len(pcm) // _BYTES_A_SAMPLE * _BYTES_A_SAMPLE])
    if len(samples) != frames * channels:
        return None
    gain = _gain(samples)
    if gain is None:
        return None
    _soften(samples, int(_FADE_S * rate_hz) * channels)
    return Sound(
        pcm=samples.tobytes(),
        gain=gain,
        rate_hz=rate_hz,
        channels=channels,
        seconds=frames / rate_hz,
    )


def _gain(samples: "array.array[int]") -> float | None:
    """What brings the samples to the level; None where there is only silence."""
    highest, lowest = max(samples), min(samples)
    peak = max(highest, -lowest)
    if peak < _SILENT:
        return None
    measured = samples[:: max(1, len(samples) // _MEASURED)]
    level = (sum(each * each for each in measured) / len(measured)) ** 0.5
    return float(min(_MOST_GAIN, LOUDEST / peak, LEVEL / max(level, 1.0)))


def _soften(samples: "array.array[int]", fade: int) -> None:
    """A soft start and end, in place."""
    fade = min(fade, len(samples) // 2)
    for n in range(fade):
        samples[n] = samples[n] * n // fade
        samples[-1 - n] = samples[-1 - n] * n // fade
