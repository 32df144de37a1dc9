"""Listen: reads the patient's screen to the patient, and to nobody else unless they say so.

Headphones come first. Where there are none the patient is asked once whether to play it in the
room; then what shows their own choices is left out. What was answered is never read anywhere.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from distressapp.core.frozen import frozen
from distressapp.text import _
from distressapp.ui.aloud import Reader
from distressapp.ui.guard import guarded
from distressapp.ui.outputs import Finder, Output, Outputs, Watch
from distressapp.ui.player import Player
from distressapp.ui.reading import Piece, keys, script
from distressapp.ui.recorded import Sound, sound

STAY_MS: Final = 2_000
"""Whoever listens does not touch the screen; this often it is said that they are there."""

Recorded = Callable[[str, str, str], bytes | None]
"""Instrument, language, key: the recording of an installed pack."""


@frozen
class Wanted:
    """What shall be read.

    Attributes:
        language: A BCP 47 tag.
        language_name: As people who speak it write it.
        chosen: Name of the output that staff set aside for patients; empty for headphones.
    """

    pieces: tuple[Piece, ...]
    language: str
    language_name: str
    chosen: str = ""


class Listening(QObject):
    """Begins, asks, reads, hushes; one patient at a time.

    Args:
        recorded: Finds a recording of a pack.

    Signals:
        asked: None: ask whether to play it aloud in the room.
        told: A str: a sentence for the patient, such as why nothing is read.
        changed: A bool: whether it is reading now.
        stayed: None: somebody is listening still.
    """

    asked = Signal(object)
    told = Signal(object)
    changed = Signal(object)
    stayed = Signal(object)

    def __init__(self, recorded: Recorded, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recorded = recorded
        self._wanted: Wanted | None = None
        self._ears: Output | None = None
        self.may_sound_in_the_room = False
        self.reader = Reader(self)
        self.reader.ended.connect(self._end)
        self._finder = Finder(self)
        self._finder.found.connect(self._decide)
        self._checker = Finder(self)
        self._checker.found.connect(self._check)
        self._watch = Watch(self)
        self._watch.gone.connect(self._lose_ears)
        self._watch.stirred.connect(self._look_again)
        self._stay = QTimer(self)
        self._stay.setInterval(STAY_MS)
        self._stay.timeout.connect(self._say_stayed)

    @property
    def is_busy(self) -> bool:
        """It reads, or is about to."""
        return self._wanted is not None

    def toggle(self, wanted: Wanted) -> None:
        """Read that from its beginning; where something is being read, stop."""
        if self.is_busy:
            self.hush()
            return
        self._wanted = wanted
        self._stay.start()
        self.changed.emit(True)  # noqa: FBT003  (a signal has no keywords)
        self._finder.ask()

    def hush(self) -> None:
        """Silence, at once; nothing to stop is fine."""
        was_busy, self._wanted, self._ears = self.is_busy, None, None
        self._stay.stop()
        self._finder.stop()
        self._checker.stop()
        self._watch.stop()
        self.reader.hush()
        if was_busy:
            self.changed.emit(False)  # noqa: FBT003  (the same)

    def forget(self) -> None:
        """The patient is gone, and what they agreed to with them."""
        self.hush()
        self.may_sound_in_the_room = False

    @guarded
    def _decide(self, outputs: object) -> None:
        if self._wanted is None or not isinstance(outputs, Outputs):
            return
        ears = outputs.for_the_patient(self._wanted.chosen)
        output = outputs.in_the_room() if ears is None else ears
        is_private = ears is not None
        reaches = ears is None or ears.name == outputs.usual
        pieces = self._wanted.pieces
        told = script(
            pieces,
            self._sounds(self._wanted, output),
            has_voice=lambda: reaches and self._speaks(),
            is_private=is_private,
        )
        if told is None:
            self._refuse(reaches=reaches)
        elif not is_private and not self.may_sound_in_the_room:
            self.hush()
            self.asked.emit(None)
        else:
            self._begin(told, output, ears)
            if not is_private and any(each.tells for each in pieces):
                self.told.emit(_("Your own choices are read only with headphones."))

    def _begin(
        self, told: tuple[Sound | str, ...], output: Output | None, ears: Output | None
    ) -> None:
        if self._wanted is None:
            return
        self._ears = ears
        if ears is not None:
            self._watch.start(ears)
        self.reader.read(told, self._wanted.language, output)

    def _speaks(self) -> bool:
        return self._wanted is not None and self.reader.voice.speaks(self._wanted.language)

    def _sounds(self, wanted: Wanted, output: Output | None) -> dict[str, Sound]:
        """The recordings of the screen that can be played here."""
        if not Player.can_play(output):
            return {}
        found: dict[str, Sound] = {}
        for name in keys(wanted.pieces):
            instrument, _slash, key = name.partition("/")
            file = self._recorded(instrument, wanted.language, key)
            made = None if file is None else sound(file)
            if made is not None:
                found[name] = made
        return found

    def _refuse(self, *, reaches: bool) -> None:
        name = "" if self._wanted is None else self._wanted.language_name
        self.hush()
        if reaches:
            words = _("There is no voice for {language} on this tablet. Please ask staff.")
        else:
            words = _("The voice for {language} does not reach the headphones. Please ask staff.")
        self.told.emit(words.format(language=name))

    @guarded
    def _end(self, is_well: object) -> None:
        self.hush()
        if not is_well:
            self.told.emit(_("The sound does not work on this tablet. Please ask staff."))

    @guarded
    def _look_again(self, _nothing: object) -> None:
        self._checker.ask()

    @guarded
    def _check(self, outputs: object) -> None:
        """A plug that was pulled would send the sound to the room."""
        if self._ears is None or self._wanted is None or not isinstance(outputs, Outputs):
            return
        now = outputs.for_the_patient(self._wanted.chosen)
        if now is None or now.name != self._ears.name:
            self._lose_ears()

    @guarded
    def _lose_ears(self, _nothing: object = None) -> None:
        self.hush()
        self.told.emit(_("The headphones are not connected any more. Reading has stopped."))

    @Slot()
    @guarded
    def _say_stayed(self) -> None:
        self.stayed.emit(None)
