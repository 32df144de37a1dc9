"""Reads a script aloud: recordings through the player, sentences through the voice, in order.

One reader, one screen: whatever takes the screen away tells it to hush, and nothing that was
begun for one patient sounds for the next.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from distressapp.ui.guard import guarded
from distressapp.ui.outputs import Output
from distressapp.ui.player import Player
from distressapp.ui.recorded import Sound
from distressapp.ui.speech import Voice

REST_MS: Final = 350
"""Between two pieces."""

LONGEST_MS: Final = 300_000
"""A voice that never ends is ended: whoever listened may be gone."""


class Reader(QObject):
    """Reads one script at a time.

    Signals:
        ended: A bool: whether everything was read. Not told after `hush`.
    """

    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.player = Player(self)
        self.voice = Voice(self)
        self._left: list[Sound | str] = []
        self._language = ""
        self._output: Output | None = None
        self._is_reading = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._go_on)
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setInterval(LONGEST_MS)
        self._longest.timeout.connect(self._give_up)
        self.player.ended.connect(self._hear)
        self.voice.ended.connect(self._hear)

    @property
    def is_reading(self) -> bool:
        """Something was begun and has not ended."""
        return self._is_reading

    def read(self, script: tuple[Sound | str, ...], language: str, output: Output | None) -> None:
        """Begin that script; what is being read is stopped.

        Args:
            language: Of the sentences; a BCP 47 tag.
            output: Where recordings are played; None for the usual output.
        """
        self.hush()
        self._left, self._language, self._output = list(script), language, output
        self._is_reading = True
        self._longest.start()
        self._go_on()

    def hush(self) -> None:
        """Silence, at once; nothing to stop is fine."""
        self._is_reading = False
        self._left = []
        self._rest.stop()
        self._longest.stop()
        self.player.stop()
        self.voice.stop()

    @Slot()
    @guarded
    def _go_on(self) -> None:
        if not self._is_reading:
            return
        if not self._left:
            self._end(is_well=True)
            return
        piece = self._left.pop(0)
        is_begun = (
            self.voice.say(piece, self._language)
            if isinstance(piece, str)
            else self.player.play(piece, self._output)
        )
        if not is_begun:
            self._end(is_well=False)

    @guarded
    def _hear(self, is_well: object) -> None:
        if not self._is_reading:
            return
        if not is_well:
            self._end(is_well=False)
        elif self._left:
            self._rest.start()
        else:
            self._end(is_well=True)

    @Slot()
    @guarded
    def _give_up(self) -> None:
        self._end(is_well=False)

    def _end(self, *, is_well: bool) -> None:
        self.hush()
        self.ended.emit(is_well)
