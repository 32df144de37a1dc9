"""The chime of a call for help, through whatever player the machine has.

Qt's sound classes are in an optional package; a waiting room needs one tone. The tone is made
here, held in memory and piped to the system's player. Where there is none, Qt's bell rings.
Whether staff hear it is not for the program to say: the channel test asks a person.
"""

import array
import functools
import io
import math
import shutil
import wave
from typing import Final

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QApplication

_RATE_HZ: Final = 22_050
_NOTES_HZ: Final = (660.0, 880.0, 660.0, 880.0)
_NOTE_S: Final = 0.28
_LOUDNESS: Final = 24_000
_WAV_HEADER_BYTES: Final = 44
_PLAYERS: Final = (
    ("aplay", ("-q", "-"), 0),
    ("paplay", ("--raw", "--rate=22050", "--channels=1", "--format=s16le"), _WAV_HEADER_BYTES),
)


@functools.cache
def chime_wav() -> bytes:
    """Four notes as a WAV file, one channel, 16 bits, about a second."""
    samples = array.array("h")
    length = int(_RATE_HZ * _NOTE_S)
    for note_hz in _NOTES_HZ:
        for n in range(length):
            fade = min(1.0, n / 400, (length - n) / 2_000)
            angle = 2 * math.pi * note_hz * n / _RATE_HZ
            samples.append(int(_LOUDNESS * fade * math.sin(angle)))
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE_HZ)
        file.writeframes(samples.tobytes())
    return held.getvalue()


def ring(parent: QObject) -> None:
    """Sound the chime once, without waiting for its end."""
    for name, arguments, skipped in _PLAYERS:
        program = shutil.which(name)
        if program is None:
            continue
        process = QProcess(parent)
        process.finished.connect(process.deleteLater)
        process.start(program, list(arguments))
        process.write(chime_wav()[skipped:])
        process.closeWriteChannel()
        return
    QApplication.beep()
