"""Plays one sound through the system's player, at one output, and stops at once when told.

The samples are piped; no file is written. A player that outlives its sound is ended.
"""

import shutil
from typing import Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from distressapp.ui.guard import guarded
from distressapp.ui.outputs import Output, end, went_well
from distressapp.ui.recorded import Sound

_LATE_S: Final = 5
"""How much longer than its sound a player may take."""

_NEVER_ELSEWHERE: Final = (
    "--property=node.dont-fallback=true",
    "--property=node.dont-reconnect=true",
)
"""PipeWire would send the sound to the room when the headphones are not there."""


class Player(QObject):
    """One sound at a time.

    Signals:
        ended: A bool: whether the sound was played to its end. Not told after `stop`.
    """

    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._give_up)

    @property
    def is_playing(self) -> bool:
        """A sound was begun and has not ended."""
        return self._process is not None

    @staticmethod
    def can_play(output: Output | None) -> bool:
        """Whether this computer has a player for that output; None is the usual one."""
        return _command(None, output) is not None

    def play(self, sound: Sound, output: Output | None) -> bool:
        """Begin that sound; one that plays is stopped.

        Returns:
            Whether there is a player; if not, `ended` is not told.
        """
        self.stop()
        command = _command(sound, output)
        if command is None:
            return False
        self._process = process = QProcess(self)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._end)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.setStandardOutputFile(QProcess.nullDevice())
        self._late.start(int((sound.seconds + _LATE_S) * 1000))
        process.start(command[0], list(command[1]))
        process.write(sound.pcm if output is not None else sound.at_level())
        process.closeWriteChannel()
        return True

    def stop(self) -> None:
        """Silence, at once."""
        self._late.stop()
        process, self._process = self._process, None
        end(process)

    @Slot()
    @guarded
    def _end(self, *_how: object) -> None:
        process = self._process
        if process is None or self.sender() is not process:
            return
        is_well = went_well(process)
        self.stop()
        self.ended.emit(is_well)

    @Slot()
    @guarded
    def _give_up(self) -> None:
        if self._process is not None:
            self.stop()
            self.ended.emit(False)  # noqa: FBT003  (a signal has no keywords)


def _command(sound: Sound | None, output: Output | None) -> tuple[str, tuple[str, ...]] | None:
    """The program and what it is told; where an output is named, only a player that knows it."""
    rate = 0 if sound is None else sound.rate_hz
    channels = 1 if sound is None else sound.channels
    program = shutil.which("paplay")
    if program is not None and output is not None:
        # What is amplified beyond full is taken back, so that one loud setting hurts nobody. The
        # server's volume is the cube root of the gain.
        gain = 1.0 if sound is None else sound.gain
        volume = int(65_536 * gain ** (1 / 3) / max(1.0, output.volume))
        return program, (
            "--raw", "--format=s16le", f"--rate={rate}", f"--channels={channels}",
            f"--device={output.name}", f"--volume={volume}", "--latency-msec=200",
            *_NEVER_ELSEWHERE,
        )  # fmt: skip
    program = shutil.which("aplay")
    if program is not None and output is None:
        return program, ("-q", "-t", "raw", "-f", "S16_LE", "-r", f"{rate}", "-c", f"{channels}")
    return None
